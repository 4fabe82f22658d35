import re

import pytest
from lxml import html as lxml_html

from classifier.assessment.assessment import Assessment, Passage
from classifier.documents import Block, Document
from classifier.explanation import Contribution, Explanation
from classifier.reports.html_text import laid_out


def words(markup: str) -> str:
    """Return what is text of the document in a piece of a page."""
    tree = lxml_html.fromstring(f"<div>{markup}</div>")
    for added in tree.xpath(".//sup | .//span[@class='pagina']"):
        added.drop_tree()
    return tree.text_content()


def of(*blocks: tuple[str, str, int], pages: tuple = (), spans: tuple = (), passages: tuple = ()):
    text, made = "", []
    for kind, content, level in blocks:
        text += "\n\n" if text else ""
        made.append(Block(kind, len(text), len(text) + len(content), level))
        text += content
    reasons = (Contribution("ngram:x", "ngram", 1.0, 0.5, spans),) if spans else ()
    explanation = Explanation("beleidsregel", "overig", 0.5, 0.0, 0.0, reasons)
    document = Document(text, tuple(made), pages=pages)
    return laid_out(
        Assessment("x", text=text, document=document, explanation=explanation, passages=passages)
    )


def parts(sheets):
    return [part for sheet in sheets for group in sheet.groups for part in group.parts]


def test_blocks_become_headings_lists_tables_and_paragraphs() -> None:
    found = parts(
        of(
            ("heading", "Kop", 1),
            ("paragraph", "Zin.", 0),
            ("list_item", "a. een", 1),
            ("list_item", "twee", 2),
            ("table_row", "Termijn | acht weken", 0),
            ("table_row", "Kosten | geen | nihil", 0),
        )
    )
    assert [part.kind for part in found] == ["heading", "paragraph", "list", "table"]
    assert found[2].items == [("niveau-1 genummerd", "a. een"), ("niveau-2", "twee")]
    assert found[3].rows == [["Termijn", "acht weken"], ["Kosten", "geen", "nihil"]]


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ((1, 2, 3), [3, 4, 5]),
        ((4, 1, 4), [3, 3, 4]),  # never deeper by more than one
        ((1, 2, 3, 4, 5, 6), [3, 4, 5, 6, 6, 6]),
        ((0, 2), [3, 4]),
    ],
)
def test_headings_skip_no_level(levels: tuple[int, ...], shown: list[int]) -> None:
    found = parts(of(*(("heading", f"Kop {level}", level) for level in levels)))
    assert [part.level for part in found] == shown


def test_a_page_begins_before_a_block_or_within_one() -> None:
    sheets = of(
        ("paragraph", "Een zin op blad een en op blad twee.", 0),
        ("paragraph", "Blad drie.", 0),
        pages=((0, 20), (20, 36), (38, 48)),
    )
    assert [sheet.page for sheet in sheets] == [1, 3]
    first = sheets[0].groups[0].parts[0].text
    assert '<span class="pagina" id="pagina-2">pagina 2</span> en op' in first
    assert re.sub("<span.*?</span> ", "|", first) == "Een zin op blad een |en op blad twee."


def test_a_mark_stays_within_blocks_and_cells() -> None:
    sheets = of(("table_row", "een | twee", 0), ("paragraph", "drie", 0), spans=((0, 16),))
    table, paragraph = parts(sheets)
    assert [words(cell) for cell in table.rows[0]] == ["een", "twee"]
    assert table.rows[0][0].count("<a ") == table.rows[0][0].count("</a>") == 1
    assert words(paragraph.text) == "drie"
    assert paragraph.text.endswith('<sup class="v">1</sup></a>')
    assert "".join(map(str, (*table.rows[0], paragraph.text))).count('id="p1-1"') == 1


def test_passages_stand_beside_their_blocks() -> None:
    inside = Passage(5, 36, "norm", {"norm": 0.9})
    later = Passage(38, 43, "werkwijze", {"werkwijze": 0.9})
    (sheet,) = of(
        ("heading", "Kop", 1),
        ("paragraph", "Als het volgt:", 0),
        ("list_item", "een van de twee", 1),
        ("paragraph", "Open.", 0),
        ("heading", "Slot", 1),
        passages=(inside, later),
    )
    assert [[number for number, _ in group.passages] for group in sheet.groups] == [
        [],
        [1],
        [2],
        [],
    ]
    assert [part.kind for part in sheet.groups[1].parts] == ["paragraph", "list"]


def test_a_text_without_layout_is_parted_at_blank_lines() -> None:
    assessment = Assessment("x", text="Een\nregel.\n\n\n\nTwee.")
    assert [part.text for part in parts(laid_out(assessment))] == ["Een regel.", "Twee."]


def test_no_text_is_lost_or_doubled(examples: list[Assessment]) -> None:
    for assessment in examples:
        found = []
        for part in parts(laid_out(assessment)):
            found += [part.text] if part.text else [item for _, item in part.items]
            found += [cell for row in part.rows for cell in row]
        blocks = [assessment.text[b.start : b.end] for b in assessment.document.blocks]
        cells = [
            cell
            for block, text in zip(assessment.document.blocks, blocks, strict=True)
            for cell in (text.split(" | ") if block.kind == "table_row" else [text])
        ]
        assert [words(str(one)) for one in found] == cells, assessment.source
