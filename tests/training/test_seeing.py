from dataclasses import replace

import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError
from classifier.labels import DOCUMENT_LABELS
from classifier.training.seeing import Seeing

EMPTY = "-"


def some(documents: list[LabelledDocument], each: int) -> list[LabelledDocument]:
    return [
        document
        for label in DOCUMENT_LABELS
        for document in [one for one in documents if one.label == label][:each]
    ]


def test_what_cannot_be_read_is_told_and_left_out(authored: list[LabelledDocument]) -> None:
    told: list[str] = []
    seeing = Seeing("nl_rules", None, lambda step: told.append(str(step)))
    chosen = some(authored, 5)
    kept, seen = seeing.labelled(
        [replace(chosen[0], id="leeg", text=EMPTY), *chosen], DOCUMENT_LABELS, "documents"
    )
    assert kept == chosen
    assert all(len(one.words) > 20 for one in seen)
    assert len(seen) == 15
    assert list(seeing.left_out) == ["leeg"]
    assert f"leaving out leeg: {seeing.left_out['leeg']}" in told
    assert "preprocessing documents: 16 of 16" in told


def test_what_is_left_must_be_enough(authored: list[LabelledDocument]) -> None:
    chosen = some(authored, 5)
    seeing = Seeing("nl_rules", None, lambda step: None)
    with pytest.raises(CorpusError, match="only 4 groups of texts with label 'beleidsregel'"):
        seeing.labelled([replace(chosen[0], text=EMPTY), *chosen[1:]], DOCUMENT_LABELS, "documents")


def test_texts_without_a_label_may_be_unreadable(authored: list[LabelledDocument]) -> None:
    seeing = Seeing("nl_rules", None, lambda step: None)
    assert len(seeing.unlabelled([authored[0].text, EMPTY])) == 1
    assert seeing.left_out == {}
