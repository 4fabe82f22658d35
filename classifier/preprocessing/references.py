"""References to Dutch law: articles, circulars, European law, case law and publications."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

from classifier.preprocessing.laws import laws, laws_digest, official_names
from classifier.preprocessing.layout import text_of
from classifier.preprocessing.reference_patterns import (
    ARTICLE,
    CIRCULAR,
    JOINED,
    LAW,
    OTHER_OPENS,
    OTHER_SOURCES,
    PLACE_OPENS,
    SIGN,
)

_LONGEST_SIGN: Final = 20  # characters of what may stand before a circular's paragraph
_CIRCULAR_NAME: Final = "Vreemdelingencirculaire 2000"


@dataclass(frozen=True, slots=True)
class LawReference:
    """One place in the law that a text points at; what is not given is ""."""

    law: str  # official name; for a judgment or a publication its number
    article: str  # "3.109d", "4:81 en 4:84", "C1/4.4"
    paragraph: str  # "tweede lid"
    part: str  # "aanhef en onder i"
    text: str  # as it stands in the document


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    reference: LawReference


@Language.factory("references", assigns=["doc.spans", "span._.reference"])
def make_references(nlp: Language, name: str) -> References:
    """Return the component for a pipeline; spaCy calls this."""
    return References(nlp)


class References:
    """Component that fills ``doc.spans["references"]``; the spans do not overlap.

    Parameters
    ----------
    nlp : Language
        The pipeline, whose tokenizer cuts the names of the laws as it cuts the texts.
    """

    def __init__(self, nlp: Language) -> None:
        if not Span.has_extension("reference"):
            Span.set_extension("reference", default=None)
        self.fingerprint = f"1-{laws_digest()}"
        self._names = PhraseMatcher(nlp.vocab)
        for law in laws():
            self._names.add(law.name, [nlp.make_doc(call) for call in law.alone])

    def __call__(self, doc: Doc) -> Doc:
        """Set the references of a doc, in order."""
        found = [*find_references(text_of(doc)), *self._mentions(doc)]
        spans = []
        end = 0
        for item in sorted(found, key=lambda item: (item.start, -item.end)):
            span = doc.char_span(item.start, item.end, alignment_mode="expand")
            if span is not None and span.start >= end:
                span._.reference = item.reference
                spans.append(span)
                end = span.end
        doc.spans["references"] = spans
        return doc

    def _mentions(self, doc: Doc) -> Iterator[_Found]:
        """Yield the laws that are named without an article."""
        for span in self._names(doc, as_spans=True):
            reference = LawReference(span.label_, "", "", "", span.text)
            yield _Found(span.start_char, span.end_char, reference)


def find_references(text: str) -> list[_Found]:
    """Return the references to a place in the law or to a source, in order, with their offsets.

    >>> [found.reference.law for found in find_references("Gelet op artikel 4:81 Awb besluit hij")]
    ['Algemene wet bestuursrecht']
    """
    found = [
        *_inherit(text, list(_articles(text))),
        *(map(_circular, CIRCULAR.finditer(text)) if "/" in text else ()),
        *(_other_source(match) for match in _matches(OTHER_OPENS, OTHER_SOURCES, text)),
    ]
    return sorted(found, key=lambda item: item.start)


def _matches(
    opening: re.Pattern[str], pattern: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """Yield what ``pattern.finditer`` does, looking only where the pattern can begin."""
    end = 0
    for opened in opening.finditer(text):
        if opened.start() >= end and (match := pattern.match(text, opened.start())):
            end = match.end()
            yield match


def _articles(text: str) -> Iterator[_Found]:
    for match in _matches(PLACE_OPENS, ARTICLE, text):
        law = LAW.match(text, match.end())
        end = law.end() if law else match.end()
        reference = LawReference(
            law=_law_name(law) if law else "",
            article=_one_line(match["article"]),
            paragraph=_one_line(match["paragraph"] or ""),
            part=_one_line(match["part"]),
            text=text[match.start() : end],
        )
        yield _Found(match.start(), end, reference)


def _law_name(match: re.Match[str]) -> str:
    known = match["known"]
    if known:
        return official_names()[_one_line(known)]
    return _one_line(match["european"] or match["other"])


def _inherit(text: str, found: list[_Found]) -> list[_Found]:
    """Give a place without a law the law of the place that is joined to it."""
    resolved: list[_Found] = []
    following: _Found | None = None
    for item in reversed(found):
        if (
            following is not None
            and not item.reference.law
            and JOINED.fullmatch(text, item.end, following.start)
        ):
            item = replace(item, reference=replace(item.reference, law=following.reference.law))
        resolved.append(item)
        following = item
    return resolved[::-1]


def _circular(match: re.Match[str]) -> _Found:
    text = match.string
    sign = SIGN.search(text, max(0, match.start() - _LONGEST_SIGN), match.start())
    start = sign.start() if sign else match.start()
    article = text[match.start() : match.start("name") if match["name"] else match.end()]
    reference = LawReference(_CIRCULAR_NAME, article, "", "", text[start : match.end()])
    return _Found(start, match.end(), reference)


def _other_source(match: re.Match[str]) -> _Found:
    reference = LawReference(_one_line(match.group()), "", "", "", match.group())
    return _Found(match.start(), match.end(), reference)


def _one_line(text: str) -> str:
    return " ".join(text.replace(",", ", ").split()).strip(", ").replace(" ,", ",")
