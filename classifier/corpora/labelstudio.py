"""Label Studio: JSON and JSON-MIN, with choices for documents and labels for passages.

A task holds its data and an annotation for each annotator::

    {"id": 1, "data": {"text": …}, "annotations": [{"completed_by": 2, "was_cancelled": false,
     "result": [{"type": "choices", "from_name": "soort", "value": {"choices": ["overig"]}},
                {"type": "labels", "value": {"start": 0, "end": 9, "labels": ["norm"]}}]}]}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from classifier.corpora.columns import entry_of, one_label
from classifier.corpora.entry import Entry, Fields, Passage, RowPlace
from classifier.corpora.files import FileTexts

_REGIONS: Final = ("labels", "hypertextlabels", "paragraphlabels")


def recognises(row: Mapping[str, Any]) -> bool:
    """Return whether a row is a task: of JSON, or of JSON-MIN, where each annotation is a row."""
    full = isinstance(row.get("data"), Mapping) and isinstance(row.get("annotations"), list)
    return full or ("annotation_id" in row and "annotator" in row)


def read(
    row: Mapping[str, Any], place: RowPlace, fields: Fields, files: FileTexts
) -> Iterator[Entry]:
    """Yield an entry for each annotation of a task, one without label when there is none."""
    if "annotations" not in row:
        yield _entry(row, row, _results_of_row(row, fields), row["annotator"], place, fields)
        return
    annotations = [each for each in row["annotations"] if isinstance(each, Mapping)]
    for annotation in [each for each in annotations if not each.get("was_cancelled")] or [{}]:
        results = annotation.get("result")
        who = annotation.get("completed_by")
        who = who.get("id", who.get("email")) if isinstance(who, Mapping) else who
        yield _entry(
            row["data"], row, results if isinstance(results, list) else (), who, place, fields
        )


def _entry(
    data: Mapping[str, Any],
    task: Mapping[str, Any],
    results: Sequence[Any],
    annotator: object,
    place: RowPlace,
    fields: Fields,
) -> Entry:
    problems: list[str] = []
    text = _text(data, fields, problems)
    choices: dict[str, list[object]] = {}
    passages = []
    for result in results:
        value = result.get("value") if isinstance(result, Mapping) else None
        if not isinstance(value, Mapping):
            continue
        if isinstance(value.get("choices"), list):
            choices.setdefault(str(result.get("from_name")), []).extend(value["choices"])
        for kind in _REGIONS:
            labels = value.get(kind)
            for label in labels if isinstance(labels, list) else ():
                passages.append(_passage(value, str(label), text))
    return entry_of(
        data,
        place,
        fields,
        text=text,
        label=one_label(_chosen(choices, fields, problems), problems),
        identity=data.get(fields.id, task.get("id")),
        passages=passages,
        annotator=annotator,
        problems=problems,
    )


def _text(data: Mapping[str, Any], fields: Fields, problems: list[str]) -> str:
    """Return the text that was shown; a project may call it as it likes."""
    if isinstance(data.get(fields.text), str):
        return str(data[fields.text])
    texts = [value for name, value in data.items() if isinstance(value, str) and name != fields.id]
    if len(texts) == 1:
        return texts[0]
    problems.append(
        f"which of its data is the text? it has: {', '.join(map(str, data)) or 'nothing'}; "
        "name one with --text-field"
    )
    return ""


def _chosen(
    choices: Mapping[str, list[object]], fields: Fields, problems: list[str]
) -> list[object]:
    if fields.label in choices:
        return choices[fields.label]
    if len(choices) > 1:
        problems.append(
            f"which of its choices is the label? it has: {', '.join(choices)}; "
            "name one with --label-field"
        )
        return []
    return next(iter(choices.values()), [])


def _passage(value: Mapping[str, Any], label: str, text: str) -> Passage:
    """Return a passage; one that cannot be placed lies outside the text, which is told later."""
    start, end, words = value.get("start"), value.get("end"), value.get("text")
    if not isinstance(start, int) or not isinstance(end, int):
        return Passage(-1, -1, label)
    if isinstance(words, str) and text[start:end] != words:
        # A browser counts in halves of UTF-16: a character beyond the first 65,536 counts twice.
        halves = text.encode("utf-16-le", errors="surrogatepass")
        before = halves[: 2 * start].decode("utf-16-le", errors="replace")
        start, end = len(before), len(before) + len(words)
        if text[start:end] != words:
            return Passage(-1, -1, label)
    return Passage(start, end, label)


def _results_of_row(row: Mapping[str, Any], fields: Fields) -> list[dict[str, Any]]:
    """Return what a row of JSON-MIN says as results: one field a control."""
    results: list[dict[str, Any]] = []
    for name, value in row.items():
        if name == fields.label and isinstance(value, str):
            results.append({"from_name": name, "value": {"choices": [value]}})
        elif isinstance(value, Mapping):
            results.append({"from_name": name, "value": value})
        elif isinstance(value, list):
            results += [{"from_name": name, "value": each} for each in value]
    return results
