"""The word lists of the findings, as packaged data: ``findings.toml``, read and checked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Final

from classifier.errors import LexiconError

# How a word of the list may stand in the text.
_MATCHES: Final = {
    "ending": r"\b[\w-]{{0,40}}(?:{})\b",
    "word": r"\b(?:{})\b",
    "start": r"\b(?:{})",
}


@dataclass(frozen=True)
class WordList:
    """Words that say the same, and why they matter."""

    id: str
    match: str  # "ending", "word" or "start"
    basis: str  # the provision
    description: str  # in Dutch
    words: tuple[str, ...]  # lower-case, sorted
    pattern: re.Pattern[str]  # finds any of them


@cache
def load_wordlists() -> dict[str, WordList]:
    """Return the word lists of this package, by id."""
    text = files(__package__).joinpath("findings.toml").read_text(encoding="utf-8")
    return parse_wordlists(text)


def parse_wordlists(text: str) -> dict[str, WordList]:
    """Return the word lists that a TOML text holds, by id.

    Parameters
    ----------
    text : str
        TOML with ``[[list]]`` tables.

    Raises
    ------
    LexiconError
        Naming the list that breaks a rule, and the remedy.
    """
    known = {field.name for field in fields(WordList)} - {"pattern"}
    found: dict[str, WordList] = {}
    for entry in tomllib.loads(text).get("list", []):
        name = f"list {entry.get('id', '(no id)')!r}"
        if set(entry) != known:
            raise LexiconError(f"{name}: give it exactly the fields {', '.join(sorted(known))}")
        words = entry["words"]
        if words != sorted({word.lower() for word in words}) or not words:
            raise LexiconError(f"{name}: words must be in lower case, sorted, each once; sort them")
        if entry["match"] not in _MATCHES:
            raise LexiconError(
                f"{name}: unknown match {entry['match']!r}; use {', '.join(_MATCHES)}"
            )
        # The longest first, for an alternative stops at the first that fits.
        any_of = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
        pattern = re.compile(_MATCHES[entry["match"]].format(any_of), re.IGNORECASE)
        found[entry["id"]] = WordList(**{**entry, "words": tuple(words)}, pattern=pattern)
    return found
