"""Scores in detail for the card of a model: by source, and by how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.corpus import LabelledDocument
from classifier.evaluation.confidence import reliability
from classifier.evaluation.measures import accuracy, confusion, f1_of, macro_f1
from classifier.evaluation.predictions import Predictions
from classifier.evaluation.slices import slices
from classifier.labels import UITVOERINGSINSTRUCTIE

_SOURCE: Final = "source: "


def details_of(
    documents: Sequence[LabelledDocument],
    probabilities: npt.NDArray[np.float64],
    classes: npt.NDArray[np.str_],
) -> dict[str, list[dict[str, Any]]]:
    """Return the scores of each source that is large enough, and how right each bin is.

    Parameters
    ----------
    documents : sequence of LabelledDocument
        With the true labels.
    probabilities : array, shape (n_documents, n_classes)
        Predicted for documents of groups that were not trained on.
    classes : array of str, shape (n_classes,)
        The labels in the order of the columns.
    """
    whole = Predictions(tuple(documents), probabilities, classes)
    measure = f1_of(UITVOERINGSINSTRUCTIE, classes)
    by_source = []
    for name, chosen in slices(documents).items():
        if not name.startswith(_SOURCE):
            continue
        part = whole.part(chosen)
        counts = confusion(part.truth, part.predicted, classes)
        occurs = UITVOERINGSINSTRUCTIE in part.truth
        by_source.append(
            {
                "name": name.removeprefix(_SOURCE),
                "n_documents": len(part.documents),
                "macro_f1": float(macro_f1(counts)),
                "f1_instruction": float(measure(counts)) if occurs else None,
                "accuracy": float(accuracy(counts)),
            }
        )
    bins = [
        {"confidence": each.confidence, "n_documents": each.n_documents, "right": each.right}
        for each in reliability(whole.truth, probabilities, classes)
    ]
    return {"by_source": by_source, "reliability": bins}
