"""From a preprocessed doc to a sparse row of named features, each with its places in the text."""

from classifier.features.extractor import FeatureExtractor
from classifier.features.observation import Observation, Observer, observe

__all__ = ["FeatureExtractor", "Observation", "Observer", "observe"]
