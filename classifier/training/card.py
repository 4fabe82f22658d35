"""The card of a model, in Dutch, under the headings of the Algoritmeregister.

The headings are those of its publicatiestandaard 1.0, so that an office can take its registration
from the card. What only the office knows is marked as to be filled in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from classifier.errors import ModelError
from classifier.model.folder import standard_folder
from classifier.model.persistence import Model
from classifier.training.card_tables import (
    ablation_table,
    calibration_table,
    feature_tables,
    scores_table,
    sources_table,
    trained_on_table,
)

_SHIPPED_LABELS: Final = (
    "De labels van de openbare documenten zijn door taalmodellen gemaakt volgens de richtlijn in "
    "`data/ANNOTATION.md`, niet door juristen."
)
_OWN_LABELS: Final = (
    "**In te vullen:** wie deze documenten heeft gelabeld, volgens welke richtlijn en met hoeveel "
    "beoordelaars. Het programma weet dat niet."
)


def card_of(
    model: Model,
    settings: Mapping[str, Any] | None = None,
    *,
    ablation: Sequence[Mapping[str, Any]] = (),
    with_ngrams: bool = True,
) -> str:
    """Return the card of a model, in Markdown.

    Parameters
    ----------
    model : Model
        With its scores.
    settings : mapping, optional
        What it was trained with; by default what the model itself remembers.
    ablation : sequence of mapping
        What each family buys, as ``benchmarks/ablation.py`` measures it; when it is known.
    with_ngrams : bool
        Whether to name the words that weigh most. They come from the documents that were learned
        from: rare ones are never named, but a name that stands in many documents could be.
    """
    info, scores = model.info, model.info.scores
    template = (files(__package__) / "card.md").read_text(encoding="utf-8")
    return template.format(
        name=info.name,
        version=info.version,
        pipeline_id=info.pipeline_id,
        threshold=f"{info.threshold:.2f}",
        trained_on=trained_on_table(info.trained_on),
        labelling=_SHIPPED_LABELS if "bwb_labelled" in info.trained_on else _OWN_LABELS,
        settings=", ".join(
            f"{key}={value}" for key, value in (settings or _remembered(model)).items()
        ),
        scores=scores_table(scores, info.threshold),
        sources=sources_table(scores.get("by_source", ())),
        calibration=calibration_table(scores.get("reliability", ())),
        features=feature_tables(model, with_ngrams=with_ngrams),
        ablation=ablation_table(ablation),
    )


def read_ablation(folder: Path | None = None) -> list[dict[str, Any]]:
    """Return what each family of features buys, from ``ablation.json``; [] when it is not known.

    Raises
    ------
    ModelError
        When the file is not what ``benchmarks/ablation.py`` writes.
    """
    path = (standard_folder() if folder is None else folder) / "ablation.json"
    if not path.is_file():
        return []
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        return [
            {
                "test": str(row["test"]),
                "left_out": str(row["left_out"]),
                "macro_f1": float(row["macro_f1"]),
                "worth": str(row["worth"]),
            }
            for row in rows
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"{path}: not what benchmarks/ablation.py writes ({error!r}); remove it"
        ) from error


def _remembered(model: Model) -> dict[str, Any]:
    extractor, classifier = model.documents.extractor, model.documents.classifier
    smoothing = classifier.smoothing
    return {
        **extractor.get_params(),
        "C": classifier.C,
        "n_components": smoothing.n_components if smoothing is not None else 0,
        "weight": classifier.weight,
    }
