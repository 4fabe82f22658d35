"""The cue lexicon: wordings that tell policy rules from work instructions, as packaged data.

``cues.toml`` says for each cue what it is evidence of, which words carry it and on what legal
basis. A lawyer must be able to read, question and extend it, so it is checked when it is loaded:
a mistake in it raises an error that names the entry and the remedy.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from classifier.errors import LexiconError
from classifier.labels import DOCUMENT_LABELS
from classifier.preprocessing.elements import ELEMENTS, FORM_ELEMENTS, SELF_LABEL

Kind = Literal["cue", "form"]

_ID: Final = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")
# No unbounded repeats: a sentence may be as long as a hostile document.
_OPERATOR: Final = re.compile(r"[?!]|\{\d(?:,\d)?\}")
_TOKEN_KEYS: Final = frozenset({"LOWER", "IS_DIGIT", "IS_SENT_START", "IS_PUNCT", "LIKE_NUM", "OP"})


@dataclass(frozen=True, slots=True)
class Pattern:
    """A wording that varies; looked for only in sentences that hold one of the anchors."""

    anchor: tuple[str, ...]  # words in lower case
    tokens: tuple[Mapping[str, Any], ...]  # as spaCy's Matcher takes them
    example: str  # a sentence in which the pattern is found


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of evidence: what it speaks for, why, and in which words it shows."""

    id: str  # snake_case, unique
    element: str  # in ELEMENTS or FORM_ELEMENTS
    kind: Kind  # "form" can be masked, for it proves nothing
    signals: str  # the label that it speaks for
    phrases: tuple[str, ...]  # lower-case, sorted
    basis: str  # "Awb 4:84", "Woo 5.1(2)(d)"
    description: str  # the reason in words for a lawyer, in Dutch
    patterns: tuple[Pattern, ...] = ()
    source: str = ""  # where the wording comes from
    note: str = ""  # why the cue stays although the corpora do not show it


@dataclass(frozen=True)
class Lexicon:
    """All cues, sorted by element and id."""

    cues: tuple[Cue, ...]

    @cached_property
    def _by_id(self) -> dict[str, Cue]:
        return {cue.id: cue for cue in self.cues}

    def __getitem__(self, cue_id: str) -> Cue:
        """Return the cue of that id; KeyError when there is none."""
        return self._by_id[cue_id]

    def __contains__(self, cue_id: object) -> bool:
        return cue_id in self._by_id

    def __iter__(self) -> Iterator[Cue]:
        return iter(self.cues)

    def __len__(self) -> int:
        return len(self.cues)

    @cached_property
    def digest(self) -> str:
        """A short hash of all that decides what is found; descriptions do not count."""
        content = [
            (cue.id, cue.kind, cue.phrases, [(p.anchor, p.tokens) for p in cue.patterns])
            for cue in self.cues
        ]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:12]


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Read and check a lexicon.

    Parameters
    ----------
    path : Path, optional
        A TOML file with ``[[cue]]`` tables; by default the lexicon of this package.

    Raises
    ------
    LexiconError
        Naming the entry that breaks a rule, and the remedy.
    """
    if path is None:
        return _packaged()
    try:
        return parse_lexicon(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror}); check the path") from error


@cache
def _packaged() -> Lexicon:
    return parse_lexicon(files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))


def parse_lexicon(text: str) -> Lexicon:
    """Return the lexicon that a TOML text holds, checked as :func:`load_lexicon` does.

    Parameters
    ----------
    text : str
        TOML with ``[[cue]]`` tables.

    Raises
    ------
    LexiconError
        Naming the entry that breaks a rule, and the remedy.
    """
    try:
        entries = tomllib.loads(text).get("cue", [])
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"the lexicon is not valid TOML ({error}); correct that line") from error
    if not entries:
        raise LexiconError("the lexicon is empty; give it [[cue]] tables")
    cues = tuple(_cue(entry) for entry in entries)
    _check_order(cues)
    _check_phrases(cues)
    return Lexicon(cues)


def _cue(entry: dict[str, Any]) -> Cue:
    name = f"cue {entry.get('id', '(no id)')!r}"
    known = {field.name for field in fields(Cue)}
    required = known - {"patterns", "source", "note"}
    if unknown := sorted(set(entry) - known):
        raise LexiconError(f"{name}: unknown field {unknown[0]!r}; use {', '.join(sorted(known))}")
    for field in sorted(required):
        if not entry.get(field):
            raise LexiconError(f"{name}: {field} is missing or empty; fill it in")
    patterns = tuple(_pattern(name, pattern) for pattern in entry.get("patterns", ()))
    cue = Cue(**{**entry, "phrases": tuple(entry["phrases"]), "patterns": patterns})
    _check_terms(name, cue)
    return cue


def _pattern(name: str, entry: dict[str, Any]) -> Pattern:
    for field in ("anchor", "tokens", "example"):
        if not entry.get(field):
            raise LexiconError(f"{name}: a pattern has no {field}; add it to the pattern")
    if unknown := sorted(set(entry) - {"anchor", "tokens", "example"}):
        raise LexiconError(f"{name}: a pattern has an unknown field {unknown[0]!r}; remove it")
    for token in entry["tokens"]:
        if unknown := sorted(set(token) - _TOKEN_KEYS):
            allowed = ", ".join(sorted(_TOKEN_KEYS))
            raise LexiconError(f"{name}: a pattern tests {unknown[0]!r}; use only {allowed}")
        if not _OPERATOR.fullmatch(token.get("OP", "?")):
            raise LexiconError(f"{name}: OP {token['OP']!r} is unbounded; use ? or {{n,m}}")
    return Pattern(tuple(entry["anchor"]), tuple(entry["tokens"]), entry["example"])


def _check_terms(name: str, cue: Cue) -> None:
    if not _ID.fullmatch(cue.id):
        raise LexiconError(f"{name}: the id is not snake_case; use small letters and underscores")
    if cue.signals not in DOCUMENT_LABELS:
        raise LexiconError(
            f"{name}: unknown label {cue.signals!r}; use {', '.join(DOCUMENT_LABELS)}"
        )
    if cue.kind not in ("cue", "form"):
        raise LexiconError(f"{name}: unknown kind {cue.kind!r}; use cue or form")
    elements = FORM_ELEMENTS if cue.kind == "form" else ELEMENTS[cue.signals]
    if cue.element not in elements:
        raise LexiconError(
            f"{name}: unknown element {cue.element!r} for a {cue.kind} that signals"
            f" {cue.signals}; use {', '.join(elements)}"
        )
    for phrase in cue.phrases:
        if cue.kind == "cue" and (label := SELF_LABEL.search(phrase)):
            raise LexiconError(
                f"{name}: {label.group()!r} in {phrase!r} is what a document calls itself;"
                ' move it to a cue of kind = "form"'
            )


def _check_order(cues: tuple[Cue, ...]) -> None:
    seen: set[str] = set()
    for before, cue in zip((None, *cues), cues, strict=False):
        if cue.id in seen:
            raise LexiconError(f"cue {cue.id!r}: the id occurs twice; merge the two or rename one")
        seen.add(cue.id)
        if before and (before.element, before.id) > (cue.element, cue.id):
            raise LexiconError(
                f"cue {cue.id!r}: stands after {before.id!r}; sort by element, then by id"
            )


def _check_phrases(cues: tuple[Cue, ...]) -> None:
    owner: dict[str, str] = {}
    for cue in cues:
        anchors = [phrase for pattern in cue.patterns for phrase in pattern.anchor]
        for phrase in (*cue.phrases, *anchors):
            if phrase != phrase.lower() or phrase != " ".join(phrase.split()) or not phrase:
                raise LexiconError(
                    f"cue {cue.id!r}: phrase {phrase!r} is not in lower case with single spaces;"
                    " rewrite it"
                )
        for phrase in cue.phrases:
            if phrase in owner:
                raise LexiconError(
                    f"cue {cue.id!r}: phrase {phrase!r} stands in cue {owner[phrase]!r} too;"
                    " keep it in one"
                )
            owner[phrase] = cue.id
        if list(cue.phrases) != sorted(cue.phrases):
            raise LexiconError(f"cue {cue.id!r}: the phrases are not sorted; sort them")
