import csv
import gc
import hashlib
import io
import json
import os
import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import classifier
from classifier import documents
from classifier.assessment.assessment import Assessment
from classifier.documents import Document, IsolatedReader
from classifier.errors import NeedsOcrError
from classifier.reports.schema import load_schema

RULE = "Het college verleent geen ontheffing, tenzij de gevolgen onevenredig zijn. " * 6


def records(output: str) -> list[dict]:
    found = [json.loads(line) for line in output.splitlines()]
    for record in found:
        Draft202012Validator(load_schema()).validate(record)
    return found


def sources(output: str) -> list[str]:
    return [record["source"] for record in records(output)]


# Files and folders


def test_folder_gives_a_record_a_file_in_order(run, folder: Path) -> None:
    code, out, err = run("classify", folder, "--format", "jsonl")
    assert [Path(source).name for source in sources(out)] == ["a.txt", "b.txt", "c.txt"]
    assert [record["decision"] for record in records(out)] == [
        None,
        "uitvoeringsinstructie",
        "beleidsregel",
    ]
    assert records(out)[0]["error"]["code"] == "empty"
    assert "explanation" not in records(out)[1]
    assert code == 1
    assert err == "beleidsregel: 1 of 3 documents could not be judged; its record says why\n"


def test_all_well_is_code_0_and_silent(run, folder: Path) -> None:
    code, out, err = run("classify", folder / "b.txt", folder / "sub", "--format", "jsonl")
    assert (code, err, len(records(out))) == (0, "", 2)


