"""The card of a model: what it is for, what it learned from, how good it is, and its limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from classifier.evaluation.measures import Interval
from classifier.labels import UITVOERINGSINSTRUCTIE
from classifier.model.persistence import Model

_CARD = """\
# {name}

A linear model that tells whether a Dutch government document is a **beleidsregel** (Awb 1:3(4)),
an internal **uitvoeringsinstructie**, or **overig**. It proposes; a person decides. It judges
documents, never people or their applications.

Version `{version}`, for pipeline `{pipeline_id}`.

## What it learned from

| corpus | documents |
|---|---:|
{trained_on}

The labels of the public documents were made by language models under the guideline in
`data/ANNOTATION.md`, not by lawyers.

## How good it is

Predictions for {n_documents} documents by models that saw no document of the same group
(5 folds by group; features, smoothing and calibration were made on all documents, so that these
figures flatter a little; `make evaluate` repeats everything per fold). Intervals: 95 %,
bootstrap over groups.

| measure | value |
|---|---|
| macro-F1 | {macro_f1} |
| F1 uitvoeringsinstructie | {f1_instruction} |
{f1}
| expected calibration error | {calibration_error:.3f} |
| accuracy, all documents | {accuracy:.3f} |
| decided (probability of at least {threshold:.2f}) | {decided:.0%} |
| accuracy of what is decided | {accuracy_of_decided:.3f} |
{passages}
## How it works

TF-IDF of words and word pairs, rates of cues and of marks of structure, presence of marks of form,
and a semantic smoothing of the n-grams, in one multinomial logistic regression. The score of a
label is a sum over features, so every explanation is exact. Probabilities are calibrated as if
the labels were equally common, because the model cannot know how common they are in your files.
Settings: {settings}.

## Limits

- Trained for the greater part on one statute database; other authorities write differently.
- Below {threshold:.2f} it answers `twijfel`: let a Woo expert look.
- Form (titles, self-labels, publication) is a family of features of its own: look at what an
  explanation says without it.
"""


def card_of(model: Model, settings: Mapping[str, Any]) -> str:
    """Return the card of a model, in Markdown.

    Parameters
    ----------
    model : Model
        With its scores.
    settings : mapping
        What it was trained with.
    """
    info, scores = model.info, model.info.scores
    passages = scores.get("passages")
    of_decided = scores["accuracy_of_decided"]
    lines = ""
    if passages:
        lines = (
            f"| macro-F1 of {passages['n_documents']} passages "
            f"| {Interval(**passages['macro_f1'])} |\n"
        )
    return _CARD.format(
        name=info.name,
        version=info.version,
        pipeline_id=info.pipeline_id,
        trained_on="\n".join(f"| {name} | {n} |" for name, n in info.trained_on.items()),
        n_documents=scores["n_documents"],
        macro_f1=Interval(**scores["macro_f1"]),
        f1_instruction=Interval(**scores["f1_uitvoeringsinstructie"]),
        f1="\n".join(
            f"| F1 {label} | {value:.3f} |"
            for label, value in scores["f1"].items()
            if label != UITVOERINGSINSTRUCTIE
        ),
        calibration_error=scores["calibration_error"],
        accuracy=scores["accuracy"],
        threshold=info.threshold,
        decided=scores["decided"],
        accuracy_of_decided=float("nan") if of_decided is None else of_decided,
        passages=lines,
        settings=", ".join(f"{key}={value}" for key, value in settings.items()),
    )
