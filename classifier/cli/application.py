"""The command line as a whole: its commands, and how it ends."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Final

import typer

from classifier import __version__
from classifier.cli.classify import classify
from classifier.cli.compare import compare
from classifier.cli.corpus import app as corpus_app
from classifier.cli.evaluate import evaluate
from classifier.cli.explain import explain
from classifier.cli.model import app as model_app
from classifier.cli.report import report
from classifier.cli.simulate import simulate
from classifier.cli.suggest import suggest
from classifier.cli.train import train
from classifier.cli.woo import woo
from classifier.errors import (
    ClassifierError,
    ClusterError,
    CorpusError,
    JournalError,
    MissingPackageError,
    ModelError,
    RemoteError,
)
from classifier.reports.visible import visible

_NAME: Final = "beleidsregel"
_FAILED: Final = 1
_WRONG_USAGE: Final = 2
_INTERRUPTED: Final = 130
# Errors of what the command was given, and not of what became of the work.
_USAGE: Final = (
    ModelError,
    CorpusError,
    JournalError,
    MissingPackageError,
    RemoteError,
    ClusterError,
)
_SILENT: Final = logging.NullHandler()
# Older versions of typer take click's classes along, newer ones have their own.
_UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    name=_NAME,
    help="Tell Dutch policy rules (beleidsregels) from internal work instructions, and say why.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(classify)
app.command()(explain)
app.command()(woo)
app.command()(report)
app.command()(train)
app.command()(evaluate)
app.command()(compare)
app.command()(suggest)
app.command()(simulate)
app.add_typer(model_app, name="model")
app.add_typer(corpus_app, name="corpus")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"{_NAME} {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    # The docstring of a callback would become the help; typer.Typer has it already.
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code.

    Parameters
    ----------
    arguments : sequence of str, optional
        By default those of the process.

    Returns
    -------
    int
        0 when all went well, 1 when documents or a training failed, 2 for wrong usage, 130 when
        interrupted.
    """
    # A record says what became of a document; tracebacks that the library logs stay silent.
    logging.getLogger("classifier").addHandler(_SILENT)
    _open_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    command = typer.main.get_command(app)
    given = None if arguments is None else list(arguments)
    try:
        code = command.main(given, prog_name=_NAME, standalone_mode=False)
        sys.stdout.flush()
    except _UsageError as error:
        message = error.format_message()  # type: ignore[attr-defined]
        return _fail(f"{message.rstrip('.')}; see: {_NAME} --help", _WRONG_USAGE)
    except _USAGE as error:
        return _fail(error.message, _WRONG_USAGE)
    except ClassifierError as error:
        return _fail(error.message, _FAILED)
    except (KeyboardInterrupt, typer.Abort):
        return _INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()  # whoever read it has seen enough
        return _FAILED
    except OSError as error:  # a full disk, for one
        if error.filename is None:
            _let_go_of_output()
        return _fail(f"{error.filename or 'the output'}: {error.strerror or error}", _FAILED)
    return code if isinstance(code, int) else 0


def _open_streams() -> None:
    """Put /dev/null in the place of standard streams that whoever started this has closed.

    Opened first and in this order they get the numbers of those streams, so that no file that is
    opened later does, and is written to by what a library prints.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115


def _let_go_of_output() -> None:
    """Write nowhere what the output did not take: at its end Python tries again, and complains."""
    with suppress(OSError):  # the output of a test is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: int) -> int:
    print(f"{_NAME}: {visible(message)}", file=sys.stderr)  # noqa: T201
    return code
