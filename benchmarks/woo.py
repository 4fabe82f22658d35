"""How well the Woo proposal finds the passages that show how something is investigated.

    python benchmarks/woo.py --shared ../shared/corpus

On labelled passages of instructions, each judged by a passage model that saw nothing of its group:
those of the statute database and our own, in five folds by group. Recall is of ``onderzoek``; a
proposal of any other passage counts against precision, and one that is labelled ``norm`` is named
apart, for a norm may never be withheld. Two ways of learning stand side by side: from the passages
of the statute database alone, and from our own besides. The thresholds are those of
``classifier/settings.py``; the lines around them show what another would give. Prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.model_selection import StratifiedGroupKFold

from classifier.assessment.assessment import Passage
from classifier.corpora import Fields
from classifier.corpora.corpus import LabelledDocument, read_corpus
from classifier.corpora.observing import observe_corpus
from classifier.corpora.passages import observe_passages
from classifier.features import Observation
from classifier.labels import NORM, ONDERZOEK, PASSAGE_LABELS, UITVOERINGSINSTRUCTIE
from classifier.model.persistence import load_model
from classifier.preprocessing import build_pipeline
from classifier.settings import PASSAGES, WITHHOLDING_THRESHOLD
from classifier.training.fitting import fit_scorer
from classifier.woo.proposing import may_be_withheld

AUTHORED = Path(__file__).parents[1] / "data" / "authored"
AROUND = (0.2, 0.25, 0.3, 0.35, 0.4, 0.5)
STATUTES, OWN = "statute database", "authored"


@dataclass(frozen=True)
class Item:
    """One labelled passage: what to learn from, what to judge, and what its document is."""

    passage: LabelledDocument
    learnt: Observation  # of the passage on its own, as the model learns
    judged: Observation  # within its document where that is at hand, as the assessor judges
    source: str
    of_instruction: bool


def statute_passages(shared: Path) -> list[Item]:
    """Return the passages of the statute database."""
    labels = {}
    with (shared / "bwb_labelled.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            labels[row["id"]] = row["label"]
    corpus = read_corpus(
        shared / "passages_labelled.jsonl", labels=PASSAGE_LABELS, fields=Fields(id="pid")
    )
    return [
        Item(
            passage,
            observation,
            observation,
            STATUTES,
            labels.get(passage.id.partition("#")[0]) == UITVOERINGSINSTRUCTIE,
        )
        for passage, observation in zip(*observe_corpus(list(corpus), "nl_rules"), strict=True)
    ]


def own_passages() -> list[Item]:
    """Return the passages of the authored documents."""
    nlp = build_pipeline()
    found = [
        one for path in sorted(AUTHORED.glob("*.jsonl")) for one in observe_passages(path, nlp)
    ]
    passages, learnt = observe_corpus([one.passage for one in found], "nl_rules")
    by_id = {one.passage.id: one for one in found}
    return [
        Item(
            passage,
            observation,
            by_id[passage.id].observation,
            OWN,
            by_id[passage.id].document_label == UITVOERINGSINSTRUCTIE,
        )
        for passage, observation in zip(passages, learnt, strict=True)
    ]


def out_of_fold(items: Sequence[Item], *, own: bool) -> npt.NDArray[np.float64]:
    """Return the probabilities of each passage by a model that saw nothing of its group.

    Parameters
    ----------
    items : sequence of Item
    own : bool
        Whether our own passages are learned from too.
    """
    truth = np.array([item.passage.label for item in items])
    groups = np.array([item.passage.group for item in items])
    probabilities = np.zeros((len(items), len(PASSAGE_LABELS)))
    folds = StratifiedGroupKFold(5, shuffle=True, random_state=0)
    for train, test in folds.split(truth, truth, groups):
        learnt = [items[i] for i in train if own or items[i].source == STATUTES]
        scorer = fit_scorer(
            [item.learnt for item in learnt], [item.passage for item in learnt], (), PASSAGES
        )
        rows = scorer.extractor.transform([items[i].judged for i in test])
        probabilities[test] = scorer.classifier.predict_proba(rows)
    return probabilities


def proposed(
    probabilities: npt.NDArray[np.float64], norm_threshold: float, threshold: float
) -> npt.NDArray[np.bool_]:
    """Tell which passages would be proposed, by the rule of the package itself."""
    chosen = []
    for values in probabilities.tolist():
        chances = dict(zip(PASSAGE_LABELS, values, strict=True))
        label = max(chances, key=chances.__getitem__)
        passage = Passage(0, 1, label, chances)
        chosen.append(may_be_withheld(passage, norm_threshold, threshold=threshold))
    return np.array(chosen)


def lines(
    items: Sequence[Item], probabilities: npt.NDArray[np.float64], norm_threshold: float
) -> Iterator[str]:
    """Yield the rows of the table."""
    truth = np.array([item.passage.label for item in items])
    instruction = np.array([item.of_instruction for item in items])
    sources = np.array([item.source for item in items])
    for source in (STATUTES, OWN, "both"):
        within = instruction & ((sources == source) | (source == "both"))
        wanted, norms = within & (truth == ONDERZOEK), within & (truth == NORM)
        for threshold in AROUND:
            chosen = within & proposed(probabilities, norm_threshold, threshold)
            hits = int((chosen & wanted).sum())
            mark = " (used)" if threshold == WITHHOLDING_THRESHOLD else ""
            yield (
                f"| {source} ({within.sum()}, {wanted.sum()} onderzoek) | {threshold:.2f}{mark} "
                f"| {chosen.sum()} | {hits / wanted.sum():.3f} | {hits / max(1, chosen.sum()):.3f} "
                f"| {(chosen & norms).sum()} of {norms.sum()} |"
            )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the corpora")
    shared = parser.parse_args().shared
    if not (shared / "passages_labelled.jsonl").is_file():
        sys.exit(f"{shared}: no passages here; give the folder with passages_labelled.jsonl")
    items = [*statute_passages(shared), *own_passages()]
    norm_threshold = load_model().info.passage_threshold
    print(f"# The Woo proposal, {date.today().isoformat()}\n")
    for name, own in (("the statute database alone", False), ("our own passages besides", True)):
        print(f"Learned from {name}:\n")
        print("| passages of instructions | threshold | proposed | recall | precision | norms |")
        print("|---|---:|---:|---:|---:|---:|")
        print("\n".join(lines(items, out_of_fold(items, own=own), norm_threshold)), end="\n\n")


if __name__ == "__main__":
    main()
