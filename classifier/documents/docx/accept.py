"""Bringing a part of a DOCX file into the state that is read: changes accepted, codes left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from lxml import etree

from classifier.documents.docx.styles import Styles, value, w

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What was deleted or moved away, and what is only said about the text.
_GONE: Final = (
    w("del"),
    w("moveFrom"),
    w("delText"),
    w("instrText"),
    w("rt"),
    w("numberingChange"),
)
_GONE_MARKS: Final = tuple(f"{w('pPr')}/{w('rPr')}/{w(mark)}" for mark in ("del", "moveFrom"))
_TEXT: Final = (w("t"), w("tab"), w("br"), w("cr"), w("sym"), w("noBreakHyphen"))


@dataclass(slots=True)
class _Field:
    code: list[etree._Element]  # the text in its code
    sink: list[etree._Element] | None  # where text goes that comes by now; None: it is read
    outer: list[etree._Element] | None  # the sink of the field around it


def accept(root: etree._Element, styles: Styles) -> None:
    """Change a tree so that it holds what a reader sees, once, with all changes accepted.

    Left out are deletions, texts moved away, the codes of fields, hidden text and the second
    writing of drawings for old programs. Text boxes are put behind the paragraph they hang on.

    Parameters
    ----------
    root : lxml element
        The root of a part with text.
    styles : Styles
        Of the document: a style may hide text.
    """
    for alternative in list(root.iter(f"{_MC}AlternateContent")):
        _choose(alternative)
    _drop_field_codes(root)
    for paragraph in reversed(list(root.iter(w("p")))):  # so that a chain is moved once
        if any(paragraph.find(mark) is not None for mark in _GONE_MARKS):
            _join_to_next(paragraph)
    for row in list(root.iter(w("tr"))):
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            _remove(row)
    for cell in list(root.iter(w("tc"))):
        if cell.find(f"{w('tcPr')}/{w('cellDel')}") is not None:
            _remove(cell)
    for element in list(root.iter(*_GONE)):
        _remove(element)
    at, style = None, None
    for run in list(root.iter(w("r"))):
        paragraph = next(run.iterancestors(w("p")), None)
        if paragraph is not at:  # to look it up for each run takes long where there are many
            at, style = paragraph, None if paragraph is None else value(paragraph, "pPr/pStyle")
        if styles.switched("vanish", run, style):
            _remove(run)
    for paragraph in list(root.iter(w("p"))):
        boxes = [
            box
            for box in paragraph.iter(w("txbxContent"))
            if next(box.iterancestors(w("p")), None) is paragraph
        ]
        for box in reversed(boxes):
            paragraph.addnext(box)


def _choose(alternative: etree._Element) -> None:
    """Keep one of the writings of a drawing: the first with text, else the first."""
    choices = [child for child in alternative if isinstance(child.tag, str)]
    with_text = (child for child in choices if next(child.iter(w("t")), None) is not None)
    kept = next(with_text, next(iter(choices), None))
    for child in choices:
        if child is not kept:
            alternative.remove(child)


def _drop_field_codes(root: etree._Element) -> None:
    """Remove the text between the beginning of a field and its result.

    A field without an end, as in a damaged file, is left as it is: it would swallow the rest.
    """
    open_fields: list[_Field] = []
    for element in list(root.iter(w("fldChar"), *_TEXT)):
        around = open_fields[-1] if open_fields else None
        kind = element.get(w("fldCharType")) if element.tag == w("fldChar") else None
        if kind is None:
            if around is not None and around.sink is not None:
                around.sink.append(element)
        elif kind == "begin":
            code: list[etree._Element] = []
            open_fields.append(_Field(code, code, around.sink if around else None))
        elif around is not None and kind == "separate":
            around.sink = around.outer  # a result within the code of another field is code too
        elif around is not None and kind == "end":
            for text in open_fields.pop().code:
                _remove(text)


def _join_to_next(paragraph: etree._Element) -> None:
    """Join a paragraph whose end was deleted to the one that follows it."""
    after = paragraph.getnext()
    if after is None or after.tag != w("p"):
        return
    # The properties stand first; to look for them among all that was joined takes long in a chain.
    first = next(iter(after), None)
    place = 0 if first is None or first.tag != w("pPr") else 1
    for child in reversed([child for child in paragraph if child.tag != w("pPr")]):
        after.insert(place, child)
    _remove(paragraph)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)  # these elements have no tail that counts
