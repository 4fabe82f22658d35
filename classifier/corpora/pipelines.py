"""The pipelines of this process, each of which is built once."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language

from classifier.preprocessing import build_pipeline


@lru_cache(maxsize=2)
def pipeline_here(name: str) -> Language:
    """Return a pipeline by its name."""
    return build_pipeline(name)
