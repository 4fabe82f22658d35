"""Tell Dutch policy rules from internal work instructions, and say exactly why.

The whole interface is a handful of verbs, and an estimator:

``read``
    A file, bytes or text becomes a :class:`~classifier.documents.document.Document`.
``read_all``
    A folder, a zip file or a mail becomes the documents in it.
``load``
    A trained model becomes an assessor, whose ``assess`` gives an assessment of a document.
``assess``
    The same in one call, with the shipped model or another.
``assess_frame``
    A data frame with texts becomes one with their assessments.
``train``
    A labelled corpus becomes a model.
``BeleidsregelClassifier``
    The same model as a scikit-learn estimator that takes texts.

They are imported when first used, so that ``import classifier`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from classifier.assessing import assess as assess
    from classifier.assessing import assess_frame as assess_frame
    from classifier.assessor import load as load
    from classifier.documents import read as read
    from classifier.documents import read_all as read_all
    from classifier.estimators import BeleidsregelClassifier as BeleidsregelClassifier
    from classifier.training.run import train as train

__version__ = "0.1.0"
__all__ = [
    "BeleidsregelClassifier",
    "assess",
    "assess_frame",
    "load",
    "read",
    "read_all",
    "train",
]

_HOMES = {
    "BeleidsregelClassifier": "classifier.estimators",
    "assess": "classifier.assessing",
    "assess_frame": "classifier.assessing",
    "load": "classifier.assessor",
    "read": "classifier.documents",
    "read_all": "classifier.documents",
    "train": "classifier.training.run",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
