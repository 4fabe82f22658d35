"""scikit-learn estimators on raw texts, over the same features and model as the command."""

from classifier.estimators.classifier import BeleidsregelClassifier
from classifier.estimators.observer import TextObserver

__all__ = ["BeleidsregelClassifier", "TextObserver"]