def test_html_is_one_page_with_the_reasons(run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "lijst.html"
    code, out, _ = run("classify", folder, "--format", "html", "--output", output)
    assert (code, out) == (1, "")
    page = output.read_text(encoding="utf-8")
    assert page.count("<tr data-uitkomst=") == 3
    assert "woord “woord1” <span" in page
    assert "3 documenten" in page


def test_documents_are_not_kept(run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from classifier.reports import json as json_report

    alive = []
    original = json_report.dumps

    def dumps(assessment: Assessment) -> str:
        gc.collect()
        alive.append(sum(isinstance(one, Document) for one in gc.get_objects()))
        return original(assessment)

    monkeypatch.setattr(json_report, "dumps", dumps)
    for number in range(20):
        (folder / f"{number}.txt").write_text(RULE, encoding="utf-8")
    run("classify", folder, "--format", "jsonl")
    assert len(alive) == 23
    assert max(alive) - min(alive) <= 2


def test_bad_files_leave_the_others_whole(run, folder: Path) -> None:
    (folder / "x.bin").write_bytes(bytes(range(256)) * 20)
    (folder / "y.pdf").write_bytes(b"%PDF-1.7\nbroken")
    missing = folder / "missing.docx"
    code, out, _ = run("classify", missing, folder, "--format", "jsonl")
    found = {Path(record["source"]).name: record for record in records(out)}
    codes = {name: record["error"] and record["error"]["code"] for name, record in found.items()}
    assert codes == {
        "missing.docx": "not_found",
        "a.txt": "empty",
        "b.txt": None,
        "x.bin": "unknown_format",
        "y.pdf": "unreadable",
        "c.txt": None,
    }
    for name in codes.keys() - {"c.txt"}:  # that one is in a zip file
        read = missing.parent / name
        known = hashlib.sha256(read.read_bytes()).hexdigest() if read.exists() else ""
        assert found[name]["sha256"] == known
    assert code == 1


def test_name_that_no_file_can_have_is_a_failure(run, folder: Path) -> None:
    code, out, _ = run("classify", "x" * 5000, folder / "b.txt", "--format", "jsonl")
    assert [record["error"] is None for record in records(out)] == [False, True]
    assert code == 1


def test_empty_folder_is_told(run, tmp_path: Path) -> None:
    code, out, _ = run("classify", tmp_path, "--format", "jsonl")
    (record,) = records(out)
    assert record["error"]["code"] == "not_found"
    assert "no files in this folder" in record["error"]["message"]
    assert code == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_what_is_no_file_is_passed_over(run, folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    _, out, _ = run("classify", folder, "--format", "jsonl")
    assert [Path(source).name for source in sources(out)] == ["a.txt", "b.txt", "c.txt"]


def test_standard_input_is_a_document(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RULE.encode())))
    code, out, _ = run("classify", "-", "--format", "jsonl")
    assert (code, sources(out)) == (0, ["-"])
    assert records(out)[0]["decision"] == "beleidsregel"


def test_standard_input_may_hold_others(run, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = io.BytesIO()
    with zipfile.ZipFile(dossier, "w") as container:
        container.writestr("map/brief.txt", RULE)
        container.writestr("leeg.txt", "")
    for command, code, found in (
        (("classify", "--format", "jsonl"), 1, ["-!/map/brief.txt", "-!/leeg.txt"]),
        (("classify", "--format", "jsonl", "--limit", "max_bytes=50"), 1, ["-"]),
        (("explain", "--format", "json"), 1, ["-"]),
    ):
        content = io.BytesIO(dossier.getvalue())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
        ended, out, _ = run(*command, "-")
        lines = out if command[0] == "classify" else json.dumps(json.loads(out))
        assert (ended, sources(lines)) == (code, found)
    assert "holds other documents; save it, and name one of them" in out


def test_standard_input_that_is_empty_is_a_failure(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    code, out, _ = run("classify", "-", "--format", "jsonl")
    assert (code, records(out)[0]["error"]["code"]) == (1, "empty")


# Data sets


ROWS = [("r3", RULE), ("r1", ""), ("r2", "Noteer de datum in het systeem. " * 9), ("ĳ", RULE)]


def write_rows(path: Path) -> Path:
    if path.suffix == ".jsonl":
        lines = [json.dumps({"id": identity, "text": text}) for identity, text in ROWS]
        path.write_text("\n".join(lines), encoding="utf-8")
    elif path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("id", "text"), *ROWS])
    else:
        import pyarrow
        from pyarrow import parquet

        identities, texts = zip(*ROWS, strict=True)
        parquet.write_table(pyarrow.table({"id": identities, "text": texts}), path)
    return path


@pytest.mark.parametrize("name", ["rows.jsonl", "rows.csv", "rows.parquet"])
def test_dataset_keeps_ids_and_order(run, tmp_path: Path, name: str) -> None:
    path = write_rows(tmp_path / name)
    code, out, _ = run("classify", "--dataset", path, "--format", "jsonl")
    assert sources(out) == ["r3", "r1", "r2", "ĳ"]
    assert [record["decision"] for record in records(out)] == [
        "beleidsregel",
        None,
        "uitvoeringsinstructie",
        "beleidsregel",
    ]
    assert records(out)[1]["error"]["code"] == "empty"
    assert code == 1


def test_broken_line_keeps_its_place(run, tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = json.dumps({"nr": 7, "tekst": RULE})
    path.write_text(f'{row}\n{{"nr": 8, "te\n{row}\n{{"nr": 9}}\n', encoding="utf-8")
    arguments = ("--dataset", path, "--text-field", "tekst", "--id-field", "nr")
    code, out, _ = run("classify", *arguments, "--format", "jsonl")
    assert sources(out) == ["7", "line 2", "7", "9"]
    assert "line 2 is not valid JSON" in records(out)[1]["error"]["message"]
    assert "line 4 has no field 'tekst'" in records(out)[3]["error"]["message"]
    assert code == 1


# Formats


def test_top_moves_the_rest_into_the_remainder(run, folder: Path) -> None:
    for top, kept in ((3, 3), (0, 30)):
        _, out, _ = run(
            "classify", folder / "b.txt", "--format", "jsonl", "--explain", "--top", top
        )
        explanation = records(out)[0]["explanation"]
        shares = [entry["contribution"] for entry in explanation["contributions"]]
        assert len(shares) == kept
        assert explanation["score"] == pytest.approx(
            explanation["bias"] + sum(shares) + explanation["remainder"], abs=1e-9
        )


def test_json_is_one_array(run, folder: Path) -> None:
    _, out, _ = run("classify", folder, "--format", "json")
    assert len(json.loads(out)) == 3


def test_csv_has_a_row_a_document(run, folder: Path) -> None:
    _, out, _ = run("classify", folder, "--format", "csv", "--explain")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["decision"] for row in rows] == ["", "uitvoeringsinstructie", "beleidsregel"]
    assert rows[1]["reasons"].startswith("ngram:woord1 +0.5000; ")


def test_table_is_the_default(run, folder: Path) -> None:
    _, out, _ = run("classify", folder / "b.txt")
    assert "Uitkomst" in out
    assert "interne uitvoeringsinstructie" in out
    assert "woord “woord1” +0,50" in out


# A file for output


def test_output_is_written_whole(run, folder: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    code, out, _ = run("classify", folder, "--format", "jsonl", "--output", output)
    assert (code, out) == (1, "")
    assert len(records(output.read_text(encoding="utf-8"))) == 3
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["out.jsonl"]


def test_failure_half_way_keeps_the_earlier_output(
    run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted:
        def assess_many(self, sources, *, explain):
            yield Assessment(str(next(iter(sources))), error_code="empty", error_message="leeg")
            raise KeyboardInterrupt

    monkeypatch.setitem(vars(classifier), "load", lambda path=None, max_error=None: Interrupted())
    output = tmp_path / "out.jsonl"
    output.write_text("earlier", encoding="utf-8")
    code, _, err = run("classify", folder, "--format", "jsonl", "--output", output)
    assert code == 130
    assert err.startswith("beleidsregel: interrupted; give the same command with --resume")
    assert output.read_text(encoding="utf-8") == "earlier"
    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert names == {"out.jsonl", ".out.jsonl.journal"}


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_output_gets_the_usual_permissions(run, folder: Path, tmp_path: Path) -> None:
    run("classify", folder, "--format", "csv", "--output", tmp_path / "out.csv")
    (tmp_path / "other").touch()
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "other").stat().st_mode


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_name_that_is_not_utf8_survives(run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = os.fsencode(tmp_path / "in") + b"/na\xefef.txt"
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  pathlib takes no bytes
        file.write(RULE)
    output = tmp_path / "out.jsonl"
    code, _, _ = run("classify", tmp_path / "in", "--format", "jsonl", "--output", output)
    (record,) = records(output.read_text(encoding="utf-8"))
    assert (code, os.fsencode(record["source"])) == (0, path)


# Text from outside


@pytest.mark.skipif(os.name == "nt", reason="Windows forbids such names")
@pytest.mark.parametrize("output_format", ["table", "json", "jsonl", "csv"])
def test_hostile_name_reaches_no_terminal(run, tmp_path: Path, output_format: str) -> None:
    name = "[red]x[-red]\x1b[31m\u202e.txt"
    (tmp_path / name).write_text(RULE, encoding="utf-8")
    (tmp_path / f"=1{name}").write_text("", encoding="utf-8")
    code, out, err = run("classify", tmp_path, "--format", output_format)
    assert code == 1
    assert "[red]x[-red]" in "".join(out.split())
    assert not {"\x1b", "\u202e"} & set(out + err)


# Containers, and documents that fail by themselves


def mail(attachment: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.nl", "c@d.nl", "Stukken"
    message.set_content("Hierbij het stuk. " * 20)
    message.add_attachment(attachment, filename="bijlage.txt")
    return message.as_bytes()


def test_each_document_in_a_container_is_a_record(run, folder: Path) -> None:
    with zipfile.ZipFile(folder / "dossier.zip", "w") as container:
        container.writestr("map/regel.txt", RULE)
        container.writestr("leeg.txt", "")
        container.writestr("post.eml", mail(RULE))
    code, out, err = run("classify", folder / "dossier.zip", "--format", "jsonl")
    inner = [source.partition("dossier.zip")[2] for source in sources(out)]
    assert inner == ["!/map/regel.txt", "!/leeg.txt", "!/post.eml", "!/post.eml!/bijlage.txt"]
    codes = [record["error"] and record["error"]["code"] for record in records(out)]
    assert codes == [None, "empty", None, None]
    assert (code, err.split(":")[1].strip()[:6]) == (1, "1 of 4")


def test_a_limit_holds_for_the_documents(run, folder: Path) -> None:
    code, out, _ = run("classify", folder / "b.txt", "--limit", "max_chars=50", "--format", "jsonl")
    (record,) = records(out)
    assert (code, record["error"]["code"]) == (1, "too_large")
    assert "--limit max_chars=" in record["error"]["message"]
    assert run("classify", folder / "b.txt", "--limit", "max_chars=5000")[0] == 0


@pytest.mark.parametrize(
    "limit",
    [
        *("max_chars", "max_chars=", "max_chars=-1", "max_chars=0", "max_x=5", "=5"),
        *(f"max_chars={'9' * 5000}", "max_seconds=1000001", f"max_memory={10**15 + 1}"),
    ],
)
def test_a_wrong_limit_is_wrong_usage(run, folder: Path, limit: str) -> None:
    code, out, err = run("classify", folder / "b.txt", "--limit", limit)
    assert (code, out) == (2, "")
    assert "max_pages" in err


def test_a_document_that_hangs_its_reader(run, folder: Path, monkeypatch, seconds: int) -> None:
    (folder / "sitecustomize.py").write_text(
        "import time\nfrom classifier.documents import html\n"
        "html.read = lambda content, builder: time.sleep(600)\n"
    )
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    (folder / "h.html").write_text("<!doctype html><p>Hangt.")
    code, out, _ = run(
        "classify",
        folder / "h.html",
        folder / "b.txt",
        "--limit",
        f"max_seconds={seconds}",
        "--format",
        "jsonl",
    )
    codes = [record["error"] and record["error"]["code"] for record in records(out)]
    assert (code, codes) == (1, ["timeout", None])


# Scans


@pytest.mark.parametrize("command", ["classify", "explain"])
@pytest.mark.parametrize("source", ["b.txt", "-"])
def test_ocr_is_passed_on(
    run, monkeypatch: pytest.MonkeyPatch, folder: Path, command: str, source: str
) -> None:
    asked = []

    class Asked(IsolatedReader):
        def __call__(self, content: bytes, /, *, name: str) -> Document:
            asked.append(self.ocr)
            raise NeedsOcrError("x")

    monkeypatch.setattr(documents, "IsolatedReader", Asked)
    path = source if source == "-" else folder / source
    for options in ([], ["--ocr", "always"], ["--ocr", "never"]):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"%PDF-1.4")))
        assert run(command, path, *options)[0] == 1
    assert asked == ["auto", "always", "never"]
    code, _, err = run(command, path, "--ocr", "soms")
    assert code == 2
    assert "'soms'" in err


# Elsewhere


def test_documents_at_an_address(run) -> None:
    fsspec = pytest.importorskip("fsspec", reason="the extra remote is not installed")
    system = fsspec.filesystem("memory")
    system.pipe("/cli/b.txt", RULE.encode())
    system.pipe("/cli/sub/c.txt", b"")
    code, out, _ = run("classify", "memory://cli", "--format", "jsonl")
    assert (code, sources(out)) == (1, ["memory://cli/b.txt", "memory://cli/sub/c.txt"])
    code, out, _ = run("explain", "memory://cli/b.txt", "--format", "json")
    assert (code, json.loads(out)["source"]) == (0, "memory://cli/b.txt")
    system.rm("/cli", recursive=True)


def test_an_address_that_no_one_can_read_is_told(run) -> None:
    pytest.importorskip("fsspec", reason="the extra remote is not installed")
    code, out, err = run("classify", "vreemd://jan:geheim@host/a", "--format", "jsonl")
    assert (code, out) == (2, "")
    assert err == (
        "beleidsregel: vreemd://host/a: cannot be reached by vreemd:// (ValueError); check the "
        "protocol, the host and the connection\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--backend", "dask"], "give both --backend dask and --scheduler ADDRESS, or neither"),
        (["--scheduler", "tcp://a:1"], "give both --backend dask and --scheduler ADDRESS"),
        (["--backend", "dask", "--scheduler", "a:1", "--jobs", "2"], "leave --jobs out"),
    ],
)
def test_options_of_a_cluster_go_together(run, folder: Path, arguments, message: str) -> None:
    code, out, err = run("classify", folder, *arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_a_cluster_needs_dask(run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "classifier.batch.cluster", raising=False)
    arguments = ["--backend", "dask", "--scheduler", "tcp://a:1", "--format", "jsonl"]
    code, _, err = run("classify", folder, *arguments)
    assert code == 2
    assert err == (
        "beleidsregel: a cluster needs Dask; install it with: "
        "pip install 'beleidsregel-classifier[dask]'\n"
    )
