"""Reading what skops wrote of a model: dicts, arrays, plain values and our own five types.

skops itself, when it is imported, imports all of scikit-learn to list what it trusts, which takes
a second, half as long as everything else of a short run. A model is built of so little that
reading it here is simple, and nothing that is not of these kinds can come out, whatever a file
says.
"""

from __future__ import annotations

import importlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, Final

import numpy as np

#: Everything of ours that a model may be built of.
TRUSTED_TYPES: Final = frozenset(
    {
        "classifier.features.extractor.FeatureExtractor",
        "classifier.features.ngrams.NgramVectorizer",
        "classifier.features.rates.RateVectorizer",
        "classifier.model.additive.AdditiveClassifier",
        "classifier.model.smoothing.SemanticSmoothing",
    }
)
_KNOWN: Final = {
    "DictNode": frozenset({"builtins.dict"}),
    "ListNode": frozenset({"builtins.list"}),
    "JsonNode": frozenset({"builtins.str"}),
    "TypeNode": frozenset({"builtins.str"}),
    # skops stores a NumPy number as an array without dimensions.
    "NdArrayNode": frozenset(
        f"numpy.{name}" for name in ("ndarray", "bool", "float32", "float64", "int32", "int64")
    ),
    "ObjectNode": TRUSTED_TYPES,
}


def untrusted_types(content: bytes) -> list[str]:
    """Return what a file is built of beyond what is known, sorted.

    Parameters
    ----------
    content : bytes
        A skops file.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        schema = json.loads(archive.read("schema.json"))
    return sorted(
        {
            type_of(node)
            for node in nodes(schema)
            if "__loader__" in node and type_of(node) not in _KNOWN.get(node["__loader__"], ())
        }
    )


def build(content: bytes) -> Any:
    """Return what a file holds.

    Parameters
    ----------
    content : bytes
        A skops file of which :func:`untrusted_types` finds nothing.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return _built(json.loads(archive.read("schema.json")), archive.read, {})


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON value, in order."""
    if isinstance(schema, dict):
        yield schema
    if isinstance(schema, dict | list):
        for child in schema.values() if isinstance(schema, dict) else schema:
            yield from nodes(child)


def type_of(node: dict[str, Any]) -> str:
    """Return the full name of the type that a node is for."""
    return f"{node['__module__']}.{node['__class__']}"


def _built(node: dict[str, Any], part: Callable[[str], bytes], known: dict[int, Any]) -> Any:
    """Return the value of a node; what was one object when it was stored is one again."""
    number = node["__id__"]
    if number not in known:
        if type_of(node) not in _KNOWN[node["__loader__"]]:
            raise ValueError(f"{type_of(node)} is not known")
        known[number] = _value(node, part, known)
    return known[number]


def _value(node: dict[str, Any], part: Callable[[str], bytes], known: dict[int, Any]) -> Any:
    match node["__loader__"]:
        case "JsonNode":
            return json.loads(node["content"])
        case "DictNode":
            return {key: _built(child, part, known) for key, child in node["content"].items()}
        case "ListNode":
            return [_built(child, part, known) for child in node["content"]]
        case "NdArrayNode":
            array = np.load(io.BytesIO(part(node["file"])), allow_pickle=False)
            return array if node["__class__"] == "ndarray" else array[()]
        case "ObjectNode":
            module = importlib.import_module(node["__module__"])
            made = object.__new__(getattr(module, node["__class__"]))
            made.__dict__.update(_built(node["content"], part, known))
            return made
    raise ValueError(f"{node['__loader__']} holds no value")
