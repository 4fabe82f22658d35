import numpy as np
import pytest

from classifier.features import Observation
from classifier.features.familiarity import Vocabulary

# Sequences of three letters count from three words on: those of "lala" do.
WORDS = ["college", "besluit", "lala", "lalala", "lalalala", "het", "u", "0"]


def observation(*words: str) -> Observation:
    distinct = sorted(set(words))
    places = len(words)
    return Observation(
        n_words=places,
        words=tuple(distinct),
        ids=np.array([distinct.index(word) for word in words], dtype=np.int32),
        spans=np.zeros((places, 2), dtype=np.int32),
        joins=np.zeros(places, dtype=bool),
        marks={},
    )


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        (("college", "besluit", "besluit"), (1, 1, 1)),
        (("college", "0", "0", "0"), (0.25, 1, 1)),
        (("college", "qwrtpsd"), (1, 0.5, 0.5)),
        # Spelt as known words are, but not known.
        (("college", "lalalalala"), (1, 1, 0.5)),
        # Function words say nothing of what a text is about.
        (("het", "het", "het", "qwrtpsd"), (1, 0.75, 0)),
        # Letters on their own are broken off, but for the one that is a word.
        (("u", "b", "e", "s"), (1, 0.25, 0)),
        # Words without their spaces.
        (("college", "la" * 20), (1, 0.5, 0.5)),
        (("0",), (0, 0, 0)),
        ((), (0, 0, 0)),
    ],
    ids=str,
)
def test_shares(words: tuple[str, ...], shares: tuple[float, float, float]) -> None:
    found = Vocabulary(WORDS).familiarity(observation(*words))
    assert (found.lettered, found.sound, found.known) == pytest.approx(shares)


def test_words_can_be_taken_for_unknown() -> None:
    found = Vocabulary(WORDS).familiarity(observation("college", "lala"), {"lala"})
    assert found.known == 0.5
    assert found.sound == 1.0  # still spelt as a word
