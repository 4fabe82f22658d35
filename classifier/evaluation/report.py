"""Evaluate a model on a labelled corpus: one table over conditions and parts, and the confusion."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_corpus
from classifier.counting import counted
from classifier.errors import CorpusError
from classifier.evaluation.measures import confusion
from classifier.evaluation.mistakes import Mistake, mistakes
from classifier.evaluation.predictions import CONDITIONS, Predictions, observe_scans, predict
from classifier.evaluation.slices import slices
from classifier.evaluation.table import Row, confusion_table, markdown, mistakes_table, score
from classifier.model.persistence import Model


@dataclass(frozen=True, slots=True, eq=False)
class Report:
    """How good a model is on a corpus."""

    model: str  # name@version
    rows: tuple[Row, ...]  # the conditions first, then the parts of the corpus as it is
    predictions: Predictions  # of the corpus as it is
    n_unreadable: int
    threshold: float  # the probability under which the model does not decide
    mistakes: tuple[Mistake, ...] = ()  # as many as were asked for, the surest first

    def markdown(self) -> str:
        """Return the report as Markdown."""
        unread = f" {self.n_unreadable} could not be read." if self.n_unreadable else ""
        lacking = " or ".join(self.rows[0].lacking)
        untold = f" None is {lacking}: how well these are found is not known." if lacking else ""
        of_what = counted(self.rows[0].n_documents, "document")
        return (
            f"Model {self.model} on {of_what}.{unread}{untold} "
            f"Intervals: 95 %, bootstrap over groups.\n\n{markdown(self.rows)}\n\n"
            f"{confusion_table(self.predictions)}\n{self._errors()}"
        )

    def _errors(self) -> str:
        if not self.mistakes:
            return ""
        n_wrong = int((self.predictions.truth != self.predictions.predicted).sum())
        return (
            f"\nErrors, those that the model is surest of first ({len(self.mistakes)} of "
            f"{n_wrong}):\n\n{mistakes_table(self.mistakes)}\n"
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain data."""
        truth, predicted = self.predictions.truth, self.predictions.predicted
        classes = self.predictions.classes
        counts = confusion(truth, predicted, classes)
        return {
            "model": self.model,
            "n_unreadable": self.n_unreadable,
            "threshold": self.threshold,
            "rows": [asdict(row) for row in self.rows],
            "labels": classes.tolist(),
            "confusion": counts.astype(int).tolist(),  # a row a true label
            "errors": [asdict(one) for one in self.mistakes],
        }


def evaluate(
    model: Model,
    documents: Sequence[LabelledDocument],
    *,
    n_errors: int = 0,
    progress: Callable[[str], None] = lambda message: None,
) -> Report:
    """Score a model on a corpus: as it is, with form masked, as a scan, and by parts.

    The scores are honest only when the model has not learned from the corpus.

    Parameters
    ----------
    model : Model
        From :func:`classifier.model.persistence.load_model`, for the pipeline that is installed.
    documents : sequence of LabelledDocument
        The corpus.
    n_errors : int
        How many mistakes to explain, the surest first.
    progress : callable
        Is told in words what is being done.

    Returns
    -------
    Report

    Raises
    ------
    CorpusError
        When no document can be read.
    """
    scorer, pipeline, threshold = model.documents, model.info.pipeline, model.info.threshold
    progress(f"reading {counted(len(documents), 'document')}")
    kept, observations = observe_corpus(documents, pipeline, progress)
    if not kept:
        raise CorpusError("no document of the corpus can be read; check the column with the text")
    plain = predict(scorer, kept, observations)
    masked = predict(scorer, kept, observations, mask_form=True)
    progress("reading them as scans")
    spoilt = predict(scorer, *observe_scans(kept, pipeline))
    rows = [
        score(name, predictions, threshold)
        for name, predictions in zip(CONDITIONS, (plain, masked, spoilt), strict=True)
    ]
    rows += [
        score(name, plain.part(chosen), threshold)
        for name, chosen in slices(plain.documents).items()
    ]
    return Report(
        model=model.info.full_name,
        rows=tuple(rows),
        predictions=plain,
        n_unreadable=len(documents) - len(kept),
        threshold=threshold,
        mistakes=tuple(mistakes(scorer, plain, observations, n_errors) if n_errors else ()),
    )
