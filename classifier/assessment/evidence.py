"""What an assessment rests on beside its explanation: data only, which loads no pipeline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from classifier.documents.document import Stretch
from classifier.labels import BELEIDSREGEL, UITVOERINGSINSTRUCTIE, by_likelihood


@dataclass(frozen=True, slots=True)
class Argument:
    """One sentence, what it adds to the score, and the cues that make it do so."""

    start: int  # offset in characters into the document's text
    end: int  # exclusive
    contribution: float  # in log-odds; positive speaks for the target
    cues: tuple[str, ...]  # ids in the lexicon that pull the same way, the strongest first

    def as_dict(self) -> dict[str, Any]:
        """Return the argument as the output contract names it."""
        return {
            "start": self.start,
            "end": self.end,
            "contribution": self.contribution,
            "cues": list(self.cues),
        }


@dataclass(frozen=True, slots=True)
class Evidence:
    """One cue that is evidence of an element, and where it stands."""

    cue: str  # id in the lexicon; "signature" for the signature as a whole
    spans: tuple[Stretch, ...]  # in the order of the text, never empty


@dataclass(frozen=True, slots=True)
class Element:
    """One of the six elements; without evidence it was not found."""

    name: str  # a key of SIX
    evidence: tuple[Evidence, ...] = ()  # the cue with most places first

    def as_dict(self) -> dict[str, Any]:
        """Return the element as the output contract names it."""
        return {
            "element": self.name,
            "found": bool(self.evidence),
            "evidence": [
                {"cue": item.cue, "spans": [list(span) for span in item.spans]}
                for item in self.evidence
            ],
        }


@dataclass(frozen=True, slots=True)
class SelfName:
    """What the title calls the document, and the label that this name claims."""

    word: str  # as it stands in the text, in lower case
    label: str  # beleidsregel or uitvoeringsinstructie
    start: int  # offset in characters into the document's text
    end: int  # exclusive

    def as_dict(self) -> dict[str, Any]:
        """Return the name as the output contract names it."""
        return {"word": self.word, "label": self.label, "span": [self.start, self.end]}


@dataclass(frozen=True, slots=True)
class FormAndSubstance:
    """The label with form left out, and what the document calls itself."""

    probabilities: dict[str, float]  # of each label, form left out
    name: SelfName | None = None  # None when the title claims neither label

    @property
    def label(self) -> str:
        """The likeliest label when form counts for nothing."""
        return by_likelihood(self.probabilities)[0]

    @property
    def differs(self) -> bool:
        """Whether the title claims the one label while the substance is the other."""
        both = {BELEIDSREGEL, UITVOERINGSINSTRUCTIE}
        return self.name is not None and {self.name.label, self.label} == both

    def as_dict(self) -> dict[str, Any]:
        """Return what form says as the output contract names it."""
        return {
            "probabilities_without_form": self.probabilities,
            "name": self.name.as_dict() if self.name else None,
        }
