import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import classifier
from classifier.cli.progress import followed

HEAVY = ("spacy", "sklearn", "pandas", "pyarrow", "numpy", "rich", "lxml", "hypothesis")
HELPS = [[], ["classify"], ["explain"], ["train"], ["model"], ["model", "show"]]
ROOT = Path(__file__).parents[2]


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | environment,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", HELPS, ids=lambda command: " ".join(command) or "beleidsregel")
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    code = (
        "import sys; from classifier.cli import main\n"
        f"code = main([*{command!r}, '--help'])\n"
        f"print('code', code, 'loaded', [m for m in {HEAVY!r} if m in sys.modules])"
    )
    done = python("-c", code)
    *text, last = done.stdout.splitlines()
    assert last == "code 0 loaded []", done.stderr
    assert text[0].startswith(f"Usage: {' '.join(['beleidsregel', *command])}")


def test_skops_is_imported_before_spacy() -> None:  # of classify, see batch/test_loading.py
    path = str(ROOT / "data" / "examples" / "geschiktheid-beleidsbepalers.txt")
    code = (
        "import sys; from classifier.cli import main\n"
        f"main(['explain', {path!r}]); names = list(sys.modules)\n"
        "print(names.index('skops.io') < names.index('spacy'))"
    )
    assert python("-c", code).stdout.splitlines()[-1] == "True"


def test_version(run) -> None:
    assert run("--version") == (0, f"beleidsregel {classifier.__version__}\n", "")


def test_module_runs_as_the_command() -> None:
    done = python("-m", "classifier", "classify")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("beleidsregel: ")


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [("beleidsregel cl", 1, "classify"), ("beleidsregel model s", 2, "show")],
)
def test_commands_are_completed(words: str, position: int, expected: str) -> None:
    done = python(
        "-m",
        "classifier",
        _BELEIDSREGEL_COMPLETE="complete_bash",
        COMP_WORDS=words,
        COMP_CWORD=str(position),
    )
    assert done.stdout.split() == [expected]


def test_completion_can_be_installed() -> None:
    done = python("-m", "classifier", _BELEIDSREGEL_COMPLETE="source_bash")
    assert "_BELEIDSREGEL_COMPLETE=complete_bash" in done.stdout
    assert "complete -o default" in done.stdout


WRONG = [
    [],
    ["clasify"],
    ["classify"],
    ["classify", "x.txt", "--dataset", "x.csv"],
    ["classify", "x.txt", "--format", "xml"],
    ["classify", "x.txt", "--top", "-1"],
    ["classify", "x.txt", "--top", "veel"],
    ["classify", "x.txt", "--no-such-option"],
    ["classify", "x.txt", "--model", "no/model"],
    ["classify", "x.txt", "--output", "no/such/folder/out.csv"],
    ["classify", "x.txt", "--output", "."],
    ["classify", "--dataset", "weg.csv"],
    ["classify", "--dataset", "\x1b[31m.txt"],
    ["explain"],
    ["explain", "a.txt", "b.txt"],
    ["train", "x.csv"],
    ["train", "--output", "m"],
    ["model"],
    ["model", "show", "no/model"],
]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_wrong_usage_is_one_line_and_code_2(
    run, arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith("beleidsregel: ")
    assert err.count("\n") == 1
    assert err.endswith("\n")
    assert "\x1b" not in err


def test_missing_column_names_the_columns(run, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("nr;tekst\n1;iets\n", encoding="utf-8")
    code, out, err = run("classify", "--dataset", path)
    assert (code, out) == (2, "")
    assert err == (
        f"beleidsregel: {path}: no column 'text'; it has: nr, tekst; name one with --text-field\n"
    )


def test_reader_that_leaves_ends_it_quietly(tmp_path: Path) -> None:
    code = "from classifier.cli import main; raise SystemExit(main(['--help']))"
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-c", code],
        stdout=write,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=60,
        check=False,
    )
    os.close(write)
    assert done.stderr == b""
    assert done.returncode == 1


def test_crash_on_one_document_shows_no_traceback(tmp_path: Path) -> None:
    code = """
import logging, sys, classifier
from classifier.assessment.assessment import Assessment
from classifier.cli import main
class Crashing:
    def assess_many(self, sources, *, explain):
        for source in sources:
            logging.getLogger("classifier.assessor").error("Traceback")
            yield Assessment(str(source), error_code="internal", error_message="unexpected")
vars(classifier)["load"] = lambda path=None, max_error=None: Crashing()
sys.exit(main(["classify", sys.argv[1], "--format", "jsonl"]))
"""
    (tmp_path / "x.txt").write_text("Wij horen de aanvrager.")
    done = python("-c", code, str(tmp_path / "x.txt"))
    assert done.returncode == 1
    assert '"code": "internal"' in done.stdout
    assert done.stderr == (
        "beleidsregel: 1 of 1 document could not be judged; its record says why\n"
    )


@pytest.mark.parametrize(
    ("terminal", "silent", "shown"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_progress_is_for_terminals(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    silent: bool,
    shown: bool,
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    monkeypatch.setenv("TERM", "xterm")
    pages = logging.getLogger("classifier.documents.ocr.recognition")

    def assessed() -> Iterator[str]:
        pages.info("scan[1].pdf: OCR of page 3 (2 of 4)")
        yield "a"
        yield "b"

    assert list(followed(assessed(), lambda: 2, silent=silent)) == ["a", "b"]
    captured = capsys.readouterr()
    assert captured.out == ""
    assert ("2/2" in captured.err) is shown
    assert ("scan[1].pdf: OCR of page 3 (2 of 4)" in captured.err) is shown
    assert ("/s" in captured.err) is shown
    assert bool(captured.err) is shown
    assert not pages.isEnabledFor(logging.INFO)


@pytest.mark.skipif(os.name == "nt", reason="needs a shell")
@pytest.mark.parametrize(
    ("redirected", "code"),
    [
        ("--version >&-", 0),
        ("classify - <&-", 1),
        ("classify - <&- >&- 2>&-", 1),
        ("nothing 2>&-", 2),
        ("--version <&- >/dev/full", 1),
        ("--help >/dev/full", 1),
    ],
)
def test_streams_that_are_closed_or_full_show_no_traceback(redirected: str, code: int) -> None:
    done = subprocess.run(
        ["sh", "-c", f'"$PYTHON" -m classifier {redirected}'],
        capture_output=True,
        encoding="utf-8",
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "PYTHON": sys.executable, "PYTHONUNBUFFERED": ""},
        timeout=60,
        check=False,
    )
    complains = "Traceback" in done.stderr or "Exception ignored" in done.stderr
    assert (done.returncode, complains) == (code, False), done.stderr
