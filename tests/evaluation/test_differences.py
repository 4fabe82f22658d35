import numpy as np
import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.evaluation.differences import changes, differences_by_part, differences_on_all
from classifier.evaluation.paired import mcnemar
from classifier.evaluation.predictions import Predictions
from classifier.labels import DOCUMENT_LABELS

CLASSES = np.array(sorted(DOCUMENT_LABELS))


def predictions(predicted: list[str], sources: str = "a") -> Predictions:
    """Predictions, the later the surer, of documents that are all of the first label."""
    documents = tuple(
        LabelledDocument(str(n), "tekst", str(CLASSES[0]), str(n), sources[n % len(sources)])
        for n in range(len(predicted))
    )
    probabilities = np.full((len(predicted), 3), 0.1)
    for n, label in enumerate(predicted):
        probabilities[n, CLASSES.tolist().index(label)] = 0.5 + n / 100
    return Predictions(documents, probabilities, CLASSES)


def test_changes_are_listed_by_effect_and_the_surest_first() -> None:
    right, wrong, other = CLASSES.tolist()
    one = predictions([wrong, right, wrong, right, wrong])
    found = changes(one, predictions([other, right, right, wrong, right]))
    assert [(each.id, each.effect) for each in found] == [
        ("4", "mended"),
        ("2", "mended"),
        ("3", "broken"),
        ("0", "still wrong"),
    ]
    assert (found[0].first, found[0].second, found[0].second_probability) == (wrong, right, 0.54)


def test_accuracy_is_tested_and_f1_of_what_does_not_occur_left_out() -> None:
    right, wrong, _ = CLASSES.tolist()
    one, other = predictions([wrong] * 30), predictions([right] * 30)
    test = mcnemar(one.truth, one.predicted, other.predicted)
    found = list(differences_on_all(one, other, test))
    assert [each.measure for each in found] == ["macro-F1", "accuracy"]
    assert all(each.shown and each.interval.value == pytest.approx(1) for each in found)
    assert found[1].p_value == test.p_value < 0.05


def test_parts_are_sources_that_are_large_enough() -> None:
    right, wrong, _ = CLASSES.tolist()
    one, other = (predictions([label] * 30, "ab") for label in (wrong, right))
    found = list(differences_by_part(one, other))
    assert [each.part for each in found] == ["source: a", "source: b"]
