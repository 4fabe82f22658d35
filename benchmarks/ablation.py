"""What each family of features buys: the scores with one family left out.

    python benchmarks/ablation.py [--shared ../shared/corpus] [--json ablation.json]

Features, smoothing, weights and calibration (on two folds in place of five) are learned anew for
each split, on documents of other groups, once with everything and once without each family: cues
(one by one), elements (which gather cues), structure, form, the smoothing, and the n-grams,
which take the smoothing along. Without --shared the corpus is what is in data/authored, and each of
its domains is a source; with it, the real corpora are added, and the statutes, the handbooks and
the authored documents are left out in turn. "Worth" is the score with everything less the score
without, with its 95 % bootstrap interval over groups. Prints Markdown; --json FILE writes what the
card of a model takes, as ablation.json in its folder.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from joblib import Parallel, delayed
from scipy.sparse import csr_matrix, diags_array
from sklearn.model_selection import StratifiedGroupKFold

from classifier.corpora.arrays import group_array, label_array, sample_weights, source_array
from classifier.corpora.corpus import LabelledDocument, read_corpus, read_texts
from classifier.corpora.observing import observe_corpus, observe_texts
from classifier.evaluation.measures import confusion, f1_of, macro_f1
from classifier.evaluation.paired import difference
from classifier.features import FeatureExtractor, Observation
from classifier.labels import DOCUMENT_LABELS, UITVOERINGSINSTRUCTIE
from classifier.model.additive import AdditiveClassifier
from classifier.model.smoothing import SemanticSmoothing
from classifier.settings import DOCUMENTS
from classifier.training.learning import agreement_of, extractor_of
from classifier.training.scans import as_scans

CLASSES = np.array(DOCUMENT_LABELS)
DATA = Path(__file__).parents[1] / "data"
EVERYTHING = "nothing"
# What is left out, by the families of the columns; some have no columns.
LEFT_OUT = {
    EVERYTHING: (),
    "cues": ("cue",),
    "elements": ("element",),
    "cues and elements": ("cue", "element"),
    "structure": ("structure",),
    "form": ("form",),
    "smoothing": ("smoothing",),
    "agreement": ("agreement",),
    "scans": ("scans",),
    "n-grams and smoothing": ("ngram", "smoothing"),
}
MEASURES = {"macro-F1": macro_f1, "F1 uitvoeringsinstructie": f1_of(UITVOERINGSINSTRUCTIE, CLASSES)}
# Each as it is, and as a scan of it would be read.
Observed = list[tuple[LabelledDocument, Observation, Observation]]
Labels = npt.NDArray[np.str_]


@dataclass(frozen=True)
class Split:
    """What to learn from, and what to be tested on."""

    name: str  # splits of one name are scored together
    train: Observed
    test: Observed


def run(split: Split, background: list[Observation]) -> dict[str, Labels]:
    """Return the predicted labels of the test documents, for everything that is left out."""
    learned, seen, spoilt = zip(*split.train, strict=True)
    extractor = extractor_of(DOCUMENTS).fit([*seen, *background])
    rows = extractor.transform(seen)
    unlabelled = extractor.transform(background) if background else rows
    smoothing = SemanticSmoothing(DOCUMENTS.n_components, shrinkage=DOCUMENTS.shrinkage).fit(
        unlabelled[:, : extractor.n_ngrams_]
    )
    copies = extractor.transform(spoilt)
    tested = extractor.transform([observation for _, observation, _ in split.test])
    families = families_of(extractor)
    agreement = agreement_of(extractor, DOCUMENTS, source_array(learned), len(learned))
    predicted = {}
    for name, left_out in LEFT_OUT.items():
        kept = diags_array((~np.isin(families, left_out)).astype(float))
        classifier = AdditiveClassifier(
            None if "smoothing" in left_out else smoothing,
            C=DOCUMENTS.C,
            weight=DOCUMENTS.weight,
            n_splits=2,  # calibration in halves: it is all that is not done as in training
        ).fit(
            csr_matrix(rows @ kept),
            label_array(learned),
            groups=group_array(learned),
            sample_weight=sample_weights(learned),
            agreement=None if "agreement" in left_out else agreement,
            copies=None if "scans" in left_out else csr_matrix(copies @ kept),
        )
        predicted[name] = classifier.predict(csr_matrix(tested @ kept))
    return predicted


def families_of(extractor: FeatureExtractor) -> npt.NDArray[np.str_]:
    """Return the family of each column, with the elements in law apart from single cues."""
    names = extractor.get_feature_names_out().astype(str)
    families = extractor.families().astype(str)
    return np.where(np.char.startswith(names, "cue:element:"), "element", families)


def folds(name: str, everything: Observed, tested: Observed) -> Iterator[Split]:
    """Yield five splits by group of the documents that are tested."""
    documents = [document for document, *_ in tested]
    split = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    for _, test in split.split(documents, label_array(documents), group_array(documents)):
        held = {documents[index].group for index in test}
        train = [pair for pair in everything if pair[0].group not in held]
        yield Split(name, train, [tested[index] for index in test])


def authored_splits(authored: Observed) -> Iterator[Split]:
    """Yield the splits of our own documents."""
    name = f"authored documents ({len(authored)})"
    yield from folds(f"{name}, 5 folds by group", authored, authored)
    for source in sorted({document.source for document, *_ in authored}):
        train = [pair for pair in authored if pair[0].source != source]
        test = [pair for pair in authored if pair[0].source == source]
        yield Split(f"{name}, each domain left out", train, test)


def shared_splits(shared: Path, authored: Observed) -> Iterator[Split]:
    """Yield the splits of the real documents and our own."""
    statutes = observed(shared / "bwb_labelled.jsonl")
    handbooks = observed(shared / "handbooks_labelled.jsonl")
    municipal = observed(DATA / "labels" / "municipal.csv", shared.parent / "formats" / "pdf")
    everything = [*statutes, *handbooks, *municipal, *authored]
    twice = [pair for pair in statutes if pair[0].annotators == 2]
    name = f"real documents labelled twice ({len(twice)})"
    yield from folds(f"{name}, 5 folds by group", everything, twice)
    for part, left_out, test in (
        (f"statute database left out, labelled twice ({len(twice)})", statutes, twice),
        (f"handbooks ({len(handbooks)}), all left out", handbooks, handbooks),
        (f"authored documents ({len(authored)}), all left out", authored, authored),
    ):
        held = {id(document) for document, *_ in left_out}
        yield Split(part, [pair for pair in everything if id(pair[0]) not in held], test)


def observed(path: Path, texts: Path | None = None) -> Observed:
    """Return the documents of a corpus with what was observed in them."""
    documents = list(read_corpus(path, labels=DOCUMENT_LABELS, texts=texts))
    kept, seen = observe_corpus(documents, "nl_rules")
    spoilt = as_scans(kept, seen, lambda texts: observe_texts(texts, "nl_rules"))
    return list(zip(kept, seen, spoilt, strict=True))


@dataclass(frozen=True)
class Line:
    """The scores without one family, and what it is worth, by measure."""

    test: str
    left_out: str
    scores: dict[str, float]
    worth: dict[str, str]  # an interval; "" for nothing left out


def lines_of(test: str, given: list[Split], found: list[dict[str, Labels]]) -> Iterator[Line]:
    """Yield a line for each family that is left out, of splits that are scored together."""
    documents = [document for split in given for document, *_ in split.test]
    truth, groups = label_array(documents), group_array(documents)
    predicted = {left: np.concatenate([each[left] for each in found]) for left in LEFT_OUT}
    whole = predicted[EVERYTHING]
    for left, labels in predicted.items():
        scores = {
            name: float(measure(confusion(truth, labels, CLASSES)))
            for name, measure in MEASURES.items()
        }
        worth = {
            name: str(difference(measure, truth, labels, whole, groups, CLASSES))
            if left != EVERYTHING
            else ""
            for name, measure in MEASURES.items()
        }
        yield Line(test, left, scores, worth)


def printed(lines: list[Line]) -> None:
    """Print the lines of one test as a table in Markdown."""
    heads = [head for measure in MEASURES for head in (measure, "worth")]
    print(f"## {lines[0].test[:1].upper()}{lines[0].test[1:]}\n")
    print(f"| left out | {' | '.join(heads)} |")
    print("|---|" + "---:|---|" * len(MEASURES))
    for line in lines:
        cells = [
            each for name in MEASURES for each in (f"{line.scores[name]:.3f}", line.worth[name])
        ]
        print(f"| {line.left_out} | {' | '.join(cells)} |")
    print(flush=True)


def measured(
    splits: Iterable[Split], background: list[Observation], n_jobs: int
) -> Iterator[list[Line]]:
    """Learn and predict; yield the lines of each test."""
    given = list(splits)
    for name in dict.fromkeys(split.name for split in given):
        chosen = [split for split in given if split.name == name]
        found = Parallel(n_jobs=n_jobs)(delayed(run)(split, background) for split in chosen)
        yield list(lines_of(name, chosen, found))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, help="folder with the corpora of real texts")
    parser.add_argument("--json", type=Path, help="file for the card of a model")
    parser.add_argument("--jobs", type=int, default=2, help="splits at a time")
    arguments = parser.parse_args()
    shared = arguments.shared
    if shared is not None and not (shared / "bwb_labelled.jsonl").is_file():
        sys.exit(f"{shared}: no corpora here; give the folder with bwb_labelled.jsonl")
    authored = observed(DATA / "authored")
    print(f"# What each family of features buys, {date.today().isoformat()}\n", flush=True)
    tests = measured(authored_splits(authored), [], arguments.jobs)
    if shared is not None:
        texts = list(read_texts(shared / "bwb_unlabelled.jsonl"))
        background = [one for one in observe_texts(texts, "nl_rules") if one is not None]
        real = measured(shared_splits(shared, authored), background, arguments.jobs)
        tests = itertools.chain(tests, real)
    rows = []
    for lines in tests:
        printed(lines)
        rows += [
            {
                "test": line.test,
                "left_out": line.left_out,
                "macro_f1": line.scores["macro-F1"],
                "worth": line.worth["macro-F1"],
            }
            for line in lines
        ]
    if arguments.json is not None:
        arguments.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
