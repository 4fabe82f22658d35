"""The numbers and letters that Word shows before paragraphs but keeps out of their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from classifier.documents.docx.styles import Styles, number, switch, value, w
from classifier.documents.ordinals import ordinal

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
#: How the formats of Word are called in :mod:`classifier.documents.ordinals`.
_FORMATS: Final = {
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "ordinal": "1e",
    "decimalZero": "01",
}
_SILENT: Final = {"bullet", "none"}


@dataclass(frozen=True, slots=True)
class Label:
    """The number of one paragraph."""

    text: str  # as shown, such as "2.1" or "a."; "" for a bullet
    level: int  # 1-based


@dataclass(frozen=True, slots=True)
class _Level:
    format: str  # of Word
    text: str  # with %1 … %9 for the counts of the levels
    start: int
    restart: int | None  # the level (1-based) after which counting begins anew; 0: never
    legal: bool  # all counts as digits


class Numbering:
    """Counts the numbered paragraphs of one document, which must come by in order.

    Parameters
    ----------
    root : lxml element, optional
        Of ``word/numbering.xml``; without it nothing is numbered.
    styles : Styles
        Of the document: a style may number its paragraphs too.
    """

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, list[int | None]] = {}  # by abstract list: lists may share one
        self._restarted: set[tuple[str, int]] = set()
        self._numbers: dict[str, etree._Element] = {}
        self._abstract: dict[str, etree._Element] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        if root is not None:
            self._numbers = {e.get(w("numId"), ""): e for e in root.iter(w("num"))}
            self._abstract = {e.get(w("abstractNumId"), ""): e for e in root.iter(w("abstractNum"))}

    def label(self, paragraph: etree._Element) -> Label | None:
        """Return the label of the next paragraph, None when it has none.

        Parameters
        ----------
        paragraph : lxml element
            A ``w:p``; the counting goes on with every call.
        """
        style_id = value(paragraph, "pPr/pStyle")
        number_id, level = self._of(paragraph, style_id)
        if number_id is None or number_id == "0":
            return None
        level = min(level, _LEVELS - 1)
        if number_id not in self._numbers:
            return Label("", level + 1)
        abstract_id = self._abstract_of(number_id)
        counts = self._counts.setdefault(abstract_id, [None] * _LEVELS)
        self._count(counts, number_id, level)
        return Label(self._shown(counts, number_id, level), level + 1)

    def _of(self, paragraph: etree._Element, style_id: str | None) -> tuple[str | None, int]:
        """Return the list and the level (0-based) that a paragraph or its style states."""
        number_id = value(paragraph, "pPr/numPr/numId")
        level = number(paragraph, "pPr/numPr/ilvl")
        for style in self._styles.chain(style_id):
            if number_id is None:
                number_id = value(style, "pPr/numPr/numId")
                if number_id in self._numbers and level is None:
                    level = self._level_of_style(number_id, style.get(w("styleId")))
            if level is None:
                level = number(style, "pPr/numPr/ilvl")
        return number_id, level or 0

    def _level_of_style(self, number_id: str, style_id: str | None) -> int | None:
        abstract = self._abstract.get(self._abstract_of(number_id))
        for level in () if abstract is None else abstract.iter(w("lvl")):
            if value(level, "pStyle") == style_id:
                return _index(level)
        return None

    def _abstract_of(self, number_id: str) -> str:
        abstract_id = value(self._numbers[number_id], "abstractNumId") or ""
        abstract = self._abstract.get(abstract_id)
        # A list may be defined by a style that names another list, which has the levels.
        link = None if abstract is None else value(abstract, "numStyleLink")
        for style in self._styles.chain(link) if link else ():
            linked = value(style, "pPr/numPr/numId")
            if linked in self._numbers:
                return value(self._numbers[linked], "abstractNumId") or abstract_id
        return abstract_id

    def _count(self, counts: list[int | None], number_id: str, level: int) -> None:
        override = number(self._override(number_id, level), "startOverride")
        before = counts[level]
        if override is not None and (number_id, level) not in self._restarted:
            counts[level] = override
        else:
            start = self._level(number_id, level).start
            counts[level] = start if before is None else before + 1
        self._restarted.add((number_id, level))
        for upper in range(level):
            if counts[upper] is None:
                counts[upper] = self._level(number_id, upper).start
        for deeper in range(level + 1, _LEVELS):
            restart = self._level(number_id, deeper).restart
            if restart is None or level < restart:
                counts[deeper] = None

    def _shown(self, counts: list[int | None], number_id: str, level: int) -> str:
        this = self._level(number_id, level)
        if this.format in _SILENT:
            return ""

        def fill(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            other = self._level(number_id, index)
            form = "1" if this.legal else _FORMATS.get(other.format, "1")
            count = counts[index]
            shown = other.format != "none" or this.legal
            return ordinal(other.start if count is None else count, form) if shown else ""

        return _PLACE.sub(fill, this.text).strip()

    def _level(self, number_id: str, level: int) -> _Level:
        key = (number_id, level)
        if key not in self._levels:
            own = self._override(number_id, level).find(w("lvl"))
            abstract = self._abstract.get(self._abstract_of(number_id))
            shared = () if abstract is None else abstract.findall(w("lvl"))
            found = [own] if own is not None else [e for e in shared if _index(e) == level]
            self._levels[key] = _parsed(found[0]) if found else _Level("none", "", 1, None, False)
        return self._levels[key]

    def _override(self, number_id: str, level: int) -> etree._Element:
        for override in self._numbers[number_id].findall(w("lvlOverride")):
            if _index(override) == level:
                return override
        return etree.Element(w("lvlOverride"))


def _index(element: etree._Element) -> int:
    text = element.get(w("ilvl"), "")
    return int(text) if text.isdecimal() and len(text) < 3 else 0


def _parsed(element: etree._Element) -> _Level:
    start = number(element, "start")
    return _Level(
        format=value(element, "numFmt") or "decimal",
        text=value(element, "lvlText") or "",
        start=0 if start is None else start,
        restart=number(element, "lvlRestart"),
        legal=switch(element, "isLgl") is True,
    )
