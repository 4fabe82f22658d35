from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import RULE

Run = Callable[..., tuple[int, str, str]]
KNOWN = ("--organisation", "Gemeente Elzerade", "--adopted", "2026-01-31")


def test_only_policy_rules_get_a_file(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "uit"
    code, out, errors = run("classify", folder, "--format", "diwoo", "--output", target, *KNOWN)
    assert (code, out) == (1, "")  # one document is empty
    assert "metadata of 1 document written; 1 is not decided beleidsregel" in errors
    assert [path.name for path in target.iterdir()] == ["c-txt.xml"]
    text = (target / "c-txt.xml").read_text(encoding="utf-8")
    assert "<diwoo:publisher>Gemeente Elzerade</diwoo:publisher>" in text
    assert "<diwoo:key>kans_beleidsregel</diwoo:key>" in text


def test_what_is_not_known_is_asked_for(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.xml"
    path = folder / "sub" / "c.txt"
    code, _, errors = run("classify", path, "--format", "diwoo", "--output", target)
    assert code == 0
    assert "give --organisation" in errors
    assert "give --adopted" in errors
    assert "<diwoo:DiWoo>" not in target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("--format", "diwoo"), "ends in .xml"),
        (("--format", "diwoo", "--output", "uit.xml"), "is one file"),
        (("--format", "diwoo", "--output", "uit", "--adopted", "31-01-2026"), "a date such as"),
        (("--format", "diwoo", "--output", "uit", "--organisation", "=x"), "give NAME"),
        (("--format", "diwoo", "--output", "uit", "--organisation", "G=x y"), "give NAME"),
        (("--format", "diwoo", "--output", "uit", "--resume"), "--format"),
        (("--format", "csv", "--adopted", "2026-01-31"), "only for --format diwoo"),
    ],
)
def test_wrong_usage(
    run: Run,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    why: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, errors = run("classify", folder, *arguments)
    assert (code, why in errors) == (2, True), errors
    assert not (tmp_path / "uit.xml").exists()


def test_rows_of_a_data_set_get_a_file_each(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rijen.csv"
    rows.write_text(f'id,text\na/1,"{RULE}"\na/1 bis,"{RULE}"\n', encoding="utf-8")
    target = tmp_path / "uit"
    code, _, _ = run("classify", "--dataset", rows, "--format", "diwoo", "--output", target, *KNOWN)
    assert code == 0
    assert sorted(path.name for path in target.iterdir()) == ["1-bis.xml", "1.xml"]
    assert run("classify", "--dataset", rows, "--format", "diwoo", "--output", "x.xml")[0] == 2
