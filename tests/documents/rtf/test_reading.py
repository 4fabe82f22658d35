from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents import Document, Limits, read
from classifier.documents.characters import one_line
from classifier.errors import (
    ClassifierError,
    EmptyDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset2 Symbol;}"
    r"{\f2\fcharset238 Arial CE;}}{\colortbl;\red0\green0\blue0;}"
    r"{\stylesheet{\ql Normal;}{\s1\b heading 1;}{\*\cs10 Default;}{\s2 toc 1;}{\s3 Titel;}}"
    r"{\*\generator weg;}{\info{\title Nota terrassen}{\author weg}}"
)


def rtf(body: str) -> Document:
    return read(f"{HEAD}{body}}}".encode("cp1252"), name="nota.rtf")


def blocks(body: str) -> list[tuple[str, int, str]]:
    document = rtf(body)
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def texts(body: str) -> list[str]:
    return [text for *_, text in blocks(body)]


def test_headings_paragraphs_and_lists() -> None:
    assert blocks(
        r"\pard\s3 Werkinstructie horen\par\pard\s1{\listtext 1.\tab}Inleiding\par"
        r"\pard\plain Deze instructie {\b geldt} hier.\par"
        r"{\pntext\f1\'b7\tab}\pard\ilvl1 een formulier\par"
        r"{\listtext\f0 a)\tab}een foto\par\pard {\b Vet kopje}\par"
        r"\outlinelevel2 Diep\par\pard 3.2 Getypt nummer\par - streep\line - streep twee"
    ) == [
        ("heading", 1, "Werkinstructie horen"),
        ("heading", 1, "1. Inleiding"),
        ("paragraph", 0, "Deze instructie geldt hier."),
        ("list_item", 2, "een formulier"),
        ("list_item", 2, "a) een foto"),
        ("heading", 2, "Vet kopje"),
        ("heading", 3, "Diep"),
        ("heading", 2, "3.2 Getypt nummer"),
        ("list_item", 1, "streep"),
        ("list_item", 1, "streep twee"),
    ]
    document = rtf(r"Wij horen.")
    assert document.media_type == "application/rtf"
    assert (document.title, document.title_span) == ("Nota terrassen", None)


@pytest.mark.parametrize(
    ("label", "shown"),
    [("I.", "I. het verzoek;"), ("(b)", "(b) het verzoek;"), ("o", "het verzoek;")],
)
def test_numbers_and_bullets_of_lists(label: str, shown: str) -> None:
    assert blocks(rf"{{\listtext {label}\tab}}het verzoek;") == [("list_item", 1, shown)]


def test_characters() -> None:
    assert texts(
        r"co\'f6rdinatie \u8364?5 \uc2\u8211??\uc0\u233 n\uc1  {\f2\'e8\'9a} \ldblquote x\rdblquote"
        r"  ge\-zien IND\_A\~B \{\} \u55357?\u56832? \u8220\ldblquote y\u8221\'94"
    ) == ["coördinatie €5 –én čš “x” gezien IND-A B {} \U0001f600 “y”"]
    assert texts(r"{\upr{\'e9\'e9n}{\*\ud{\u233 ?\u233 ?n}}} keer") == ["één keer"]


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        (r"\mac", rb"\'8e\'8en"),
        (r"\ansi\ansicpg1250", rb"\'e9\'e9n"),
        (r"\pca", rb"\'82\'82n"),
        (r"\ansi\ansicpg99999", rb"\'e9\'e9n"),
        (r"\ansi\ansicpg65001", rb"\'c3\'a9\'c3\'a9n"),
    ],
)
def test_code_pages(declared: str, written: bytes) -> None:
    assert read(b"{\\rtf1" + declared.encode() + b" " + written + b"}").text == "één"


def test_what_is_not_shown_is_left_out() -> None:
    assert texts(
        r"Wij {\v weg }{\deleted weg }horen{\*\onbekend weg}{\pict\pngblip 0a1b2c}"
        r"{\field{\*\fldinst HYPERLINK weg}{\fldrslt  hier}}{\*\bkmkstart weg}{\xe weg}"
        r"{\object{\*\objdata 0102}{\result .}}{\*\shppict{\pict\bin5 }}}}x}} Ja."
    ) == ["Wij horen hier. Ja."]


def test_tables() -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\cell\row"
    nested = r"\itap2 a\nestcell b\nestcell{\*\nesttableprops\nestrow}{\nonesttables weg}"
    assert blocks(
        row.format("Soort", "Termijn")
        + row.format(r"{\listtext 1.\tab}Spoed", r"een\par dag")
        + row.format(r"", "alleen")
        + row.format("Vak", nested)
        + row.format("Kader", r"Een.\par Twee.\par Drie.\par Vier.")
        + r"\pard Na de tabel."
    ) == [
        ("table_row", 0, "Soort | Termijn"),
        ("table_row", 0, "1. Spoed | een dag"),
        ("paragraph", 0, "alleen"),
        ("table_row", 0, "Vak | a | b"),
        *[("paragraph", 0, text) for text in ("Kader", "Een.", "Twee.", "Drie.", "Vier.")],
        ("paragraph", 0, "Na de tabel."),
    ]


