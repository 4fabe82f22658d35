from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.documents import read

Word = Callable[..., bytes]


def paragraph(text: str, style: str = "", run: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def blocks(content: bytes) -> list[tuple[str, str]]:
    document = read(content, name="nota.docx")
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_notes_stand_behind_what_refers_to_them_and_once(word: Word) -> None:
    note = '<w:{kind} w:id="{id}"><w:p><w:r><w:{kind}Ref/><w:t>{text}</w:t></w:r></w:p></w:{kind}>'
    reference = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    first = reference.format("footnote", 2)
    body = (
        f"<w:p><w:r><w:t>Wij horen</w:t></w:r>{first}<w:r><w:t>.</w:t></w:r>{first}</w:p>"
        f"<w:tbl><w:tr>{cell(paragraph('Soort'))}"
        f"{cell('<w:p><w:r><w:t>Dag</w:t></w:r>' + reference.format('endnote', 2) + '</w:p>')}"
        f"</w:tr></w:tbl>{paragraph('Slot.')}"
    )
    content = word(
        body,
        footnotes=note.format(kind="footnote", id=0, text="nooit")
        + note.format(kind="footnote", id=2, text="Behalve in haast."),
        endnotes=note.format(kind="endnote", id=2, text="Dagen zijn werkdagen."),
    )
    assert blocks(content) == [
        ("paragraph", "Wij horen."),
        ("paragraph", "Behalve in haast."),
        ("table_row", "Soort | Dag"),
        ("paragraph", "Dagen zijn werkdagen."),
        ("paragraph", "Slot."),
    ]


def test_merged_cells_are_read_once(word: Word) -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell(paragraph("Bezwaar"), restart) + cell(paragraph("zes weken")),
        cell(paragraph("Bezwaar"), goes_on) + cell(paragraph("of meer")),
        cell(paragraph("Over de hele breedte"), '<w:gridSpan w:val="2"/>'),
    )
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert blocks(word(f"<w:tbl>{body}</w:tbl>")) == [
        ("table_row", "Bezwaar | zes weken"),
        ("paragraph", "of meer"),
        ("paragraph", "Over de hele breedte"),
    ]


def test_a_table_in_a_table_has_rows_of_its_own(word: Word) -> None:
    inner = f"<w:tbl><w:tr>{cell(paragraph('Spoed'))}{cell(paragraph('een dag'))}</w:tr></w:tbl>"
    outer = f"{cell(paragraph('Kader'))}{cell(paragraph('Vooraf.') + inner + '<w:p/>')}"
    assert blocks(word(f"<w:tbl><w:tr>{outer}</w:tr></w:tbl>")) == [
        ("paragraph", "Kader"),
        ("paragraph", "Vooraf."),
        ("table_row", "Spoed | een dag"),
    ]


def test_content_controls_around_rows_cells_and_runs(word: Word) -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    run = control("<w:r><w:t>Soort</w:t></w:r>")
    first = control(cell(f"<w:p><w:smartTag>{run}</w:smartTag></w:p>"))
    row = f"<w:tr>{first}{cell(paragraph('Dag'))}</w:tr>"
    body = f"<w:tbl>{control(row)}</w:tbl>"
    assert blocks(word(body)) == [("table_row", "Soort | Dag")]


def test_signs(word: Word) -> None:
    body = (
        "<w:p><w:r><w:t>coördi</w:t><w:softHyphen/><w:t>natie</w:t><w:tab/><w:t>e</w:t>"
        '<w:noBreakHyphen/><w:t>mail</w:t><w:br/><w:sym w:font="Wingdings" w:char="F0FE"/>'
        '<w:t> ja </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5</w:t>'
        '<w:sym w:font="Arial" w:char="zz"/><w:sym w:font="Arial" w:char="D800"/></w:r>'
        "<m:oMath><m:r><m:t>x = 2</m:t></m:r></m:oMath></w:p>"
    )
    assert blocks(word(body)) == [("paragraph", "coördinatie e-mail ☒ ja ≥ 5x = 2")]


def test_headings_by_bold_type(word: Word) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Vet"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Koptekst"><w:name w:val="Koptekst 2"/>'
        "</w:style>"
    )
    body = (
        paragraph("Horen", run="<w:b/>")
        + paragraph("Beslissen", "Vet")
        + paragraph("Gewoon", "Vet", '<w:b w:val="0"/>')
        + paragraph("Deze zin is vet en sluit.", run="<w:b/>")
        + paragraph("Nota", "Koptekst")
    )
    assert [kind for kind, _ in blocks(word(body, styles=styles))] == [
        *("heading", "heading", "paragraph", "paragraph", "paragraph")
    ]


def test_the_table_of_contents_is_furniture(word: Word) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
    )
    body = paragraph("Horen", "Inhopg1") + paragraph("Horen", "Kop1") + paragraph("Wij horen.")
    document = read(word(body, styles=styles), name="nota.docx")
    assert document.text == "Horen\n\nWij horen."
    assert [(one.kind, one.text) for one in document.furniture] == [("repeated", "Horen")]


def test_headers_and_footers_are_furniture(word: Word) -> None:
    sections = "".join(
        f'<w:sectPr><w:headerReference r:id="header{n}"/><w:footerReference r:id="footer1"/>'
        '<w:headerReference r:id="weg"/></w:sectPr>'
        for n in (1, 2)
    )
    page = (
        '<w:p><w:r><w:t>Pagina </w:t><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE'
        '</w:instrText><w:fldChar w:fldCharType="separate"/><w:t>2</w:t>'
        '<w:fldChar w:fldCharType="end"/><w:t> van 5</w:t></w:r></w:p>'
    )
    content = word(
        paragraph("Wij horen.") + sections,
        header1=paragraph("Gemeente Elzerade") + paragraph(""),
        header2=f"<w:tbl><w:tr>{cell(paragraph('Concept'))}</w:tr></w:tbl>",
        footer1=page + paragraph("." * 5000),
    )
    document = read(content, name="nota.docx")
    assert document.text == "Wij horen."
    assert [(one.kind, one.text[:20]) for one in document.furniture] == [
        ("header", "Gemeente Elzerade"),
        ("page_number", "Pagina 2 van 5"),
        ("footer", "." * 20),
        ("header", "Concept"),
    ]


@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml"])
def test_the_document_is_found_by_its_relation(main: str, word: Word) -> None:
    content = word(paragraph("Horen", "K"), main=main, styles=(
        '<w:style w:type="paragraph" w:styleId="K"><w:name w:val="heading 2"/></w:style>'
    ))  # fmt: skip
    assert blocks(content) == [("heading", "Horen")]


def test_the_strict_variety_of_the_standard(
    word: Word, replace_members: Callable[..., bytes]
) -> None:
    body = (
        '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>Horen</w:t></w:r></w:p></w:body>'
        "</w:document>"
    )
    content = replace_members(word(""), **{"word/document.xml": body.encode()})
    assert blocks(content) == [("heading", "Horen")]
