"""Whether a promised error rate holds, and which texts are not trusted.

    python benchmarks/doubt.py --shared ../shared/corpus

A threshold is learned on some documents and tried on others, in two ways: on groups left out (five
folds), and on sources left out, one by one. Weights are learned without what is tried; features,
smoothing and calibration are made on all documents, as for the card of the model, which flatters a
little. Sources count equally, whatever their size; the statute database, of which most documents
are, stands apart as well. Prints Markdown.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedGroupKFold

import classifier
from classifier.assessment.doubt import of_text
from classifier.corpora.arrays import group_array, label_array, weighed
from classifier.corpora.corpus import LabelledDocument, read_corpus, read_texts
from classifier.corpora.observing import observe_corpus, observe_texts
from classifier.errors import ModelError
from classifier.evaluation.confidence import brier_score, calibration_error
from classifier.labels import DOCUMENT_LABELS, TWIJFEL
from classifier.settings import DOCUMENTS, INVENTED_WEIGHT
from classifier.training.doubting import (
    Floats,
    bounds_of,
    familiarities,
    least_familiar,
    without_source,
)
from classifier.training.fitting import fit_scorer
from classifier.training.scans import as_scans

DATA = Path(__file__).parents[1] / "data"
STATUTES = "bwb_labelled"
ERRORS = (0.02, 0.05, 0.1, 0.2)
WRONG_EXAMPLE = "tegenprestatie-en-afstemming.docx"  # that the model decides wrongly


@dataclass(frozen=True)
class Views:
    """Labelled documents with their probabilities, from what was learned without them."""

    documents: list[LabelledDocument]
    classes: npt.NDArray[np.str_]
    without_group: Floats
    without_source: Floats

    def threshold(self, chosen: npt.NDArray[np.bool_], max_error: float) -> float:
        """Return the threshold that some of the documents teach; infinite when there is none."""
        thresholds, bounds = bounds_of(
            [self.documents[index] for index in np.flatnonzero(chosen)],
            self.classes,
            self.without_group[chosen],
            self.without_source[chosen],
        )
        kept = thresholds[bounds <= max_error]
        return float(kept[0]) if len(kept) else np.inf


@dataclass(frozen=True)
class Decided:
    """Which documents were decided, and which of all are wrong."""

    decided: npt.NDArray[np.bool_]
    wrong: npt.NDArray[np.bool_]

    def cell(self, weights: Floats) -> str:
        """Return the error among what is decided and the share that is."""
        kept = weights * self.decided
        if not kept.any():
            return "– (0%)"
        return f"{(kept @ self.wrong) / kept.sum():.3f} ({kept.sum() / weights.sum():.0%})"


def tried(
    views: Views, probabilities: Floats, parts: npt.NDArray[Any], max_error: float
) -> Decided:
    """Decide each part by the threshold that the others teach."""
    decided = np.zeros(len(parts), dtype=bool)
    for part in np.unique(parts):
        threshold = views.threshold(parts != part, max_error)
        decided |= (parts == part) & (probabilities.max(axis=1) >= threshold)
    truth = label_array(views.documents)
    return Decided(decided, views.classes[probabilities.argmax(axis=1)] != truth)


def error_rows(views: Views) -> Iterator[str]:
    """Yield the rows of the table of errors."""
    documents = views.documents
    sources = np.array([d.source for d in documents])
    folds = np.zeros(len(documents), dtype=int)
    split = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    for number, (_, test) in enumerate(
        split.split(documents, label_array(documents), group_array(documents))
    ):
        folds[test] = number
    sizes = Counter(sources.tolist())
    each, equal = np.ones(len(sources)), np.array([1 / sizes[s] for s in sources.tolist()])
    statutes = (sources == STATUTES).astype(float)
    for max_error in ERRORS:
        groups = tried(views, views.without_group, folds, max_error)
        shifted = tried(views, views.without_source, sources, max_error)
        cells = (
            groups.cell(each),
            groups.cell(equal),
            shifted.cell(equal),
            shifted.cell(1 - statutes),
            shifted.cell(statutes),
        )
        yield f"| {max_error:.0%} | {' | '.join(cells)} |"


def calibration_rows(views: Views) -> Iterator[str]:
    """Yield the calibration of each source: seen (other groups only), and left out."""
    truth = label_array(views.documents)
    sources = np.array([d.source for d in views.documents])
    for source in ["all", *sorted(set(sources.tolist()))]:
        here = np.full(len(sources), True) if source == "all" else sources == source
        cells = [
            f"{measure(truth[here], view[here], views.classes):.3f}"
            for view in (views.without_group, views.without_source)
            for measure in (calibration_error, brier_score)
        ]
        yield f"| {source} | {here.sum()} | {' | '.join(cells)} |"


def print_texts(documents: Sequence[LabelledDocument], reasons: Sequence[str | None]) -> None:
    """Print how often an ordinary text is not trusted."""
    for name, chosen in (
        ("all", lambda source: True),
        ("municipal", lambda source: source.startswith("municipal")),
        ("handbooks", lambda source: "/" in source),
        ("statute database", lambda source: source == STATUTES),
    ):
        here = [r for d, r in zip(documents, reasons, strict=True) if chosen(d.source)]
        found = Counter(reason for reason in here if reason)
        named = ", ".join(f"{reason} {n}" for reason, n in sorted(found.items())) or "none"
        print(f"- {name}: {found.total()} of {len(here)} ({named})")


def print_doubtful(shared: Path) -> None:
    """Print what the shipped model makes of documents on which people differ."""
    texts = list(read_texts(shared / "bwb_ambiguous.jsonl"))
    for max_error in (None, *ERRORS):
        try:
            assessor = classifier.load(max_error=max_error)
        except ModelError as error:
            print(f"- {max_error}: {error.message}")
            continue
        found = list(assessor.assess_many(text.encode() for text in texts))
        example = assessor.assess(DATA / "examples" / WRONG_EXAMPLE, explain=False)
        doubtful = sum(one.decision == TWIJFEL for one in found)
        print(
            f"- {'threshold of the model' if max_error is None else f'{max_error:.0%}'}: twijfel "
            f"for {doubtful} of {len(texts)}; {WRONG_EXAMPLE}: {example.decision}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the corpora")
    shared = parser.parse_args().shared
    if not (shared / "bwb_labelled.jsonl").is_file():
        sys.exit(f"{shared}: no corpora here; give the folder with bwb_labelled.jsonl")
    corpora = (
        (shared / "bwb_labelled.jsonl", None, 1.0),
        (shared / "handbooks_labelled.jsonl", None, 1.0),
        (DATA / "labels" / "municipal.csv", shared.parent / "formats" / "pdf", 1.0),
        (DATA / "authored", None, INVENTED_WEIGHT),
    )
    documents, observations = observe_corpus(
        [
            document
            for path, texts, weight in corpora
            for document in weighed(read_corpus(path, labels=DOCUMENT_LABELS, texts=texts), weight)
        ],
        "nl_rules",
    )
    unlabelled = list(read_texts(shared / "bwb_unlabelled.jsonl"))
    background = [o for o in observe_texts(unlabelled, "nl_rules") if o is not None]
    scans = as_scans(documents, observations, lambda texts: observe_texts(texts, "nl_rules"))
    scorer = fit_scorer(observations, documents, background, DOCUMENTS, copies=scans)
    elsewhere = without_source(scorer, documents)
    assert elsewhere is not None
    model = scorer.classifier
    views = Views(documents, model.classes_, model.out_of_fold_, elsewhere)

    print(f"# Doubt, {date.today().isoformat()}\n")
    print("Error among what is decided, and in brackets the share that is.\n")
    print("| at most | groups left out | – sources equal | sources left out, equal ", end="")
    print("| – documents of all but the statute database | – the statute database |")
    print("|---|---|---|---|---|---|", *error_rows(views), sep="\n")
    print("\n| source | documents | ECE | Brier | ECE, left out | Brier, left out |")
    print("|---|---:|---|---|---|---|", *calibration_rows(views), sep="\n")
    least = least_familiar(scorer, documents, observations, background)
    found = familiarities(scorer, documents, observations, background)
    reasons = [
        of_text(len(observation.ids), familiarity, least)
        for observation, familiarity in zip(observations, found, strict=True)
    ]
    print("\nTexts that are not trusted, their source left out:\n")
    print_texts(documents, reasons)
    print("\nDocuments on which two labellings differ, by the shipped model:\n")
    print_doubtful(shared)


if __name__ == "__main__":
    main()
