"""Our reading of a model file beside that of skops."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
import skops.io as sio

from classifier.features import FeatureExtractor
from classifier.model.folder import standard_folder
from classifier.model.skops_file import TRUSTED_TYPES, build, untrusted_types


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are of the same types and figures, bit for bit."""
    if type(one) is not type(other):
        return False
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and bool((one == other).all())
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if hasattr(one, "__dict__"):
        return same(vars(one), vars(other))
    return bool(one == other)


@pytest.mark.parametrize("name", ["documents", "passages"])
def test_the_shipped_model_is_what_skops_reads(name: str) -> None:
    content = (standard_folder() / f"{name}.skops").read_bytes()
    assert untrusted_types(content) == []
    assert same(build(content), sio.loads(content, trusted=sorted(TRUSTED_TYPES)))


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, 2.5, None, True, "é"], "b": {}},
        {"n": np.float64(0.1), "i": np.int64(3), "words": np.array(["a", "bc"])},
        {"e": FeatureExtractor(min_df=2)},
    ],
)
def test_what_a_model_is_built_of_is_read_as_by_skops(value: dict[str, Any]) -> None:
    content = sio.dumps(value)
    assert untrusted_types(content) == []
    assert same(build(content), sio.loads(content, trusted=sorted(TRUSTED_TYPES)))


def test_what_skops_trusts_of_others_is_not_built() -> None:
    content = sio.dumps({"set": {1}, "f": np.add})
    assert untrusted_types(content)
    with pytest.raises((ValueError, KeyError)):
        build(content)


def test_loading_a_model_does_not_import_skops() -> None:
    code = "import sys, classifier; classifier.load(); print('skops' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
