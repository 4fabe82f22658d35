"""The Dutch laws by official name and abbreviation, as packaged data."""

from __future__ import annotations

import re
import tomllib
import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

# An abbreviation this short ("WW", "Sr") means a law only behind an article.
SHORTEST_ALONE: Final = 3


@dataclass(frozen=True, slots=True)
class Law:
    """One law and how it is called."""

    name: str  # official short title
    abbreviations: tuple[str, ...]  # sorted; may be empty

    @property
    def alone(self) -> tuple[str, ...]:
        """What names this law even without an article before it."""
        return self.name, *(a for a in self.abbreviations if len(a) >= SHORTEST_ALONE)


def _data() -> str:
    return files(__package__).joinpath("laws.toml").read_text(encoding="utf-8")


@cache
def laws() -> tuple[Law, ...]:
    """Return all laws, sorted by name."""
    entries = tomllib.loads(_data())["law"]
    return tuple(Law(entry["name"], tuple(entry["abbreviations"])) for entry in entries)


@cache
def official_names() -> dict[str, str]:
    """Return the official name by each name and abbreviation.

    >>> official_names()["Awb"]
    'Algemene wet bestuursrecht'
    """
    return {call: law.name for law in laws() for call in (law.name, *law.abbreviations)}


def laws_digest() -> str:
    """Return a short hash of the data."""
    return f"{zlib.crc32(_data().encode()):08x}"


def known_law_pattern() -> str:
    """Return a regex of every name and abbreviation, the longest first, words spaced freely."""
    calls = sorted(official_names(), key=len, reverse=True)
    return "|".join(r"\s{1,8}".join(map(re.escape, call.split())) for call in calls)
