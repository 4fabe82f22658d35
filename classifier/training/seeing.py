"""What is seen in the texts of a training, without those that cannot be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from classifier.corpora.cache import ObservationCache
from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_or_tell, parted
from classifier.features import Observation
from classifier.labels import DOCUMENT_LABELS
from classifier.training.fitting import check_corpus
from classifier.training.passages import observe_in_place
from classifier.training.scans import as_scans
from classifier.training.steps import Progress, Step


@dataclass(frozen=True, eq=False)
class Seen:
    """What there is to learn from, as it was seen."""

    documents: Sequence[LabelledDocument]  # those that can be read
    observations: Sequence[Observation]  # of each
    scans: Sequence[Observation]  # of each, as a scan of it would be read
    background: Sequence[Observation]  # of documents without a label


class Seeing:
    """Observes the texts of a training.

    Parameters
    ----------
    pipeline : str
        A name in :data:`classifier.preprocessing.PIPELINES`.
    cache : ObservationCache or None
        Keeps what was seen.
    progress : callable
        Is told how many are done, and which are left out.

    Attributes
    ----------
    left_out : dict of str to str
        Documents by id that could not be read so far, and why.
    """

    def __init__(self, pipeline: str, cache: ObservationCache | None, progress: Progress) -> None:
        self._pipeline = pipeline
        self._cache = cache
        self._progress = progress
        self.left_out: dict[str, str] = {}

    def everything(self, documents: Sequence[LabelledDocument], unlabelled: Sequence[str]) -> Seen:
        """Return what is seen in labelled documents, in scans of them, and in other texts.

        Raises
        ------
        CorpusError
            When too few of the documents can be read to learn from.
        """
        kept, observations = self.labelled(documents, DOCUMENT_LABELS, "labelled documents")
        scans = self.scans(kept, observations)
        return Seen(kept, observations, scans, self.unlabelled(unlabelled))

    def labelled(
        self, documents: Sequence[LabelledDocument], labels: tuple[str, ...], what: str
    ) -> tuple[list[LabelledDocument], list[Observation]]:
        """Return the documents that can be read, and what is seen in each.

        Parameters
        ----------
        documents : sequence of LabelledDocument
        labels : tuple of str
            That there must be enough of.
        what : str
            What the documents are, in words.

        Raises
        ------
        CorpusError
            When some cannot be read, and the others are not enough to learn from.
        """
        found = self._observe([document.text for document in documents], what)
        kept, seen, left_out = parted(documents, found)
        for name, reason in left_out.items():
            self._progress(Step(f"leaving out {name}: {reason}"))
        self.left_out.update(left_out)
        if left_out:
            check_corpus(kept, labels)
        return kept, seen

    def scans(
        self, documents: Sequence[LabelledDocument], seen: Sequence[Observation]
    ) -> list[Observation]:
        """Return what would be seen in scans of documents; see :func:`.scans.as_scans`."""
        what = "labelled documents as scans"
        return as_scans(documents, seen, lambda texts: self._observe(texts, what))

    def in_place(
        self, passages: Sequence[LabelledDocument], labels: Mapping[str, str]
    ) -> dict[int, Observation]:
        """Return what is seen of passages in their documents; see :func:`.observe_in_place`."""
        return observe_in_place(passages, self._pipeline, labels, self._progress, self._cache)

    def unlabelled(self, texts: Sequence[str]) -> list[Observation]:
        """Return what is seen in texts without a label, in those that can be read."""
        found = self._observe(texts, "unlabelled documents")
        return [one for one in found if not isinstance(one, str)]

    def _observe(self, texts: Sequence[str], what: str) -> list[Observation | str]:
        return observe_or_tell(
            texts,
            self._pipeline,
            cache=self._cache,
            progress=lambda done: self._progress(Step(f"preprocessing {what}", done, len(texts))),
        )
