"""The digests in ``model.json``: of the files of a model, and of what it says itself.

They tell damage, not who made a model: whoever can write its folder can write them too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, Final

from classifier.errors import UntrustedModelError

#: The name of the digest of model.json itself; the oldest models lack it.
OWN: Final = "model"


def own_digest(content: Mapping[str, Any]) -> str:
    """Return the digest of what ``model.json`` says, that digest left out.

    Parameters
    ----------
    content : mapping
        What JSON holds, with the other digests under "sha256"; its layout does not matter.

    Examples
    --------
    >>> own_digest({"threshold": 0.5, "sha256": {"model": "x"}})[:8]
    'd96bee25'
    >>> own_digest({"sha256": {}, "threshold": 0.50})[:8]
    'd96bee25'
    """
    digests = {name: each for name, each in content["sha256"].items() if name != OWN}
    text = json.dumps({**content, "sha256": digests}, sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def check_digests(content: Mapping[str, Any], path: Path, *, of: Collection[str]) -> None:
    """Refuse a ``model.json`` that was altered: one digit makes another threshold of it.

    Parameters
    ----------
    content : mapping
        What it holds.
    path : Path
        Where it is, for messages.
    of : collection of str
        The files that it may name.

    Raises
    ------
    UntrustedModelError
        When its own digest is another one.
    ValueError
        When it names another file.
    """
    digests = content["sha256"]
    if OWN in digests and digests[OWN] != own_digest(content):
        raise UntrustedModelError(
            f"{path}: altered since the model was made (its SHA-256 differs); get the model anew"
        )
    unknown = sorted(set(digests) - {*of, OWN})
    if unknown:
        raise ValueError(f"unknown file {unknown[0]!r}")
