"""What turns observations into probabilities, and its file: skops, audited before it is built."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import skops.io as sio
from skops.io.exceptions import UntrustedTypesFoundException

from classifier.errors import UntrustedModelError
from classifier.features import FeatureExtractor
from classifier.model.additive import AdditiveClassifier
from classifier.model.canonical import canonical

#: Everything of ours that a model may be built of; skops itself trusts NumPy arrays.
TRUSTED_TYPES: Final = frozenset(
    {
        "classifier.features.extractor.FeatureExtractor",
        "classifier.features.ngrams.NgramVectorizer",
        "classifier.features.rates.RateVectorizer",
        "classifier.model.additive.AdditiveClassifier",
        "classifier.model.smoothing.SemanticSmoothing",
    }
)
# What a stored classifier learned.
_LEARNED: Final = frozenset(
    {"classes_", "coef_", "intercept_", "n_features_in_", "smooth_coef_", "temperature_"}
)
_MAX_BYTES: Final = 200_000_000  # of one unpacked model file
_STRANGE: Final = "load only models that this program made"
#: The remedy for a model that this version cannot use.
ANEW: Final = "train it anew with: beleidsregel train, or take the shipped model"


@dataclass(frozen=True)
class Scorer:
    """What turns observations into probabilities, for documents or for passages."""

    extractor: FeatureExtractor
    classifier: AdditiveClassifier


def dump_scorer(scorer: Scorer) -> bytes:
    """Return the file of a scorer; the same scorer gives the same bytes."""
    smoothing = scorer.classifier.smoothing
    state = {"extractor": scorer.extractor, "classifier": scorer.classifier}
    full = None if smoothing is None else smoothing.components_
    try:
        if smoothing is not None:
            # The directions were rounded to float16 when they were learned: nothing is lost.
            smoothing.components_ = smoothing.components_.astype(np.float16)
        return canonical(sio.dumps(state))
    finally:
        if smoothing is not None and full is not None:
            smoothing.components_ = full


def load_scorer(path: Path, digest: str) -> Scorer:
    """Read the file of a scorer, after an audit of what it is built of.

    Parameters
    ----------
    path : Path
        The file.
    digest : str
        Its SHA-256, in hexadecimal.

    Raises
    ------
    UntrustedModelError
        When the file has another digest, unpacks to more than any model of ours, or holds a type
        that is not in :data:`TRUSTED_TYPES`.
    TypeError, ValueError
        When what it holds is not a scorer as this version makes one.
    OSError
        When it cannot be read.
    """
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise UntrustedModelError(
            f"{path}: not the file that model.json names (its SHA-256 differs); get the model anew"
        )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > _MAX_BYTES:
        raise UntrustedModelError(
            f"{path}: unpacks to {size:,} bytes, more than {_MAX_BYTES:,}; this is no model of ours"
        )
    try:
        state = sio.loads(content, trusted=sorted(TRUSTED_TYPES))  # audits all before it builds any
    except UntrustedTypesFoundException as error:
        unknown = sorted(set(sio.get_untrusted_types(data=content)) - TRUSTED_TYPES)
        ours = all(name.startswith("classifier.") for name in unknown)
        raise UntrustedModelError(
            f"{path}: holds types that were not audited: {', '.join(unknown)}; "
            + (f"an older version made it, or someone else; {ANEW}" if ours else _STRANGE)
        ) from error
    extractor, classifier = state["extractor"], state["classifier"]
    if not isinstance(extractor, FeatureExtractor) or not isinstance(
        classifier, AdditiveClassifier
    ):
        raise TypeError(
            f"{path.name} holds {type(extractor).__name__}, {type(classifier).__name__}"
        )
    learned = vars(classifier).keys() - classifier.get_params(deep=False).keys()
    if learned != _LEARNED:  # what this version does not know would be left out of scores silently
        raise ValueError(f"{path.name} holds or lacks: {', '.join(sorted(learned ^ _LEARNED))}")
    if classifier.smoothing is not None:
        smoothing = classifier.smoothing
        smoothing.components_ = smoothing.components_.astype(np.float32)
    return Scorer(extractor, classifier)
