from dataclasses import replace

import numpy as np
import pytest

from classifier.corpora.corpus import LabelledDocument
from classifier.errors import CorpusError
from classifier.evaluation.predictions import CONDITIONS, observe_scans, predict
from classifier.evaluation.report import evaluate
from classifier.features import Observation
from classifier.model.persistence import Model


@pytest.fixture
def some(authored: list[LabelledDocument]) -> list[LabelledDocument]:
    return authored[::3]


def test_report_has_conditions_then_parts(model: Model, some: list[LabelledDocument]) -> None:
    told: list[str] = []
    report = evaluate(model, some, progress=told.append)
    names = [row.name for row in report.rows]
    assert tuple(names[:3]) == CONDITIONS
    assert {name.split(":")[0] for name in names[3:]} == {"source", "decade"}
    assert report.rows[0].n_documents == len(some)
    assert (report.model, report.n_unreadable) == ("klein@1", 0)
    assert told[0] == f"reading {len(some)} documents"
    # The model has seen these documents, and noise cannot make it surer of the truth.
    assert report.rows[0].accuracy > 0.9
    assert report.rows[2].brier_score > report.rows[0].brier_score


def test_report_as_markdown_and_as_data(model: Model, some: list[LabelledDocument]) -> None:
    report = evaluate(model, some)
    text = report.markdown()
    assert text.startswith(f"Model klein@1 on {len(some)} documents. Intervals")
    rest = [document for document in some if document.label == "overig"]
    assert "None is beleidsregel or uitvoeringsinstructie" in evaluate(model, rest).markdown()
    assert "| true \\ predicted |" in text
    rows = report.as_dict()["rows"]
    assert [row["name"] for row in rows] == [row.name for row in report.rows]
    assert rows[0]["macro_f1"]["value"] == report.rows[0].macro_f1.value


def test_what_cannot_be_read_is_counted(model: Model, some: list[LabelledDocument]) -> None:
    bad = replace(some[0], text="\x00\x01\x02" * 50)
    told: list[str] = []
    report = evaluate(model, [*some, bad], progress=told.append)
    assert report.n_unreadable == 1
    assert any(line.startswith(f"leaving out {bad.id}: ") for line in told)
    assert "1 could not be read." in report.markdown()
    with pytest.raises(CorpusError, match="no document"):
        evaluate(model, [bad])


def test_masking_form_changes_only_what_has_form(
    scorer, authored: list[LabelledDocument], observations: list[Observation]
) -> None:
    plain = predict(scorer, authored, observations)
    masked = predict(scorer, authored, observations, mask_form=True)
    known = set(scorer.extractor.get_feature_names_out().tolist())
    has_form = np.array(
        [any(name.startswith("form:") and name in known for name in o.marks) for o in observations]
    )
    changed = np.abs(plain.probabilities - masked.probabilities).max(axis=1) > 1e-12
    assert has_form.any()
    assert np.array_equal(changed, has_form)


def test_scans_keep_the_documents_and_spoil_what_is_seen(some: list[LabelledDocument]) -> None:
    documents, observations = observe_scans(some[:3], "nl_rules")
    assert documents == some[:3]
    assert len(observations) == 3
    assert "pagina" in observations[0].words
