"""What the styles of an ODT file mean: headings, bold and hidden text, and lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from classifier.documents import stylenames
from classifier.documents.ordinals import ordinal

_URN: Final = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE: Final = f"{{{_URN}office:1.0}}"
TEXT: Final = f"{{{_URN}text:1.0}}"
TABLE: Final = f"{{{_URN}table:1.0}}"
STYLE: Final = f"{{{_URN}style:1.0}}"
DRAW: Final = f"{{{_URN}drawing:1.0}}"
_FO: Final = f"{{{_URN}xsl-fo-compatible:1.0}}"
_LIST_STYLES: Final = (f"{TEXT}list-style", f"{TEXT}outline-style")
_NUMBERED: Final = (f"{TEXT}list-level-style-number", f"{TEXT}outline-level-style")
OUTLINE: Final = ""  # the list of the headings
_LEVELS: Final = 10
_LONGEST_CHAIN: Final = 100  # styles behind a style; word processors write some ten at most
_BOLD: Final = {"bold", "600", "700", "800", "900"}


@dataclass(frozen=True, slots=True)
class _Level:
    form: str  # as in ordinals; "" without a number
    prefix: str
    suffix: str
    shown: int  # how many levels are shown
    start: int


class Styles:
    """The styles of one document.

    Parameters
    ----------
    roots : list of lxml element
        Of ``content.xml`` and ``styles.xml``: a name in the first goes before one in the second.
    """

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._levels: dict[tuple[str, int], _Level] = {}
        for root in reversed(roots):
            for style in root.iter(f"{STYLE}style"):
                family = style.get(f"{STYLE}family", "")
                self._styles[family, style.get(f"{STYLE}name", "")] = style
            for style in root.iter(*_LIST_STYLES):
                name = style.get(f"{STYLE}name", "") if style.tag == _LIST_STYLES[0] else OUTLINE
                for level in style.iter(*_NUMBERED):
                    self._levels[name, number(level, "level", 1)] = _parsed(level)

    def heading(self, element: etree._Element) -> int:
        """Return the level of a heading, 0 for another paragraph."""
        if element.tag == f"{TEXT}h":
            return number(element, "outline-level", 1) or 1
        return max((stylenames.heading_level(name) for name in self._names(element)), default=0)

    def is_contents(self, element: etree._Element) -> bool:
        """Return whether a paragraph is a line in a table of contents."""
        return any(map(stylenames.is_contents, self._names(element)))

    def is_bold(self, element: etree._Element, family: str) -> bool:
        """Return whether a paragraph or a span is bold."""
        return self._property(element, family, f"{_FO}font-weight") in _BOLD

    def is_hidden(self, element: etree._Element, family: str) -> bool:
        """Return whether a paragraph or a span is not shown."""
        return self._property(element, family, f"{TEXT}display") == "none"

    def level(self, name: str, depth: int) -> _Level:
        """Return what stands before the items of a list style at a depth, from 1."""
        return self._levels.get((name, depth)) or _Level("", "", "", 1, 1)

    def _names(self, element: etree._Element) -> Iterator[str]:
        """Yield the names of the paragraph's style and those behind it, as a person knows them."""
        for style in self._chain(element, "paragraph"):
            name = style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", "")
            yield name.replace("_20_", " ")
        # Programs that write no styles still name them.
        yield element.get(f"{TEXT}style-name", "").replace("_20_", " ")

    def _chain(self, element: etree._Element, family: str) -> Iterator[etree._Element]:
        name = element.get(f"{TEXT}style-name")
        seen: set[str] = set()
        while name and (family, name) in self._styles and name not in seen:
            if len(seen) == _LONGEST_CHAIN:
                return
            seen.add(name)
            style = self._styles[family, name]
            yield style
            name = style.get(f"{STYLE}parent-style-name")
        if name and name not in seen:
            yield etree.Element(f"{STYLE}style", {f"{STYLE}name": name})

    def _property(self, element: etree._Element, family: str, name: str) -> str:
        for style in self._chain(element, family):
            found = style.find(f"{STYLE}text-properties")
            text = "" if found is None else found.get(name, "")
            if text:
                return text
        return ""


class Counts:
    """Counts the items of the lists of one document, which must come by in order.

    Parameters
    ----------
    styles : Styles
        Of the document.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._counts: dict[str, list[int]] = {}  # by list

    def begin(self, key: str) -> None:
        """Begin a list anew."""
        self._counts.pop(key, None)

    def label(self, key: str, style: str, depth: int, start: int | None = None) -> str:
        """Return the number of the next item, "" when its list has bullets.

        Parameters
        ----------
        key : str
            The list that counts.
        style : str
            The name of its style, or :data:`OUTLINE`.
        depth : int
            Of the item, from 1.
        start : int, optional
            The number that the item states by itself.
        """
        depth = min(depth, _LEVELS)
        counts = self._counts.setdefault(key, [])
        del counts[depth:]
        while len(counts) < depth - 1:
            counts.append(self._styles.level(style, len(counts) + 1).start)
        level = self._styles.level(style, depth)
        if len(counts) < depth:
            counts.append(level.start if start is None else start)
        else:
            counts[-1] = counts[-1] + 1 if start is None else start
        if not level.form:
            return ""
        first = max(depth - level.shown, 0)
        forms = [self._styles.level(style, place + 1).form for place in range(first, depth)]
        shown = [
            ordinal(count, form) for count, form in zip(counts[first:], forms, strict=True) if form
        ]
        return f"{level.prefix}{'.'.join(shown)}{level.suffix}".strip()


def number(element: etree._Element, name: str, default: int) -> int:
    """Return an attribute of text as a number of at most four digits."""
    text = element.get(f"{TEXT}{name}", "")
    return int(text) if text.isdecimal() and len(text) < 5 else default


def _parsed(element: etree._Element) -> _Level:
    form = element.get(f"{STYLE}num-format", "")
    return _Level(
        form=form if form in {"1", "a", "A", "i", "I"} else "1" if form else "",
        prefix=element.get(f"{STYLE}num-prefix", ""),
        suffix=element.get(f"{STYLE}num-suffix", ""),
        shown=max(number(element, "display-levels", 1), 1),
        start=number(element, "start-value", 1),
    )
