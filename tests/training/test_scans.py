from dataclasses import replace

from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_texts
from classifier.evaluation.noise import scan
from classifier.features import Observation
from classifier.training.scans import as_scans


def test_documents_are_seen_as_scans(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    given: list[str] = []

    def observe(texts):
        given.extend(texts)
        return observe_texts(texts, "nl_rules")

    found = as_scans(authored[:3], observations[:3], observe)
    assert given == [scan(document.text) for document in authored[:3]]
    for spoilt, clean in zip(found, observations[:3], strict=True):
        assert set(spoilt.words) != set(clean.words)
        assert len({*spoilt.words} & {*clean.words}) > 0.5 * len(clean.words)


def test_what_nothing_is_seen_in_stays_as_it_is(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    blank = [replace(document, text=" ") for document in authored[:2]]
    found = as_scans(blank, observations[:2], lambda texts: [None, "too short"])
    assert found == observations[:2]
