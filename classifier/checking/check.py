"""The whole check of a corpus, as one list of findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from classifier.checking.duplicates import ALIKE, alike, same
from classifier.checking.entries import entry_findings, label_findings
from classifier.checking.finding import Finding
from classifier.checking.mislabelled import DoubtfulLabel, doubtful_labels
from classifier.checking.pairs import (
    alike_findings,
    id_findings,
    joined_groups,
    leak_findings,
    same_findings,
)
from classifier.corpora import Entry, Fields
from classifier.corpora.corpus import CONFIDENCE_WEIGHTS, LabelledDocument
from classifier.corpora.observing import observe_corpus
from classifier.counting import counted
from classifier.labels import DOCUMENT_LABELS
from classifier.model.additive import AdditiveClassifier


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found."""

    n_documents: int
    findings: tuple[Finding, ...]  # what must be mended first; likely wrong labels by doubt
    groups: tuple[str, ...]  # of each entry, where near-duplicates share one
    notes: tuple[str, ...] = ()  # what was not checked, and why

    @property
    def n_errors(self) -> int:
        """How many findings must be mended."""
        return sum(finding.is_error for finding in self.findings)


def check(
    entries: Sequence[Entry],
    *,
    labels: tuple[str, ...] = DOCUMENT_LABELS,
    fields: Fields | None = None,
    wrong_labels: bool = True,
    least_alike: float = ALIKE,
    pipeline: str = "nl_rules",
    seed: int = 0,
    progress: Callable[[str], None] = lambda message: None,
) -> Check:
    """Look for everything in a corpus that is wrong, or looks so.

    Parameters
    ----------
    entries : sequence of Entry
        The corpus, from :func:`classifier.corpora.read_entries`.
    labels : tuple of str
        The labels that may occur, and must to learn from it.
    fields : Fields, optional
        What the columns are called, for the remedies.
    wrong_labels : bool
        Whether to look for labels that are likely wrong, which takes training a quick model.
    least_alike : float
        The share of the wording of two texts together that makes them near-duplicates.
    pipeline : str
        The pipeline that the quick model is trained for.
    seed : int
        Of that training.
    progress : callable
        Is told in words what is being done.
    """
    progress(f"checking {counted(len(entries), 'document')}")
    texts = [entry.text for entry in entries]
    twins = same(texts)
    pairs = alike(texts, least_alike)
    equal = {(a, b) for places in twins for a in places for b in places if a < b}
    near = [pair for pair in pairs if (pair[0], pair[1]) not in equal]
    links = [*((a, b) for a, b, _ in pairs), *sorted(equal)]
    groups = joined_groups(entries, links)
    known = [entry.group for entry in entries]
    needed = AdditiveClassifier().n_splits
    findings = [
        *entry_findings(entries, labels, fields or Fields()),
        *id_findings(entries),
        *same_findings(entries, twins),
        *leak_findings(entries, known, [*near, *((a, b, 1.0) for a, b in sorted(equal))]),
        *label_findings(entries, groups, labels, needed),
        *alike_findings(entries, near),
    ]
    notes: tuple[str, ...] = ("labels that are likely wrong were not looked for",)
    if wrong_labels:
        found, notes = _mislabelled(entries, groups, labels, needed, pipeline, seed, progress)
        findings += found
    findings.sort(key=lambda finding: not finding.is_error)
    return Check(len(entries), tuple(findings), groups, notes)


def _mislabelled(
    entries: Sequence[Entry],
    groups: Sequence[str],
    labels: tuple[str, ...],
    needed: int,
    pipeline: str,
    seed: int,
    progress: Callable[[str], None],
) -> tuple[list[Finding], tuple[str, ...]]:
    """Return the labels that are likely wrong, or a note that says why none were looked for."""
    documents = _usable(entries, groups, labels)
    seen = list(zip(*observe_corpus(documents, pipeline), strict=True))
    learnable = [
        label
        for label in labels
        if len({document.group for document, _ in seen if document.label == label}) >= needed
    ]
    if len(learnable) < 2:
        note = (
            f"labels that are likely wrong were not looked for: that takes two labels with "
            f"documents in {needed} groups"
        )
        return [], (note,)
    progress("training a quick model, to look for labels that are likely wrong")
    seen = [(document, o) for document, o in seen if document.label in learnable]
    kept = [document for document, _ in seen]
    where = {(entry.id, entry.text): entry.where for entry in entries}
    found = []
    for doubt in doubtful_labels(kept, [o for _, o in seen], seed=seed):
        if doubt.is_likely_wrong:
            document = kept[doubt.place]
            found.append(_suspicion(document, doubt, where[document.id, document.text]))
    return found, ()


def _usable(
    entries: Sequence[Entry], groups: Sequence[str], labels: tuple[str, ...]
) -> list[LabelledDocument]:
    """Return the entries that have one of the labels and a text, each with its group."""
    return [
        LabelledDocument(
            entry.id,
            entry.text,
            entry.label,
            group,
            entry.source,
            CONFIDENCE_WEIGHTS[entry.confidence or 3],
        )
        for entry, group in zip(entries, groups, strict=True)
        if entry.label in labels and entry.label is not None and entry.text.strip()
    ]


def _suspicion(document: LabelledDocument, doubt: DoubtfulLabel, where: str) -> Finding:
    return Finding(
        "mislabelled",
        (document.id,),
        f"{where}: labelled {document.label}, looks like {doubt.suggested} "
        f"({doubt.probability:.0%}); read it again",
        suggested=doubt.suggested,
        probability=doubt.probability,
        reason=doubt.reason or None,
        contribution=doubt.contribution if doubt.reason else None,
    )
