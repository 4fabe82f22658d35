"""What to label next as tasks for Label Studio, with the model's answer as a prediction.

Tasks for documents ask for one choice; tasks for passages show the document, with the passages
that are suggested marked in it. What is exported from Label Studio afterwards is read by
:mod:`classifier.corpora.labelstudio`. The format: https://labelstud.io/guide/predictions
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TextIO

from classifier.active import Suggestion
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.reports.json import write_value
from classifier.reports.suggestions import reason

_TEXT: Final = "text"  # the tag that shows the text
_LABEL: Final = "label"  # the tag that asks for the label of the document
_PASSAGES: Final = "passages"  # the tag that marks passages


def config(*, passages: bool = False) -> str:
    """Return the labelling interface of a project that takes the tasks, as Label Studio's XML."""
    tag, options, attributes = (
        ("Labels", PASSAGE_LABELS, f'name="{_PASSAGES}" toName="{_TEXT}"')
        if passages
        else ("Choices", DOCUMENT_LABELS, f'name="{_LABEL}" toName="{_TEXT}" required="true"')
    )
    option = "Label" if passages else "Choice"
    return "\n".join(
        [
            "<View>",
            '  <Header value="$reason"/>',
            f"  <{tag} {attributes}>",
            *(f'    <{option} value="{label}"/>' for label in options),
            f"  </{tag}>",
            f'  <Text name="{_TEXT}" value="$text"/>',
            "</View>",
            "",
        ]
    )


def write(suggestions: Sequence[Suggestion], stream: TextIO, *, passages: bool = False) -> None:
    """Write the tasks as one JSON array.

    Parameters
    ----------
    suggestions : sequence of Suggestion
        Documents, or passages.
    stream : TextIO
        Where to.
    passages : bool
        Whether they are passages: those of one document make one task.
    """
    tasks = _passage_tasks(suggestions) if passages else [_document_task(s) for s in suggestions]
    write_value(tasks, stream)


def _document_task(suggestion: Suggestion) -> dict[str, Any]:
    candidate = suggestion.candidate
    chance = candidate.probabilities[candidate.label]
    result = {
        "id": "label",
        "from_name": _LABEL,
        "to_name": _TEXT,
        "type": "choices",
        "value": {"choices": [candidate.label]},
    }
    return _task([suggestion], [result], chance)


def _passage_tasks(suggestions: Sequence[Suggestion]) -> list[dict[str, Any]]:
    """Return a task a document, in the order of the first suggestion in each."""
    documents: dict[str, list[Suggestion]] = {}
    for suggestion in suggestions:
        documents.setdefault(suggestion.candidate.document, []).append(suggestion)
    return [
        _task(found, [_region(each) for each in found], min(map(_chance, found)))
        for found in documents.values()
    ]


def _region(suggestion: Suggestion) -> dict[str, Any]:
    candidate = suggestion.candidate
    # A browser counts in halves of UTF-16: a character beyond the first 65,536 counts twice.
    start = _halves(candidate.text[: candidate.start])
    return {
        "id": f"passage-{suggestion.rank}",
        "from_name": _PASSAGES,
        "to_name": _TEXT,
        "type": "labels",
        "score": _chance(suggestion),
        "value": {
            "start": start,
            "end": start + _halves(candidate.part),
            "text": candidate.part,
            "labels": [candidate.label],
        },
    }


def _task(
    suggestions: Sequence[Suggestion], results: list[dict[str, Any]], score: float
) -> dict[str, Any]:
    first = suggestions[0].candidate
    return {
        "data": {
            "id": first.document,
            "text": first.text,
            "title": first.title,
            "rank": suggestions[0].rank,
            "reason": " | ".join(dict.fromkeys(map(reason, suggestions))),
        },
        "predictions": [{"model_version": first.model, "score": score, "result": results}],
    }


def _chance(suggestion: Suggestion) -> float:
    return suggestion.candidate.probabilities[suggestion.candidate.label]


def _halves(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2
