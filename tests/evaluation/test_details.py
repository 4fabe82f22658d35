import numpy as np
import pytest

from classifier.evaluation.details import details_of
from classifier.evaluation.predictions import predict


def test_details_are_those_of_the_parts(scorer, authored, observations) -> None:
    found = predict(scorer, authored, observations)
    details = details_of(authored, found.probabilities, found.classes)
    assert sum(row["n_documents"] for row in details["by_source"]) == len(authored)
    for row in details["by_source"]:
        here = np.array([document.source == row["name"] for document in authored])
        assert row["accuracy"] == (found.truth == found.predicted)[here].mean()
        assert 0 < row["macro_f1"] <= 1
    bins = details["reliability"]
    assert sum(each["n_documents"] for each in bins) == len(authored)
    right = sum(each["n_documents"] * each["right"] for each in bins)
    assert right == pytest.approx((found.truth == found.predicted).sum())


def test_instructions_that_do_not_occur_have_no_score(scorer, authored, observations) -> None:
    pairs = [
        (d, o)
        for d, o in zip(authored, observations, strict=True)
        if d.label != "uitvoeringsinstructie"
    ]
    found = predict(scorer, [d for d, _ in pairs], [o for _, o in pairs])
    details = details_of(found.documents, found.probabilities, found.classes)
    assert {row["f1_instruction"] for row in details["by_source"]} == {None}
