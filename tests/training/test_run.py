import hashlib
import json
import sys
from pathlib import Path

import pytest
from sklearn.linear_model import LogisticRegression
from spacy.language import Language

import classifier
from classifier.corpora import Fields
from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError, ModelError
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.model.lesson import Lesson
from classifier.model.persistence import load_model
from classifier.preprocessing import pipeline_id
from classifier.settings import DOCUMENTS
from classifier.training.run import train
from classifier.training.steps import Step


@pytest.fixture(autouse=True)
def _few_resamples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("classifier.evaluation.measures._RESAMPLES", 20)


def some(documents: list[LabelledDocument], each: int) -> list[LabelledDocument]:
    return [
        document
        for label in DOCUMENT_LABELS
        for document in [one for one in documents if one.label == label][:each]
    ]


def jsonl(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_from_files_to_a_model(
    tmp_path: Path,
    nlp: Language,
    authored: list[LabelledDocument],
    passage_documents: list[LabelledDocument],
) -> None:
    chosen = some(authored, 6)
    corpus = jsonl(tmp_path / "c.jsonl", [{"text": d.text, "label": d.label} for d in chosen])
    texts = [{"text": d.text} for d in authored[-12:]] + [{"text": ""}]
    rows = [{"id": d.id, "text": d.text, "label": d.label} for d in passage_documents]
    told: list[Step] = []
    scores = train(
        [corpus],
        tmp_path / "proef",
        unlabelled=jsonl(tmp_path / "u.jsonl", texts),
        passages=jsonl(tmp_path / "p.jsonl", rows),
        progress=told.append,
    )
    assessor = classifier.load(tmp_path / "proef")
    info = assessor.model.info
    assert info.name == "proef"
    assert info.trained_on == {"c": 18, "unlabelled": 12, "passages": 32}
    assert info.pipeline_id == pipeline_id(nlp)
    assert 0.5 <= info.threshold <= 0.95
    assert 0.5 <= info.passage_threshold <= 0.95
    assert info.doubt is not None
    assert len(info.doubt.thresholds) == len(info.doubt.error_bounds) > 0
    assert info.doubt.threshold(1.0) == info.doubt.thresholds[0]
    assert 0 < info.doubt.least.known < 1
    assert info.scores == json.loads(json.dumps(scores))
    assert scores["n_documents"] == 18
    assert 0 <= scores["macro_f1"]["low"] <= scores["macro_f1"]["high"] <= 1
    assert scores["passages"]["n_documents"] == 32
    assert set(scores["f1"]) == set(DOCUMENT_LABELS)
    assert assessor.model.documents.classifier.smoothing is not None
    assert assessor.model.passages is not None
    assert assessor.model.passages.classifier.classes_.tolist() == list(PASSAGE_LABELS)
    for words in (
        "# proef",
        info.version,
        "| c | 18 |",
        f"{scores['accuracy']:.3f}",
        "32 passages",
    ):
        assert words in assessor.card
    said = [step.message for step in told if step.done in (None, 0)]
    assert [message.split()[0] for message in said if not message.startswith("fold")] == [
        *["preprocessing"] * 3,
        *["learning"] * 3,
        "preprocessing",
    ]
    assessment = assessor.assess(chosen[0].text.encode())
    assert assessment.label in DOCUMENT_LABELS
    assert assessment.model == f"proef@{info.version}"


def test_labels_and_groups_of_other_names(tmp_path: Path, authored: list[LabelledDocument]) -> None:
    rows = [
        {"tekst": d.text, "soort": d.label, "nr": n, "zaak": n // 2}
        for n, d in enumerate(some(authored, 10))
    ]
    fields = Fields(text="tekst", label="soort", id="nr", group="zaak")
    path = jsonl(tmp_path / "c.jsonl", rows)
    scores = train([path], tmp_path / "m", name="naam", fields=fields)
    assert scores["n_documents"] == 30
    model = load_model(tmp_path / "m")
    assert model.info.name == "naam"
    assert model.info.trained_on == {"c": 30}
    assert model.passages is None


@pytest.mark.parametrize("label", DOCUMENT_LABELS)
def test_label_that_is_missing_is_named(
    tmp_path: Path, authored: list[LabelledDocument], label: str
) -> None:
    rows = [{"text": d.text, "label": d.label} for d in some(authored, 6) if d.label != label]
    path = jsonl(tmp_path / "c.jsonl", rows)
    with pytest.raises(CorpusError, match=f"no groups .*'{label}'; give at least 5"):
        train([path], tmp_path / "m")
    assert not (tmp_path / "m").exists()


# What lies beside the model


def corpus_of(path: Path, documents: list[LabelledDocument]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return jsonl(path, [{"id": d.id, "text": d.text, "label": d.label} for d in documents])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_same_input_gives_the_same_bytes(tmp_path: Path, authored: list[LabelledDocument]) -> None:
    chosen = some(authored, 5)
    for place in ("a", "b"):
        corpus = corpus_of(tmp_path / place / "c.jsonl", chosen)
        cache = tmp_path / "cache" if place == "b" else None
        train([corpus], tmp_path / place / "m", seed=3, cache=cache)
    train([tmp_path / "b" / "c.jsonl"], tmp_path / "c" / "m", seed=3, cache=tmp_path / "cache")
    first = contents(tmp_path / "a" / "m")
    assert {"documents.skops", "model.json", "README.md", "metrics.json", "lock.json"} <= set(first)
    assert contents(tmp_path / "b" / "m") == contents(tmp_path / "c" / "m") == first


def test_second_run_learns_nothing_again(
    tmp_path: Path, authored: list[LabelledDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = corpus_of(tmp_path / "c.jsonl", some(authored, 5))
    fits: list[int] = []
    real = Lesson.regression

    def regression(lesson: Lesson, C: float) -> LogisticRegression:
        fits.append(len(lesson.y))
        return real(lesson, C)

    monkeypatch.setattr(Lesson, "regression", regression)
    train([corpus], tmp_path / "a" / "m", cache=tmp_path / "cache")
    n_fits = len(fits)
    assert n_fits == 6  # five folds and the model; there is one source
    train([corpus], tmp_path / "b" / "m", cache=tmp_path / "cache")
    assert len(fits) == n_fits
    assert contents(tmp_path / "a" / "m") == contents(tmp_path / "b" / "m")
    train([corpus], tmp_path / "c" / "m", cache=tmp_path / "cache", label_weight={"overig": 2.0})
    assert len(fits) == 2 * n_fits


def test_lock_and_metrics(tmp_path: Path, authored: list[LabelledDocument]) -> None:
    corpus = corpus_of(tmp_path / "c.jsonl", some(authored, 5))
    scores = train([corpus], tmp_path / "m", seed=3, label_weight={"overig": 2.0})
    lock = json.loads((tmp_path / "m" / "lock.json").read_text("utf-8"))
    assert lock["inputs"] == [
        {"name": "c.jsonl", "sha256": hashlib.sha256(corpus.read_bytes()).hexdigest()}
    ]
    assert lock["seed"] == 3
    assert lock["label_weight"] == {"overig": 2.0}
    assert lock["settings"]["C"] == DOCUMENTS.C
    assert lock["versions"]["beleidsregel-classifier"] == classifier.__version__
    assert {"python", "numpy", "scikit-learn", "spacy"} <= set(lock["versions"])
    assert str(tmp_path) not in json.dumps(lock)
    metrics = json.loads((tmp_path / "m" / "metrics.json").read_text("utf-8"))
    assert metrics["scores"] == json.loads(json.dumps(scores))
    assert metrics["scores_from"].startswith("held-out folds by group")
    assert sum(n for row in metrics["confusion"].values() for n in row.values()) == 15
    assert metrics["left_out"] == {}


def test_lock_names_the_files_that_rows_name_once(
    tmp_path: Path, authored: list[LabelledDocument]
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    rows = []
    for number, document in enumerate(some(authored, 5)):
        (folder / f"{number}.txt").write_text(document.text, encoding="utf-8")
        rows.append({"file": f"{number}.txt", "label": document.label})
    corpus = folder / "c.jsonl"
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    train([corpus], tmp_path / "m", cache=tmp_path / "cache")
    inputs = json.loads((tmp_path / "m" / "lock.json").read_text("utf-8"))["inputs"]
    files = [corpus, *(folder / f"{number}.txt" for number in range(len(rows)))]
    assert inputs == [
        {"name": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in files
    ]
    (folder / "lees-mij.md").write_text("Wat hier ligt.", encoding="utf-8")
    (folder / "ongelezen.txt").write_text("Geen rij noemt dit.", encoding="utf-8")
    train([folder], tmp_path / "m", cache=tmp_path / "cache")
    inputs = json.loads((tmp_path / "m" / "lock.json").read_text("utf-8"))["inputs"]
    assert sorted(each["name"] for each in inputs) == sorted(
        f"corpus/{path.name}" for path in files
    )


def test_what_the_base_has_learned_already_is_told(
    tmp_path: Path, authored: list[LabelledDocument]
) -> None:
    corpus = corpus_of(tmp_path / "c.jsonl", some(authored, 5))
    other = corpus_of(tmp_path / "d.jsonl", some(authored, 6))
    train([corpus], tmp_path / "m", cache=tmp_path / "cache")
    told: list[str] = []
    for path in (corpus, other):
        train(
            [path],
            tmp_path / "n",
            base=tmp_path / "m",
            cache=tmp_path / "cache",
            progress=lambda step: told.append(str(step)),
        )
    (note,) = (line for line in told if line.startswith("note: "))
    assert note.startswith("note: m was trained on files of this corpus (by its lock): c.jsonl;")


def test_pictures(tmp_path: Path, authored: list[LabelledDocument]) -> None:
    pytest.importorskip("matplotlib", reason="needs the extra plots")
    corpus = corpus_of(tmp_path / "c.jsonl", some(authored, 5))
    train([corpus], tmp_path / "m")
    for name in ("confusion.svg", "calibration.svg"):
        assert "<svg" in (tmp_path / "m" / name).read_text("utf-8")


def test_without_matplotlib_a_line_says_so(
    tmp_path: Path, authored: list[LabelledDocument], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    corpus = corpus_of(tmp_path / "c.jsonl", some(authored, 5))
    told: list[str] = []
    train([corpus], tmp_path / "m", progress=lambda step: told.append(str(step)))
    assert not (tmp_path / "m" / "confusion.svg").exists()
    assert "pip install" in next(line for line in told if "leaving out the pictures" in line)


# Whatever goes wrong


def test_folder_that_is_no_model_is_refused_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter").write_text("x", encoding="utf-8")
    with pytest.raises(ModelError, match="home: holds files, but no model"):
        train([tmp_path / "missing.jsonl"], tmp_path / "home")


ROWS = [
    *({"text": f"Het college weigert zaak {n}.", "label": "beleidsregel"} for n in range(6)),
    *({"text": f"Open dossier {n}.", "label": "uitvoeringsinstructie"} for n in range(6)),
]
OTHER = [{"text": f"Zaak {n} is gesloten.", "label": "overig"} for n in range(6)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(ROWS, r"no groups .*'overig'; give at least 5", id="no labels of a kind"),
        pytest.param(OTHER, r"no groups .*'beleidsregel'", id="one class"),
        pytest.param(
            [*ROWS, *OTHER, {"text": "x", "label": "brief"}],
            r"line 19 .*'label' is 'brief'.*--map brief=LABEL",
            id="unknown label",
        ),
        pytest.param([{"text": "x", "label": None}] * 2, r"line 1 .*no label", id="no label"),
        pytest.param(
            [*ROWS, {"file": "groot.txt", "label": "overig"}],
            r"line 13 .*groot.txt.*(100000000|100,000,000)",
            id="100 MB",
        ),
    ],
)
def test_corpus_that_cannot_be_used_leaves_the_old_model(
    tmp_path: Path, rows: list[dict[str, object]], message: str
) -> None:
    with (tmp_path / "groot.txt").open("wb") as file:
        file.truncate(100_000_001)  # takes no room on the disk
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "model.json").write_text("the old one", encoding="utf-8")
    corpus = jsonl(tmp_path / "c.jsonl", rows)
    with pytest.raises(CorpusError, match=message):
        train([corpus], tmp_path / "m")
    assert contents(tmp_path / "m") == {"model.json": b"the old one"}


@pytest.mark.parametrize("words", ["preprocessing", "fold 3", "learning when not to decide"])
def test_training_that_is_interrupted_leaves_the_old_model(
    tmp_path: Path, authored: list[LabelledDocument], words: str
) -> None:
    corpus = corpus_of(tmp_path / "c.jsonl", some(authored, 5))
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "model.json").write_text("the old one", encoding="utf-8")

    def interrupt(step: Step) -> None:
        if step.message.startswith(words):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train([corpus], tmp_path / "m", cache=tmp_path / "cache", progress=interrupt)
    assert contents(tmp_path / "m") == {"model.json": b"the old one"}
    assert {path.name for path in tmp_path.iterdir()} == {"c.jsonl", "cache", "m"}


def test_passages_have_the_columns_of_the_corpus(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "c.jsonl", [{"inhoud": r["text"], "label": r["label"]} for r in ROWS])
    passages = jsonl(tmp_path / "p.jsonl", [{"inhoud": "Open het dossier.", "label": "besluit"}])
    told: list[str] = []
    with pytest.raises(CorpusError, match=r"p\.jsonl, line 1 .*'label' is 'besluit'"):
        train([corpus], tmp_path / "m", passages=passages, fields=Fields(text="inhoud"))
    jsonl(passages, [{"inhoud": "Open het dossier.", "label": name} for name in ("norm", "")])
    with pytest.raises(CorpusError, match="no groups"):
        train(
            [corpus],
            tmp_path / "m",
            passages=passages,
            fields=Fields(text="inhoud"),
            progress=lambda step: told.append(str(step)),
        )
    assert f"note: 1 row without a label is left out, the first {passages}, line 2 (p-2)" in told


def test_broken_encoding_is_told_by_its_line(tmp_path: Path) -> None:
    corpus = jsonl(tmp_path / "c.jsonl", ROWS)
    corpus.write_bytes(corpus.read_bytes() + b'{"text": "\xff\xfe\x80", "label": "overig"}\n')
    with pytest.raises(CorpusError, match=r"c\.jsonl: line 13 .*UTF-8"):
        train([corpus], tmp_path / "m")
    assert not (tmp_path / "m").exists()
