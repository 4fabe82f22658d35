import hashlib
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from classifier import download
from classifier.corpora.passages import read_passages
from classifier.download.excerpts import checksum_of
from classifier.labels import PASSAGE_LABELS
from tests.download.service import Reply, Service, Time, manifest, path_of, serving, toestand

WORKS = ("BWBR0000001", "BWBR0000002")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setattr(download, "Client", partial(download.Client, clock=Time().clock))
    with serving() as service:
        for number, work in enumerate(WORKS):
            text = toestand(work, "2015-01-01", f"Het college weigert in geval {number} altijd.")
            service.serve(f"/bwb/{work}/manifest.xml", manifest(work, v2015_01_01_0=text))
            service.serve(path_of(work, "2015-01-01_0"), text)
        yield service


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "labels.csv"
    rows = "".join(f"{work},{work},beleidsregel,false,3,1\n" for work in WORKS)
    path.write_text(f"id,group,label,mixed,confidence,annotators\n{rows}", encoding="utf-8")
    return path


def test_corpus_that_others_read(run, service: Service, table: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    arguments = ("corpus", "download", table, "--output", folder, "--base-url", service.address)
    code, out, err = run(*arguments)
    assert (code, out) == (0, "")
    assert err == f"wrote 2 documents to {folder / 'labels.jsonl'}\n"
    rows = [json.loads(line) for line in (folder / "labels.jsonl").read_text().splitlines()]
    assert [row["id"] for row in rows] == [*WORKS]
    assert rows[0]["label"] == "beleidsregel"
    assert rows[0]["annotators"] == 1
    assert "in geval 0 altijd" in rows[0]["text"]
    for line in (folder / "labels.sha256").read_text().splitlines():
        checksum, _, place = line.partition("  ")
        assert hashlib.sha256((folder / place).read_bytes()).hexdigest() == checksum
    code, out, _ = run("corpus", "stats", folder)
    assert code == 0
    assert "beleidsregel" in out
    asked, first = len(service.requests), (folder / "labels.jsonl").read_bytes()
    assert run(*arguments)[0] == 0
    assert len(service.requests) == asked == 4  # all is kept
    assert (folder / "labels.jsonl").read_bytes() == first


def test_passages_that_train_reads(run, service: Service, tmp_path: Path) -> None:
    table = tmp_path / "passages.csv"
    letters, checksum = checksum_of("Het college weigert in geval 0 altijd")
    table.write_text(
        "id,group,start,end,label,confidence,letters,sha256\n"
        f"{WORKS[0]},{WORKS[0]},90000,90040,norm,3,{letters},{checksum}\n"
        f"{WORKS[1]},{WORKS[1]},0,4,overig,2,,\n"
        f"{WORKS[1]},{WORKS[1]},0,90000,overig,2,,\n",
        encoding="utf-8",
    )
    folder = tmp_path / "out"
    code, out, err = run(
        *("corpus", "download", table, "--output", folder, "--base-url", service.address)
    )
    assert code == 1
    assert f"{WORKS[1]}#0-90000" in out
    assert "wrote 2 passages" in err
    assert "2 passages are cut by offsets alone" in err
    found = list(read_passages(folder / "passages.jsonl", labels=PASSAGE_LABELS))
    assert [(one.id, one.label, one.group) for one in found] == [
        (f"{WORKS[0]}#90000-90040", "norm", WORKS[0]),
        (f"{WORKS[1]}#0-4", "overig", WORKS[1]),
    ]
    assert found[0].text == "Het college weigert in geval 0 altijd."
    assert len(found[1].text) == 4
    assert len([path for path in service.paths if path.endswith(".xml")]) == 4


def test_what_cannot_be_reached_is_listed(
    run, service: Service, table: Path, tmp_path: Path
) -> None:
    service.serve(f"/bwb/{WORKS[0]}/manifest.xml", Reply(status=503))
    with table.open("a", encoding="utf-8") as file:
        file.write("\x1b[31mx.pdf,x,overig,false,3,1\n")
    folder = tmp_path / "out"
    arguments = ("corpus", "download", table, "--output", folder, "--base-url", service.address)
    code, out, err = run(*arguments, "--retries", 1)
    assert code == 1
    assert err.endswith("beleidsregel: 2 of 3 texts could not be had\n")
    assert WORKS[0] in out
    assert "download_unreachable" in out
    assert "\\x1b[31mx.pdf" in out
    assert "wrote 1 document to" in err
    assert not list(folder.rglob("*.part"))


def test_earlier_corpus_stays_when_there_is_nothing(
    run, service: Service, table: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "labels.jsonl").write_text("vroeger")
    service.replies.clear()
    arguments = ("corpus", "download", table, "--output", folder, "--base-url", service.address)
    assert run(*arguments)[0] == 1
    assert (folder / "labels.jsonl").read_text() == "vroeger"
    assert [path.name for path in folder.rglob("*") if path.is_file()] == ["labels.jsonl"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--base-url", "file:///etc"), "no address of a service"),
        (("--date", "gisteren"), "--date"),
        (("--rate", "0"), "--rate"),
        (("--limit", "max_xml=0"), "--limit"),
    ],
)
def test_wrong_usage(
    run, table: Path, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    code, _, err = run("corpus", "download", table, "--output", tmp_path / "out", *options)
    assert code == 2
    assert message in err
    assert err.count("\n") == 1


def test_no_table(run, tmp_path: Path) -> None:
    code, _, err = run("corpus", "download", tmp_path / "geen.csv", "--output", tmp_path / "out")
    assert code == 2
    assert "no such file" in err
