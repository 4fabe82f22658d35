"""Records as JSON: one array, or one object a line (JSONL)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, Final, TextIO

from classifier.assessment.assessment import Assessment

# Characters that JSON may hold as they are, but with which a text could steer a terminal or turn
# its reading direction: written as escapes, which mean the same.
_HIDDEN: Final = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")


def dumps(assessment: Assessment, *, indent: int | None = None) -> str:
    """Return the record of an assessment as JSON.

    Parameters
    ----------
    assessment : Assessment
        What to write; ``reports/assessment.schema.json`` describes the record.
    indent : int, optional
        Spaces a level; by default everything stands on one line.
    """
    return as_line(assessment.as_dict(), indent=indent)


def as_line(record: Any, *, indent: int | None = None) -> str:
    """Return a record as JSON in which nothing can steer a terminal.

    Parameters
    ----------
    record : any
        What to write, of what JSON holds.
    indent : int, optional
        Spaces a level; by default everything stands on one line.
    """
    # NaN is not JSON: better a clear failure here than a line that no reader takes.
    text = json.dumps(record, ensure_ascii=False, indent=indent, allow_nan=False)
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write_value(value: Any, stream: TextIO) -> None:
    """Write one value as JSON for people, in which nothing can steer a terminal.

    Parameters
    ----------
    value : any
        What to write, of what JSON holds.
    stream : TextIO
        Where to; its encoding must be UTF-8.
    """
    stream.write(as_line(value, indent=2) + "\n")


def write(assessments: Iterable[Assessment], stream: TextIO) -> None:
    """Write the records as one JSON array, each as soon as it is there.

    Parameters
    ----------
    assessments : iterable of Assessment
        What to write.
    stream : TextIO
        Where to; its encoding must be UTF-8.
    """
    separator = "[\n"
    for assessment in assessments:
        stream.write(separator + dumps(assessment))
        stream.flush()
        separator = ",\n"
    stream.write("[]\n" if separator == "[\n" else "\n]\n")


def write_lines(assessments: Iterable[Assessment], stream: TextIO) -> None:
    """Write the records as JSONL, each as soon as it is there.

    Parameters
    ----------
    assessments : iterable of Assessment
        What to write.
    stream : TextIO
        Where to; its encoding must be UTF-8.
    """
    for assessment in assessments:
        stream.write(dumps(assessment) + "\n")
        stream.flush()
