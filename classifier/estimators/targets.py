"""What an estimator learns to predict: checked labels, of enough groups of texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

import numpy.typing as npt
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import assert_all_finite, column_or_1d

from classifier.counting import counted
from classifier.errors import InputError


def as_labels(y: npt.ArrayLike) -> npt.NDArray[Any]:
    """Return labels as an array, shape (n_documents,).

    Parameters
    ----------
    y : array
        One label a document, of any kind.

    Raises
    ------
    InputError
        When there are none, or one is missing. When they are no labels, scikit-learn raises
        ValueError.
    """
    if y is None:
        raise InputError("requires y to be passed, but the target y is None; give the labels")
    from pandas import isna  # which takes a second that whoever classifies need not wait
    from pandas.api.types import is_scalar

    # NumPy would make a label "nan" of what is missing in a list of labels.
    for place, label in enumerate(y if isinstance(y, Iterable) else ()):
        if is_scalar(label) and isna(label):
            raise InputError(
                f"y holds {label!r} at place {place}, not a label; leave out what is missing"
            )
    labels = column_or_1d(y, warn=True)
    assert_all_finite(labels, input_name="y")
    check_classification_targets(labels)
    return cast(npt.NDArray[Any], labels)


def check_groups(y: npt.NDArray[Any], groups: npt.NDArray[Any], n_splits: int) -> None:
    """Check that each label can be calibrated on documents of other groups.

    Parameters
    ----------
    y, groups : array, shape (n_documents,)
        The labels, and the groups of near-duplicates.
    n_splits : int
        Folds, by group.

    Raises
    ------
    InputError
        When there is one label, or a label of fewer groups than folds.
    """
    members: defaultdict[object, set[object]] = defaultdict(set)
    for label, group in zip(y.tolist(), groups.tolist(), strict=True):
        members[label].add(group)
    if len(members) == 1:
        raise InputError("y holds one class; a classifier needs at least two labels")
    for label, found in members.items():
        if len(found) < n_splits:
            raise InputError(
                f"label {label!r} has {counted(len(found), 'group')} of texts, fewer than n_splits="
                f"{n_splits}; give more (n_samples={len(y)} now), or a lower n_splits"
            )
