"""Trained models as folders: the files of their scorers, and what they say about themselves.

A model folder holds ``model.json`` (name, version, pipeline, thresholds, doubt, scores),
``documents.skops``, ``passages.skops`` and a card, ``README.md``; training adds what an auditor
asks for (see :mod:`classifier.training.record`). No file holds a pickle, and
the same model gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from classifier.errors import ModelError
from classifier.model.digests import OWN, check_digests, own_digest
from classifier.model.doubt import Doubt, doubt_of
from classifier.model.folder import info_path, inside, standard_folder
from classifier.model.replacing import replace_folder
from classifier.model.scorer import ANEW, Scorer, dump_scorer, load_scorer

FORMAT: Final = 2
# Files that say or show what one model is; none may outlive it.
_OF_ONE_MODEL: Final = (
    *("documents.skops", "passages.skops", "metrics.json", "lock.json"),
    *("confusion.svg", "calibration.svg"),
)
_SCORERS: Final = ("documents", "passages")


@dataclass(frozen=True)
class ModelInfo:
    """What a model says about itself."""

    name: str
    version: str
    pipeline: str  # the name it was trained with, such as "nl_rules"
    pipeline_id: str  # its name and fingerprint; another one is refused
    threshold: float  # the probability under which the decision is "twijfel"
    passage_threshold: float  # the probability from which a passage counts as a finding
    trained_on: dict[str, int]  # corpus → number of documents
    scores: dict[str, Any] = field(default_factory=dict)
    doubt: Doubt | None = None  # None in the oldest models, and in those on top of another
    format: int = FORMAT

    @property
    def full_name(self) -> str:
        """Its name and version, as records have it."""
        return f"{self.name}@{self.version}"


@dataclass(frozen=True)
class Model:
    """A trained model, as it is stored in a folder."""

    info: ModelInfo
    documents: Scorer
    passages: Scorer | None = None


def save_model(
    model: Model, folder: Path, card: str = "", beside: Mapping[str, bytes] | None = None
) -> None:
    """Write a model; until it is whole, the folder holds what it held.

    Parameters
    ----------
    model : Model
    folder : Path
        Made when it is not there. A model in it makes place for this one; other files stay.
    card : str
        The card, in Markdown.
    beside : mapping of str to bytes, optional
        Names of other files that belong to this model, and what is in them.

    Raises
    ------
    ModelError
        When the folder cannot be written.
    """
    info = asdict(model.info)
    info["sha256"] = {}
    contents = dict(beside or {})
    for name, scorer in (("documents", model.documents), ("passages", model.passages)):
        if scorer is not None:
            content = dump_scorer(scorer)
            contents[f"{name}.skops"] = content
            info["sha256"][name] = hashlib.sha256(content).hexdigest()
    info["sha256"][OWN] = own_digest(info)
    text = json.dumps(info, indent=2, sort_keys=True, ensure_ascii=False)
    contents["model.json"] = (text + "\n").encode("utf-8")
    if card:
        contents["README.md"] = card.encode("utf-8")
    replace_folder(folder, contents, known="model.json", drop=_OF_ONE_MODEL)


def load_model(folder: Path | None = None) -> Model:
    """Read a model, after an audit of what it is built of.

    Parameters
    ----------
    folder : Path, optional
        By default the shipped model.

    Raises
    ------
    ModelNotFoundError
        When there is no model in the folder.
    UntrustedModelError
        When a file holds a type that is not in :data:`classifier.model.scorer.TRUSTED_TYPES`, is
        not the file that ``model.json`` names, or lies elsewhere; or when ``model.json`` was
        altered.
    ModelError
        When a file is damaged, or another version made the model.
    """
    folder = standard_folder() if folder is None else folder
    path = info_path(folder)
    written = False  # whether model.json is as its maker wrote it
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ModelError(
                f"{folder}: the model has format {content['format']}, this version reads "
                f"{FORMAT}; {ANEW}, or install the version that made it"
            )
        check_digests(content, path, of=_SCORERS)
        written = True
        digests = content.pop("sha256")
        doubt = content.pop("doubt", None)
        info = ModelInfo(**content, doubt=None if doubt is None else doubt_of(doubt))
        scorers = {
            name: load_scorer(inside(folder, f"{name}.skops"), digests[name])
            for name in _SCORERS
            if name in digests
        }
        return Model(info, scorers["documents"], scorers.get("passages"))
    except ModelError:
        raise
    except Exception as error:  # whatever a parser raises on a damaged file
        told = f"{type(error).__name__}: {error}"
        if written and not isinstance(error, OSError):  # a file that changed since is told apart
            raise ModelError(
                f"{folder}: the model is not as this version writes one ({told}); an older version "
                f"made it, or it is no model of ours; {ANEW}"
            ) from error
        raise ModelError(f"{folder}: the model is damaged ({told}); get it anew") from error


def read_card(folder: Path | None = None) -> str:
    """Return the card of a model in Markdown, "" when it has none.

    Raises
    ------
    UntrustedModelError
        When it is a link to elsewhere.
    """
    path = inside(standard_folder() if folder is None else folder, "README.md")
    return path.read_text(encoding="utf-8") if path.is_file() else ""
