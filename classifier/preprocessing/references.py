"""References to Dutch law in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

_ARTICLE: Final = re.compile(r"\b(?:artikel(?:en)?|art\.)\s(?P<article>\d[\w:.]{0,12}\w|\d)", re.I)


@dataclass(frozen=True, slots=True)
class LawReference:
    """One place in the law that a text points at; a part that is not given is ""."""

    law: str  # official name
    article: str  # "3.109d", "4:81 en 4:84"
    paragraph: str  # "tweede lid"
    part: str  # "aanhef en onder i"
    text: str  # as it stands in the document


@Language.factory("references", assigns=["doc.spans", "span._.reference"])
def make_references(nlp: Language, name: str) -> References:
    """Return the component for a pipeline; spaCy calls this."""
    return References()


class References:
    """Component that fills ``doc.spans["references"]``."""

    fingerprint = "1"

    def __init__(self) -> None:
        if not Span.has_extension("reference"):
            Span.set_extension("reference", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Set the references of a doc."""
        spans = []
        for match in _ARTICLE.finditer(doc.text):
            span = doc.char_span(*match.span(), alignment_mode="expand")
            span._.reference = LawReference("", match["article"], "", "", match.group())
            spans.append(span)
        doc.spans["references"] = spans
        return doc
