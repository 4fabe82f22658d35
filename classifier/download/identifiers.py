"""The public numbers of documents, which our tables call their id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["bwb", "cvdr", "publication"]

# A number is written into addresses and names of files, so nothing else is let through.
_FORMS: Final[tuple[tuple[Kind, re.Pattern[str]], ...]] = (
    (
        "bwb",
        re.compile(
            r"(?P<work>BWB[A-Z]\d{7})(?:_(?P<version>\d{4}-\d\d-\d\d_\d{1,3}))?"
            r"(?:/(?P<part>[A-Z]\d{1,2}))?",
            re.A,
        ),
    ),
    ("cvdr", re.compile(r"(?P<work>CVDR\d{1,9})(?:_(?P<version>\d{1,4}))?", re.A)),
    (
        "publication",
        re.compile(r"(?P<work>(?:stcrt|stb|trb|gmb|prb|wsb|bgr)-\d{4}-\d{1,9})", re.A),
    ),
)


@dataclass(frozen=True, slots=True)
class Identifier:
    """Which text an id stands for."""

    kind: Kind  # the statute database, local regulations, or the official journals
    work: str  # "BWBR0012287", "CVDR112779" or "stcrt-2015-47076"
    version: str = ""  # "2015-07-01_0" of the BWB, "1" of CVDR; "" when a day decides
    part: str = ""  # such as "A1", a chapter of a circular; "" for the whole


def identifier_of(name: str) -> Identifier | None:
    """Return what an id stands for, None when no official source has it.

    Parameters
    ----------
    name : str
        The id of a row.

    Examples
    --------
    >>> identifier_of("BWBR0012287/A1")
    Identifier(kind='bwb', work='BWBR0012287', version='', part='A1')
    >>> identifier_of("CVDR112779_1").version
    '1'
    >>> identifier_of("../BWBR0012287") is None
    True
    """
    for kind, form in _FORMS:
        found = form.fullmatch(name)
        if found:
            parts = found.groupdict()
            return Identifier(
                kind, parts["work"], parts.get("version") or "", parts.get("part") or ""
            )
    return None
