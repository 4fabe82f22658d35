from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "arguments",
    [
        ("classify", "--format", "jsonl"),
        ("explain", "--format", "json"),
        ("woo", "--format", "jsonl"),
    ],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize(("given", "decided"), [((), True), (("--max-error", 0.05), False)])
def test_the_error_that_is_asked_for_makes_doubt(
    run, folder: Path, arguments: tuple[str, ...], given: tuple[object, ...], decided: bool
) -> None:
    code, out, err = run(*arguments, folder / "b.txt", *given)
    assert (code, err) == (0, "")
    assert ('"twijfel"' not in out) is decided


def test_report_with_an_error_that_is_asked_for(run, folder: Path, tmp_path: Path) -> None:
    run("report", folder / "b.txt", "--output", tmp_path / "uit", "--max-error", 0.05)
    page = (tmp_path / "uit" / "b-txt.html").read_text(encoding="utf-8")
    assert "voor het aandeel fouten dat ten hoogste mag" in page


@pytest.mark.parametrize("command", ["classify", "explain", "woo"])
@pytest.mark.parametrize(
    ("max_error", "message"),
    [
        ("0.01", "cannot promise an error of at most 0.01"),
        ("1.5", "less than or equal to 1"),
        ("veel", "a valid number"),
    ],
)
def test_an_error_that_cannot_be_promised_is_wrong_usage(
    run, folder: Path, command: str, max_error: str, message: str
) -> None:
    code, out, err = run(command, folder / "b.txt", "--max-error", max_error)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
