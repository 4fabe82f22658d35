from dataclasses import replace

import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.evaluation.slices import decade_of, length_of, slices

DOCUMENT = LabelledDocument("a", "tekst", "overig", "a", "bron")


@pytest.mark.parametrize(
    ("n_words", "name"),
    [(299, "under 300 words"), (300, "300 to 1500 words"), (1501, "over 1500 words")],
)
def test_length(n_words: int, name: str) -> None:
    assert length_of("woord " * n_words) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 2004 en 2011", "2010-2019"),
        ("Wet van 12 mei 1921", "before 1970"),
        ("nummer 120049 en 3000", "no year named"),
    ],
)
def test_decade(text: str, name: str) -> None:
    assert decade_of(text) == name


def test_slices_cover_each_division_and_leave_out_what_is_small() -> None:
    long = [replace(DOCUMENT, text="woord " * 400, source="een")] * 12
    short = [replace(DOCUMENT, source="twee")] * 10
    few = [replace(DOCUMENT, source="drie")] * 9
    found = slices([*long, *short, *few])
    assert {name: int(chosen.sum()) for name, chosen in found.items()} == {
        "source: een": 12,
        "source: twee": 10,
        "length: 300 to 1500 words": 12,
        "length: under 300 words": 19,
    }


def test_division_with_one_part_is_no_slice() -> None:
    assert slices([DOCUMENT] * 20) == {}
