from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from classifier.documents import read

Word = Callable[..., bytes]


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(content: bytes) -> list[str]:
    document = read(content, name="nota.docx")
    return [document.text[block.start : block.end] for block in document.blocks]


def test_insertions_are_kept_and_deletions_are_not(word: Word) -> None:
    deleted = run("bestuur").replace("w:t", "w:delText")
    body = (
        f"<w:p>{run('Het ')}<w:ins>{run('college')}<w:del>{deleted}</w:del></w:ins>"
        f"<w:del>{deleted}</w:del>{run(' hoort.')}</w:p>"
    )
    assert texts(word(body)) == ["Het college hoort."]


def test_moved_text_stands_once_where_it_went(word: Word) -> None:
    body = (
        f"<w:p><w:moveFrom>{run('Wij horen eerst.')}</w:moveFrom></w:p><w:p>{run('Dan dit.')}</w:p>"
        f"<w:p><w:moveTo>{run('Wij horen eerst.')}</w:moveTo></w:p>"
    )
    assert texts(word(body)) == ["Dan dit.", "Wij horen eerst."]


def test_paragraphs_whose_end_was_deleted_are_one(word: Word) -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = (
        f"<w:p>{mark}{run('Het college ')}</w:p><w:p>{mark}{run('hoort ')}</w:p>"
        f"<w:p><w:pPr/>{run('altijd.')}</w:p>"
    )
    assert texts(word(body)) == ["Het college hoort altijd."]


def test_deleted_rows_and_cells(word: Word) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    body = (
        f"<w:tbl><w:tr>{cell('Soort')}{cell('weg', '<w:cellDel/>')}{cell('Termijn')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('weg')}{cell('weg')}</w:tr></w:tbl>"
    )
    assert texts(word(body)) == ["Soort | Termijn"]


def test_hidden_text(word: Word) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="V"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    hidden, shown = '<w:rStyle w:val="V"/>', '<w:vanish w:val="0"/>'
    body = (
        f"<w:p>{run('Wij horen')}{run(' weg', '<w:vanish/>')}{run(' weg', hidden)}"
        f"{run(' wel.', shown)}</w:p>"
        f'<w:p><w:pPr><w:pStyle w:val="P"/></w:pPr>{run("weg")}{run("Toch.", shown)}</w:p>'
    )
    assert texts(word(body, styles=styles)) == ["Wij horen wel.", "Toch."]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_fields_give_their_result(word: Word) -> None:
    nested = field("begin") + run("code") + field("separate") + run("weg") + field("end")
    body = (
        f"<w:p>{run('Zie ')}{field('begin')}<w:r><w:instrText>REF x</w:instrText></w:r>{nested}"
        f"{field('separate')}{run('artikel 4')}{field('end')}{run(' van de ')}"
        f'<w:fldSimple w:instr="AUTHOR">{run("wet")}</w:fldSimple>'
        f"{field('begin')}{run('weg')}{field('end')}{run('.')}</w:p>"
    )
    assert texts(word(body)) == ["Zie artikel 4 van de wet."]


def test_a_field_without_an_end_swallows_nothing(word: Word) -> None:
    body = f"<w:p>{field('begin')}{run('Wij horen.')}</w:p><w:p>{field('end')}{run('Ja.')}</w:p>"
    assert texts(word(f"<w:p>{field('end')}{field('begin')}{run('Wij horen.')}</w:p>")) == [
        "Wij horen."
    ]
    assert texts(word(body)) == ["Ja."]  # here the field ends in the next paragraph


@pytest.mark.parametrize("with_text", ["choice", "fallback", "both"])
def test_a_text_box_is_read_once(with_text: str, word: Word) -> None:
    box = f"<w:txbxContent><w:p>{run('In het kader.')}</w:p></w:txbxContent>"
    choice = box if with_text != "fallback" else "<w:drawing/>"
    fallback = box if with_text != "choice" else "<w:pict/>"
    body = (
        f"<w:p>{run('Voor ')}<w:r><mc:AlternateContent><mc:Choice>{choice}</mc:Choice>"
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>{run('en na.')}</w:p>"
    )
    assert texts(word(body)) == ["Voor en na.", "In het kader."]


def test_text_boxes_in_a_text_box_and_in_a_cell(word: Word) -> None:
    inner = f"<w:r><w:txbxContent><w:p>{run('Binnen.')}</w:p></w:txbxContent></w:r>"
    outer = f"<w:r><w:txbxContent><w:p>{run('Buiten.')}{inner}</w:p></w:txbxContent></w:r>"
    assert texts(word(f"<w:p>{run('Tekst.')}{outer}{inner}</w:p>")) == [
        *("Tekst.", "Buiten.", "Binnen.", "Binnen.")
    ]
    cells = f"<w:tc><w:p>{run('Soort')}{outer}</w:p></w:tc><w:tc><w:p>{run('Dag')}</w:p></w:tc>"
    assert texts(word(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) == ["Soort Buiten. Binnen. | Dag"]


def test_a_paragraph_of_very_many_runs_takes_no_time(word: Word) -> None:
    content = word(f"<w:p>{run('Wij horen.')}{'<w:r><w:t/></w:r>' * 60_000}</w:p>")
    start = time.perf_counter()
    assert texts(content) == ["Wij horen."]
    assert time.perf_counter() - start < 12  # on a busy machine; a look-up a run took longer


def test_a_long_chain_of_deleted_ends_takes_linear_time(word: Word) -> None:
    mark = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    content = word(f"<w:p>{mark}{run('a')}</w:p>" * 40_000 + f"<w:p>{run('.')}</w:p>")
    start = time.process_time()
    assert texts(content) == ["a" * 40_000 + "."]
    assert time.process_time() - start < 4
