from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents import Document, read
from classifier.errors import ClassifierError, EmptyDocumentError
from tests.documents.pages import PAGES


def html(body: str, head: str = "<title>Gemeente - Terrassen</title>") -> Document:
    return read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def layout(document: Document) -> list[tuple[str, int, str]]:
    return [
        (block.kind, block.level, document.text[block.start : block.end])
        for block in document.blocks
    ]


def test_what_surrounds_the_text_is_dropped() -> None:
    document = html(
        "<header>Menu</header><nav><a>Home</a></nav><script>var x = 'weg';</script>"
        "<style>p {}</style><h1>Terrassen</h1><!-- weg --><p>Het college <b>weigert</b> de "
        "ontheffing.</p><p hidden>weg</p><p style='display: none'>weg</p><aside>weg</aside>"
        "<footer>Contact</footer>"
    )
    assert layout(document) == [
        ("heading", 1, "Terrassen"),
        ("paragraph", 0, "Het college weigert de ontheffing."),
    ]
    assert document.media_type == "text/html"
    assert document.title == "Terrassen"


def test_lists_keep_their_numbers() -> None:
    document = html(
        "<p>Nodig:</p><ol start=3><li>een paspoort<ul><li>geldig</li></ul></li>"
        "<li><p>een foto</p><p>in kleur</p></li></ol><ul><li>- los</li></ul>"
    )
    assert layout(document) == [
        ("paragraph", 0, "Nodig:"),
        ("list_item", 1, "3. een paspoort"),
        ("list_item", 2, "geldig"),
        ("list_item", 1, "4. een foto"),
        ("list_item", 1, "in kleur"),
        ("list_item", 1, "los"),
    ]


def test_tables_of_data_and_of_layout() -> None:
    document = html(
        "<table><caption>Termijnen</caption><tr><th>Soort</th><th>Termijn</th></tr>"
        "<tr><td><p>Spoed</p></td><td>een<br>dag</td></tr></table>"
        "<table><tr><td><h2>Kop</h2><p>Tekst.</p></td><td><ul><li>punt</li></ul></td></tr></table>"
    )
    assert layout(document) == [
        ("paragraph", 0, "Termijnen"),
        ("table_row", 0, "Soort | Termijn"),
        ("table_row", 0, "Spoed | een dag"),
        ("heading", 2, "Kop"),
        ("paragraph", 0, "Tekst."),
        ("list_item", 1, "punt"),
    ]


def test_breaks() -> None:
    assert layout(html("<p>een<br>twee<br><br>drie</p>los<div>vier</div>")) == [
        ("paragraph", 0, "een twee"),
        ("paragraph", 0, "drie"),
        ("paragraph", 0, "los"),
        ("paragraph", 0, "vier"),
    ]


def test_only_the_main_part_is_read() -> None:
    text = "Het college beslist binnen acht weken op de aanvraag. " * 6
    document = html(
        f"<div>Kruimelpad</div><main><header><h1>Terrassen</h1></header><p>{text}</p></main>"
    )
    assert "Kruimelpad" not in document.text
    assert document.title == "Terrassen"


def test_the_title_of_the_head_is_a_fallback() -> None:
    document = html("<p>Wij horen.</p>")
    assert (document.title, document.title_span) == ("Gemeente - Terrassen", None)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    page = '<html><head><meta charset="windows-1252"></head><p>Coördinatie kost € 5</p></html>'
    assert read(page.encode(encoding)).text == "Coördinatie kost € 5"


def test_xhtml_with_a_declaration() -> None:
    page = (
        b'<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
        b"<p>Wij horen.</p></html>"
    )
    assert read(page).media_type == "text/html"


def test_entities_are_not_fetched_or_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("staatsgeheim")
    declaration = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    page = f"{declaration}<html><p>Wij horen. &x;</p></html>"
    assert "staatsgeheim" not in read(page.encode()).text


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td"])
def test_deep_nesting_does_not_overflow(tag: str) -> None:
    page = f"<html><p>begin</p>{f'<{tag}>' * 5_000}diep</html>"
    assert read(page.encode()).text.startswith("begin")


