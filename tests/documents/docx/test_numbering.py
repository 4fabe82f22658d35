from __future__ import annotations

from collections.abc import Callable

import pytest

from classifier.documents import read

Word = Callable[..., bytes]


def level(index: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text: str, number: int = 1, depth: int = 0) -> str:
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def numbering(levels: str, *numbers: str) -> str:
    nums = numbers or ('<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',)
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>' + "".join(nums)


def shown(content: bytes) -> list[tuple[str, int, str]]:
    document = read(content, name="nota.docx")
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_levels_count_and_begin_anew(word: Word) -> None:
    levels = (
        level(0, "decimal", "%1.")
        + level(1, "lowerLetter", "%2)")
        + level(2, "lowerRoman", "(%3)")
        + level(3, "bullet", "\uf0b7")
    )
    body = (
        item("het verzoek;")
        + item("de klacht:")
        + item("ondertekend;", depth=1)
        + item("voorzien van een datum;", depth=1)
        + item("nader;", depth=2)
        + item("een punt;", depth=3)
        + item("het beroep;")
        + item("opnieuw.", depth=1)
    )
    assert shown(word(body, numbering=numbering(levels))) == [
        ("list_item", 1, "1. het verzoek;"),
        ("list_item", 1, "2. de klacht:"),
        ("list_item", 2, "a) ondertekend;"),
        ("list_item", 2, "b) voorzien van een datum;"),
        ("list_item", 3, "(i) nader;"),
        ("list_item", 4, "een punt;"),
        ("list_item", 1, "3. het beroep;"),
        ("list_item", 2, "a) opnieuw."),
    ]


def test_headings_are_numbered_through_their_styles(word: Word) -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="Kop{n}"><w:name w:val="heading {n}"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for n in (1, 2)
    )
    levels = level(0, "decimal", "%1", '<w:pStyle w:val="Kop1"/>') + level(
        1, "decimal", "%1.%2", '<w:pStyle w:val="Kop2"/>'
    )
    heading = '<w:p><w:pPr><w:pStyle w:val="Kop{}"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    body = "".join(
        heading.format(*pair)
        for pair in ((1, "Inleiding"), (1, "Horen"), (2, "Plaats"), (2, "Tijd"), (1, "Slot"))
    )
    assert shown(word(body, styles=styles, numbering=numbering(levels))) == [
        ("heading", 1, "1 Inleiding"),
        ("heading", 1, "2 Horen"),
        ("heading", 2, "2.1 Plaats"),
        ("heading", 2, "2.2 Tijd"),
        ("heading", 1, "3 Slot"),
    ]


def test_articles_are_headings_by_their_form(word: Word) -> None:
    content = word(
        item("Begripsbepalingen") + item("Reikwijdte"),
        numbering=numbering(level(0, "decimal", "Artikel %1")),
    )
    assert shown(content) == [
        ("heading", 3, "Artikel 1 Begripsbepalingen"),
        ("heading", 3, "Artikel 2 Reikwijdte"),
    ]


def test_lists_share_a_count_unless_one_begins_anew(word: Word) -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>',
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>',
    )
    body = item("een;") + item("twee;", 2) + item("zeven;", 3) + item("acht;", 3)
    assert [
        text
        for *_, text in shown(
            word(body, numbering=numbering(level(0, "upperLetter", "%1."), *nums))
        )
    ] == ["A. een;", "B. twee;", "G. zeven;", "H. acht;"]


def test_a_level_may_go_on_and_be_legal(word: Word) -> None:
    levels = (
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "lid %3", '<w:lvlRestart w:val="0"/>')
    )
    body = (
        item("een;") + item("lid;", depth=2) + item("twee;") + item("hier;", depth=1)
        + item("lid;", depth=2)
    )  # fmt: skip
    texts = [text for *_, text in shown(word(body, numbering=numbering(levels)))]
    assert texts == ["I. een;", "lid 1 lid;", "II. twee;", "2.1 hier;", "lid 2 lid;"]


def test_numbers_in_cells_count_too_and_empty_paragraphs_as_well(word: Word) -> None:
    cells = "".join(f"<w:tc>{item(text)}</w:tc>" for text in ("paspoort", "foto"))
    body = f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>" + item("") + item("formulier;")
    texts = [
        text for *_, text in shown(word(body, numbering=numbering(level(0, "decimal", "%1."))))
    ]
    assert texts == ["1. paspoort | 2. foto", "4. formulier;"]


def test_numbering_switched_off_and_unknown(word: Word) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="List Number"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    off = (
        '<w:p><w:pPr><w:pStyle w:val="L"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
        "<w:r><w:t>Wij horen.</w:t></w:r></w:p>"
    )
    content = word(
        off + item("zonder lijst;", 9),
        styles=styles,
        numbering=numbering(level(0, "decimal", "%1.")),
    )
    assert shown(content) == [("paragraph", 0, "Wij horen."), ("list_item", 1, "zonder lijst;")]


@pytest.mark.parametrize(
    "bad",
    [
        '<w:num w:numId="1"/>',
        '<w:num w:numId="1"><w:abstractNumId w:val="8"/></w:num>',
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="x"><w:start w:val="99999999999"/>'
        '<w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%9%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    ],
)
def test_odd_numbering_loses_no_text(bad: str, word: Word) -> None:
    content = word(item("het verzoek;", depth=5) + item("de klacht;", depth=9999), numbering=bad)
    assert all("het verzoek;" in text or "de klacht;" in text for *_, text in shown(content))
    assert len(shown(content)) == 2
