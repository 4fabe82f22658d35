"""What the software proposes about one document, in the words of the output contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from classifier.errors import ClassifierError
from classifier.explanation import Explanation

SCHEMA_VERSION: Final = 1
_AS_THEY_ARE: Final = (  # fields that a record holds under their own name
    "source",
    "sha256",
    "title",
    "model",
    "n_words",
    "label",
    "decision",
    "probabilities",
)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph with its list items, labelled by what it does."""

    start: int  # offset in characters into Document.text
    end: int  # exclusive
    label: str  # norm, onderzoek, overig or werkwijze
    probabilities: dict[str, float]
    ground: str | None = None  # a Woo ground such as "5.1.2.i", when one is proposed
    reason: str = ""  # in Dutch, for the lawyer who reads it

    def as_dict(self) -> dict[str, Any]:
        """Return the passage as the output contract names it."""
        return {
            "start": self.start,
            "end": self.end,
            "label": self.label,
            "probabilities": self.probabilities,
            "ground": self.ground,
            "reason": self.reason,
        }


@dataclass(frozen=True, slots=True)
class Assessment:
    """The label, decision and reasons of one document, or the error that prevented them."""

    source: str
    sha256: str = ""
    title: str = ""
    model: str = ""  # name@version
    n_words: int = 0
    label: str | None = None  # None only when there is an error
    decision: str | None = None  # the label, or "twijfel"; None only when there is an error
    probabilities: dict[str, float] = field(default_factory=dict)
    explanation: Explanation | None = None
    passages: tuple[Passage, ...] = ()
    findings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()  # what could not be read of the document, and the remedy
    error_code: str | None = None
    error_message: str | None = None
    text: str = ""  # the document's text, for reports; not part of the record

    def as_dict(self) -> dict[str, Any]:
        """Return the record of the output contract (``reports/assessment.schema.json``)."""
        error = None
        if self.error_code is not None:
            error = {"code": self.error_code, "message": self.error_message or ""}
        record: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "source": self.source,
            "sha256": self.sha256,
            "title": self.title,
            "model": self.model,
            "n_words": self.n_words,
            "label": self.label,
            "decision": self.decision,
            "probabilities": self.probabilities,
        }
        if self.explanation is not None:
            record["explanation"] = self.explanation.as_dict()
        record["passages"] = [passage.as_dict() for passage in self.passages]
        record["findings"] = list(self.findings)
        record["warnings"] = list(self.warnings)
        record["error"] = error
        return record

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Assessment:
        """Return the assessment that a record is of; its text is not in the record.

        Parameters
        ----------
        record : mapping
            What :meth:`as_dict` gave, or what JSON made of it.

        Examples
        --------
        >>> Assessment.from_dict(Assessment("nota.txt", n_words=40).as_dict())
        Assessment(source='nota.txt', ..., n_words=40, ...)
        """
        explanation, error = record.get("explanation"), record["error"] or {}
        return cls(
            **{name: record[name] for name in _AS_THEY_ARE},
            explanation=None if explanation is None else Explanation.from_dict(explanation),
            passages=tuple(Passage(**passage) for passage in record["passages"]),
            findings=tuple(record["findings"]),
            warnings=tuple(record["warnings"]),
            error_code=error.get("code"),
            error_message=error.get("message"),
        )


def failure(source: str, error: ClassifierError) -> Assessment:
    """Return the assessment of a source that cannot be assessed.

    Parameters
    ----------
    source : str
        The document.
    error : ClassifierError
        What prevents it.
    """
    return Assessment(source=source, error_code=error.code, error_message=error.message)
