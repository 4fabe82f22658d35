import pytest
from spacy.language import Language

from classifier.corpora.entry import Within
from classifier.corpora.within import find_passage, observe_within

TEXT = "HOREN\n\n- Vraag hem naar zijn dorp.\n\nOpen het dossier.\n\nVraag hem naar zijn dorp."


@pytest.mark.parametrize(
    ("passage", "near", "found"),
    [
        ("Open  het\ndossier", 0, "Open het dossier"),
        ("• Vraag hem", 0, "Vraag hem"),
        ("Vraag hem", 60, "Vraag hem"),
        ("Vraag haar", 0, None),
        ("...", 0, None),
    ],
)
def test_a_passage_is_found_by_its_words(passage: str, near: int, found: str | None) -> None:
    place = find_passage(TEXT, passage, near)
    assert (place and TEXT[slice(*place)]) == found
    assert place is None or (place[0] > 30) == (near > 30 or passage.startswith("Open"))


def test_each_is_observed_in_its_document(nlp: Language) -> None:
    start = TEXT.index("Open")
    told: list[int] = []
    places = [
        Within("a", TEXT, start, start + 17),
        Within("b", "woord " * 1_000_000, 0, 5),  # too long to read
        Within("a", TEXT, 9, 35),
    ]
    one, none, other = observe_within(places, "nl_rules", n_jobs=1, progress=told.append)
    assert none is None
    assert one is not None
    assert other is not None
    assert one.words == ("dossier", "het", "open")
    assert "dorp" in other.words
    assert "context:before:structure:list_item" in one.marks
    assert "context:after:cue:element:formulieren_systemen" in other.marks
    assert told[-1] == 3
