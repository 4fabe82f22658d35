from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents import Limits, read
from classifier.documents.builder import DocumentBuilder, Piece
from classifier.documents.characters import clean, one_line
from classifier.documents.document import Attachment, Document, Furniture, Place
from classifier.errors import EmptyDocumentError, TooLargeDocumentError, UnknownFormatError


def check(document: Document) -> None:
    """Assert what every document promises about its offsets."""
    position = 0
    for block in document.blocks:
        assert position <= block.start < block.end <= len(document.text)
        piece = document.text[block.start : block.end]
        assert piece == piece.strip()
        assert "\n" not in piece
        position = block.end
    between = document.text
    for block in reversed(document.blocks):
        between = between[: block.start] + between[block.end :]
    assert not between.strip()
    if document.title_span:
        assert document.text[slice(*document.title_span)] == document.title
    assert "\n" not in document.title
    for start, end in document.pages:
        assert 0 <= start <= end <= len(document.text)


@given(st.text(max_size=400))
def test_any_text_gives_blocks_in_order(text: str) -> None:
    content = text.encode("utf-8", errors="replace")
    try:
        document = read(content, name="tekst.txt")
    except EmptyDocumentError:
        assert not any(character.isalnum() for character in clean(text))
        return
    except UnknownFormatError:
        return  # mostly control codes, or the mark of another format
    check(document)


LINES = st.sampled_from(
    [
        "",
        "1. Inleiding",
        "3.2 Horen",
        "Artikel 4",
        "- een verzoek",
        "a. het bewijs",
        "| kop | waarde |",
        "De aanvrager wordt gehoord voordat op het bezwaar wordt beslist, tenzij dat kennelijk",
        "ongegrond is.",
        "woord-",
        "\x0c",
        "   ",
        "BIJLAGE",
        "# Kop",
        "**vet**",
        "=====",
    ]
)


@given(st.lists(LINES, max_size=30))
def test_any_sequence_of_lines_gives_blocks_in_order(lines: list[str]) -> None:
    text = "\n".join([*lines, "Slot."])
    for name in ("a.txt", "a.md", "a.html"):
        check(read(text.encode(), name=name))


def test_blocks_stand_where_they_say() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.add("heading", "Beleidsregel\u00a0terrassen", level=1)
    builder.add("paragraph", "  ")
    builder.add("paragraph", "Het college\r\nweigert\tde \u202eontheffing\u2069.")
    document = builder.build(source="nota.txt")
    assert document.text == "Beleidsregel terrassen\n\nHet college weigert de ontheffing."
    assert [(block.kind, block.start, block.end) for block in document.blocks] == [
        ("heading", 0, 22),
        ("paragraph", 24, 58),
    ]
    assert (document.title, document.title_span) == ("Beleidsregel terrassen", (0, 22))


def test_pages_cover_their_blocks_and_an_empty_page_is_kept() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.start_page()
    builder.add("paragraph", "een")
    builder.start_page()
    builder.start_page()
    builder.add("paragraph", "drie")
    document = builder.build()
    assert document.pages == ((0, 3), (3, 3), (5, 9))
    assert [block.page for block in document.blocks] == [1, 3]
    assert document.page_at(6) == 3


def test_a_block_over_two_pages_gives_each_page_its_own_lines() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.start_page()
    boxes = (72.0, 60.0, 500.0, 71.0), (72.0, 760.0, 300.0, 771.0)
    pieces = [Piece("De bezwaar", 1, boxes[0]), Piece("makers\u00a0 horen", 2, boxes[1])]
    builder.add("paragraph", "De bezwaarmakers\u00a0 horen", pieces=pieces)
    builder.start_page()
    builder.add("paragraph", "wij.", pieces=[Piece("wij.", 2, None)])
    document = builder.build()
    check(document)
    assert [(block.page, block.start, block.end) for block in document.blocks] == [
        (1, 0, 22),
        (2, 24, 28),
    ]
    assert document.pages == ((0, 10), (10, 28))
    assert [document.page_at(offset) for offset in (9, 10, 27)] == [1, 2, 2]
    assert document.locate(3, 17) == (Place(3, 10, 1, boxes[0]), Place(10, 17, 2, boxes[1]))
    assert document.locate(22, 25) == (Place(24, 25, 2, None),)


def test_pages_that_share_a_row_do_not_overlap() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.start_page()
    pieces = [
        Piece(f"{text} ", page, None) for text, page in zip("abcd", (1, 2, 1, 2), strict=True)
    ]
    builder.add("table_row", "a b c d", pieces=pieces)
    builder.start_page()
    builder.add("paragraph", "slot", pieces=[Piece("slot", 2, None)])
    document = builder.build()
    check(document)
    assert document.pages == ((0, 5), (5, 13))
    assert [place.page for place in document.locate(0, 7)] == [1, 2, 1, 2]


def test_without_lines_a_span_is_located_by_its_pages() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.add("paragraph", "een")
    assert builder.build().locate(0, 3) == ()
    builder = DocumentBuilder("nota", Limits())
    for text in ("een", "twee"):
        builder.start_page()
        builder.add("paragraph", text)
    document = builder.build()
    assert document.locate(1, 7) == (Place(1, 3, 1, None), Place(5, 7, 2, None))
    assert document.locate(3, 5) == document.locate(6, 6) == ()


