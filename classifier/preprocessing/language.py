"""Whether a document is in Dutch, by the function words it uses."""

from __future__ import annotations

from spacy.lang.nl.stop_words import STOP_WORDS
from spacy.tokens import Doc


def is_dutch(doc: Doc) -> bool:
    """Return whether enough of the words are Dutch function words."""
    words = [token.lower_ for token in doc if token.is_alpha]
    return sum(word in STOP_WORDS for word in words) >= 0.2 * len(words)
