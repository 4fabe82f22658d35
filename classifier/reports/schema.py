"""The schema of the records, shipped with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def load_schema(name: str = "assessment") -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a record.

    Parameters
    ----------
    name : str
        "assessment", or "woo" for the proposals under the Woo.

    Examples
    --------
    >>> load_schema()["properties"]["schema_version"]
    {'const': 1}
    """
    path = files("classifier.reports") / f"{name}.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema
