"""The grounds of the Woo and the rules that propose them, as packaged data.

``grounds.toml`` gives for each ground what it protects, in the words of the statute, and for each
rule the ground, the alternatives, the legal basis and the reason that a lawyer reads. A mistake in
it raises an error that names the entry and the remedy.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

from classifier.errors import LexiconError

Kind = Literal["passage", "personal"]

CODE: Final = re.compile(r"5\.(?:1\.(?:1\.[a-e]|2\.[a-i]|4|5)|2\.1)")


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground of the Woo on which information may be withheld."""

    code: str  # article.member.letter, "5.1.2.i"
    absolute: bool  # whether there is nothing to weigh
    active: bool  # whether article 3.1(1) names it, so that it can stop active publication
    protects: str  # in the words of the statute, in Dutch


@dataclass(frozen=True, slots=True)
class Rule:
    """When a ground is proposed, and why."""

    id: str
    kind: Kind
    ground: str  # the code of a ground
    alternatives: tuple[str, ...]  # codes of other grounds to look at
    basis: str  # "Woo 3.1(1) en 5.1(2)(d)"
    reason: str  # in Dutch, for the lawyer who reads it
    phrases: tuple[str, ...]  # lower-case starts of words, sorted; () fits always


@dataclass(frozen=True)
class Grounds:
    """All grounds by code, and the rules in the order in which they are tried."""

    by_code: dict[str, Ground]
    rules: tuple[Rule, ...]

    def passage_rule(self, passage: str, title: str) -> Rule:
        """Return the first rule that fits a passage, or else the title of its document.

        Parameters
        ----------
        passage, title : str
        """
        rules = [rule for rule in self.rules if rule.kind == "passage"]
        for text in (passage.lower(), title.lower()):
            for rule in rules[:-1]:
                if any(_begins_a_word(phrase, text) for phrase in rule.phrases):
                    return rule
        return rules[-1]  # the one that fits always

    def personal_rule(self, name: str) -> Rule:
        """Return the rule for a kind of personal data; KeyError when there is none."""
        return {rule.id: rule for rule in self.rules if rule.kind == "personal"}[name]


def _begins_a_word(phrase: str, text: str) -> bool:
    # Most phrases are not in a text at all, which is told without a pattern.
    return phrase in text and re.search(rf"\b{re.escape(phrase)}", text) is not None


@cache
def load_grounds() -> Grounds:
    """Return the grounds and rules of this package."""
    return parse_grounds(files(__package__).joinpath("grounds.toml").read_text(encoding="utf-8"))


def parse_grounds(text: str) -> Grounds:
    """Return the grounds and rules that a TOML text holds, checked.

    Parameters
    ----------
    text : str
        TOML with ``[[ground]]`` and ``[[rule]]`` tables.

    Raises
    ------
    LexiconError
        Naming the entry that breaks a rule, and the remedy.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(
            f"the grounds are not valid TOML ({error}); correct that line"
        ) from error
    grounds = [Ground(**_checked(entry, Ground, "code")) for entry in tables.get("ground", [])]
    rules = [
        Rule(
            **_checked(entry, Rule, "id")
            | {name: tuple(entry[name]) for name in ("alternatives", "phrases")}
        )
        for entry in tables.get("rule", [])
    ]
    by_code = {ground.code: ground for ground in grounds}
    for ground in grounds:
        if not CODE.fullmatch(ground.code):
            raise LexiconError(
                f"ground {ground.code!r}: no code of the Woo; write article.member.letter"
            )
    for rule in rules:
        _check_rule(rule, by_code)
    if not _has_fallback(rules):
        raise LexiconError("the last rule of kind 'passage' must have no phrases; add such a rule")
    return Grounds(by_code, tuple(rules))


def _checked(entry: dict[str, Any], kind: type, key: str) -> dict[str, Any]:
    known = {field.name for field in fields(kind)}
    name = f"{kind.__name__.lower()} {entry.get(key, '(no name)')!r}"
    if unknown := sorted(set(entry) - known):
        raise LexiconError(f"{name}: unknown field {unknown[0]!r}; use {', '.join(sorted(known))}")
    if missing := sorted(known - set(entry)):
        raise LexiconError(f"{name}: {missing[0]} is missing; fill it in")
    return entry


def _check_rule(rule: Rule, by_code: dict[str, Ground]) -> None:
    for code in (rule.ground, *rule.alternatives):
        if code not in by_code:
            raise LexiconError(f"rule {rule.id!r}: unknown ground {code!r}; add it as a [[ground]]")
        if not by_code[code].active:
            raise LexiconError(
                f"rule {rule.id!r}: ground {code!r} cannot stop active publication; leave it out"
            )
    if rule.kind not in ("passage", "personal"):
        raise LexiconError(f"rule {rule.id!r}: unknown kind {rule.kind!r}; use passage or personal")
    if list(rule.phrases) != sorted(rule.phrases) or any(p != p.lower() for p in rule.phrases):
        raise LexiconError(f"rule {rule.id!r}: phrases must be in lower case and sorted; sort them")


def _has_fallback(rules: Sequence[Rule]) -> bool:
    """Tell whether the last of the passage rules, and no other, fits always."""
    bare = [not rule.phrases for rule in rules if rule.kind == "passage"]
    return bool(bare) and bare[-1] and sum(bare) == 1
