from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from classifier.documents import Document, Limits, read
from classifier.errors import (
    ClassifierError,
    EmptyDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)


def save(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def simple() -> bytes:
    document = docx.Document()
    document.add_paragraph("Het college hoort de aanvrager.")
    return save(document)


def layout(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_the_body_in_document_order() -> None:
    document = docx.Document()
    document.core_properties.title = "Microsoft Word - x.doc"
    document.add_paragraph("Werkinstructie horen", style="Title")
    document.add_heading("Inleiding", level=2)
    document.add_paragraph("Deze instructie is voor medewerkers.")
    document.add_paragraph("een formulier", style="List Bullet")
    document.add_paragraph("een foto", style="List Bullet 2")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [*table.rows[0].cells, *table.rows[1].cells],
        ["Soort", "Termijn", "Spoed", "een dag"],
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("").add_run("Vet kopje").bold = True
    document.add_paragraph("a. letter getypt")
    document.add_paragraph("3.2 Getypt nummer")
    result = read(save(document), name="nota.docx")
    assert layout(result) == [
        ("heading", 1, "Werkinstructie horen"),
        ("heading", 2, "Inleiding"),
        ("paragraph", 0, "Deze instructie is voor medewerkers."),
        ("list_item", 1, "een formulier"),
        ("list_item", 2, "een foto"),
        ("table_row", 0, "Soort | Termijn"),
        ("table_row", 0, "Spoed | een dag"),
        ("heading", 2, "Vet kopje"),
        ("list_item", 1, "a. letter getypt"),
        ("heading", 2, "3.2 Getypt nummer"),
    ]
    assert result.title == "Werkinstructie horen"
    assert result.media_type.endswith("wordprocessingml.document")
    assert result.pages == ()


def test_dutch_and_derived_heading_styles() -> None:
    document = docx.Document()
    document.styles.add_style("Kop 1 Gemeente", WD_STYLE_TYPE.PARAGRAPH)
    derived = document.styles.add_style("Eigen kopje", WD_STYLE_TYPE.PARAGRAPH)
    derived.base_style = document.styles["Heading 3"]
    document.add_paragraph("Eerste", style="Kop 1 Gemeente")
    document.add_paragraph("Tweede", style="Eigen kopje")
    assert layout(read(save(document))) == [("heading", 1, "Eerste"), ("heading", 3, "Tweede")]


def test_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    body = document.element.body
    body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>"
            "<w:r><w:t xml:space='preserve'>Het </w:t></w:r>"
            "<w:ins w:id='1'><w:r><w:t>college</w:t></w:r></w:ins>"
            "<w:del w:id='2'><w:r><w:delText>bestuur</w:delText></w:r></w:del>"
            "<w:r><w:tab/><w:t>hoort</w:t><w:noBreakHyphen/><w:t>wel</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert read(save(document)).text == "Het college hoort-wel"


def test_a_table_that_lays_out_the_page() -> None:
    document = docx.Document()
    cell = document.add_table(rows=1, cols=1).rows[0].cells[0]
    cell.text = "Eerste alinea van de brief."
    cell.add_paragraph("Tweede alinea van de brief.")
    assert [block.kind for block in read(save(document)).blocks] == ["paragraph", "paragraph"]


def test_the_title_property_is_a_fallback() -> None:
    document = docx.Document()
    document.core_properties.title = "Beleidsregel terrassen"
    document.add_paragraph("Het college weigert de ontheffing.")
    result = read(save(document))
    assert (result.title, result.title_span) == ("Beleidsregel terrassen", None)


def test_empty() -> None:
    with pytest.raises(EmptyDocumentError, match=r"leeg\.docx"):
        read(save(docx.Document()), name="leeg.docx")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_truncated(part: float) -> None:
    content = simple()
    with pytest.raises(UnreadableDocumentError, match=r"stuk\.docx"):
        read(content[: int(len(content) * part)], name="stuk.docx")


def test_flipped_bytes_never_crash() -> None:
    content = simple()
    for position in range(0, len(content), max(1, len(content) // 60)):
        broken = bytearray(content)
        broken[position] ^= 0xFF
        try:
            message = read(bytes(broken), name="stuk.docx").source
        except ClassifierError as error:
            message = error.message
        assert "stuk.docx" in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_billion_laughs(encoding: str, replace_members: Callable[..., bytes]) -> None:
    entities = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
    )
    evil = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [{entities}]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    content = replace_members(simple(), **{"word/document.xml": evil.encode(encoding)})
    with pytest.raises(UnreadableDocumentError, match=r"laugh\.docx: word/document\.xml declares"):
        read(content, name="laugh.docx")


def test_zip_bomb(replace_members: Callable[..., bytes]) -> None:
    content = replace_members(simple(), **{"word/media/groot.png": bytes(50_000_000)})
    with pytest.raises(TooLargeDocumentError, match=r"bom\.docx: \d+ times compressed.*max_ratio="):
        read(content, name="bom.docx")
    with pytest.raises(TooLargeDocumentError, match="max_uncompressed="):
        read(content, limits=Limits(max_uncompressed=10_000_000))
    with pytest.raises(TooLargeDocumentError, match="max_xml="):
        read(simple(), limits=Limits(max_xml=100))
    with pytest.raises(TooLargeDocumentError, match="max_members="):
        read(simple(), limits=Limits(max_members=3))


def test_not_what_word_makes() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as container:
        container.writestr("word/document.xml", "<leeg/>")
    with pytest.raises(UnreadableDocumentError, match=r"raar\.docx"):
        read(stream.getvalue(), name="raar.docx")


def test_deep_nesting_is_refused(replace_members: Callable[..., bytes]) -> None:
    body = "<w:sdt><w:sdtContent>" * 50_000
    evil = f"<w:document {nsdecls('w')}><w:body>{body}"
    content = replace_members(simple(), **{"word/document.xml": evil.encode()})
    with pytest.raises(UnreadableDocumentError, match=r"diep\.docx"):
        read(content, name="diep.docx")
