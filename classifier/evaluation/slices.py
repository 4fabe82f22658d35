"""Parts of a corpus that are scored on their own: by source, by length, by decade."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from classifier.corpora.corpus import LabelledDocument

_YEAR: Final = re.compile(r"(?<!\d)(1[89]\d\d|20[0-3]\d)(?!\d)")
_SHORT: Final = 300  # words
_LONG: Final = 1500
_MIN_DOCUMENTS: Final = 10  # a score of fewer says nothing


def length_of(text: str) -> str:
    """Return whether a text is short, of middle length or long.

    >>> length_of("een twee")
    'under 300 words'
    """
    n_words = len(text.split())
    if n_words < _SHORT:
        return f"under {_SHORT} words"
    return f"{_SHORT} to {_LONG} words" if n_words <= _LONG else f"over {_LONG} words"


def years_in(text: str) -> list[int]:
    """Return the years that a text names, in its order.

    >>> years_in("Sinds 1987, vanaf 1 mei 1994")
    [1987, 1994]
    """
    return [int(year) for year in _YEAR.findall(text)]


def decade_of(text: str) -> str:
    """Return the decade of the latest year that a text names.

    Corpora seldom date their documents. The latest year named is a guess from below: a document
    may be younger, and looks ahead at times.

    >>> decade_of("Sinds 1987, vanaf 1 mei 1994")
    '1990-1999'
    """
    years = years_in(text)
    if not years:
        return "no year named"
    decade = max(years) // 10 * 10
    return f"{decade}-{decade + 9}" if decade >= 1970 else "before 1970"


SLICES: Final[dict[str, Callable[[LabelledDocument], str]]] = {
    "source": lambda document: document.source,
    "length": lambda document: length_of(document.text),
    "decade": lambda document: decade_of(document.text),
}


def slices(documents: Sequence[LabelledDocument]) -> dict[str, npt.NDArray[np.bool_]]:
    """Return the parts that are large enough to be scored.

    Parameters
    ----------
    documents : sequence of LabelledDocument
        A corpus.

    Returns
    -------
    dict of str to array of bool, shape (n_documents,)
        By name, such as "length: under 300 words"; nothing for a division with one part.
    """
    found: dict[str, npt.NDArray[np.bool_]] = {}
    for division, part_of in SLICES.items():
        parts = np.array([part_of(document) for document in documents])
        names = np.unique(parts).tolist()
        for name in names if len(names) > 1 else []:
            if (parts == name).sum() >= _MIN_DOCUMENTS:
                found[f"{division}: {name}"] = parts == name
    return found
