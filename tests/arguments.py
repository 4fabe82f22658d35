"""Arguments of the command at random, of every command and option that it has.

Shared by ``tests/fuzz_commands.py`` and the tests; the same dice give the same arguments. Commands
and options are those of the application itself, so that a new one takes part at once.
"""

from __future__ import annotations

import io
import json
import os
import random
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import typer

from classifier.cli import app, main
from classifier.errors import UnreachableSourceError

WORK = "Open het dossier in het systeem en noteer de datum van ontvangst. " * 6
RULE = "Het college verleent geen ontheffing, tenzij de gevolgen onevenredig zijn. " * 6
ROWS = [{"id": f"r{n}", "text": (WORK, RULE)[n % 2], "label": "overig"} for n in range(4)]
#: What any option may be given; no path among them leads out of a folder made for it.
ANYTHING = (
    *("", " ", "-", "--", "-1", "0", "1", "2", "0.5", "nan", "inf", "-inf", "1e400", "9" * 40),
    *("١٢", "1_0", "x", "a=b", "=", "==", "a=", "=b", "1=beleidsregel", "max_pages=1"),
    *("max_seconds=99999999999999999999", "max_pages=²", "max_bytes=1", "max_chars=1"),
    *("2026-02-30", "2020-01-01", "http://[", "https://x@y:99999/", "file:///x", "ni\udcffet"),
    *("\x1b[31mrood", "a\nb", "\u202eomgekeerd", "x" * 300, "x/" * 3000, "~", "*", "%s", "{0}"),
    *("/dev/null", "/dev/full", "/proc/uit", "nieuw", "nieuw/uit", "out.jsonl", "out.pdf"),
)
FORMATS = ("table", "json", "jsonl", "csv", "parquet", "html", "diwoo", "text", "label-studio")
#: What some options are given as a rule, and whether they may be given anything else.
MEANT = {
    "--format": (FORMATS, True),
    "--ocr": (("auto", "always", "never"), True),
    "--jobs": (("-2", "0", "1", "x", "", "1.5"), False),  # more would start processes with a model
}


def prepared(folder: Path) -> Path:
    """Fill a folder with documents, corpora and what only looks like them; return where to work."""
    here = folder / "a" / "b"
    (here / "in" / "sub").mkdir(parents=True)
    files = {
        "in/a.txt": WORK,
        "in/sub/b.txt": RULE,
        "leeg.txt": "",
        "kort.txt": "Wij horen.",
        "kapot.pdf": "%PDF-1.4\n",
        "rijen.jsonl": "\n".join(map(json.dumps, ROWS)),
        "rijen.csv": "id,text,label\n1,Wij horen,beleidsregel\n2,,overig\n3,iets,vreemd\n",
        "kapot.jsonl": '{"id": 1\n[]\n',
        "kapot.parquet": "PAR1",
        "kapot.json": "[" * 2000,
        "model/model.json": '{"format": 1}',
        "ni\udcffet.txt": WORK,
    }
    for name, content in files.items():
        path = here / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, encoding="utf-8")
    (here / "kring").symlink_to("kring")
    return here


def commands(command: Any = None, names: tuple[str, ...] = ()) -> Iterator[tuple[list[str], Any]]:
    """Yield each command that does something, with the words that name it."""
    command = typer.main.get_command(app) if command is None else command
    below = getattr(command, "commands", None)
    if below is None:
        yield list(names), command
    for name, each in sorted((below or {}).items()):
        yield from commands(each, (*names, name))


def drawn(dice: random.Random, here: Path) -> list[str]:
    """Return arguments: mostly of one command, with some of its options, in any order."""
    words, command = dice.choice(list(commands()))
    there = sorted(str(path.relative_to(here)) for path in here.rglob("*"))

    def value() -> str:
        return dice.choice(there if there and dice.random() < 0.5 else ANYTHING)

    options, positions = [], []
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            positions += [value() for _ in range(dice.choice((0, 1, 1, 1, 2)))]
        elif parameter.required or dice.random() < 0.3:
            name = dice.choice([*parameter.opts, *parameter.secondary_opts])
            options.append([name])
            if not getattr(parameter, "is_flag", False):
                often, others = MEANT.get(name, ((), True))
                any_other = not often or (others and dice.random() < 0.1)
                options[-1].append(value() if any_other else dice.choice(often))
    if dice.random() < 0.05:
        options.append([dice.choice(("--help", "--version", "--", "--vreemd", "-x"))])
    mixed = [*options, *([each] for each in positions)]
    dice.shuffle(mixed)
    return [*words, *(each for some in mixed for each in some if "\0" not in os.fsdecode(each))]


def wrong(arguments: list[str], here: Path) -> str | None:
    """Run the command in a folder, and return what is wrong with how it ended; None for nothing."""
    before = Path.cwd()
    out, err = io.StringIO(), io.StringIO()
    os.chdir(here)
    stdin, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(RULE.encode()))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
    except Exception as error:
        return f"raised {type(error).__name__}: {error}"
    finally:
        sys.stdin = stdin
        os.chdir(before)
    if code not in (0, 1, 2):
        return f"exit code {code}"
    if code == 2 and (not err.getvalue().startswith("beleidsregel: ") or out.getvalue()):
        return f"wrong usage is told by {out.getvalue()!r}, {err.getvalue()!r}"
    if "Traceback" in err.getvalue() or "\x1b" in out.getvalue() + err.getvalue():
        return f"shows {err.getvalue()!r}"
    return None


def unreachable(*_: object, **__: object) -> None:
    """Take the place of what asks other machines: nothing here may do so."""
    raise UnreachableSourceError("no network here")
