import json
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

import classifier
from classifier.corpora import Fields
from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError
from classifier.features import Observation
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.model.persistence import Scorer, load_model
from classifier.preprocessing import pipeline_id
from classifier.settings import Settings
from classifier.training.fitting import (
    check_corpus,
    fit_scorer,
    group_array,
    label_array,
    train,
    train_model,
)


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
    told: list[str] = []
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
    assert [message.split()[0] for message in told] == [
        *("preprocessing", "preprocessing", "learning", "learning")
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


def test_same_corpus_same_version(authored: list[LabelledDocument]) -> None:
    chosen = some(authored, 5)
    one, card = train_model(chosen, name="m")
    two, again = train_model(chosen, name="m")
    assert one.info == two.info
    assert card == again


@pytest.mark.parametrize("label", DOCUMENT_LABELS)
def test_label_that_is_missing_is_named(
    tmp_path: Path, authored: list[LabelledDocument], label: str
) -> None:
    rows = [{"text": d.text, "label": d.label} for d in some(authored, 6) if d.label != label]
    path = jsonl(tmp_path / "c.jsonl", rows)
    with pytest.raises(CorpusError, match=f"only 0 groups .*'{label}'; give at least 5"):
        train([path], tmp_path / "m")
    assert not (tmp_path / "m").exists()


def test_groups_are_what_counts(authored: list[LabelledDocument]) -> None:
    chosen = some(authored, 6)
    check_corpus(chosen, DOCUMENT_LABELS)
    twins = [
        LabelledDocument(d.id, d.text, d.label, "g" if d.label == "overig" else d.group, d.source)
        for d in chosen
    ]
    with pytest.raises(CorpusError, match="only 1 groups of texts with label 'overig'"):
        check_corpus(twins, DOCUMENT_LABELS)


def test_label_of_passages_that_is_rare_is_named(
    authored: list[LabelledDocument], passage_documents: list[LabelledDocument]
) -> None:
    rare = [d for d in passage_documents if d.label != "norm"] + passage_documents[:1]
    assert rare[-1].label == "norm"
    with pytest.raises(CorpusError, match="only 1 groups of texts with label 'norm'"):
        train_model(some(authored, 6), (), rare, name="m")


def test_scorer_knows_documents_it_had_not_seen(
    scorer: Scorer, authored: list[LabelledDocument]
) -> None:
    truth = label_array(authored)
    assert scorer.classifier.classes_.tolist() == list(DOCUMENT_LABELS)
    found = scorer.classifier.classes_[scorer.classifier.out_of_fold_.argmax(axis=1)]
    # Half of the documents are instructions.
    assert (found == truth).mean() > 0.6


def test_background_tells_the_smoothing_and_what_is_widespread(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    settings = Settings(max_features=500, n_components=5)
    alone = fit_scorer(observations[:60], authored[:60], (), settings)
    helped = fit_scorer(observations[:60], authored[:60], observations[60:], settings)
    names = set(alone.extractor.get_feature_names_out())
    assert set(helped.extractor.get_feature_names_out()) != names
    assert helped.classifier.smoothing is not None
    assert helped.classifier.smoothing.components_.shape == (500, 5)


def test_settings_reach_the_parts(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    settings = Settings(
        min_df=4,
        max_features=100,
        scale=0.3,
        element_scale=0.4,
        form_scale=0.2,
        C=2.0,
        n_components=4,
        weight=0.5,
    )
    scorer = fit_scorer(observations, authored, (), settings, seed=3)
    assert scorer.extractor.get_params() == {
        "min_df": 4,
        "max_features": 100,
        "scale": 0.3,
        "element_scale": 0.4,
        "form_scale": 0.2,
    }
    found = scorer.classifier.get_params()
    assert (found["C"], found["weight"], found["random_state"]) == (2.0, 0.5, 3)
    assert (found["smoothing__n_components"], found["smoothing__random_state"]) == (4, 3)


def test_documents_of_low_confidence_count_less(
    authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    settings = Settings(max_features=100, n_components=0)
    light = [
        LabelledDocument(d.id, d.text, d.label, d.group, d.source, 0.4 if n % 2 else 1.0)
        for n, d in enumerate(authored)
    ]
    one = fit_scorer(observations, authored, (), settings).classifier.coef_
    two = fit_scorer(observations, light, (), settings).classifier.coef_
    assert not np.allclose(one, two, rtol=0.01)


def test_arrays(authored: list[LabelledDocument]) -> None:
    assert label_array(authored).tolist() == [document.label for document in authored]
    assert group_array(authored).tolist() == [document.group for document in authored]
