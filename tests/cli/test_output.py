"""Nothing is written over what is read."""

import os
from pathlib import Path

import pytest

RULE = "Het college wijst de aanvraag af als de aanvrager geen gegevens verstrekt. " * 9
COMMANDS = [
    ("classify", "--output"),
    ("classify --format csv --dataset", "--output"),
    ("compare standaard standaard", "--output"),
    ("corpus check", "--output"),
    ("corpus check", "--write-groups"),
    ("corpus import", "--output"),
    ("corpus stats", "--output"),
    ("evaluate", "--output"),
    ("explain", "--output"),
    ("simulate", "--output"),
    ("suggest", "--config"),
    ("suggest", "--output"),
    ("woo", "--output"),
]


@pytest.mark.parametrize(("command", "option"), COMMANDS)
@pytest.mark.parametrize("linked", [False, True])
def test_what_is_read_is_not_written_over(
    run, tmp_path: Path, command: str, option: str, linked: bool
) -> None:
    corpus = tmp_path / "corpus.csv"
    corpus.write_text(f"id,text,label\n1,{RULE},beleidsregel\n")
    held = corpus.read_bytes()
    output = corpus
    if linked:
        output = tmp_path / "ook.csv"
        os.link(corpus, output)
    code, out, err = run(*command.split(), corpus, option, output)
    assert (code, out) == (2, "")
    assert f"Invalid value for {option}: {output} is what is read; name another file" in err
    assert corpus.read_bytes() == held
