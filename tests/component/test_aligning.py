import time

import pytest

from classifier.component.aligning import Alignment
from classifier.documents import read

GIVEN = """Beleidsregel terrassen

•  Het college wei-
gert de ver­gunning als de
   aanvrager eerder is beboet.

•  Het college weigert ook
   als de stoep te smal is."""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Beleidsregel terrassen", "Beleidsregel terrassen"),
        ("aanvrager eerder is beboet", "aanvrager eerder is beboet"),
        ("als de stoep", "als de stoep"),
        ("stoep te smal is.", "stoep te smal is."),
    ],
)
def test_what_is_read_stands_where_it_was_given(words: str, expected: str) -> None:
    text = read(GIVEN.encode()).text
    assert text != GIVEN
    start = text.index(words)
    place = Alignment(text, GIVEN).place(start, start + len(words))
    assert place is not None
    assert GIVEN[slice(*place)] == expected


def test_the_same_text_keeps_its_offsets() -> None:
    assert Alignment("een twee", "een twee").place(3, 5) == (3, 5)


@pytest.mark.parametrize(
    ("read_text", "given", "words", "place"),
    [
        ("de tweede de", "de eerste en de tweede de", "tweede de", (16, 25)),
        ("a b c d", "x a b c d", "d", (8, 9)),
        ("anders gezegd", "wat er staat", "anders", None),
        ("een ! twee", "een twee", "!", None),
        ("", "een", "", None),
        ("een", "", "een", None),
    ],
)
def test_words_in_order(
    read_text: str, given: str, words: str, place: tuple[int, int] | None
) -> None:
    start = read_text.index(words)
    assert Alignment(read_text, given).place(start, start + len(words)) == place


def test_goes_on_after_a_part_that_was_left_out() -> None:
    left_out = " ".join(f"voettekst{number}" for number in range(500))
    given = f"Het begin van de brief. {left_out} Het einde van de brief."
    text = "Het begin van de brief. Het einde van de brief."
    assert Alignment(text, given).place(28, 33) == (given.index("einde"), given.index("einde") + 5)


@pytest.mark.parametrize("text", ["a " * 60_000, "( " * 60_000, "de het " * 30_000])
def test_hostile_text_takes_no_long_time(text: str) -> None:
    begun = time.process_time()
    Alignment(text, text[::-1] + "b")
    assert time.process_time() - begun < 5
