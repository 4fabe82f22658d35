"""What a feature stands for: in words, and on what legal basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from classifier.preprocessing.lexicon import load_lexicon

_ELEMENT: Final = "cue:element:"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A feature for someone who reads law."""

    description: str  # in Dutch where the lexicon has words for it, otherwise the name
    basis: str  # "Awb 4:84"; "" when there is none


def meaning(feature: str) -> Meaning:
    """Return what a feature stands for.

    Parameters
    ----------
    feature : str
        Its name, such as "cue:hardheidsclausule".

    Examples
    --------
    >>> meaning("ngram:niet verleend")
    Meaning(description='niet verleend', basis='')
    >>> meaning("cue:hardheidsclausule").basis
    'Awb 4:84'
    """
    lexicon = load_lexicon()
    rest = feature.partition(":")[2]
    if feature.startswith(_ELEMENT):  # its cues have bases of their own
        return Meaning(feature.removeprefix(_ELEMENT).replace("_", " "), "")
    if rest in lexicon and feature.startswith(("cue:", "form:")):
        return Meaning(lexicon[rest].description, lexicon[rest].basis)
    return Meaning(rest.replace("_", " "), "")
