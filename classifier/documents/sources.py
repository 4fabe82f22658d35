"""Sources: what a document in a container is called, and which one is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from classifier.documents.characters import one_line

SEPARATOR: Final = "!/"  # between a container and what is in it: dossier.zip!/map/brief.docx


@dataclass(frozen=True)
class Asked:
    """What of a file is asked for.

    Attributes
    ----------
    source : str
        The source of one document in the file, or of a container in it; "" for everything.
    """

    source: str = ""

    def takes(self, source: str) -> bool:
        """Return whether a document is, or is in, what is asked for."""
        return not self.source or _is_in(source, self.source)

    def leads_to(self, source: str) -> bool:
        """Return whether a document is asked for, or holds what is."""
        return self.takes(source) or _is_in(self.source, source)


def _is_in(source: str, outer: str) -> bool:
    return f"{source}{SEPARATOR}".startswith(outer + SEPARATOR)


def split_path(path: Path) -> tuple[Path, str]:
    """Return the path of a file, and the source of what in it is asked for, "" for all.

    A file whose own name has the separator in it is that file.

    >>> outer, source = split_path(Path("dossier.zip!/brief.docx"))
    >>> outer.name, source
    ('dossier.zip', 'dossier.zip!/brief.docx')
    """
    outer, separator, _ = str(path).partition(SEPARATOR)
    if not separator or _exists(path):
        return path, ""
    return Path(outer), str(path)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # too long a name for a file
        return False


def free_name(name: str, taken: dict[str, int]) -> str:
    """Return a member's name as a relative path that no other member has, and take it.

    Parameters
    ----------
    name : str
        As the container has it.
    taken : dict of str to int
        The names that other members have, and the number to try first for the next of that name.

    >>> taken: dict[str, int] = {}
    >>> free_name("../map/brief.docx", taken), free_name("map/brief.docx", taken)
    ('map/brief.docx', 'map/brief (2).docx')
    """
    parts = [part for part in map(one_line, name.replace("\\", "/").split("/")) if part.strip(".")]
    free = found = "/".join(parts) or "zonder naam"
    number = taken.get(found, 2)
    while free in taken:
        stem, dot, suffix = found.rpartition(".")
        free = f"{stem} ({number}).{suffix}" if dot else f"{found} ({number})"
        number += 1
    taken[found] = number
    taken.setdefault(free, 2)
    return free
