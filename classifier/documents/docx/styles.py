"""What the styles of a DOCX file mean, found by their names and those they are based on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from classifier.documents import stylenames

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY_TEXT: Final = 9  # the outline level that stands for no heading
_OFF: Final = {"0", "false", "off"}


def w(name: str) -> str:
    """Return a name in the namespace of WordprocessingML, as lxml writes it.

    >>> w("p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    return _W + name


def value(element: etree._Element, path: str) -> str | None:
    """Return the ``w:val`` of what a path such as ``"pPr/pStyle"`` leads to, None without it."""
    found = element.find("/".join(map(w, path.split("/"))))
    return None if found is None else found.get(w("val"))


def number(element: etree._Element, path: str) -> int | None:
    """Return a ``w:val`` as a number of at most four digits; None for all else."""
    text = (value(element, path) or "").strip()
    return int(text) if text.isdecimal() and len(text) < 5 else None


def switch(element: etree._Element, path: str) -> bool | None:
    """Return whether a property is switched on or off, None when nothing is said."""
    found = element.find("/".join(map(w, path.split("/"))))
    return None if found is None else found.get(w("val"), "").lower() not in _OFF


def outline(element: etree._Element) -> int:
    """Return the heading level that a paragraph or style states, 0 without one."""
    level = number(element, "pPr/outlineLvl")
    return 0 if level is None or level >= _BODY_TEXT else level + 1


class Styles:
    """The styles of one document.

    Parameters
    ----------
    root : lxml element, optional
        Of ``word/styles.xml``; without it every paragraph is plain.
    """

    def __init__(self, root: etree._Element | None) -> None:
        styles = () if root is None else root.iter(w("style"))
        self._styles: dict[str | None, etree._Element] = {
            style.get(w("styleId")): style for style in styles
        }
        self._switched: dict[tuple[str, str | None, str | None], bool] = {}
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if style.get(w("type")) == "paragraph" and style.get(w("default")) == "1"
            ),
            None,
        )

    def chain(self, style_id: str | None) -> Iterator[etree._Element]:
        """Yield a style and those it is based on, nearest first; of None the default style."""
        style_id = self._default if style_id is None else style_id
        seen = set()
        while style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            yield style
            style_id = value(style, "basedOn")

    def heading(self, style_id: str | None) -> int:
        """Return the heading level of a style, 0 for other styles."""
        for style in self.chain(style_id):
            level = stylenames.heading_level(value(style, "name") or "") or outline(style)
            if level:
                return level
        return 0

    def list_level(self, style_id: str | None) -> int:
        """Return the list level that the name of a style tells, 0 for other styles."""
        for style in self.chain(style_id):
            level = stylenames.list_level(value(style, "name") or "")
            if level:
                return level
        return 0

    def is_contents(self, style_id: str | None) -> bool:
        """Return whether a style is that of a line in a table of contents."""
        names = (value(style, "name") or "" for style in self.chain(style_id))
        return any(map(stylenames.is_contents, names))

    def switched(self, name: str, run: etree._Element, paragraph_style: str | None) -> bool:
        """Return whether a property such as ``"b"`` or ``"vanish"`` holds for a run."""
        said = switch(run, f"rPr/{name}")
        if said is not None:
            return said
        key = (name, value(run, "rPr/rStyle"), paragraph_style)
        if key not in self._switched:
            self._switched[key] = self._by_style(*key)
        return self._switched[key]

    def _by_style(self, name: str, run_style: str | None, paragraph_style: str | None) -> bool:
        for style_id in (paragraph_style,) if run_style is None else (run_style, paragraph_style):
            for style in self.chain(style_id):
                said = switch(style, f"rPr/{name}")
                if said is not None:
                    return said
        return False
