import numpy as np
import pytest

from classifier.labels import NORM, OVERIG, PASSAGE_LABELS
from classifier.training.passages import norm_threshold


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
