"""What the software proposes about one document, in the words of the output contract."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from classifier.assessment.evidence import Argument, Element, FormAndSubstance
from classifier.documents import Document
from classifier.documents.document import Stretch
from classifier.errors import ClassifierError
from classifier.explanation import Explanation
from classifier.labels import UITVOERINGSINSTRUCTIE

SCHEMA_VERSION: Final = 1
MATERIEEL_BELEID: Final = "materieel_beleid"  # a finding: norms in an instruction
MET_MATERIEEL_BELEID: Final = "uitvoeringsinstructie_met_materieel_beleid"


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph with its list items, labelled by what it does."""

    start: int  # offset in characters into Document.text
    end: int  # exclusive
    label: str  # norm, onderzoek, overig or werkwijze
    probabilities: dict[str, float]
    ground: str | None = None  # a Woo ground such as "5.1.2.i", when one is proposed
    reason: str = ""  # in Dutch, for the lawyer who reads it
    # Where the ground is proposed for some sentences only: where they stand in Document.text.
    parts: tuple[Stretch, ...] = ()

    @property
    def proposed(self) -> tuple[Stretch, ...]:
        """What of the passage could be withheld: nothing, all of it or its parts.

        >>> Passage(0, 9, "onderzoek", {}, "5.1.2.i").proposed
        ((0, 9),)
        """
        return () if self.ground is None else self.parts or ((self.start, self.end),)

    def as_dict(self) -> dict[str, Any]:
        """Return the passage as the output contract names it."""
        record: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "label": self.label,
            "probabilities": self.probabilities,
            "ground": self.ground,
            "reason": self.reason,
        }
        if self.parts:
            record["parts"] = [list(part) for part in self.parts]
        return record


def length_of(passages: Iterable[Passage]) -> int:
    """Return how many characters passages have together.

    >>> length_of([Passage(0, 9, "norm", {}), Passage(11, 15, "overig", {})])
    13
    """
    return sum(passage.end - passage.start for passage in passages)


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
    doubt: str | None = None  # why the decision is "twijfel"; None when it is not
    probabilities: dict[str, float] = field(default_factory=dict)
    explanation: Explanation | None = None
    arguments: tuple[Argument, ...] = ()  # only with an explanation
    elements: tuple[Element, ...] = ()  # the six of a policy rule
    form: FormAndSubstance | None = None
    passages: tuple[Passage, ...] = ()
    findings: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()  # what could not be read of the document, and the remedy
    error_code: str | None = None
    error_message: str | None = None
    text: str = ""  # the document's text, for reports; not part of the record
    # The document with its layout, for reports; not part of the record either.
    document: Document | None = field(default=None, repr=False, compare=False)

    @property
    def outcome(self) -> str | None:
        """The decision, with "_met_materieel_beleid" for an instruction that sets norms."""
        if self.decision == UITVOERINGSINSTRUCTIE and MATERIEEL_BELEID in self.findings:
            return MET_MATERIEEL_BELEID
        return self.decision

    def passage_at(self, offset: int) -> int | None:
        """Return the number of the passage at an offset into the text, from 1; None without one.

        >>> Assessment("a.txt", passages=(Passage(4, 9, "norm", {}),)).passage_at(8)
        1
        """
        number = bisect_right(self.passages, offset, key=lambda passage: passage.start)
        return number if number and offset < self.passages[number - 1].end else None

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
        if self.outcome is not None:
            record["outcome"] = self.outcome
            record["doubt"] = self.doubt
        if self.elements:
            record["elements"] = [element.as_dict() for element in self.elements]
        if self.form is not None:
            record["form"] = self.form.as_dict()
        if self.explanation is not None:
            record["explanation"] = self.explanation.as_dict()
            record["arguments"] = [argument.as_dict() for argument in self.arguments]
        record["passages"] = [passage.as_dict() for passage in self.passages]
        record["findings"] = list(self.findings)
        record["warnings"] = list(self.warnings)
        record["error"] = error
        return record

    def _repr_html_(self) -> str:
        """Return the assessment in short, for a notebook."""
        # A notebook asks the assessment itself how it looks: the one look ahead to a later stage.
        from classifier.reports.html_fragment import fragment

        return fragment(self)


def failure(source: str | Document, error: Exception, model: str = "") -> Assessment:
    """Return the assessment of a source that cannot be assessed.

    Parameters
    ----------
    source : str or Document
        Where the document comes from, or the document when it could be read.
    error : Exception
        What prevents it.
    model : str
        The name and version of the model; "" when none was asked.
    """
    document = Document("", (), source=source) if isinstance(source, str) else source
    code, message = "internal", f"unexpected {type(error).__name__}: {error}; please report it"
    if isinstance(error, ClassifierError):
        code, message = error.code, error.message
    return Assessment(
        source=document.source,
        sha256=document.sha256,
        title=document.title,
        model=model,
        warnings=document.warnings,
        error_code=code,
        error_message=message,
    )
