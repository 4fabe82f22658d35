"""Tokenizing that stays linear on hostile text, and cuts no word twice.

spaCy's tokenizer peels affixes off a chunk of non-space characters one at a time and searches the
whole chunk again for each, which is quadratic: 20,000 opening brackets cost it half a minute. So
chunks that are longer than any word are cut by a plain rule first.

It keeps how it cut a chunk, but only those before the first special case in a text ("art.", "'s",
and also a line end), so that it cuts most of what it meets anew in every document. So chunks that
are new are given to it by themselves first, which makes it keep them: five times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
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
    most_kept : int
        Chunks that the tokenizer is made to keep; it must be allowed to.
    """

    def __init__(
        self, tokenizer: Callable[[str], Doc], vocab: Vocab, most_kept: int = 10_000
    ) -> None:
        self.tokenizer = tokenizer
        self.vocab = vocab
        self._most_kept = most_kept
        self._seen: set[str] = set()

    def __call__(self, text: str) -> Doc:
        """Return the tokens of a text; their texts and spaces add up to the text."""
        chunks = text.split()
        if self._seen.issuperset(chunks):  # among which there are no long ones
            return self.tokenizer(text)
        if len(max(chunks, key=len)) <= LONGEST_CHUNK:
            return self._tokenized(text)
        words: list[str | int] = []  # a number stands for a word that spaCy knows
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
        return Doc(self.vocab, words=words, spaces=spaces)  # type: ignore[arg-type]

    def _tokenize_into(self, words: list[str | int], spaces: list[bool], text: str) -> None:
        orths, spaced = self._tokenized(text).to_array(["ORTH", "SPACY"]).T
        words.extend(orths.tolist())
        spaces.extend(spaced.astype(bool).tolist())

    def _tokenized(self, text: str) -> Doc:
        """Return the tokens of a text without long chunks, by what was kept of each chunk."""
        room = self._most_kept - len(self._seen)
        if room > 0 and (new := set(text.split()).difference(self._seen)):
            new = set(islice(new, room))
            self._seen |= new
            # No letters and digits alone are a special case, bar a face or two.
            plain = {chunk for chunk in new if chunk.isalnum()}
            self.tokenizer(" ".join(plain))
            for chunk in new - plain:
                self.tokenizer(chunk)
        return self.tokenizer(text)


def _cut(chunk: str) -> list[str]:
    """Return the pieces of one long chunk.

    >>> _cut("Inleiding....3")
    ['Inleiding', '....', '3']
    """
    if _ADDRESS.match(chunk):
        return [chunk]
    return [piece.group() for piece in _PIECE.finditer(chunk)]
