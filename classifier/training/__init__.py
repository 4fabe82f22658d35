"""From a labelled corpus to a model folder: fitted, calibrated, scored and described in a card."""

from classifier.training.run import train

__all__ = ["train"]
