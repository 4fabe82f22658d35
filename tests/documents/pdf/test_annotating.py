"""Annotated copies, read back: the words under each rectangle, and the notes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from classifier.documents import Document, read
from classifier.documents.ocr import tesseract
from classifier.documents.pdf.annotating import Highlight, annotated
from classifier.errors import DocumentError, EncryptedDocumentError

FORMATS = Path(__file__).parents[3] / ".." / "shared" / "formats" / "pdf"
Maker = Callable[..., bytes]
WORDS = ("Het college kan", "afwijken van deze regel", "als de gevolgen onevenredig zijn.")
COLOUR = (255, 235, 90)


def highlighted(document: Document, *spans: tuple[int, int]) -> list[Highlight]:
    return [
        Highlight(document.locate(*span), COLOUR, document.text[slice(*span)]) for span in spans
    ]


def copy_of(content: bytes, highlights: list[Highlight]) -> bytes:
    return annotated(content, highlights, author="test", name="test.pdf")


def read_back(copy: bytes) -> Iterator[tuple[str, str]]:
    """Yield each note, and the words under its rectangles by PDFium."""
    file = pypdfium2.PdfDocument(copy)
    for page, layer in zip(pypdf.PdfReader(io.BytesIO(copy)).pages, file, strict=True):
        text = layer.get_textpage()
        for reference in page.get("/Annots", ()):
            one = reference.get_object()
            if one.get("/T") != "test":
                continue
            points = [float(number) for number in one["/QuadPoints"]]
            under = []
            for at in range(0, len(points), 8):
                xs, ys = points[at : at + 8 : 2], points[at + 1 : at + 8 : 2]
                under.append(text.get_text_bounded(min(xs), min(ys), max(xs), max(ys)))
            yield str(one["/Contents"]), " ".join(" ".join(under).split())


@pytest.mark.parametrize("keys", [b"", b"/CropBox [60 300 500 800]"])
@pytest.mark.parametrize("media", [b"[0 0 595 842]", b"[-20 -30 595 842]"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_rectangles_hold_the_words_and_nothing_else(
    pdf: Maker, text_page: Maker, turn: int, media: bytes, keys: bytes
) -> None:
    keys = b"/MediaBox %s /Rotate %d %s" % (media, turn, keys)
    content = pdf([text_page(" ".join(WORDS))], page_keys=keys)
    document = read(content)
    spans = [match.span() for words in (*WORDS, "regel als") for match in find(words, document)]
    copy = copy_of(content, highlighted(document, *spans))
    expected = [(words, words) for words in [*WORDS, "regel als"]]
    assert list(read_back(copy)) == sorted(expected, key=lambda pair: pair[0] == "regel als")


def find(words: str, document: Document) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(words), document.text)


def test_a_highlight_over_two_pages_is_noted_on_both(pdf: Maker, text_page: Maker) -> None:
    head = text_page("Het college verleent geen ontheffing van de regel die", top=80)
    content = pdf([head, text_page("hiervoor is gesteld in het eerste lid.")])
    document = read(content)
    start = document.text.index("regel")
    copy = copy_of(content, highlighted(document, (start, start + len("regel die hiervoor"))))
    assert [under for _, under in read_back(copy)] == ["regel die", "hiervoor"]
    assert {note for note, _ in read_back(copy)} == {"regel die hiervoor"}


def test_a_word_broken_over_two_lines_is_highlighted_on_both(pdf: Maker, text_page: Maker) -> None:
    content = pdf(
        [text_page("Het college verleent geen ontheffing van de voor-", "schriften hier.")]
    )
    document = read(content)
    (match,) = find("voorschriften", document)
    ((note, under),) = read_back(copy_of(content, highlighted(document, match.span())))
    assert (note, re.sub("[\x02\ufffe]", "", under)) == ("voorschriften", "voor schriften")


def test_what_parts_cells_is_no_word_of_the_page(pdf: Maker) -> None:
    cells = [("Onderwerp", 72.0), ("Nadere info", 250.0), ("Wie", 420.0)]
    rows = [(text, x, 700.0 - 16 * row, 11.0, False) for row in range(4) for text, x in cells]
    content = pdf([rows])
    document = read(content)
    start = document.text.index("| Nadere")
    spans = (start, start + 1), (start, start + len("| Nadere info"))
    copy = copy_of(content, highlighted(document, *spans))
    assert list(read_back(copy)) == [("| Nadere info", "Nadere info")]


def test_what_a_reader_is_shown_is_plain(pdf: Maker, text_page: Maker) -> None:
    content = pdf([text_page(*WORDS)])
    document = read(content)
    note = "<b>T1</b>\n=cmd() (é) “ja” \U0001f600 \\) \udcff"
    highlight = Highlight(document.locate(0, 11), COLOUR, note)
    copy = annotated(content, [highlight, Highlight((), COLOUR, "nergens")], author="A", name="n")
    ((reference,),) = (page["/Annots"] for page in pypdf.PdfReader(io.BytesIO(copy)).pages)
    one = reference.get_object()
    assert one["/Contents"] == note.replace("\udcff", "?")
    assert (one["/T"], one["/Subtype"], one["/F"]) == ("A", "/Highlight", 4)
    assert [round(255 * part) for part in one["/C"]] == list(COLOUR)
    assert "/RC" not in one
    assert "/A" not in one


def test_the_text_of_the_copy_is_that_of_the_file(pdf: Maker, text_page: Maker) -> None:
    content = pdf([text_page(*WORDS), text_page("En nog een bladzijde.")])
    document = read(content)
    copy = copy_of(content, highlighted(document, (0, 11)))
    assert read(copy).text == document.text
    assert copy != content


def test_a_file_with_a_password_has_no_copy(pdf: Maker, text_page: Maker) -> None:
    with pytest.raises(EncryptedDocumentError, match=r"test\.pdf: protected"):
        copy_of(pdf([text_page(*WORDS)], encrypted=True), [])


def test_a_file_that_may_be_read_but_not_changed_keeps_its_protection(
    pdf: Maker, text_page: Maker
) -> None:
    writer, stream = pypdf.PdfWriter(), io.BytesIO()
    writer.append(io.BytesIO(pdf([text_page(*WORDS)])))
    writer.encrypt("", "geheim", algorithm="RC4-128")
    writer.write(stream)
    document = read(stream.getvalue())
    copy = copy_of(stream.getvalue(), highlighted(document, (0, 11)))
    reader = pypdf.PdfReader(io.BytesIO(copy))
    assert reader.is_encrypted
    assert reader.pages[0]["/Annots"][0].get_object()["/Contents"] == document.text[:11]


@pytest.mark.skipif(tesseract.find() is None, reason="needs Tesseract with Dutch")
def test_words_of_a_scan_are_highlighted_where_they_stand(
    pdf: Maker, text_page: Maker, scan: Maker
) -> None:
    content = pdf([text_page(*WORDS, "Burgemeester en wethouders besluiten aldus.")])
    document, original = read(scan(content), name="scan.pdf"), read(content)
    for words in ("afwijken", "gevolgen onevenredig", "besluiten"):
        ((match,), (same,)) = (find(words, one) for one in (document, original))
        (place,), (true,) = document.locate(*match.span()), original.locate(*same.span())
        assert place.box is not None
        assert place.box == pytest.approx(true.box, abs=5)


@pytest.mark.skipif(not FORMATS.exists(), reason="needs the PDF files in ../shared/formats")
def test_real_files_are_highlighted_at_the_words() -> None:
    total = held = 0
    for path in sorted(FORMATS.glob("[ab]*/*.pdf"))[:12]:
        content = path.read_bytes()
        try:
            document = read(content, name=path.name, ocr="never")
        except DocumentError:
            continue
        words = [match.span() for match in re.finditer(r"\w{3,}", document.text)][::7]
        for note, under in read_back(copy_of(content, highlighted(document, *words))):
            total += 1
            held += note in "".join(character for character in under if character.isprintable())
    assert total > 300
    assert held > 0.97 * total
