"""The runs of a DOCX file, split so that words stand in runs of their own."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Final, NamedTuple

from lxml import etree

from classifier.documents.docx.styles import w
from classifier.documents.docx.walk import LEAVES

_RUN, _TEXT, _PROPERTIES = w("r"), w("t"), w("rPr")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class LeafPlace(NamedTuple):
    """A character in the file; places compare as they follow each other."""

    leaf: int  # which of the elements that give characters
    offset: int  # which of the characters of that element

    @property
    def after(self) -> LeafPlace:
        """The place behind the character."""
        return LeafPlace(self.leaf, self.offset + 1)


class Runs:
    """The runs of the main part of one file.

    Parameters
    ----------
    leaves : sequence of lxml element
        What gives characters or leads to a note, in the order of the file.
    """

    def __init__(self, leaves: Sequence[etree._Element]) -> None:
        self._leaves = leaves
        self._halves: dict[int, list[tuple[int, etree._Element]]] = {}  # of leaves, last first

    def run(self, place: LeafPlace) -> etree._Element | None:
        """Return the run that holds a character, the outermost one; None in a formula."""
        halves = self._halves.get(place.leaf, ())
        leaf = next((half for start, half in halves if start <= place.offset), None)
        if leaf is None:
            leaf = self._leaves[place.leaf]
        return _outermost(leaf)

    def may_split(self, leaf: int) -> bool:
        """Tell whether what an element gives is text of a run that is in no other.

        A text box is in a run, and its runs in that one; what leads to a note is no text.
        """
        element = self._leaves[leaf]
        return element.tag in LEAVES and element.getparent() is _outermost(element)

    def split(self, places: Iterable[LeafPlace]) -> None:
        """Have a run begin at each place, if there is a character; once for all places."""
        # From the end, so that what comes before keeps its place and nothing is moved twice.
        for place in sorted(set(places), reverse=True):
            leaf = self._leaves[place.leaf]
            text = leaf.text or "" if leaf.tag == _TEXT else " "
            at = place.offset
            while at < len(text) and unicodedata.combining(text[at]):
                at += 1  # an accent stays with its letter
            first: etree._Element | None = leaf
            if at >= len(text):
                first = leaf.getnext()
            elif at:
                first = self._halved(place.leaf, at)
            if first is not None:
                _begin_run(first)

    def _halved(self, number: int, at: int) -> etree._Element:
        leaf = self._leaves[number]
        text = leaf.text or ""
        half = leaf.makeelement(leaf.tag, {_SPACE: "preserve"})
        half.text, leaf.text = text[at:], text[:at]
        leaf.set(_SPACE, "preserve")
        leaf.addnext(half)
        self._halves.setdefault(number, []).append((at, half))
        return half


def _outermost(element: etree._Element) -> etree._Element | None:
    run = None
    for run in element.iterancestors(_RUN):  # noqa: B007
        pass
    return run


def _begin_run(first: etree._Element) -> None:
    """Move an element of a run, and what follows it there, to a new run of the same kind."""
    before = first.getprevious()
    if before is None or before.tag == _PROPERTIES:
        return
    run = first.getparent()
    new = run.makeelement(run.tag, run.attrib)
    properties = run.find(_PROPERTIES)
    if properties is not None:
        new.append(deepcopy(properties))
    new.extend([first, *first.itersiblings()])
    run.addnext(new)