def test_a_page_of_scripts_is_empty() -> None:
    with pytest.raises(EmptyDocumentError):
        html("<script>document.write('tekst')</script>")


@pytest.mark.parametrize("name", PAGES)
def test_the_text_of_a_page_and_nothing_around_it(name: str) -> None:
    page = PAGES[name]
    document = read(page.html.encode(), name=f"{name}.html")
    assert tuple(text for *_, text in layout(document)) == page.text
    for string in page.around:
        assert string not in document.text


def test_a_table_of_contents_is_furniture() -> None:
    document = read(PAGES["bekendmaking"].html.encode())
    assert [(one.kind, one.text) for one in document.furniture] == [
        ("repeated", "Horen"),
        ("repeated", "Slot"),
    ]


def test_a_number_of_an_item_in_a_block_of_its_own() -> None:
    items = "<li><span>1</span><p>Wij horen.</p></li><li><div>b)</div>Niet.</li><li>12</li>"
    assert layout(html(f"<ul>{items}</ul>")) == [
        ("list_item", 1, "1 Wij horen."),
        ("list_item", 1, "b) Niet."),
        ("list_item", 1, "12"),
    ]


_PART = st.sampled_from(
    [
        *("<ul>", "<li>", "</li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<main>", "<b>"),
        *("</b>", "<h1>", "</h1>", "<p>", "<div class='menu'>", "</div>", "<a href='#x'>", "</a>"),
        *(
            "<!-- x -->",
            "<![CDATA[",
            "<script>",
            "</script>",
            "&euro;",
            "&#xd800;",
            "\0",
            "1",
            "tekst ",
        ),
        *("<header>", "<ol start=99999999>", "<article>", "</article>", "<base>", "<del>", "<br>"),
    ]
)


@given(st.lists(_PART, max_size=30).map("".join))
def test_any_tags_give_text_or_one_clear_error(body: str) -> None:
    try:
        message = read(f"<html>{body}".encode(), name="x.html").source
    except ClassifierError as error:
        message = error.message
    assert message.startswith("x.html")
    assert "Error" not in message


def test_bold_paragraphs_are_headings() -> None:
    document = html(
        "<p><strong>Horen <i>vooraf</i></strong> </p><p><b>Wij</b> horen</p>"
        "<div role='heading' aria-level='3'>Tijd</div><p><b>Deze zin is vet en sluit.</b></p>"
    )
    assert layout(document) == [
        ("heading", 2, "Horen vooraf"),
        ("paragraph", 0, "Wij horen"),
        ("heading", 3, "Tijd"),
        ("paragraph", 0, "Deze zin is vet en sluit."),
    ]


def test_what_is_called_a_menu_but_holds_the_text_is_read() -> None:
    text = "Het college beslist binnen acht weken op de aanvraag. " * 6
    assert html(f"<div class='menu'><p>{text}</p></div>").text == text.strip()


def test_a_main_part_among_scripts() -> None:
    assert html("Wij horen.", head="<article>x</article><main></main>").text.endswith("Wij horen.")


def test_lists_of_links_in_the_text_are_read() -> None:
    links = "".join(f"<li><a href='/{n}'>Beleidsregel {n}</a></li>" for n in "abc")
    text = "Het college beslist binnen acht weken op de aanvraag. " * 6
    page = f"<main><p>{text}</p><ul>{links}</ul></main><ul>{links}</ul>"
    assert html(page).text.count("Beleidsregel a") == 1


@pytest.mark.parametrize("encoding", ["iso8859-15", "cp850"])
def test_other_encodings(encoding: str) -> None:
    page = f'<html><meta charset="{encoding}"><p>Coördinatie één keer</p></html>'
    assert read(page.encode(encoding)).text == "Coördinatie één keer"
