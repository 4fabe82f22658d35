from __future__ import annotations

from classifier.documents import read

TEXT = """---
title: "Handreiking balie"
lang: nl
---
# Werkwijze *aan* de balie

Lees [de instructie](https://example.org/x) **goed** en gebruik `VeldWerk`.
Zie ![schema van de balie](schema.png).

1. Vraag een legitimatie.
2. Noteer het nummer:
   - paspoort
   - rijbewijs

> Let op: geen kopie maken.

| Soort | Termijn |
|-------|---------|
| Spoed | een dag |

<div onclick="x()"><p>Verouderd <b>deel</b></p><script>alert(1)</script></div>
"""


def test_no_markup_is_left() -> None:
    document = read(TEXT.encode(), name="balie.md")
    assert document.media_type == "text/markdown"
    assert [
        (block.kind, block.level, document.text[block.start : block.end])
        for block in document.blocks
    ] == [
        ("heading", 1, "Werkwijze aan de balie"),
        (
            "paragraph",
            0,
            "Lees de instructie goed en gebruik VeldWerk. Zie schema van de balie.",
        ),
        ("list_item", 1, "1. Vraag een legitimatie."),
        ("list_item", 1, "2. Noteer het nummer:"),
        ("list_item", 2, "paspoort"),
        ("list_item", 2, "rijbewijs"),
        ("paragraph", 0, "Let op: geen kopie maken."),
        ("table_row", 0, "Soort | Termijn"),
        ("table_row", 0, "Spoed | een dag"),
        ("paragraph", 0, "Verouderd deel"),
    ]
    assert document.title == "Werkwijze aan de balie"


def test_the_title_of_the_front_matter_is_a_fallback() -> None:
    document = read(b"---\ntitle: Handreiking balie\n---\n\nVraag een legitimatie.\n", name="b.md")
    assert (document.title, document.title_span) == ("Handreiking balie", None)


def test_clear_markdown_is_known_without_a_suffix() -> None:
    assert read(b"# Kop\n\nDit is **belangrijk** voor de balie.").media_type == "text/markdown"


def test_a_single_mark_stays_plain_text() -> None:
    assert read(b"# 3 is het nummer van de zaal\n\nWij horen daar.").media_type == "text/plain"


def test_nested_lists_are_read() -> None:
    text = "".join("  " * depth + f"- punt {depth}\n" for depth in range(15))
    blocks = read(text.encode(), name="x.md").blocks
    assert [block.level for block in blocks] == list(range(1, 16))


def test_deeper_nesting_than_anyone_writes_is_left_out() -> None:
    text = "Wij horen.\n\n" + ">" * 5000 + " diep\n\n" + "- " * 2000 + "diep\n"
    assert read(text.encode(), name="x.md").text == "Wij horen."


def blocks(text: str) -> list[tuple[str, str]]:
    document = read(text.encode(), name="x.md")
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_footnotes_tasks_and_bold_lines() -> None:
    assert blocks(
        "**Horen van de aanvrager**\n\nWij horen[^1] **altijd**.\n[^1]: Behalve in haast.\n\n"
        "- [x] formulier\n- [ ] foto\n- [zie](x) [ ] dit\n"
    ) == [
        ("heading", "Horen van de aanvrager"),
        ("paragraph", "Wij horen altijd."),
        ("paragraph", "Behalve in haast."),
        ("list_item", "☒ formulier"),
        ("list_item", "☐ foto"),
        ("list_item", "zie [ ] dit"),
    ]


def test_html_between_markdown() -> None:
    assert blocks(
        "<details><summary>Uitleg</summary>\n\nWij **horen**.<!-- weg -->\n\n</details>\n\n"
        "<!-- weg\n\nook weg -->\n\nRegel<br/>twee &eacute;&eacute;n.\n"
    ) == [("paragraph", "Uitleg"), ("paragraph", "Wij horen."), ("paragraph", "Regel twee één.")]
