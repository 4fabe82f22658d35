"""Names of the files that are written about documents."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_LONGEST: Final = 80  # characters of a name, without what makes it unique
# Windows opens devices under these names, whatever comes behind the dot.
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")


class Names:
    """Gives each source a file name that is safe everywhere and that no other source has.

    Parameters
    ----------
    suffix : str
        What the names end in.

    >>> names = Names()
    >>> names.of("map/Nota één.pdf"), names.of("elders/nota een.pdf"), names.of("-")
    ('nota-een-pdf.html', 'nota-een-pdf-2.html', 'document.html')
    """

    def __init__(self, suffix: str = ".html") -> None:
        self._suffix = suffix
        self._taken = {f"index{suffix}"}  # the page that lists the others
        self._next: dict[str, int] = {}  # by stem: the number to try first

    def of(self, source: str) -> str:
        """Return the name for the next source."""
        last = re.split(r"[/\\]", source.rstrip("/\\"))[-1]
        plain = unicodedata.normalize("NFKD", last).encode("ascii", "ignore").decode().lower()
        stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST].strip("-")
        if not stem or _DEVICES.fullmatch(stem):
            stem = f"document-{stem}".strip("-")
        name, number = f"{stem}{self._suffix}", self._next.get(stem, 2)
        while name in self._taken:
            name, number = f"{stem}-{number}{self._suffix}", number + 1
        self._next[stem] = number
        self._taken.add(name)
        return name
