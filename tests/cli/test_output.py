"""Nothing is written over what is read, and whatever a file is called can be written."""

import io
import os
import sys
from pathlib import Path

import pytest

from classifier.cli.output import opened

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


@pytest.mark.parametrize("to_file", [False, True])
def test_a_name_that_is_not_utf_8_is_written(monkeypatch, tmp_path: Path, to_file: bool) -> None:
    name = os.fsdecode(b"caf\xe9.txt")  # as in an archive of an old system
    output = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(output, "ascii"))
    path = tmp_path / "output" if to_file else None
    with opened(path) as stream:
        stream.write(f"{name} é")
        stream.flush()
        written = output.getvalue()
    assert (path.read_bytes() if path else written) == "caf\\udce9.txt é".encode()
