"""The file of a model as it is stored: the same bytes for the same model, and unpacked fast."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

_WORTH_PACKING: Final = 0.9  # of its size; what stays larger than that is stored as it is
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def canonical(content: bytes) -> bytes:
    """Return a skops file whose bytes depend on the model alone.

    skops names its parts after addresses in memory, and a zip file records the time.

    Parameters
    ----------
    content : bytes
        What skops wrote.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    schema = json.loads(parts.pop("schema.json"))
    numbers: dict[int, int] = {}
    files: dict[str, str] = {}
    for node in _nodes(schema):
        if "__id__" in node:
            node["__id__"] = numbers.setdefault(node["__id__"], len(numbers) + 1)
        if node.get("file") in parts:
            name = files.setdefault(node["file"], f"{len(files) + 1}{Path(node['file']).suffix}")
            node["file"] = name
    text = json.dumps(schema, indent=2)
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        renamed = [(name, parts[old]) for old, name in files.items()]
        for name, data in [("schema.json", text.encode("utf-8")), *renamed]:
            # What hardly gets smaller is not worth the time to unpack it, whenever it is loaded.
            smaller = len(zlib.compress(data, 9)) < _WORTH_PACKING * len(data)
            how = zipfile.ZIP_DEFLATED if smaller else zipfile.ZIP_STORED
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, how, 9)
    return result.getvalue()


def _nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every object of a JSON value, in order."""
    if isinstance(schema, dict):
        yield schema
    if isinstance(schema, dict | list):
        for child in schema.values() if isinstance(schema, dict) else schema:
            yield from _nodes(child)
