"""The elements of official XML: what they are called, and the order in which they come.

Names are compared without namespace and case, for the formats name the same things alike: ``al``
is a paragraph in all of them, also as ``Al`` in STOP.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from typing import Final, Literal

from lxml import etree

# What is about the text without being part of it, and the marks that refer to notes.
_LEFT_OUT: Final = frozenset(
    {"meta-data", "metadata", "meta", "bwb-inputbestand", "bwb-wijzigingen"}
    | {"redactionele-correcties", "redactie", "noot.nr", "nootnummer", "nootref", "voetref"}
    | {"verwijderdetekst"}
)
NOTES: Final = frozenset({"noot", "voetnoot"})  # read after the paragraph that they hang on
#: What begins and ends on lines of its own, even within a paragraph.
BLOCKS: Final = frozenset(
    {"al", "al-groep", "noot.al", "noot.lijst", "noot.li", "lijst", "li", "artikel", "lid", "kop"}
    | {"tussenkop", "tuskop", "table", "tgroup", "thead", "tbody", "tfoot", "row", "entry"}
    | {"tr", "td", "th", "definitielijst", "definitie-item", "definitie", "begrip", "br"}
    | {"specificatielijst", "specificatie-item", "specificatie", "plaatje", "figuur"}
)
# Marks of letters, which may stand within a word and so part nothing.
_MARKS: Final = frozenset(
    {"nadruk", "vet", "halfvet", "cur", "cursief", "vetcur", "ondlijn", "onderstreept", "romein"}
    | {"unl", "ovl", "sup", "sub", "inf", "b", "i", "u", "strong", "em", "nieuwetekst"}
)
_LINKS: Final = frozenset({"extref", "intref", "extioref", "intioref"})
_BOLD: Final = frozenset({"vet", "halfvet", "vetcur", "b", "strong"})

Event = tuple[Literal["start", "end", "whole"], etree._Element] | tuple[Literal["text"], str]


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case.

    >>> local(etree.Element("{urn:stop}LidNummer"))
    'lidnummer'
    """
    return str(element.tag).rpartition("}")[2].lower()


def is_mark(element: etree._Element) -> bool:
    """Return whether an element only marks letters."""
    return local(element) in _MARKS or local(element) in _LINKS


def is_bold(element: etree._Element) -> bool:
    """Return whether an element makes letters bold."""
    name = local(element)
    return name in _BOLD or (name == "nadruk" and element.get("type", "").lower() in _BOLD)


def children(element: etree._Element, *names: str) -> list[etree._Element]:
    """Return the child elements of the given local names; all of them without names."""
    found = [child for child in element if isinstance(child.tag, str)]
    return [child for child in found if local(child) in names] if names else found


def descendants(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    """Yield the elements of the given local names anywhere below an element, in order."""
    for child in element.iterdescendants():
        if isinstance(child.tag, str) and local(child) in names:
            yield child


def is_mixed(element: etree._Element) -> bool:
    """Return whether text stands directly in an element."""
    texts = [element.text, *(child.tail for child in element)]
    return any(text and not text.isspace() for text in texts)


def is_parted(element: etree._Element) -> bool:
    """Return whether an element comes right after another that it is no word with.

    >>> naam = etree.fromstring("<naam><voornaam>K.</voornaam><achternaam>Jans</achternaam></naam>")
    >>> [is_parted(child) for child in naam]
    [False, True]
    """
    before = element.getprevious()
    if before is None or before.tail or not isinstance(before.tag, str):
        return False
    if local(before) in _LINKS and local(element) in _LINKS:
        return True
    return not (is_mark(before) or is_mark(element) or is_apart(before))


def is_left_out(element: etree._Element) -> bool:
    """Return whether an element is no part of the text, or a part that STOP says to remove."""
    return local(element) in _LEFT_OUT or element.get("wijzigactie", "").startswith("verwijder")


def is_apart(element: etree._Element) -> bool:
    """Return whether an element is a note or is left out."""
    return is_left_out(element) or local(element) in NOTES


def events(
    root: etree._Element, is_whole: Callable[[etree._Element], bool] = is_apart
) -> Iterator[Event]:
    """Yield what is met on the way through a tree, each text once and without recursion.

    Parameters
    ----------
    root : Element
        Where to begin; the text after it is not its own.
    is_whole : callable, optional
        Tells which elements are given as one event, without what stands in them.
    """
    yield "start", root
    yield "text", root.text or ""
    stack: list[tuple[etree._Element, Iterator[etree._Element]]] = [(root, iter(root))]
    while stack:
        element, inner = stack[-1]
        child = next(inner, None)
        if child is None:
            stack.pop()
            yield "end", element
            if stack:
                yield "text", element.tail or ""
        elif not isinstance(child.tag, str):
            if child.tag is etree.Entity:  # of a DTD that is not loaded: those of HTML are known
                yield "text", html.unescape(child.text or "")
            yield "text", child.tail or ""
        elif is_whole(child):
            yield "whole", child
            yield "text", child.tail or ""
        else:
            yield "start", child
            yield "text", child.text or ""
            stack.append((child, iter(child)))


def text_of(element: etree._Element, notes: list[etree._Element] | None = None) -> str:
    """Return the text of an element in one piece, with spaces between its blocks.

    Parameters
    ----------
    element : Element
        Where the text stands.
    notes : list of Element, optional
        Takes the notes that are met; without it, they are left out.
    """
    pieces: list[str] = []
    for event, node in events(element):
        if isinstance(node, str):
            pieces.append(node)
        elif event == "whole":
            if notes is not None and local(node) in NOTES:
                notes.append(node)
        elif local(node) in BLOCKS or (event == "start" and is_parted(node)):
            pieces.append(" ")
    return "".join(pieces)
