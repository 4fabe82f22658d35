"""Where a file a document is written: one file, or a folder of its own, never over a document."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from classifier.cli.names import Names


class Target:
    """A file for one document, or a folder for a file of each.

    Parameters
    ----------
    path : Path
        A file when it ends in the suffix, otherwise a folder: new or empty.
    suffix : str
        Of the files, such as ".pdf".
    option : str
        What named the path, for messages.
    paths : sequence of str
        What is read; nothing that is written may take its place or become a part of it.
    many : bool
        Whether there are several documents, whatever the paths.

    Raises
    ------
    typer.BadParameter
        When it cannot be written without touching what is there.
    """

    def __init__(
        self, path: Path, suffix: str, option: str, paths: Sequence[str], *, many: bool = False
    ) -> None:
        self._path = path
        self._option = option
        self._names = Names(suffix)
        self._is_file = path.suffix.lower() == suffix
        inputs = [Path(each) for each in paths if each != "-"]
        if self._is_file:
            self._check_file(inputs, many=many or len(paths) > 1)
        else:
            self._check_folder(inputs)

    def write(self, source: str, content: bytes) -> None:
        """Write the file of a document.

        Parameters
        ----------
        source : str
            The document, after which its file in a folder is named.
        content : bytes
            What the file holds.

        Raises
        ------
        typer.BadParameter
            When it cannot be written.
        """
        from classifier.cli import output

        path = self._path if self._is_file else self._path / self._names.of(source)
        with output.opened_binary(path, self._option) as stream:
            stream.write(content)

    def _check_file(self, inputs: Sequence[Path], *, many: bool) -> None:
        if self._path.is_dir():
            raise self._refusal(
                "is a folder", f"name one that ends otherwise, or a file in {self._path}"
            )
        if many or any(path.is_dir() for path in inputs):
            raise self._refusal("is one file", "name a folder, for a file of each document")
        for path in inputs:
            if path.exists() and self._path.exists() and path.samefile(self._path):
                raise self._refusal("is the document itself", "name another file")

    def _check_folder(self, inputs: Sequence[Path]) -> None:
        here = self._path.resolve()
        if any(path.is_dir() and here.is_relative_to(path.resolve()) for path in inputs):
            raise self._refusal("lies in a folder that is read", "name a folder outside it")
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            full = any(not path.name.startswith(".") for path in self._path.iterdir())
        except OSError as error:
            why = f"cannot be used ({error.strerror})"
            raise self._refusal(why, "name another folder") from error
        if full:
            raise self._refusal("holds files already", "name a new or empty folder")

    def _refusal(self, why: str, remedy: str) -> typer.BadParameter:
        return typer.BadParameter(f"{self._path} {why}; {remedy}", param_hint=self._option)
