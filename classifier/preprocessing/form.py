"""Where the form of a document stands: title, letterhead, signature and page furniture."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("form", assigns=["doc.spans"])
def make_form(nlp: Language, name: str) -> Form:
    """Return the component for a pipeline; spaCy calls this."""
    return Form()


class Form:
    """Component that fills ``doc.spans["form"]`` with labelled spans."""

    fingerprint = "1"

    def __call__(self, doc: Doc) -> Doc:
        """Set the form spans of a doc."""
        spans = []
        if doc._.title_span is not None:
            start, end = doc._.title_span
            title = doc.char_span(start, end, label="title", alignment_mode="expand")
            if title is not None:
                spans.append(title)
        doc.spans["form"] = spans
        return doc
