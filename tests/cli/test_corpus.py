import json
import sys
from pathlib import Path

import pytest
from PIL import Image

from classifier.documents import Limits


def jsonl(path: Path, rows: list[dict]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def text(number: int) -> str:
    """A text of its own, of sixty words."""
    return " ".join(f"het woord{number}x{n} van de zaak" for n in range(12))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    labels = ("beleidsregel", "overig", "uitvoeringsinstructie")
    rows = [
        {"id": f"{label}{n}", "text": text(10 * i + n), "label": label, "source": "bron"}
        for i, label in enumerate(labels)
        for n in range(6)
    ]
    return jsonl(tmp_path / "c.jsonl", rows)


def add(corpus: Path, **row: object) -> None:
    with corpus.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def test_check_of_a_good_corpus(run, corpus: Path) -> None:
    code, out, err = run("corpus", "check", corpus, "--no-model")
    assert (code, err) == (0, "checking 18 documents\n")
    assert "note: labels that are likely wrong were not looked for" in out
    assert out.endswith("18 documents: 0 to mend, 0 suspicions\n")


def test_suspicion_is_code_1_with_strict_alone(run, corpus: Path) -> None:
    add(corpus, id="kort", text="Te kort.", label="overig")
    assert run("corpus", "check", corpus, "--no-model")[0] == 0
    code, out, _ = run("corpus", "check", corpus, "--no-model", "--strict")
    assert code == 1
    assert "short" in out


def test_error_is_code_1(run, corpus: Path) -> None:
    add(corpus, id="\x1b[31mx", text=text(99), label="onzin")
    code, out, _ = run("corpus", "check", corpus, "--no-model")
    assert code == 1
    assert "'label' is 'onzin'" in out
    assert "\\x1b[31mx" in out
    assert "19 documents: 1 to mend, 0 suspicions" in out


def test_check_as_json(run, corpus: Path, tmp_path: Path) -> None:
    add(corpus, id="a", text=text(99), label="onzin")
    target = tmp_path / "out.json"
    code, out, _ = run(
        "corpus", "check", corpus, "--no-model", "--format", "json", "--output", target
    )
    assert (code, out) == (1, "")
    found = json.loads(target.read_text(encoding="utf-8"))
    assert (found["n_documents"], found["n_errors"]) == (19, 1)
    (finding,) = found["findings"]
    assert (finding["kind"], finding["ids"], finding["is_error"]) == ("label", ["a"], True)


def test_many_findings_of_a_kind_are_cut(run, corpus: Path) -> None:
    for n in range(12):
        add(corpus, id=f"x{n}", text=text(100 + n), label=f"onzin {n}")
    _, out, _ = run("corpus", "check", corpus, "--no-model")
    assert "and 2 more of the kind label; see --all" in out
    assert "(x11)" not in out
    _, out, _ = run("corpus", "check", corpus, "--no-model", "--all")
    assert "(x11)" in out


def test_groups_are_written(run, corpus: Path, tmp_path: Path) -> None:
    add(corpus, id="twee", text=text(0) + " en meer", label="beleidsregel")
    target = tmp_path / "out.jsonl"
    code, out, err = run("corpus", "check", corpus, "--no-model", "--write-groups", target)
    assert code == 0
    assert "near-duplicates" in out
    assert "wrote 19 documents" in err
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert rows[-1]["group"] == rows[0]["group"] == "beleidsregel0"
    code, out, _ = run("corpus", "check", target, "--no-model", "--strict")
    assert code == 0


def test_import_maps_labels_and_tells_what_is_wrong(run, tmp_path: Path) -> None:
    source = tmp_path / "r.csv"
    source.write_text("id,title,included\n1,Een,1\n2,Twee,0\n3,Drie,\n4,x,y,z\n", encoding="utf-8")
    target = tmp_path / "out.jsonl"
    code, out, err = run(
        *("corpus", "import", source, "--output", target),
        *("--map", "1=beleidsregel", "--map", "0=overig"),
    )
    assert (code, out) == (1, "")
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [row.get("label") for row in rows] == ["beleidsregel", "overig", None]
    assert "wrote 3 documents to" in err
    assert "; 1 without text is left out" in err
    assert "line 5 has 4 cells for 3 columns; mend its quotes" in err


@pytest.mark.parametrize("wrong", ["1", "=overig", "1=onzin"])
def test_wrong_mapping_is_wrong_usage(run, corpus: Path, wrong: str) -> None:
    code, _, err = run("corpus", "check", corpus, "--map", wrong)
    assert code == 2
    assert "give NAME=LABEL, with a label among beleidsregel, " in err


def test_split(run, corpus: Path, tmp_path: Path) -> None:
    code, _, err = run(
        "corpus", "split", corpus, "--output", tmp_path / "s", "--test-size", 0.33, "--seed", 1
    )
    assert code == 0
    assert "wrote 12 documents" in err
    assert "wrote 6 documents" in err
    code, out, _ = run("corpus", "stats", tmp_path / "s")
    assert code == 0
    assert [line.split() for line in out.splitlines() if line.startswith(("test", "train"))] == [
        ["test", "2", "2", "2"],
        ["train", "4", "4", "4"],
    ]


@pytest.mark.parametrize("named", ["train.jsonl", "."])
def test_split_is_not_written_over_what_is_read(run, corpus: Path, named: str) -> None:
    train = corpus.rename(corpus.with_name("train.jsonl"))
    held = train.read_bytes()
    code, out, err = run("corpus", "split", train.parent / named, "--output", train.parent)
    assert (code, out) == (2, "")
    assert f"{train} is what is read; name another file" in err
    assert train.read_bytes() == held


def test_split_tells_what_it_leaves_out(run, corpus: Path, tmp_path: Path) -> None:
    add(corpus, id="leeg", text="", label="overig")
    code, _, err = run("corpus", "split", corpus, "--output", tmp_path / "s")
    assert code == 1
    assert "1 document without text left out" in err


def test_stats_as_json(run, corpus: Path) -> None:
    add(corpus, id="a", text="x y", source="ander", date="2013-05-01")
    code, out, _ = run("corpus", "stats", corpus, "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert found["label"]["no label"] == {"documents": 1, "groups": 1, "words": 2}
    assert found["source"]["bron"]["overig"] == 6
    assert found["decade"]["2010-2019"]["no label"] == 1


def test_plots(run, corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    code, _, err = run("corpus", "stats", corpus, "--plots", tmp_path / "p")
    assert code == 0
    names = sorted(path.name for path in (tmp_path / "p").iterdir())
    assert names == ["label.png", "words.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in (tmp_path / "p").iterdir())
    assert err.count("wrote ") == 2


def test_plots_without_matplotlib(
    run, corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    code, _, err = run("corpus", "stats", corpus, "--plots", tmp_path / "p")
    assert code == 2
    assert "install it with: pip install 'beleidsregel-classifier[plots]'" in err
    assert not (tmp_path / "p").exists()


@pytest.mark.parametrize("command", ["check", "stats"])
def test_corpus_without_documents(run, tmp_path: Path, command: str) -> None:
    (tmp_path / "c.csv").write_text("text,label\n", encoding="utf-8")
    code, _, err = run("corpus", command, tmp_path / "c.csv")
    assert code == 2
    assert "there are no documents in it" in err
    code, _, err = run("corpus", command, tmp_path / "weg.csv")
    assert code == 2
    assert "no such file" in err


def test_no_row_of_a_corpus_full_of_faults_is_lost(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.checking.entries.Limits", lambda: Limits(max_chars=9000))
    rows = [
        b"id,text,label",
        b"a," + text(1).encode() + b" be\xefnvloed,overig",  # not UTF-8, as the rest is not
        b"b," + text(2).encode() + b" \x00\x1b[31m,beleid",
        b"c," + b"woord " * 2000 + b",overig",
        b"d,,overig",
        b"e," + text(3).encode() + "co\u00c3\u00abrdinatie".encode("utf-8") + b",",
        b'f,"' + text(4).encode() + b'",overig,te,veel',
        b"g," + b"The board decides that you must do this and that. " * 5 + b",overig",
    ]
    path = tmp_path / "c.csv"
    path.write_bytes(b"\r\n".join(rows))
    code, out, _ = run("corpus", "check", path, "--no-model", "--format", "json")
    assert code == 1
    found = json.loads(out)
    assert found["n_documents"] == len(rows) - 1
    kinds = {(f["kind"], *f["ids"]) for f in found["findings"]}
    assert kinds >= {
        *(
            ("label", "b"),
            ("text", "c"),
            ("textless", "d"),
            ("unlabelled", "e"),
            ("unreadable", "c-6"),
        ),
        *(("language", "g"), ("few",)),
    }
    assert "a" not in {name for _, *names in kinds for name in names}


READING = {
    "check": ("corpus", "check"),
    "import": ("corpus", "import", "--output", "uit.jsonl"),
    "evaluate": ("evaluate",),
    "simulate": ("simulate",),
    "train": ("train", "--output", "uit"),
}
OTHERS = {
    "stats": ("corpus", "stats"),
    "split": ("corpus", "split", "--output", "uit"),
    "compare": ("compare", "standaard", "standaard"),
}


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize(
    ("option", "said"),
    [(("--limit", "max_bytes=10"), "max_bytes="), (("--ocr", "never"), "allow OCR (--ocr auto")],
)
def test_files_of_a_corpus_are_read_as_the_options_say(
    run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    command: str,
    option: tuple[str, str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "c" / "beleidsregel"
    folder.mkdir(parents=True)
    for name in ("a.png", "b.png"):
        Image.new("L", (400, 400), 255).save(folder / name)
    code, out, err = run(*READING[command], tmp_path / "c", *option)
    assert code in (1, 2)
    assert said in " ".join((out + err).split())


@pytest.mark.parametrize("command", [*READING, *OTHERS])
def test_limit_that_is_none_is_wrong_usage(run, corpus: Path, command: str) -> None:
    code, _, err = run(*(READING | OTHERS)[command], corpus, "--limit", "onzin=1")
    assert code == 2
    assert "give NAME=NUMBER" in " ".join(err.split())
