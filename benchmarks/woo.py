"""How well passages are labelled, and what of instructions would be proposed for withholding.

    python benchmarks/woo.py --shared ../shared/corpus

On labelled passages of three sources: the statute database, the real ones that we labelled besides,
and our own documents. They are learned and judged as training does: within their documents where
that is at hand, each by a model that saw nothing of its group, and with what the document is by a
model that saw nothing of it either (made here, from these documents alone).

Of the proposal, recall is of ``onderzoek`` in instructions; a proposal of any other passage counts
against precision, and one that is labelled ``norm`` is named apart, for a norm may never be
withheld. A passage counts as proposed when any sentence of it is. The wordings by which norms are
kept out (``classifier/woo/norms.py``) were chosen with these passages in view, so the figures of
the proposal flatter. The lines around the one that is used show what another threshold, or another
ceiling on the chance of norm, would give. Prints Markdown.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from classifier.assessment.assessment import Passage
from classifier.corpora import Fields
from classifier.corpora.arrays import group_array, label_array, weighed
from classifier.corpora.corpus import LabelledDocument, read_corpus
from classifier.corpora.observing import observe_corpus
from classifier.corpora.passages import marked_passages
from classifier.corpora.placing import read_places, texts_by_id, with_places
from classifier.documents import read
from classifier.evaluation.measures import bootstrap, f1_of, macro_f1
from classifier.labels import (
    DOCUMENT_LABELS,
    NORM,
    ONDERZOEK,
    PASSAGE_LABELS,
    UITVOERINGSINSTRUCTIE,
)
from classifier.preprocessing import build_pipeline, preprocess
from classifier.preprocessing.layout import text_of
from classifier.settings import DOCUMENTS, INVENTED_WEIGHT, NORM_CEILING, WITHHOLDING_THRESHOLD
from classifier.training.fitting import fit_scorer
from classifier.training.passages import PassagesLearned, learn_passages, observe_in_place
from classifier.training.steps import Step
from classifier.woo.grounding import may_be_withheld
from classifier.woo.norms import methods_in, sets_norm

DATA = Path(__file__).parents[1] / "data"
REAL = ("bwb_labelled.jsonl", "handbooks_labelled.jsonl", "bwb_ambiguous.jsonl")
STATUTES, ADDED, OWN = "statute database", "added", "authored"
SOURCES = {STATUTES: (STATUTES,), ADDED: (ADDED,), OWN: (OWN,), "all": (STATUTES, ADDED, OWN)}
THRESHOLDS = (0.15, 0.18, 0.2, 0.3)
CEILINGS = (0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True)
class Judged:
    """Labelled passages, and how likely a model that saw none of their group finds each label."""

    truth: npt.NDArray[np.str_]
    groups: npt.NDArray[np.str_]
    sources: npt.NDArray[np.str_]
    of_instruction: npt.NDArray[np.bool_]  # by the label of their document
    learned: PassagesLearned
    shows_method: npt.NDArray[np.bool_]  # whether any sentence does, and sets no norm


def labelled_passages(shared: Path) -> list[LabelledDocument]:
    """Return the passages of all sources, with their places in their documents."""
    texts = texts_by_id(shared / name for name in REAL)
    table = shared / "passages_labelled.jsonl"
    statutes = read_corpus(table, labels=PASSAGE_LABELS, fields=Fields(id="pid"))
    added = read_places(DATA / "labels" / "passages_added.csv", texts)
    nlp, tables = build_pipeline(), sorted((DATA / "authored").glob("*.jsonl"))
    marked = (one for path in tables for one in marked_passages(path, nlp))
    own = weighed(marked, INVENTED_WEIGHT)
    parts = ((STATUTES, with_places(statutes, texts)), (ADDED, added), (OWN, own))
    return [replace(one, source=name) for name, passages in parts for one in passages]


def labelled_documents(
    shared: Path, passages: Sequence[LabelledDocument]
) -> list[LabelledDocument]:
    """Return the documents of the passages, as far as they have one label."""
    wanted = {_document(passage) for passage in passages}
    paths = (shared / "bwb_labelled.jsonl", shared / "handbooks_labelled.jsonl")
    real = [one for path in paths for one in read_corpus(path, labels=DOCUMENT_LABELS)]
    own = weighed(read_corpus(DATA / "authored", labels=DOCUMENT_LABELS), INVENTED_WEIGHT)
    return [document for document in (*real, *own) if document.id in wanted]


def judge(shared: Path) -> Judged:
    """Learn from the passages, and judge each by what saw nothing of its group."""
    nlp, passages = build_pipeline(), labelled_passages(shared)
    documents, seen = observe_corpus(labelled_documents(shared, passages), "nl_rules")
    classifier = fit_scorer(seen, documents, (), DOCUMENTS).classifier
    likeliest = classifier.classes_[classifier.out_of_fold_.argmax(axis=1)].tolist()
    labels = {one.id: label for one, label in zip(documents, likeliest, strict=True)}
    passages, alone = observe_corpus(passages, "nl_rules")
    around = observe_in_place(passages, "nl_rules", labels, tell)
    truly = {document.id: document.label for document in documents}
    return Judged(
        label_array(passages),
        group_array(passages),
        np.array([passage.source for passage in passages]),
        np.array([truly.get(_document(one)) == UITVOERINGSINSTRUCTIE for one in passages]),
        learn_passages(passages, alone, 0, tell, in_place=around),
        np.array([shows_method(passage.text, nlp) for passage in passages]),
    )


def shows_method(text: str, nlp: Language) -> bool:
    """Tell whether the wording of a passage lets any of its sentences be withheld."""
    if not sets_norm(text):
        return True
    doc = preprocess(nlp, read(text.encode("utf-8")))
    sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    return bool(methods_in(text_of(doc), sentences))


def _document(passage: LabelledDocument) -> str:
    return passage.within.document if passage.within else passage.id.partition("#")[0]


def label_lines(judged: Judged) -> Iterator[str]:
    """Yield the rows of the table of labels."""
    classes = np.array(PASSAGE_LABELS)
    predicted = classes[judged.learned.probabilities.argmax(axis=1)]
    measures = [macro_f1, *(f1_of(label, classes) for label in PASSAGE_LABELS)]
    for name, sources in SOURCES.items():
        of = np.isin(judged.sources, sources)
        parts = judged.truth[of], predicted[of], judged.groups[of], classes
        figures = " | ".join(str(bootstrap(measure, *parts)) for measure in measures)
        yield f"| {name} ({of.sum()}) | {figures} |"


def proposal_lines(judged: Judged) -> Iterator[str]:
    """Yield the rows of the table of proposals."""
    used = (WITHHOLDING_THRESHOLD, NORM_CEILING)
    around = {
        *((threshold, NORM_CEILING) for threshold in THRESHOLDS),
        *((WITHHOLDING_THRESHOLD, ceiling) for ceiling in CEILINGS),
        used,
    }
    for name, sources in SOURCES.items():
        within = judged.of_instruction & np.isin(judged.sources, sources)
        wanted, norms = within & (judged.truth == ONDERZOEK), within & (judged.truth == NORM)
        for threshold, ceiling in sorted(around):
            chosen = within & proposed(judged, threshold, ceiling)
            hits = int((chosen & wanted).sum())
            mark = " (used)" if (threshold, ceiling) == used else ""
            yield (
                f"| {name} ({within.sum()}, {wanted.sum()} onderzoek) "
                f"| {threshold:.2f} | {ceiling:.2f}{mark} "
                f"| {chosen.sum()} | {hits / wanted.sum():.3f} | {hits / max(1, chosen.sum()):.3f} "
                f"| {(chosen & norms).sum()} of {norms.sum()} |"
            )


def proposed(judged: Judged, threshold: float, ceiling: float) -> npt.NDArray[np.bool_]:
    """Tell which passages would be proposed, by the rule of the package itself."""
    chosen, learned = [], judged.learned
    for shown, values in zip(
        judged.shows_method.tolist(), learned.probabilities.tolist(), strict=True
    ):
        chances = dict(zip(PASSAGE_LABELS, values, strict=True))
        passage = Passage(0, 1, max(chances, key=chances.__getitem__), chances)
        chosen.append(
            shown
            and may_be_withheld(passage, learned.threshold, threshold=threshold, ceiling=ceiling)
        )
    return np.array(chosen)


def tell(step: Step) -> None:
    """Print what is being done."""
    if not step.done or step.done == step.total:
        print(step, file=sys.stderr, flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the corpora")
    shared = parser.parse_args().shared
    if not (shared / "passages_labelled.jsonl").is_file():
        sys.exit(f"{shared}: no passages here; give the folder with passages_labelled.jsonl")
    judged = judge(shared)
    print(f"# Passages and the Woo proposal, {date.today().isoformat()}\n")
    print("How well passages are labelled, with 95 % intervals over groups:\n")
    print(f"| passages | macro-F1 | {' | '.join(f'F1 {label}' for label in PASSAGE_LABELS)} |")
    print("|---|---:|---:|---:|---:|---:|")
    print("\n".join(label_lines(judged)))
    print("\nWhat would be proposed, of the passages of instructions:\n")
    print("| passages | threshold | ceiling of norm | proposed | recall | precision | norms |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    print("\n".join(proposal_lines(judged)))


if __name__ == "__main__":
    main()
