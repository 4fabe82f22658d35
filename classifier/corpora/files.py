"""The texts of files that a corpus names or holds: plain text as it is, other formats as read."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from classifier.documents import IsolatedReader, Limits
from classifier.documents.builder import OcrMode
from classifier.documents.reader import load
from classifier.errors import DocumentError

_AS_IS: Final = {".txt", ".text", ""}


class FileTexts:
    """Gives the texts of files, each read in a process of its own.

    Parameters
    ----------
    limits : Limits
        What one document may cost.
    ocr : {"auto", "always", "never"}
        Whether text is read in the images of pages, as :func:`classifier.read` takes it.
    """

    def __init__(self, limits: Limits, ocr: OcrMode = "auto") -> None:
        self.limits = limits
        self.reader = IsolatedReader(limits, ocr)  # starts its process with the first document

    def text_of(self, folder: Path, name: str) -> tuple[str, str]:
        """Return the text of a file, and what is wrong with it, "" when nothing is.

        Parameters
        ----------
        folder : Path
            Where the file must lie.
        name : str
            Its name, which may hold folders within that folder.
        """
        path = folder / name
        # A row may not reach outside the folder, whatever it names.
        try:
            inside = path.resolve().is_relative_to(folder.resolve()) and path.is_file()
        except (OSError, ValueError):  # too long a name, or one with a NUL
            inside = False
        if not inside:
            return "", f"there is no file {name!r} in {folder}; put it there, or leave the row out"
        try:
            content = load(path, name, self.limits)
            if path.suffix.lower() in _AS_IS:
                try:
                    return content.decode("utf-8"), ""
                except UnicodeDecodeError:  # in an older encoding, which reading finds out
                    pass
            return self.reader(content, name=name).text, ""
        except DocumentError as error:
            return "", f"{error.message}, or leave the row out"

    def close(self) -> None:
        """End the process that reads."""
        self.reader.close()
