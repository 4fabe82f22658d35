from dataclasses import replace

import numpy as np
import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.entry import Within
from classifier.explaining import explain
from classifier.labels import NORM, ONDERZOEK, OVERIG, PASSAGE_LABELS
from classifier.training.passages import learn_passages, norm_threshold, observe_in_place
from tests.conftest import observed


@pytest.mark.parametrize(
    ("norm", "wrong", "threshold"),
    [
        ([0.9] * 8 + [0.6] * 2, 0, 0.5),
        ([0.9] * 8 + [0.605] * 3, 3, 0.61),
        ([0.97] * 8 + [0.96] * 3, 3, 0.95),  # never often enough
    ],
)
def test_norms_are_right_often_enough(norm: list[float], wrong: int, threshold: float) -> None:
    truth = np.array([NORM] * (len(norm) - wrong) + [OVERIG] * wrong)
    probabilities = np.zeros((len(norm), len(PASSAGE_LABELS)))
    probabilities[:, PASSAGE_LABELS.index(NORM)] = norm
    assert norm_threshold(truth, probabilities) == threshold


def test_what_stands_around_a_passage_is_learned_and_explained(
    passage_documents: list[LabelledDocument],
) -> None:
    above = "Vraag dit. Waar hebt u gewoond? Wie woonden daar? Noteer de antwoorden."
    placed = []
    for number, passage in enumerate(passage_documents):
        if number % 2:  # of the others no document is known
            text = f"Inleiding.\n\n{above}\n\n{passage.text}\n\nSlot van dit stuk."
            start = text.index(passage.text)
            place = Within(passage.id, text, start, start + len(passage.text))
            passage = replace(passage, within=place)
        placed.append(passage)
    labels = {passage.id: "overig" for passage in placed[:16]}
    around = observe_in_place(placed, "nl_rules", labels, lambda step: None)
    assert list(around) == [n for n, passage in enumerate(placed) if passage.within]
    alone = observed([passage.text for passage in placed])
    learned = learn_passages(placed, alone, 0, lambda step: None, in_place=around)
    assert learned.scores["n_documents"] == len(placed)
    names = learned.scorer.extractor.get_feature_names_out().tolist()
    assert "context:before:structure:question" in names
    assert "context:document:overig" in names
    extractor, classifier = learned.scorer.extractor, learned.scorer.classifier
    one = around[1]
    row = extractor.transform([one])
    why = explain(one, row, extractor, classifier, ONDERZOEK, OVERIG)
    shares = sum(each.contribution for each in why.contributions)
    assert why.score == pytest.approx(why.bias + shares, abs=1e-9)
    assert any(each.family == "context" for each in why.contributions)


def test_passages_without_a_document_are_learned_as_they_are(
    passage_documents: list[LabelledDocument],
) -> None:
    assert observe_in_place(passage_documents, "nl_rules", {}, lambda step: None) == {}
