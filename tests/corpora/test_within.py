from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from classifier.corpora import within
from classifier.corpora.cache import ObservationCache
from classifier.corpora.entry import Within
from classifier.corpora.within import find_passage, observe_within
from classifier.features import Observation

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


def test_what_was_seen_in_a_document_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = within.preprocess

    def preprocess(nlp: Language, document):
        read.append(document.text)
        return real(nlp, document)

    monkeypatch.setattr(within, "preprocess", preprocess)

    def observe(*places: Within) -> list[Observation | None]:
        kept = ObservationCache(tmp_path, "nl_rules")
        return observe_within(places, "nl_rules", n_jobs=1, cache=kept)

    start = TEXT.index("Open")
    first, second = Within("a", TEXT, start, start + 17), Within("a", TEXT, 9, 35)
    other = Within("a", f"{TEXT}\n\nSluit het dossier.", start, start + 17)
    (one,) = observe(first)
    assert len(read) == 1
    again, same = observe(first, replace(first, document="b"))
    assert len(read) == 1, "what it is called changes nothing"
    assert one is not None
    assert again is not None
    assert same is not None
    assert dict(again.marks) == dict(one.marks) == dict(same.marks)
    assert again.spans.tolist() == one.spans.tolist()
    observe(first, second, other)
    assert len(read) == 3, "another place, and the same place in another text"