def test_notes_and_boxes_stand_behind_their_paragraph() -> None:
    assert texts(
        r"Wij horen{\super\chftn{\footnote\pard\plain\chftn  Behalve in haast.}}."
        r"{\shp{\*\shpinst{\sp{\sn x}{\sv weg}}{\shptxt In het kader.\par}}{\shprslt weg}}\par"
        r"\trowd\pard\intbl Soort{\footnote Zie boven.}\cell Dag\cell\row\pard Slot."
    ) == ["Wij horen.", "Behalve in haast.", "In het kader.", "Soort | Dag", "Zie boven.", "Slot."]


def test_headers_footers_and_contents_are_furniture() -> None:
    document = rtf(
        r"{\header\pard Gemeente Elzerade\par}{\footerf Blad 1}\pard\s2 Horen 3\par\pard Wij horen."
    )
    assert document.text == "Wij horen."
    assert [(one.kind, one.text) for one in document.furniture] == [
        ("header", "Gemeente Elzerade"),
        ("page_number", "Blad 1"),
        ("repeated", "Horen 3"),
    ]


@pytest.mark.parametrize(
    "body", [r"\par" + "{", r"{\b Wij horen.\par", r"\cell\row\nestcell\nestrow x", "}}}} Wij"]
)
def test_odd_groups_lose_no_text(body: str) -> None:
    assert "Wij horen." in rtf(f"Wij horen.{body}").text


@pytest.mark.parametrize("body", [r"}}\footnote Noot.", r"}}\footnote Noot.}}", r"}\footnote a{"])
def test_a_note_outside_all_groups(body: str) -> None:
    assert "Wij horen." in rtf(f"Wij horen.{body}").text


def test_empty() -> None:
    with pytest.raises(EmptyDocumentError, match=r"leeg\.rtf"):
        read(b"{\\rtf1\\ansi\\par}", name="leeg.rtf")


def test_groups_too_deep() -> None:
    for body in ("{" * 2_000, "{\\footnote " * 2_000, "{\\upr{\\*\\ud" * 1_500):
        with pytest.raises(UnreadableDocumentError, match=r"nota\.rtf: groups nested deeper"):
            rtf(body)
    assert texts("{" * 900 + "Wij horen.") == ["Wij horen."]


def test_more_text_than_the_limit() -> None:
    body = r"{\rtf1 " + r"a\b " * 100
    with pytest.raises(TooLargeDocumentError, match=r"nota\.rtf: .*max_chars"):
        read(body.encode(), name="nota.rtf", limits=Limits(max_chars=50))


@pytest.mark.parametrize(
    "body",
    [
        r"\cell" * 50_000,
        r"\nestcell" * 50_000 + r"\nestrow",
        r"{}" * 50_000,
        r"\'e9" * 50_000,
        r"\u233?" * 150_000,
        "{\\footnote x}" * 50_000,
        "\\bin99999999999 " * 50_000,
        "{\\pict " + "0a1b\n" * 1_000_000,
    ],
)
def test_odd_files_take_no_more_than_a_moment(body: str) -> None:
    begin = time.process_time()
    assert "Wij horen." in rtf(f"Wij horen.\\par {body}").text
    assert time.process_time() - begin < 10


_ESCAPES = {"\\": "\\\\", "{": "\\{", "}": "\\}"}


def escaped(text: str) -> str:
    """Write text in RTF as word processors do: all beyond ASCII as UTF-16 with a fallback."""
    units = text.encode("utf-16-le")
    pieces = []
    for start in range(0, len(units), 2):
        unit = int.from_bytes(units[start : start + 2], "little")
        signed = unit - 0x10000 if unit > 0x7FFF else unit
        sign = chr(unit)
        pieces.append(_ESCAPES.get(sign, sign) if unit < 0x80 else f"\\u{signed}?")
    return "".join(pieces)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"]), min_size=1),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_written_is_read(paragraphs: list[str]) -> None:
    body = "".join(f"{{\\pard {escaped(f'x {text} x')}\\par}}\n" for text in paragraphs)
    assert texts(body) == [one_line(f"x {text} x") for text in paragraphs]


_PART = st.sampled_from(
    [
        *(
            "{",
            "}",
            "\\par ",
            "\\cell ",
            "\\row ",
            "\\intbl ",
            "\\pard ",
            "\\u8364",
            "\\uc3 ",
            "\\'",
        ),
        *(
            "\\*",
            "{\\footnote ",
            "{\\header ",
            "{\\listtext ",
            "{\\upr",
            "{\\*\\ud",
            "\\v",
            "\\bin3 ",
        ),
        *(
            "{\\fonttbl ",
            "{\\stylesheet ",
            "\\f1 ",
            "\\fcharset2 ",
            "\\nestcell ",
            "\\nestrow ",
            "\\",
        ),
        *(
            "\\s1 ",
            "\\ilvl-9 ",
            "\\outlinelevel99 ",
            "\\ansicpg-1 ",
            "tekst",
            "é",
            "\0",
            "\\deff7 ",
        ),
    ]
)


@given(st.lists(_PART, max_size=40).map("".join))
def test_any_words_give_text_or_one_clear_error(body: str) -> None:
    try:
        message = rtf(body).source
    except ClassifierError as error:
        message = error.message
    assert message.startswith("nota.rtf")
    assert "Error" not in message
