"""The heading of a division: label, number and title stand in elements of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from classifier.documents.characters import one_line
from classifier.documents.official.elements import NOTES, is_left_out, local, text_of

_NUMBERED: Final = ("label", "nr", "nummer")
_SUBTITLE: Final = "subtitel"


def heading_of(kop: etree._Element, notes: list[etree._Element]) -> Iterator[tuple[str, int]]:
    """Yield the lines of a heading, each with how much deeper than the heading it lies.

    Parameters
    ----------
    kop : Element
        The heading.
    notes : list of Element
        Takes the notes that hang on it.

    Examples
    --------
    >>> kop = "<kop><label>Artikel</label><nr>3</nr><titel>Horen</titel></kop>"
    >>> list(heading_of(etree.fromstring(kop), []))
    [('Artikel 3. Horen', 0)]
    """
    number: list[str] = []
    title = [kop.text or ""]
    subtitles: list[str] = []
    labelled = False
    for child in kop:
        name = local(child) if isinstance(child.tag, str) else ""
        if name in NOTES:
            notes.append(child)
        elif name and not is_left_out(child):
            text = one_line(text_of(child, notes))
            labelled = labelled or (name == "label" and text != "")
            first = name in _NUMBERED and not any(map(str.strip, title))
            (number if first else subtitles if name == _SUBTITLE else title).append(text)
        title.append(child.tail or "")
    yield _joined(one_line(" ".join(number)), one_line(" ".join(title)), labelled=labelled), 0
    for subtitle in subtitles:
        yield subtitle, 1


def _joined(number: str, title: str, *, labelled: bool) -> str:
    # "Bijlage 2 behorende bij artikel 3" goes on, "Artikel 2. Horen" does not.
    stops = labelled and number[-1:].isalnum() and title[:1].isalnum() and not title[0].islower()
    return f"{number}{'.' if stops else ''} {title}"
