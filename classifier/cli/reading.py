"""How commands read labelled corpora: the options of all of them, each declared here once.

A command takes them as one argument, annotated :class:`Reading`, under :func:`reading_corpora`.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from classifier.cli.messages import say
from classifier.cli.options import (
    GroupField,
    IdField,
    LabelField,
    Limit,
    Map,
    Ocr,
    OcrOption,
    TextField,
    check_paths,
    limits_of,
    names_of,
)
from classifier.cli.output import check_apart

if TYPE_CHECKING:
    from classifier.corpora import Entry, Fields
    from classifier.corpora.corpus import LabelledDocument


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """How corpora are read, as the command line says; its fields are the options."""

    text_field: TextField = "text"
    label_field: LabelField = "label"
    id_field: IdField = "id"
    group_field: GroupField = "group"
    names: Map = None
    ocr: OcrOption = Ocr.AUTO
    limit: Limit = None

    def check(self, paths: Sequence[Path | None], output: Path | None = None) -> None:
        """Refuse what is wrong, before anything heavy is imported.

        Parameters
        ----------
        paths : sequence of Path or None
            Of corpora.
        output : Path, optional
            The file to write, which must be none of their files.

        Raises
        ------
        typer.BadParameter
            When an option or a path is wrong.
        """
        check_paths(paths)
        if output is not None and output.is_dir():
            raise typer.BadParameter(f"{output} is a folder; name a file", param_hint="--output")
        check_apart_from(paths, output)
        names_of(self.names)
        limits_of(self.limit)

    def fields(self) -> Fields:
        """Return what the columns are called."""
        from classifier.corpora import Fields

        return Fields(self.text_field, self.label_field, self.id_field, self.group_field)

    def keywords(self) -> dict[str, Any]:
        """Return what :func:`classifier.corpora.read_entries` and its like take by keyword."""
        return {
            "fields": self.fields(),
            "names": names_of(self.names),
            "limits": limits_of(self.limit),
            "ocr": self.ocr.value,
        }

    def documents(self, corpora: Iterable[Path]) -> list[LabelledDocument]:
        """Return the documents of corpora that have a label, which can all be used.

        Raises
        ------
        CorpusError
            When some cannot.
        """
        from classifier.corpora.corpus import read_corpora
        from classifier.labels import DOCUMENT_LABELS

        return read_corpora(
            list(corpora),
            labels=DOCUMENT_LABELS,
            progress=lambda message: say(f"note: {message}"),
            **self.keywords(),
        )

    def entries(self, corpora: Iterable[Path]) -> list[Entry]:
        """Return what is in corpora, whether it can be used or not.

        Raises
        ------
        CorpusError
            When there is nothing in them.
        """
        from classifier.corpora import read_entries
        from classifier.errors import CorpusError

        paths, how = list(corpora), self.keywords()
        entries = [entry for path in paths for entry in read_entries(path, **how)]
        if not entries:
            raise CorpusError(f"{paths[0]}: there are no documents in it; check the path")
        return entries


def check_apart_from(
    corpora: Iterable[Path | None], output: Path | None, option: str = "--output"
) -> None:
    """Refuse to write over a corpus, or over a file of one that is a folder.

    Parameters
    ----------
    corpora : iterable of Path or None
        Files and folders that are there.
    output : Path or None
        Where output goes.
    option : str
        What named the output.

    Raises
    ------
    typer.BadParameter
        When it is a file that is read.
    """
    if output is None or not output.is_file():
        return
    from classifier.corpora.checksums import corpus_files

    given = (path for path in corpora if path is not None)
    check_apart(output, [file for path in given for file in corpus_files(path)], option)


def reading_corpora(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of :class:`Reading`, where its signature has ``reading``.

    Parameters
    ----------
    command : callable
        With an argument ``reading``, which gets what was said on the command line.
    """
    signature = inspect.signature(command, eval_str=True)
    options = inspect.signature(Reading, eval_str=True).parameters.values()

    @wraps(command)
    def with_options(**given: Any) -> None:
        reading = Reading(
            **{field.name: given.pop(field.name) for field in dataclasses.fields(Reading)}
        )
        command(reading=reading, **given)

    parameters = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for parameter in signature.parameters.values()
        for each in (options if parameter.name == "reading" else [parameter])
    ]
    # What typer makes the options from.
    with_options.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return with_options
