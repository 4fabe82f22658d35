"""One small model, trained on our own documents once a session, for all tests that need one."""

import os
import sys
import time
from math import ceil
from pathlib import Path

import pytest
from spacy.language import Language

from classifier.corpora.corpus import LabelledDocument, read_corpus
from classifier.corpora.observing import observe_texts
from classifier.documents import IsolatedReader
from classifier.features import Observation
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.model.persistence import Model, ModelInfo
from classifier.model.scorer import Scorer
from classifier.preprocessing import build_pipeline, pipeline_id
from classifier.settings import Settings
from classifier.training.fitting import fit_scorer

ROOT = Path(__file__).parents[1]
AUTHORED = ROOT / "data" / "authored"
SMALL = Settings(max_features=2000, n_components=20)
SENTENCES = {
    "norm": "Het college weigert de vergunning als de aanvrager eerder is beboet in zaak {}.",
    "werkwijze": "Open het dossier, noteer de datum in veld {} en leg het aan de teamleider voor.",
    "onderzoek": "Vraag de aanvrager naar zijn verblijf in de {} maanden voor het gesprek.",
    "overig": "Deze paragraaf beschrijft de achtergrond van de regeling uit jaar {} in het kort.",
}


@pytest.fixture
def seconds() -> int:
    """A limit in which a process starts and reads, however busy the machine is at this moment."""
    start = time.monotonic()
    with IsolatedReader() as reader:
        reader(b"Wij horen de aanvrager.", name="a.txt")
    return min(max(2, ceil(10 * (time.monotonic() - start))), 20)


@pytest.fixture(scope="session")
def nlp() -> Language:
    return build_pipeline("nl_rules")


@pytest.fixture(scope="session")
def authored() -> list[LabelledDocument]:
    """90 documents of three domains."""
    return [
        document
        for domain in ("asiel", "gemeente", "sociaal")
        for document in read_corpus(AUTHORED / f"{domain}.jsonl", labels=DOCUMENT_LABELS)
    ]


def observed(texts: list[str]) -> list[Observation]:
    # A few at a time, so that they are observed in this process.
    parts = [texts[start : start + 30] for start in range(0, len(texts), 30)]
    found = [one for part in parts for one in observe_texts(part, "nl_rules")]
    assert None not in found
    return found


@pytest.fixture(scope="session")
def observations(authored: list[LabelledDocument]) -> list[Observation]:
    return observed([document.text for document in authored])


@pytest.fixture(scope="session")
def scorer(authored: list[LabelledDocument], observations: list[Observation]) -> Scorer:
    return fit_scorer(observations, authored, (), SMALL)


@pytest.fixture(scope="session")
def passage_documents() -> list[LabelledDocument]:
    return [
        LabelledDocument(f"{label}-{n}", sentence.format(n), label, f"{label}-{n}", "passages")
        for label, sentence in SENTENCES.items()
        for n in range(8)
    ]


@pytest.fixture(scope="session")
def passage_scorer(passage_documents: list[LabelledDocument]) -> Scorer:
    assert {document.label for document in passage_documents} == set(PASSAGE_LABELS)
    seen = observed([document.text for document in passage_documents])
    return fit_scorer(seen, passage_documents, (), Settings(min_df=2, n_components=0))


@pytest.fixture(scope="session")
def model(scorer: Scorer, passage_scorer: Scorer, nlp: Language) -> Model:
    info = ModelInfo(
        name="klein",
        version="1",
        pipeline="nl_rules",
        pipeline_id=pipeline_id(nlp),
        threshold=0.5,
        passage_threshold=0.5,
        trained_on={"authored": 90},
    )
    return Model(info, scorer, passage_scorer)


@pytest.fixture(scope="session")
def nep_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a process finds ``tests/nep.py`` when it starts."""
    folder = tmp_path_factory.mktemp("nep")
    (folder / "sitecustomize.py").symlink_to(ROOT / "tests" / "nep.py")
    return folder


def judge_by_nep(nep_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every process that is started judge by ``tests/nep.py`` instead of a model."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(nep_folder), str(ROOT)]))


@pytest.fixture
def nep_processes(nep_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judge_by_nep(nep_folder, monkeypatch)


@pytest.fixture(autouse=True)
def no_width_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let reports have the width that they have in a pipe, whatever runs the tests."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout, in which commands may write."""
    folder = tmp_path_factory.mktemp("workplace")
    for name in ("data", "models"):
        (folder / name).mkdir()
        for path in (ROOT / name).iterdir():
            (folder / name / path.name).symlink_to(path)
    (folder / "bin").mkdir()
    command = folder / "bin" / "beleidsregel"
    command.write_text(
        f"#!{sys.executable}\nimport sys\nfrom classifier.cli import main\nsys.exit(main())\n",
        encoding="utf-8",
    )
    command.chmod(0o755)
    return folder
