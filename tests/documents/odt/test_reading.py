from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from odf import dc, table
from odf import text as odf
from odf.opendocument import OpenDocumentText
from odf.style import Style

from classifier.documents import Document, read
from classifier.errors import (
    EmptyDocumentError,
    EncryptedDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)


def save(document: OpenDocumentText) -> bytes:
    stream = io.BytesIO()
    document.write(stream)
    return stream.getvalue()


def simple(*paragraphs: str) -> bytes:
    document = OpenDocumentText()
    for paragraph in paragraphs or ("Het college hoort de aanvrager.",):
        document.text.addElement(odf.P(text=paragraph))
    return save(document)


def layout(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_the_body_in_document_order() -> None:
    document = OpenDocumentText()
    style = Style(name="P1", family="paragraph", parentstylename="Title")
    document.automaticstyles.addElement(style)
    body = document.text
    body.addElement(odf.P(stylename="P1", text="Werkinstructie horen"))
    body.addElement(odf.H(outlinelevel=2, text="Inleiding"))
    paragraph = odf.P(text="Deze")
    paragraph.addElement(odf.S(c=999_999_999))
    paragraph.addElement(odf.Span(text="instructie"))
    paragraph.addElement(odf.LineBreak())
    paragraph.addText("geldt.")
    note = odf.Note(noteclass="footnote")
    note.addElement(odf.NoteCitation(text="1"))
    inner = odf.NoteBody()
    inner.addElement(odf.P(text="Zie de bijlage."))
    note.addElement(inner)
    paragraph.addElement(note)
    body.addElement(paragraph)
    outer = odf.List()
    item = odf.ListItem()
    item.addElement(odf.P(text="een formulier"))
    nested = odf.List()
    nested_item = odf.ListItem()
    nested_item.addElement(odf.P(text="ingevuld"))
    nested.addElement(nested_item)
    item.addElement(nested)
    outer.addElement(item)
    body.addElement(outer)
    grid = table.Table()
    for texts in (("Soort", "Termijn"), ("Spoed", "een dag")):
        row = table.TableRow()
        for text in texts:
            cell = table.TableCell(numbercolumnsrepeated=999_999_999)
            cell.addElement(odf.P(text=text))
            row.addElement(cell)
        grid.addElement(row)
    body.addElement(grid)
    body.addElement(odf.P(text="a. getypt"))
    result = read(save(document), name="nota.odt")
    assert layout(result) == [
        ("heading", 1, "Werkinstructie horen"),
        ("heading", 2, "Inleiding"),
        ("paragraph", 0, "Deze instructie geldt."),
        ("paragraph", 0, "Zie de bijlage."),
        ("list_item", 1, "een formulier"),
        ("list_item", 2, "ingevuld"),
        ("table_row", 0, "Soort | Termijn"),
        ("table_row", 0, "Spoed | een dag"),
        ("list_item", 1, "a. getypt"),
    ]
    assert result.title == "Werkinstructie horen"
    assert result.media_type == "application/vnd.oasis.opendocument.text"


def test_the_title_property_is_a_fallback() -> None:
    document = OpenDocumentText()
    document.meta.addElement(dc.Title(text="Beleidsregel terrassen"))
    document.text.addElement(odf.P(text="Het college weigert de ontheffing."))
    result = read(save(document))
    assert (result.title, result.title_span) == ("Beleidsregel terrassen", None)


def test_empty() -> None:
    with pytest.raises(EmptyDocumentError, match=r"leeg\.odt"):
        read(simple(" "), name="leeg.odt")


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_truncated(part: float) -> None:
    content = simple()
    with pytest.raises(UnreadableDocumentError, match=r"stuk\.odt"):
        read(content[: int(len(content) * part)], name="stuk.odt")


def keep_mimetype_first(content: bytes, member: str, body: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            compression = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(name, body if name == member else old.read(name), compression)
    return stream.getvalue()


def test_under_a_password() -> None:
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        b"</manifest:file-entry></manifest:manifest>"
    )
    content = keep_mimetype_first(simple(), "META-INF/manifest.xml", manifest)
    with pytest.raises(EncryptedDocumentError, match=r"geheim\.odt"):
        read(content, name="geheim.odt")


def test_entities_are_refused() -> None:
    evil = b'<!DOCTYPE d [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>'
    with pytest.raises(UnreadableDocumentError, match=r"laugh\.odt: content\.xml declares"):
        read(keep_mimetype_first(simple(), "content.xml", evil), name="laugh.odt")


def test_zip_bomb() -> None:
    content = keep_mimetype_first(simple(), "content.xml", b"<a>" + b" " * 40_000_000 + b"</a>")
    with pytest.raises(TooLargeDocumentError, match=r"bom\.odt: \d+ times compressed.*max_ratio="):
        read(content, name="bom.odt")


def test_broken_xml(replace_members: Callable[..., bytes]) -> None:
    content = keep_mimetype_first(simple(), "content.xml", b"<a><b></a>")
    with pytest.raises(UnreadableDocumentError, match="not well-formed"):
        read(content, name="stuk.odt")
