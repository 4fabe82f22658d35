from dataclasses import replace

import numpy as np
import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.evaluation.predictions import Predictions, joined
from classifier.evaluation.table import confusion_table, markdown, score
from classifier.labels import DOCUMENT_LABELS

CLASSES = np.array(DOCUMENT_LABELS)
DOCUMENTS = tuple(
    LabelledDocument(str(number), "tekst", label, str(number), "bron")
    for number, label in enumerate((*DOCUMENT_LABELS, "overig"))
)
PROBABILITIES = np.array([[0.9, 0.1, 0], [0.2, 0.7, 0.1], [0, 0.2, 0.8], [0.6, 0.4, 0]])
PREDICTIONS = Predictions(DOCUMENTS, PROBABILITIES, CLASSES)


def test_predictions_know_truth_and_labels() -> None:
    assert PREDICTIONS.truth.tolist() == [*DOCUMENT_LABELS, "overig"]
    assert PREDICTIONS.predicted.tolist() == [*DOCUMENT_LABELS, "beleidsregel"]
    assert PREDICTIONS.groups.tolist() == ["0", "1", "2", "3"]


def test_part_and_joined_are_each_others_inverse() -> None:
    first = PREDICTIONS.part(np.array([True, True, False, False]))
    second = PREDICTIONS.part(np.array([False, False, True, True]))
    whole = joined([first, second])
    assert whole.documents == DOCUMENTS
    assert np.array_equal(whole.probabilities, PROBABILITIES)


def test_score() -> None:
    row = score("alle", PREDICTIONS, 0.65)
    assert (row.name, row.n_documents, row.accuracy) == ("alle", 4, 0.75)
    assert row.f1 == pytest.approx(
        {"beleidsregel": 2 / 3, "overig": 2 / 3, "uitvoeringsinstructie": 1}
    )
    assert row.macro_f1.value == pytest.approx(7 / 9)
    assert row.f1_instruction.value == 1
    assert (row.decided, row.accuracy_of_decided) == (0.75, 1)
    assert row.brier_score == pytest.approx((0.02 + 0.14 + 0.08 + 0.72) / 4)


def test_what_no_document_is_has_no_f1() -> None:
    row = score("alle", PREDICTIONS.part(np.array([True, True, False, False])), 0.65)
    assert row.lacking == ("uitvoeringsinstructie",)
    assert [row.f1_shown(label) for label in DOCUMENT_LABELS] == ["1.000", "1.000", "-"]
    cells = markdown([row]).split("\n")[2].split(" | ")
    assert cells[2:6] == ["1.000 [1.000, 1.000]", "-", "1.000", "1.000"]


def test_nothing_decided() -> None:
    assert score("alle", PREDICTIONS, 0.95).accuracy_of_decided is None


def test_markdown_has_a_cell_for_every_column_whatever_the_name() -> None:
    row = score("a | b", PREDICTIONS, 0.65)
    lines = markdown([row, replace(row, accuracy_of_decided=None)]).split("\n")
    assert len({line.count("|") for line in lines}) == 1
    assert lines[2].startswith("| a / b | 4 | 0.778 [")
    assert lines[2].endswith("| 75% | 1.000 |")
    assert lines[3].endswith("| - |")


def test_confusion_table() -> None:
    assert confusion_table(PREDICTIONS).split("\n")[2:] == [
        "| beleidsregel | 1 | 0 | 0 |",
        "| overig | 1 | 1 | 0 |",
        "| uitvoeringsinstructie | 0 | 0 | 1 |",
    ]
