"""What a lawyer should look at beyond the label of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from classifier.assessment.assessment import MATERIEEL_BELEID, Passage, length_of
from classifier.assessment.evidence import FormAndSubstance
from classifier.assessment.wordlists import load_wordlists
from classifier.documents import Document
from classifier.labels import BELEIDSREGEL, NORM, OVERIG, UITVOERINGSINSTRUCTIE

LANDENBELEID: Final = "landenbeleid"
NOEMT_ZICH_ANDERS: Final = "noemt_zich_anders"
NIET_BEKENDGEMAAKT: Final = "niet_bekendgemaakt_gevonden"
SPOORBOEKJE: Final = "spoorboekje"

# Norm passages make a finding from this share of the words of all passages on.
_SUBSTANTIAL: Final = 0.1
# An instruction is a guide to the way through the procedure when at least half of it, in so
# many passages, tells what is asked and checked.
_GUIDE: Final = 0.5
_GUIDE_PASSAGES: Final = 3
# Marks of a document that was published, whatever its words.
_PUBLISHED: Final = ("form:mededeling_besluit", "form:publicatie", "form:publication")


def find(
    document: Document,
    label: str,
    passages: Sequence[Passage],
    form: FormAndSubstance,
    marks: Iterable[str],
    norm_threshold: float,
) -> tuple[str, ...]:
    """Return the findings of a document.

    Parameters
    ----------
    document : Document
        Its text, title and furniture.
    label : str
        Its likeliest label; a document that is neither gets no findings.
    passages : sequence of Passage
        With the grounds that are proposed.
    form : FormAndSubstance
        What form says.
    marks : iterable of str
        The names of the marks in the document, such as "form:publicatie".
    norm_threshold : float
        The probability from which the model counts a passage as a norm.
    """
    if label == OVERIG:
        return ()
    norms = [p for p in passages if p.probabilities.get(NORM, 0.0) >= norm_threshold]
    found: Mapping[str, bool] = {
        MATERIEEL_BELEID: label == UITVOERINGSINSTRUCTIE
        and bool(norms)
        and length_of(norms) >= _SUBSTANTIAL * length_of(passages),
        LANDENBELEID: (label == BELEIDSREGEL or bool(norms)) and _of_a_country(document),
        NOEMT_ZICH_ANDERS: form.differs,
        NIET_BEKENDGEMAAKT: label == BELEIDSREGEL and not _is_published(document, marks),
        SPOORBOEKJE: label == UITVOERINGSINSTRUCTIE and _is_guide(passages),
    }
    return tuple(name for name, holds in found.items() if holds)


def _of_a_country(document: Document) -> bool:
    """Tell whether a document is about one country: by its title, or more than in passing."""
    pattern = load_wordlists()["landenbeleid"].pattern
    mentions = islice(pattern.finditer(document.text), 2)
    return bool(pattern.search(document.title)) or len(list(mentions)) == 2


def _is_published(document: Document, marks: Iterable[str]) -> bool:
    pattern = load_wordlists()["bekendmaking"].pattern
    return bool(set(marks).intersection(_PUBLISHED)) or any(
        pattern.search(text) for text in _texts(document)
    )


def _texts(document: Document) -> Iterator[str]:
    yield document.text
    yield from (item.text for item in document.furniture)


def _is_guide(passages: Sequence[Passage]) -> bool:
    enough = sum(passage.ground is not None for passage in passages) >= _GUIDE_PASSAGES
    # Where some sentences of a passage are proposed, these tell what is asked; the rest sets norms.
    told = sum(end - start for passage in passages for start, end in passage.proposed)
    return enough and told >= _GUIDE * length_of(passages)
