"""The cue lexicon: wordings that speak for a label, each with its basis in law, as data."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal, cast

from classifier.errors import LexiconError
from classifier.labels import BELEIDSREGEL, DOCUMENT_LABELS, OVERIG, UITVOERINGSINSTRUCTIE

Kind = Literal["cue", "form"]
SHIPPED: Final = Path(__file__).with_name("cues.toml")

# What a cue is evidence of (LAW: elements of a beleidsregel, signs of an instruction), by label.
ELEMENTS: Final = {
    BELEIDSREGEL: (
        "besluit",
        "algemene_regel",
        "belangenafweging",
        "feitenvaststelling",
        "wetsuitleg",
        "bevoegdheid",
        "externe_werking",
        "afwijking",
        "sanctie_bedragen",
    ),
    UITVOERINGSINSTRUCTIE: (
        "geadresseerde_intern",
        "stappen",
        "formulieren_systemen",
        "overleg",
        "onderzoeksvragen",
        "interne_contacten",
        "interne_termijnen",
        "verslag",
        "verzending",
        "ontkenning_beleid",
    ),
    OVERIG: (
        "avv",
        "mandaat",
        "individueel_besluit",
        "mededeling",
        "overeenkomst",
        "arbeidsvoorwaarden",
        "indexering",
    ),
}
FORM_ELEMENTS: Final = ("zelfbenaming", "bekendmaking", "ondertekening")
_ELEMENTS: Final = (*(e for names in ELEMENTS.values() for e in names), *FORM_ELEMENTS)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A token pattern, which is tried only in sentences that hold one of its anchors."""

    anchors: tuple[str, ...]
    tokens: tuple[dict[str, Any], ...]  # in spaCy's Matcher syntax


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon."""

    id: str
    element: str
    kind: Kind  # a "form" cue says how the document presents itself, and can be masked
    signals: str  # a label of documents
    basis: str  # the article of law that makes it matter
    description: str  # one line in Dutch: the reason in words
    phrases: tuple[str, ...]  # lower case
    patterns: tuple[Pattern, ...] = ()
    example: str = ""  # a sentence that the patterns match


@dataclass(frozen=True)
class Lexicon:
    """All cues, by id."""

    cues: tuple[Cue, ...]
    digest: str  # changes whenever what is matched changes

    def __getitem__(self, id: str) -> Cue:
        """Return the cue of that id."""
        return self._by_id[id]

    def __contains__(self, id: object) -> bool:
        """Tell whether there is a cue of that id."""
        return id in self._by_id

    def __iter__(self) -> Iterator[Cue]:
        """Iterate over the cues, by element and id."""
        return iter(self.cues)

    def __len__(self) -> int:
        """Return the number of cues."""
        return len(self.cues)

    def __post_init__(self) -> None:
        """Index the cues by id."""
        object.__setattr__(self, "_by_id", {cue.id: cue for cue in self.cues})

    _by_id = cast(dict[str, Cue], None)


@lru_cache(maxsize=4)
def load_lexicon(path: Path = SHIPPED) -> Lexicon:
    """Read a lexicon and check it.

    Parameters
    ----------
    path : Path
        A TOML file; by default the one that is shipped.

    Raises
    ------
    LexiconError
        Naming the entry that breaks a rule, and the remedy.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["cue"]
        cues = tuple(_cue(entry) for entry in entries)
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise LexiconError(
            f"{path}: not a lexicon ({error}); write each cue as [[cue]] with all its fields"
        ) from error
    check(cues)
    matched = [(c.id, c.kind, c.phrases, [(p.anchors, p.tokens) for p in c.patterns]) for c in cues]
    digest = hashlib.sha256(json.dumps(matched, sort_keys=True).encode()).hexdigest()[:8]
    return Lexicon(cues, digest)


def _cue(entry: dict[str, Any]) -> Cue:
    patterns = tuple(
        Pattern(tuple(pattern["anchors"]), tuple(pattern["tokens"]))
        for pattern in entry.get("patterns", [])
    )
    return Cue(**{**entry, "phrases": tuple(entry["phrases"]), "patterns": patterns})


def check(cues: tuple[Cue, ...]) -> None:
    """Check that a lexicon keeps its rules.

    Raises
    ------
    LexiconError
        Naming the first entry that does not.
    """
    if [(c.element, c.id) for c in cues] != sorted((c.element, c.id) for c in cues):
        raise LexiconError("the cues are not sorted; sort them by element, then id")
    ids: set[str] = set()
    owner: dict[str, str] = {}
    for cue in cues:
        where = f"cue {cue.id!r}"
        if cue.id in ids:
            raise LexiconError(f"{where}: the id occurs twice; choose another")
        ids.add(cue.id)
        if cue.element not in _ELEMENTS:
            raise LexiconError(f"{where}: unknown element {cue.element!r}; see ELEMENTS")
        if cue.kind not in ("cue", "form") or cue.signals not in DOCUMENT_LABELS:
            raise LexiconError(f"{where}: kind is cue or form, and signals is a label")
        if cue.element in FORM_ELEMENTS and cue.kind != "form":
            raise LexiconError(f"{where}: {cue.element} is form, not substance; set kind to form")
        if not (cue.basis and cue.description and (cue.phrases or cue.patterns)):
            raise LexiconError(f"{where}: basis, description and phrases or patterns must be filled")
        for phrase in cue.phrases:
            if phrase != phrase.lower() or not phrase.strip():
                raise LexiconError(f"{where}: write phrase {phrase!r} in lower case")
            if phrase in owner:
                raise LexiconError(
                    f"{where}: phrase {phrase!r} stands in {owner[phrase]!r} too; keep it in one"
                )
            owner[phrase] = cue.id
        for pattern in cue.patterns:
            if not pattern.anchors or not pattern.tokens or not cue.example:
                raise LexiconError(f"{where}: give a pattern anchors, tokens and an example")
