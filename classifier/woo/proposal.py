"""What could be withheld of one document under the Woo, in the words of the output contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final, Literal

from classifier.settings import MAX_SHARE

SCHEMA_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Proposal:
    """One stretch of a text that could be withheld, with the ground and the reason."""

    start: int  # offset in characters into the document's text
    end: int  # exclusive
    page: int | None  # 1-based; None when the format has no pages
    kind: Literal["passage", "personal"]
    rule: str  # the id of a rule in grounds.toml
    ground: str  # article.member.letter, such as "5.1.2.i"
    alternatives: tuple[str, ...]  # codes of other grounds to look at
    basis: str  # the provisions
    reason: str  # in Dutch, for the lawyer who reads it
    confidence: float  # of a passage the probability of onderzoek; of personal data the rule's own
    cautions: tuple[str, ...] = ()  # "ook_norm", "soort_onzeker": look at this first


@dataclass(frozen=True, slots=True)
class WooProposal:
    """All that could be withheld of one document, or the error that prevented the proposal."""

    source: str
    sha256: str = ""
    title: str = ""
    model: str = ""  # name@version
    label: str | None = None  # None only with an error
    decision: str | None = None
    proposals: tuple[Proposal, ...] = ()  # in the order of the text
    share: float = 0.0  # of the characters that are no white space, what is proposed
    max_share: float = MAX_SHARE
    disproportionate: bool = False  # whether blacking out asks a disproportionate effort
    remaining: dict[str, int] = field(default_factory=dict)  # label → passages not proposed
    partial: int = 0  # passages of which a part is proposed; the rest may set a norm
    meaningful: bool = True  # whether what would remain still says something
    warnings: tuple[str, ...] = ()
    error_code: str | None = None
    error_message: str | None = None
    text: str = ""  # the document's text, from which rows are quoted

    def rows(self) -> list[dict[str, Any]]:
        """Return a row for each proposal: document, page, offsets, text, ground, reason."""
        return [
            {
                "source": self.source,
                "page": item.page,
                "start": item.start,
                "end": item.end,
                "text": self.text[item.start : item.end],
                "kind": item.kind,
                "rule": item.rule,
                "ground": item.ground,
                "alternatives": list(item.alternatives),
                "basis": item.basis,
                "reason": item.reason,
                "cautions": list(item.cautions),
                "confidence": item.confidence,
            }
            for item in self.proposals
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return the record of ``reports/woo.schema.json``."""
        error = None
        if self.error_code is not None:
            error = {"code": self.error_code, "message": self.error_message or ""}
        return {
            "schema_version": SCHEMA_VERSION,
            "source": self.source,
            "sha256": self.sha256,
            "title": self.title,
            "model": self.model,
            "label": self.label,
            "decision": self.decision,
            "proposals": self.rows(),
            "share": self.share,
            "max_share": self.max_share,
            "disproportionate": self.disproportionate,
            "remaining": self.remaining,
            "partial": self.partial,
            "meaningful": self.meaningful,
            "warnings": list(self.warnings),
            "error": error,
        }
