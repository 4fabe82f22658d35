from pathlib import Path

import pytest

from classifier.download.excerpts import Excerpt, checksum_of, cut, excerpts_of
from classifier.errors import CorpusError, DownloadError

TEXT = "Artikel 1\n\nHet college weigert (altijd).\n\n- Eén nota;\n- één\nnota ‘bis’.\n"


def excerpt(words: str, span: tuple[int, int] | None = None) -> Excerpt:
    return Excerpt("p", span, checksum_of(words))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("het college weigert altijd", "Het college weigert (altijd)."),
        ("altijd", "(altijd)."),
        ("een nota bis", "één\nnota ‘bis’."),
        ("e\u0301e\u0301n nota", "Eén nota;"),
        ("Artikel 1", "Artikel 1"),
        ("Artikel 1 Het", "Artikel 1\n\nHet"),
        (TEXT, TEXT.rstrip()),
    ],
)
def test_passage_is_found_by_its_letters_whatever_the_layout(words: str, found: str) -> None:
    assert cut(TEXT, excerpt(words)) == found
    # Offsets that fit another text do no harm.
    assert cut(TEXT, excerpt(words, (1, 9))) == found
    assert cut(TEXT, excerpt(words, (1, 90_000))) == found


def test_offsets_that_fit_win() -> None:
    start = TEXT.rindex("één")
    assert cut(TEXT, excerpt("een", (start, start + 3))) == "één"
    assert cut(TEXT, excerpt("een")) == "Eén"
    assert cut(TEXT, Excerpt("p", (0, 9))) == "Artikel 1"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (excerpt("de raad"), "not in the text of that day"),
        (excerpt("ollege weigert"), "not in the text of that day"),  # begins within a word
        (excerpt(TEXT * 2), "not in the text of that day"),
        (Excerpt("p", (5, 90_000)), "ends before it does"),
        (Excerpt("p", (5, 5)), "ends before it does"),
        (Excerpt("p", (-9, 5)), "ends before it does"),
        (Excerpt("p"), "neither start and end nor letters and sha256"),
    ],
)
def test_passage_that_is_not_there_is_told(wrong: Excerpt, message: str) -> None:
    with pytest.raises(DownloadError, match=f"p: .*{message}"):
        cut(TEXT, wrong)


def table(folder: Path, content: str) -> Path:
    path = folder / "t.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_rows_of_a_table(tmp_path: Path) -> None:
    rows = table(
        tmp_path,
        "pid,id,start,end,letters,sha256\na#1,a,,,3,ABC\n,a,4,9,,\na#2,a,5,,3,\n,,,,,,,,\n",
    )
    assert list(excerpts_of(rows)) == [
        Excerpt("a#1", checksum=(3, "abc")),
        Excerpt("a#4-9", (4, 9)),
        Excerpt("a#2"),  # half a span, half a checksum
        None,  # a row that cannot be read
    ]
    assert list(excerpts_of(table(tmp_path, "nr,label\na,overig\n"), "nr")) == [None]


@pytest.mark.parametrize("cell", ["x", "1.5", "∞"])
def test_offset_that_is_no_number_is_told(tmp_path: Path, cell: str) -> None:
    with pytest.raises(CorpusError, match=r"t\.csv \(a\): 'start' is .*whole number"):
        list(excerpts_of(table(tmp_path, f"id,start,end\na,{cell},9\n")))


def test_table_that_says_no_place_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"does not say where its passages stand; .*sha256"):
        list(excerpts_of(table(tmp_path, "pid,id,label\na#1,a,norm\n")))
