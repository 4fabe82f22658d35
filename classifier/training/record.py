"""What lies beside a model for whoever audits it: metrics, lock and pictures."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from classifier.corpora.arrays import label_array
from classifier.errors import MissingPackageError
from classifier.evaluation.measures import confusion
from classifier.evaluation.plots import plot_predictions
from classifier.model.folder import fingerprint
from classifier.settings import PASSAGE_LABEL_WEIGHT, PASSAGES
from classifier.training.lock import as_json, lock_of
from classifier.training.modelling import Trained
from classifier.training.steps import Progress, Step

_PICTURES: Final = ("confusion", "calibration")


def files_beside(
    trained: Trained,
    inputs: Iterable[Path],
    *,
    seed: int = 0,
    label_weight: Mapping[str, float] | None = None,
    base: Path | None = None,
    progress: Progress = lambda step: None,
) -> dict[str, bytes]:
    """Return the files that belong beside a model, as ``save_model`` takes them.

    Parameters
    ----------
    trained : Trained
        From :func:`classifier.training.modelling.train_model`.
    inputs : iterable of Path
        The files and folders that it was trained on.
    seed, label_weight
        As they were given to it.
    base : Path, optional
        The folder of the model that it started from.
    progress : callable
        Is told when there can be no pictures.

    Returns
    -------
    dict of str to bytes
        ``metrics.json``, ``lock.json`` and, with matplotlib, ``confusion.svg`` and
        ``calibration.svg``; the same training gives the same bytes.
    """
    info = trained.model.info
    choices: dict[str, Any] = {
        "seed": seed,
        "pipeline_id": info.pipeline_id,
        "settings": asdict(trained.settings),
        "label_weight": dict(label_weight or {}),
        "base": None if base is None else fingerprint(base),
        "search": None,
    }
    if "passages" in info.scores:
        choices["settings_of_passages"] = asdict(PASSAGES)
        choices["label_weight_of_passages"] = dict(PASSAGE_LABEL_WEIGHT)
    if trained.searched is not None:
        choices["search"] = {
            "tried": list(trained.searched.tried),
            "chosen_by_outer_fold": list(trained.searched.chosen),
        }
    return {
        "metrics.json": as_json(_metrics(trained)),
        "lock.json": as_json(lock_of(inputs, choices)),
        **_pictures(trained, progress),
    }


def _metrics(trained: Trained) -> dict[str, Any]:
    truth, classes = label_array(trained.documents), trained.model.documents.classifier.classes_
    predicted = classes[trained.probabilities.argmax(axis=1)]
    counts = confusion(truth, predicted, classes).astype(int).tolist()
    return {
        "model": trained.model.info.full_name,
        "scores_from": trained.scores_from,
        "scores": trained.model.info.scores,
        "confusion": {  # true label → predicted label → documents
            label: dict(zip(classes.tolist(), row, strict=True))
            for label, row in zip(classes.tolist(), counts, strict=True)
        },
        "left_out": trained.left_out,
    }


def _pictures(trained: Trained, progress: Progress) -> dict[str, bytes]:
    truth, classes = label_array(trained.documents), trained.model.documents.classifier.classes_
    with tempfile.TemporaryDirectory() as folder:
        try:
            written = plot_predictions(
                truth,
                trained.probabilities,
                classes,
                Path(folder),
                threshold=trained.model.info.threshold,
                names=_PICTURES,
            )
        except MissingPackageError as error:  # the pictures are an extra
            progress(Step(f"leaving out the pictures: {error.message}"))
            return {}
        return {path.name: path.read_bytes() for path in written}
