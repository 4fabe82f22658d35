"""The six elements of a policy rule, each with the wordings in a document that are evidence of it.

After Awb 1:3(4) (1 to 3), 4:81 and 4:83 (4) and 4:84 (6); the fifth follows from what a policy rule
is for. That an element is not found does not prove that it is not there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from classifier.assessment.evidence import Element, Evidence
from classifier.documents.document import Stretch
from classifier.preprocessing.lexicon import load_lexicon

# Element of a policy rule: the elements of the lexicon whose cues are evidence of it.
SIX: Final[dict[str, tuple[str, ...]]] = {
    "besluit": ("besluit", "bekendmaking", "ondertekening"),
    "algemene_regel": ("algemene_regel",),
    # The height of a sanction or an amount is how interests are weighed.
    "belangen_feiten_uitleg": (
        "belangenafweging",
        "feitenvaststelling",
        "sanctie_bedragen",
        "wetsuitleg",
    ),
    "bevoegdheid": ("bevoegdheid",),
    "externe_werking": ("externe_werking",),
    "afwijking": ("afwijking",),
}
_SIGNATURE: Final = "form:signature"  # a mark that is no cue


def find_elements(marks: Mapping[str, tuple[Stretch, ...]]) -> tuple[Element, ...]:
    """Return the six elements with their evidence in a document.

    Parameters
    ----------
    marks : mapping of str to tuple of (start, end)
        Of :class:`classifier.features.Observation`: "cue:…" or "form:…" and its places.

    Returns
    -------
    tuple of Element
        All six, in the order of ``SIX``.

    Examples
    --------
    >>> elements = find_elements({"cue:hardheidsclausule": ((10, 27),)})
    >>> [element.name for element in elements if element.evidence]
    ['afwijking']
    """
    lexicon = load_lexicon()
    by_element: dict[str, list[Evidence]] = {}
    for mark, spans in marks.items():
        _, _, name = mark.partition(":")
        if name in lexicon:
            by_element.setdefault(lexicon[name].element, []).append(Evidence(name, spans))
    if signature := marks.get(_SIGNATURE):
        by_element.setdefault("ondertekening", []).append(Evidence("signature", signature))
    return tuple(
        Element(name, tuple(sorted(found, key=lambda item: (-len(item.spans), item.cue))))
        for name, sources in SIX.items()
        for found in [[item for source in sources for item in by_element.get(source, ())]]
    )
