"""Tokenizing that stays linear on hostile text.

spaCy's tokenizer peels affixes off a chunk of non-space characters one at a time and searches the
whole chunk again for each, which is quadratic: 20,000 opening brackets cost it half a minute. So
chunks that are longer than any word are cut by a plain rule first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from spacy.tokens import Doc
from spacy.vocab import Vocab

LONGEST_CHUNK: Final = 64  # in characters; longer than any Dutch word that is not an address

_LONG_CHUNK = re.compile(rf"\S{{{LONGEST_CHUNK + 1},}}")
# A web address stays one token, as in spaCy; a row of one sign ("......" in a table of contents)
# is one token; the rest falls apart in words and signs.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_PIECE = re.compile(r"\w+|([^\w\s])\1*")


class BoundedTokenizer:
    """spaCy's tokenizer, with chunks of over ``LONGEST_CHUNK`` characters cut by a plain rule.

    Parameters
    ----------
    tokenizer : callable
        The tokenizer of the language, used for everything else.
    vocab : Vocab
        The vocabulary of the pipeline.
    """

    def __init__(self, tokenizer: Callable[[str], Doc], vocab: Vocab) -> None:
        self.tokenizer = tokenizer
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text; their texts and spaces add up to the text."""
        if _LONG_CHUNK.search(text) is None:
            return self.tokenizer(text)
        words: list[str] = []
        spaces: list[bool] = []
        done = 0
        for chunk in _LONG_CHUNK.finditer(text):
            self._tokenize_into(words, spaces, text[done : chunk.start()])
            pieces = _cut(chunk.group())
            done = chunk.end()
            words.extend(pieces)
            spaces.extend([False] * len(pieces))
            if text[done : done + 1] == " ":
                spaces[-1] = True
                done += 1
        self._tokenize_into(words, spaces, text[done:])
        return Doc(self.vocab, words=words, spaces=spaces)

    def _tokenize_into(self, words: list[str], spaces: list[bool], text: str) -> None:
        for token in self.tokenizer(text):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))


def _cut(chunk: str) -> list[str]:
    """Return the pieces of one long chunk.

    >>> _cut("Inleiding....3")
    ['Inleiding', '....', '3']
    """
    if _ADDRESS.match(chunk):
        return [chunk]
    return [piece.group() for piece in _PIECE.finditer(chunk)]
