from __future__ import annotations

import io
import time
import zipfile

import pytest

from classifier.documents import Document, read

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = "".join(
    f' xmlns:{prefix}="{_URN}{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
    )
)
LISTS = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-bullet text:level="3"/></text:list-style>'
)


def odt(body: str, automatic: str = "", shared: str = "") -> Document:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        container.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        container.writestr(
            "content.xml",
            f"<office:document-content{_SPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )
        container.writestr(
            "styles.xml", f"<office:document-styles{_SPACES}>{shared}</office:document-styles>"
        )
    return read(stream.getvalue(), name="nota.odt")


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def texts(document: Document) -> list[str]:
    return [text for *_, text in blocks(document)]


def item(text: str, more: str = "", attributes: str = "") -> str:
    return f"<text:list-item{attributes}><text:p>{text}</text:p>{more}</text:list-item>"


def a_list(items: str, attributes: str = ' text:style-name="L1"') -> str:
    return f"<text:list{attributes}>{items}</text:list>"


def test_lists_are_numbered() -> None:
    deeper = a_list(item("ondertekend;") + item("met datum;", a_list(item("punt;"), "")), "")
    body = a_list(
        item("het verzoek;")
        + item("de klacht:", deeper)
        + f"<text:list-item>{a_list(item('zo geschreven;'), '')}</text:list-item>"
        + "<text:list-header><text:p>tussendoor</text:p></text:list-header>"
        + item("het beroep;")
        + item("het slot.", attributes=' text:start-value="7"')
    )
    assert blocks(odt(body, LISTS)) == [
        ("list_item", 1, "1. het verzoek;"),
        ("list_item", 1, "2. de klacht:"),
        ("list_item", 2, "a) ondertekend;"),
        ("list_item", 2, "b) met datum;"),
        ("list_item", 3, "punt;"),
        ("list_item", 2, "c) zo geschreven;"),
        ("list_item", 1, "tussendoor"),
        ("list_item", 1, "3. het beroep;"),
        ("list_item", 1, "7. het slot."),
    ]


def test_a_list_goes_on_or_begins_anew() -> None:
    style = ' text:style-name="L1"'
    body = (
        a_list(item("een;"), f'{style} xml:id="x"')
        + "<text:p>Tussen de lijsten.</text:p>"
        + a_list(item("twee;"), f'{style} text:continue-numbering="true"')
        + a_list(item("opnieuw;"), style)
        + a_list(item("drie;"), f'{style} text:continue-list="x"')
    )
    assert texts(odt(body, LISTS)) == [
        *("1. een;", "Tussen de lijsten.", "2. twee;", "1. opnieuw;", "3. drie;")
    ]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = "<text:outline-style>" + "".join(
        f'<text:outline-level-style text:level="{n}" style:num-format="1" '
        f'text:display-levels="{n}"/>'
        for n in (1, 2)
    )
    heading = '<text:h text:outline-level="{}"{}>{}</text:h>'
    body = (
        heading.format(1, "", "Inleiding")
        + heading.format(1, "", "Horen")
        + heading.format(2, "", "Plaats")
        + heading.format(1, ' text:is-list-header="true"', "Bijlage zonder nummer")
        + heading.format(2, "", "Tijd")
    )
    assert blocks(odt(body, shared=f"{outline}</text:outline-style>")) == [
        ("heading", 1, "1 Inleiding"),
        ("heading", 1, "2 Horen"),
        ("heading", 2, "2.1 Plaats"),
        ("heading", 1, "Bijlage zonder nummer"),
        ("heading", 2, "2.2 Tijd"),
    ]


def test_changes_comments_and_what_is_hidden() -> None:
    hidden = (
        '<style:style style:name="V" style:family="{}"><style:text-properties '
        'text:display="none"/></style:style>'
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        '<text:p>Het <text:change text:change-id="c"/><text:change-start/>college<text:change-end/>'
        " hoort<office:annotation><text:p>weg</text:p></office:annotation>"
        '<text:span text:style-name="V"> weg</text:span>'
        '<text:hidden-text text:is-hidden="true">weg</text:hidden-text>.</text:p>'
        '<text:p text:style-name="V">weg</text:p>'
        '<text:p><text:hidden-paragraph text:is-hidden="true"/>weg</text:p>'
        '<text:section text:display="none"><text:p>weg</text:p></text:section>'
        "<text:section><text:p>Slot<text:script>weg()</text:script>.</text:p></text:section>"
    )
    document = odt(body, hidden.format("text") + hidden.format("paragraph"))
    assert texts(document) == ["Het college hoort.", "Slot."]


def test_notes_boxes_and_shapes_once() -> None:
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{}</text:p>"
        "</text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box><svg:desc>weg</svg:desc>"
    inner = box.format("Binnen.") + "</draw:frame>"
    body = (
        f"<text:p>Wij <text:span>horen{note.format('Behalve.' + inner)}</text:span>."
        f"{box.format('Kader.' + inner)}</draw:frame>"
        "<draw:custom-shape><text:p>Vorm.</text:p></draw:custom-shape></text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Soort"
        f"{note.format('Zie boven.')}</text:p></table:table-cell><table:covered-table-cell>"
        "<text:p>weg</text:p></table:covered-table-cell><table:table-cell><text:p>Dag</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    assert texts(odt(body)) == [
        *("Wij horen.", "Behalve.", "Binnen.", "Kader.", "Binnen.", "Vorm."),
        *("Soort | Dag", "Zie boven."),
    ]


def test_bold_lines_are_headings() -> None:
    bold = (
        '<style:style style:name="{}" style:family="{}"><style:text-properties '
        'fo:font-weight="bold"/></style:style>'
    )
    body = (
        '<text:p text:style-name="P"><text:span text:style-name="X">Horen</text:span></text:p>'
        '<text:p><text:span text:style-name="T">Beslissen</text:span> </text:p>'
        '<text:p><text:span text:style-name="T">Half</text:span> vet</text:p>'
    )
    document = odt(body, bold.format("P", "paragraph") + bold.format("T", "text"))
    assert [kind for kind, *_ in blocks(document)] == ["heading", "heading", "paragraph"]


def test_headers_footers_and_contents_are_furniture() -> None:
    page = (
        "<style:master-page><style:header><text:p>Gemeente <text:page-number>1</text:page-number>"
        "</text:p></style:header><style:footer-first><text:p>Pagina 1</text:p></style:footer-first>"
        "</style:master-page>"
    )
    body = (
        "<text:table-of-content><text:index-body><text:p>Horen 3</text:p></text:index-body>"
        "</text:table-of-content><text:p>Wij horen.</text:p>"
    )
    document = odt(body, shared=f"<office:master-styles>{page}{page}</office:master-styles>")
    assert texts(document) == ["Wij horen."]
    assert [(one.kind, one.text) for one in document.furniture] == [
        ("repeated", "Horen 3"),
        ("header", "Gemeente 1"),
        ("page_number", "Pagina 1"),
    ]


@pytest.mark.parametrize("depth", [40, 100])
def test_deep_lists(depth: int) -> None:
    body = "<text:list><text:list-item>" * depth + "<text:p>Diep.</text:p>"
    body += "</text:list-item></text:list>" * depth
    assert blocks(odt(body)) == [("list_item", depth, "Diep.")]


def test_notes_in_notes_are_read_once() -> None:
    begin = "<text:p>a<text:note><text:note-body>"
    body = begin * 40 + "<text:p>Diep.</text:p>" + "</text:note-body></text:note></text:p>" * 40
    assert texts(odt(body)) == ["a"] * 40 + ["Diep."]


@pytest.mark.parametrize("loop", [False, True])
def test_endless_chain_of_styles(loop: bool) -> None:
    shared = "".join(
        f'<style:style style:name="s{number}" style:family="paragraph" '
        f'style:parent-style-name="s{0 if loop else number + 1}"/>'
        for number in range(20_000)
    )
    body = '<text:p text:style-name="s0">Wij horen.</text:p>' * 200
    begin = time.process_time()
    document = odt(body, shared=f"<office:styles>{shared}</office:styles>")
    assert texts(document) == ["Wij horen."] * 200
    assert time.process_time() - begin < 3
