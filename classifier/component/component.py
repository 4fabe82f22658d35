"""The spaCy component that puts the labels into ``doc.cats`` and the reasons into ``doc.spans``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from spacy.tokens import Doc, Span, SpanGroup

from classifier.assessment import Assessment
from classifier.assessor import Assessor
from classifier.component.aligning import Alignment
from classifier.errors import ModelError

KEY: Final = "beleidsregel"  # of the component, and of its spans in a doc
_FILE: Final = "assessor.json"


class BeleidsregelComponent:
    """Component that labels a doc, whatever the pipeline before it.

    The text of the doc is read and preprocessed anew, with the pipeline of the model; what comes
    of it is laid over the tokens of the doc.

    - ``doc.cats``: the probability of each label; nothing when the doc cannot be judged.
    - ``doc.spans["beleidsregel"]``: the places of the strongest reasons, in the order of the
      text. ``label_`` is the feature ("cue:hardheidsclausule"), ``kb_id_`` what this one place
      adds to the score, in log-odds ("+0.42").
    - ``doc.spans["beleidsregel"].attrs``: ``decision``, ``outcome``, ``findings``, the sum
      (``target``, ``against``, ``score``, ``bias``, ``remainder``), ``contributions`` (of each
      span, in their order) and ``error`` (None, or its ``code`` and ``message``). So
      ``score == bias + sum(contributions) + remainder``.

    Parameters
    ----------
    assessor : Assessor
        From :func:`classifier.load`.
    top : int
        How many reasons to show; the others are in the remainder.
    """

    def __init__(self, assessor: Assessor, top: int = 20) -> None:
        self.assessor = assessor
        self.top = top

    def __call__(self, doc: Doc) -> Doc:
        """Set the labels and the reasons of a doc."""
        content = doc.text.encode("utf-8", errors="replace")
        (found,) = self.assessor.assess_many([content], explain=True)
        doc.cats.update(found.probabilities)
        spans, attributes = self._reasons(doc, found)
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans, attrs=attributes)
        return doc

    def _reasons(self, doc: Doc, found: Assessment) -> tuple[list[Span], dict[str, Any]]:
        error = None
        if found.error_code is not None:
            error = {"code": found.error_code, "message": found.error_message}
        attributes: dict[str, Any] = {
            "decision": found.decision,
            "outcome": found.outcome,
            "findings": list(found.findings),
            "error": error,
        }
        explanation = found.explanation
        if explanation is None:
            return [], attributes
        alignment = Alignment(found.text, doc.text)
        places: list[tuple[Span, float]] = []
        for reason in explanation.contributions[: self.top]:
            share = reason.contribution / max(1, len(reason.spans))
            for start, end in reason.spans:
                place = alignment.place(start, end)
                if place is not None and (span := _span(doc, *place, reason.feature, share)):
                    places.append((span, share))
        places.sort(key=lambda pair: (pair[0].start, pair[0].end, pair[0].label_))
        shares = [share for _, share in places]
        attributes |= {
            "target": explanation.target,
            "against": explanation.against,
            "score": explanation.score,
            "bias": explanation.bias,
            "remainder": explanation.score - explanation.bias - sum(shares),
            "contributions": shares,
        }
        return [span for span, _ in places], attributes

    # A stored pipeline holds which model it needs, and never the model itself.

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Return the name and version of the model."""
        return json.dumps({"model": self._name}).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> BeleidsregelComponent:
        """Check that the model is the one that the pipeline was stored with.

        Raises
        ------
        ModelError
            When it is another.
        """
        stored = json.loads(data)["model"]
        if stored != self._name:
            raise ModelError(
                f"the pipeline was stored with model {stored}, this is {self._name}; "
                "give the component that model, or add it anew"
            )
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the name and version of the model into a folder."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> BeleidsregelComponent:
        """Check the model, as :meth:`from_bytes` does."""
        return self.from_bytes((Path(path) / _FILE).read_bytes())

    @property
    def _name(self) -> str:
        return self.assessor.model.info.full_name


def _span(doc: Doc, start: int, end: int, feature: str, share: float) -> Span | None:
    span: Span | None = doc.char_span(
        start, end, label=feature, kb_id=f"{share:+.2f}", alignment_mode="expand"
    )
    return span