@given(st.lists(st.text(max_size=20), min_size=1, max_size=8))
def test_pieces_keep_their_offsets_whatever_they_hold(lines: list[str]) -> None:
    builder = DocumentBuilder("nota", Limits())
    pieces = [Piece(f"{line.strip()} ", number, None) for number, line in enumerate(lines, 1)]
    builder.add("paragraph", "".join(piece.text for piece in pieces), pieces=pieces)
    builder.add("paragraph", "slot")
    document = builder.build()
    check(document)
    position = 0
    for place in document.places:
        assert position <= place.start < place.end <= document.blocks[0].end
        position = place.end
    if all(clean(line) == line for line in lines):
        for place in document.places:
            assert document.text[place.start : place.end] == one_line(lines[place.page - 1])


def test_furniture_is_kept_out_of_the_text() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.add_furniture("header", " \u200b ")
    builder.add_furniture("header", "Gemeente\nElzerade")
    builder.start_page()
    builder.add("paragraph", "Wij horen.")
    builder.add_furniture("page_number", "1")
    builder.add_furniture("footer", "Versie 2", page=3)
    document = builder.build()
    assert document.text == "Wij horen."
    assert document.furniture == (
        Furniture("header", "Gemeente Elzerade", None),
        Furniture("page_number", "1", 1),
        Furniture("footer", "Versie 2", 3),
    )


def test_a_numbered_heading_is_no_title() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.add("heading", "1. Inleiding", level=1)
    builder.add("heading", "Werkinstructie horen", level=2)
    builder.add("paragraph", "Wij horen.")
    assert builder.build().title == "Werkinstructie horen"


def test_the_subject_of_a_letter_is_its_title() -> None:
    builder = DocumentBuilder("brief", Limits())
    builder.add("paragraph", "Datum 3 maart")
    builder.add("paragraph", "Onderwerp: Toezicht op terrassen")
    document = builder.build()
    assert document.title == "Toezicht op terrassen"
    assert document.title_span == (26, 47)


def test_the_title_property_is_only_a_fallback() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.property_title = "Microsoft Word - Instructie balie.doc"
    builder.add("paragraph", "Wij horen.")
    document = builder.build()
    assert (document.title, document.title_span) == ("Instructie balie", None)


def test_a_long_heading_is_cut_for_the_title() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.add("heading", "woord " * 100, level=1)
    document = builder.build()
    assert len(document.title) <= 200
    check(document)


def test_too_much_text_is_refused_with_the_remedy() -> None:
    builder = DocumentBuilder("nota.txt", Limits(max_chars=10))
    with pytest.raises(TooLargeDocumentError, match=r"nota\.txt: 11 characters.*max_chars=11"):
        builder.add("paragraph", "12345678901")


def test_signs_without_letters_are_no_text() -> None:
    builder = DocumentBuilder("nota.txt", Limits())
    builder.add("paragraph", "*** --- ***")
    with pytest.raises(EmptyDocumentError, match=r"nota\.txt"):
        builder.build()


def test_attachments_have_names_of_their_own() -> None:
    builder = DocumentBuilder("mail.eml", Limits())
    builder.add("paragraph", "Zie de bijlagen.")
    for name in ("a (3).pdf", "map\\a.pdf", "../a.pdf", "", "..", "a.pdf", "nota", "nota"):
        builder.attach(name, name.encode())
    names = [attachment.name for attachment in builder.build().attachments]
    assert names == [
        *("a (3).pdf", "a.pdf", "a (4).pdf", "bijlage 4", "bijlage 5", "a (6).pdf"),
        *("nota", "nota (8)"),
    ]
    assert builder.build().attachments[1] == Attachment("a.pdf", b"map\\a.pdf")


def test_too_many_or_too_large_attachments_are_refused() -> None:
    builder = DocumentBuilder("mail.eml", Limits(max_members=1))
    builder.attach("a", b"123456")
    with pytest.raises(TooLargeDocumentError, match=r"mail\.eml: 2 attachments.*max_members"):
        builder.attach("b", b"")
    builder = DocumentBuilder("mail.eml", Limits(max_uncompressed=10))
    builder.attach("a", b"123456")
    with pytest.raises(TooLargeDocumentError, match=r"mail\.eml: 12 bytes.*max_uncompressed"):
        builder.attach("b", b"123456")


def test_a_warning_is_one_line_and_counts_once() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.add("paragraph", "Wij horen.")
    for line in ("page 3:\nno text layer", "page 3: no text layer", "page 9: read poorly"):
        builder.warn(line)
    assert builder.build().warnings == ("page 3: no text layer", "page 9: read poorly")
    assert read(b"Wij horen de aanvrager.").warnings == ()


def test_metadata_keeps_the_first_filled_value() -> None:
    builder = DocumentBuilder("nota", Limits())
    builder.add("paragraph", "Wij horen.")
    for name, value in (("type", " "), ("type", "beleids\nregel"), ("type", "wet"), ("title", "x")):
        builder.describe(name, value)
    assert builder.build().metadata == (("type", "beleids regel"), ("title", "x"))
