import os
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import DocBin

from classifier.assessor import Assessor
from classifier.component.component import BeleidsregelComponent
from classifier.corpora.corpus import LabelledDocument
from classifier.errors import ModelError, ModelNotFoundError
from classifier.labels import DOCUMENT_LABELS
from classifier.model.persistence import Model, save_model

ROOT = Path(__file__).parents[2]
WORK = "Open het dossier,\nnoteer de datum in veld 3 en leg het aan de teamleider voor.\n\n"


@pytest.fixture(scope="module")
def folder(model: Model, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("model")
    save_model(model, folder)
    import classifier.component.factory  # noqa: F401  (an installation has the entry point)

    return folder


@pytest.fixture(scope="module")
def pipe(folder: Path) -> Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("beleidsregel", config={"model": str(folder), "top": 12})
    return nlp


@pytest.fixture(scope="module")
def assessor(model: Model, nlp: Language) -> Assessor:
    return Assessor(model, nlp=nlp)


@pytest.mark.parametrize("number", [0, 31, 62])
def test_labels_and_reasons(
    number: int, pipe: Language, assessor: Assessor, authored: list[LabelledDocument]
) -> None:
    text = authored[number].text
    doc = pipe(text)
    expected = assessor.assess(text)
    assert doc.cats == expected.probabilities
    assert set(doc.cats) == set(DOCUMENT_LABELS)
    group = doc.spans["beleidsregel"]
    sums = group.attrs
    assert (sums["decision"], sums["outcome"]) == (expected.decision, expected.outcome)
    assert (sums["findings"], sums["error"]) == (list(expected.findings), None)
    assert len(group) == len(sums["contributions"]) > 0
    total = sums["bias"] + sum(sums["contributions"]) + sums["remainder"]
    assert total == pytest.approx(sums["score"], abs=1e-9)
    assert expected.explanation is not None
    assert sums["score"] == expected.explanation.score
    reasons = expected.explanation.contributions
    shares = {c.feature: c.contribution / max(1, len(c.spans)) for c in reasons}
    shown = [c.feature for c in reasons[:12]]
    for span, share in zip(group, sums["contributions"], strict=True):
        assert span.label_ in shown
        assert share == pytest.approx(shares[span.label_], abs=1e-12)
        assert span.kb_id_ == f"{share:+.2f}"
    assert [span.start for span in group] == sorted(span.start for span in group)


@pytest.mark.parametrize("width", [30, 500])
def test_words_are_found_in_a_text_that_reading_mends(
    width: int, assessor: Assessor, authored: list[LabelledDocument]
) -> None:
    paragraphs = authored[0].text.split("\n\n")
    given = "\n\n".join(
        textwrap.fill(f"•  {paragraph}", width, subsequent_indent="   ") for paragraph in paragraphs
    )
    component = BeleidsregelComponent(assessor, top=10_000)
    doc = component(spacy.blank("nl").make_doc(given))
    assert assessor.assess(given).text != doc.text == given
    found = 0
    for span in doc.spans["beleidsregel"]:
        words = span.label_.removeprefix("ngram:").split()
        if span.label_.startswith("ngram:") and all(word.isalpha() for word in words):
            assert [token.lower_ for token in span if token.is_alpha] == words
            found += 1
    assert found > 100


def test_batches_give_what_one_by_one_gives(
    pipe: Language, authored: list[LabelledDocument]
) -> None:
    texts = [document.text for document in authored[:3]]
    for text, doc in zip(texts, pipe.pipe(texts, batch_size=2), strict=True):
        assert doc.text == text
        alone = pipe(text)
        assert doc.cats == alone.cats
        assert doc.spans["beleidsregel"].attrs == alone.spans["beleidsregel"].attrs


@pytest.mark.parametrize(("text", "code"), [("", "empty"), ("Te kort.", "too_short")])
def test_what_cannot_be_judged_says_so(pipe: Language, text: str, code: str) -> None:
    bad, good = pipe.pipe([text, WORK * 5])
    assert bad.cats == {}
    assert len(bad.spans["beleidsregel"]) == 0
    assert bad.spans["beleidsregel"].attrs["error"]["code"] == code
    assert good.spans["beleidsregel"].attrs["error"] is None


def test_cats_of_others_stay(pipe: Language) -> None:
    doc = pipe.make_doc(WORK * 5)
    doc.cats["iets anders"] = 0.5
    assert set(pipe(doc).cats) == {"iets anders", *DOCUMENT_LABELS}


def test_shown_with_displacy(pipe: Language) -> None:
    doc = pipe("<script>alert(1)</script> " + WORK * 5)
    html = displacy.render(
        doc, style="span", options={"spans_key": "beleidsregel"}, page=True, jupyter=False
    )
    span = doc.spans["beleidsregel"][0]
    assert span.label_ in html
    assert span.kb_id_ in html
    assert "<script>" not in html


def test_docs_are_stored_with_their_reasons(pipe: Language) -> None:
    doc = pipe(WORK * 5)
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (again,) = DocBin().from_bytes(stored).get_docs(pipe.vocab)
    group = again.spans["beleidsregel"]
    assert again.cats == doc.cats
    assert [(s.label_, s.kb_id_, s.text) for s in group] == [
        (s.label_, s.kb_id_, s.text) for s in doc.spans["beleidsregel"]
    ]
    assert group.attrs == doc.spans["beleidsregel"].attrs


def test_stored_pipeline_holds_the_name_of_the_model_only(
    pipe: Language, folder: Path, tmp_path: Path
) -> None:
    pipe.to_disk(tmp_path / "nlp")
    stored = list((tmp_path / "nlp" / "beleidsregel").iterdir())
    assert [path.read_text() for path in stored] == ['{"model": "klein@1"}']
    again = spacy.load(tmp_path / "nlp")
    assert again(WORK * 5).cats == pipe(WORK * 5).cats
    twice = spacy.blank("nl")
    twice.add_pipe("beleidsregel", config={"model": str(folder)})
    assert twice.from_bytes(pipe.to_bytes())(WORK * 5).cats == pipe(WORK * 5).cats


def test_stored_pipeline_refuses_another_model(pipe: Language) -> None:
    component = pipe.get_pipe("beleidsregel")
    assert isinstance(component, BeleidsregelComponent)
    with pytest.raises(ModelError, match="stored with model groot@2, this is klein@1; give"):
        component.from_bytes(b'{"model": "groot@2"}')


def test_unknown_model(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="no model here"):
        spacy.blank("nl").add_pipe("beleidsregel", config={"model": str(tmp_path)})


def test_spacy_finds_the_component_by_its_entry_point(folder: Path, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (entry,) = project["entry-points"]["spacy_factories"].items()
    # As an installation writes it down; the code is that of the checkout.
    info = tmp_path / "somewhere-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Name: somewhere\nVersion: 1\n", encoding="utf-8")
    text = "[spacy_factories]\n{} = {}\n".format(*entry)
    (info / "entry_points.txt").write_text(text, encoding="utf-8")
    program = (
        "import spacy; nlp = spacy.blank('nl'); import sys\n"
        "assert 'classifier.assessor' not in sys.modules\n"
        f"nlp.add_pipe('beleidsregel', config={{'model': {str(folder)!r}}})\n"
        f"print(*nlp({WORK * 5!r}).cats)"
    )
    paths = os.pathsep.join([str(tmp_path), str(ROOT)])
    run = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.split() == list(DOCUMENT_LABELS)
