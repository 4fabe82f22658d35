from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from spacy.language import Language

import classifier
from classifier.assessing import COLUMNS, assess, assess_frame
from classifier.assessor import Assessor
from classifier.corpora.corpus import LabelledDocument
from classifier.errors import InputError, ModelNotFoundError, TooShortDocumentError
from classifier.labels import DOCUMENT_LABELS
from classifier.model.persistence import Model, save_model

WORK = "Open het dossier, noteer de datum in veld 3 en leg het aan de teamleider voor.\n\n"


@pytest.fixture(scope="module")
def assessor(model: Model, nlp: Language) -> Assessor:
    return Assessor(model, nlp=nlp)


def test_rows_are_assessed_as_documents(
    assessor: Assessor, authored: list[LabelledDocument]
) -> None:
    texts = [document.text for document in authored[:3]]
    frame = pd.DataFrame({"inhoud": texts}, index=pd.Index([7, 3, 7], name="nummer"))
    found = assess_frame(frame, "inhoud", model=assessor)
    assert found.index.equals(frame.index)
    assert found.columns.tolist() == list(COLUMNS)
    assert found["source"].tolist() == ["7", "3", "7"]
    for text, row in zip(texts, found.to_dict("records"), strict=True):
        expected = assessor.assess(text, explain=False)
        assert (row["decision"], row["outcome"]) == (expected.decision, expected.outcome)
        assert {label: row[f"p_{label}"] for label in DOCUMENT_LABELS} == expected.probabilities
        assert row["findings"] == " ".join(expected.findings)
        assert row["n_words"] == expected.n_words
        assert pd.isna(row["error_code"])
        assert pd.isna(row["error_message"])


@pytest.mark.parametrize(
    ("cell", "code", "message"),
    [
        (None, "empty", "b: no text in this row"),
        (np.nan, "empty", "b: no text in this row"),
        (pd.NA, "empty", "b: no text in this row"),
        (pd.NaT, "empty", "b: no text in this row"),
        ("", "empty", "b: the file is empty"),
        ("Te kort.", "too_short", "b: 2 words are too few"),
        ("/etc/passwd", "too_short", "b: 1 word is too few"),  # a text, and never a path
        (5, "input", "b: int where a text is expected"),
        (["x"], "input", "b: list where a text is expected"),
        (b"%PDF-1.7 damaged", "unreadable", "b: "),
    ],
)
def test_bad_row_says_why_and_leaves_the_others(
    assessor: Assessor, cell: object, code: str, message: str
) -> None:
    column = pd.Series([WORK * 5, cell, WORK * 5], index=["a", "b", "c"], dtype=object)
    found = assess_frame(column.to_frame("text"), model=assessor)
    assert found["error_code"].fillna("").tolist() == ["", code, ""]
    assert found.loc["b", "error_message"].startswith(message)
    assert found.loc["b", ["decision", "outcome", "p_overig", "n_words"]].isna().all()
    assert (found.loc["b", ["source", "model"]] == ["b", "klein@1"]).all()
    pd.testing.assert_series_equal(
        found.loc["a"].drop("source"), found.loc["c"].drop("source"), check_names=False
    )


def test_reasons(assessor: Assessor) -> None:
    frame = pd.DataFrame({"id": ["stuk"], "text": [WORK * 5]})
    (row,) = assess_frame(frame, id="id", explain=True, top=2, model=assessor).to_dict("records")
    explanation = assessor.assess(WORK * 5).explanation
    assert explanation is not None
    assert row["source"] == "stuk"
    assert (row["target"], row["score"]) == (explanation.target, explanation.score)
    expected = [f"{c.feature} {c.contribution:+.4f}" for c in explanation.contributions[:2]]
    assert row["reasons"] == "; ".join(expected)


def test_contents_of_files(assessor: Assessor) -> None:
    content = (Path(__file__).parents[1] / "data/examples/woo-verzoeken.docx").read_bytes()
    found = assess_frame(pd.DataFrame({"text": [content]}), model=assessor)
    assert found.loc[0, "decision"] == assessor.assess(content, explain=False).decision


def test_no_rows(assessor: Assessor) -> None:
    full = assess_frame(pd.DataFrame({"text": [WORK * 5]}), explain=True, model=assessor)
    none = assess_frame(pd.DataFrame({"text": []}), explain=True, model=assessor)
    assert len(none) == 0
    assert none.dtypes.equals(full.dtypes)


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (["a", "b"], "no column 'text'; it has: a, b; name one with text or id"),
        (["text", "text"], "2 columns 'text'"),
    ],
)
def test_column_that_is_not_there(columns: list[str], message: str, assessor: Assessor) -> None:
    with pytest.raises(InputError, match=message):
        assess_frame(pd.DataFrame([[WORK, WORK]], columns=columns), model=assessor)


@pytest.mark.parametrize("many", [pd.Series([WORK]), [WORK], {"text": [WORK]}])
def test_what_is_no_data_frame(many: object, assessor: Assessor) -> None:
    with pytest.raises(InputError, match=r"DataFrame\({'text': texts}\)"):
        assess_frame(many, model=assessor)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", [None, [WORK], 5, float("nan")])
def test_what_is_no_document(source: object, assessor: Assessor) -> None:
    with pytest.raises(InputError, match="where one document is expected; give a path"):
        assess(source, model=assessor)  # type: ignore[arg-type]


def test_one_document_in_one_call(assessor: Assessor, model: Model, tmp_path: Path) -> None:
    expected = assessor.assess(WORK * 5)
    assert assess(WORK * 5, model=assessor) == expected
    with pytest.raises(ModelNotFoundError, match="no model here"):
        assess(WORK * 5, model=tmp_path)
    save_model(model, tmp_path)
    assert assess(WORK * 5, model=str(tmp_path)) == expected
    with pytest.raises(TooShortDocumentError):
        assess("Te kort.", model=tmp_path)


def test_public_names_are_there_and_typed() -> None:
    source = Path(classifier.__file__).read_text(encoding="utf-8")
    for name in classifier.__all__:
        assert callable(getattr(classifier, name))
        assert f"import {name} as {name}\n" in source  # a type checker sees it
    assert (Path(classifier.__file__).parent / "py.typed").is_file()
    assert set(classifier.__all__) <= set(dir(classifier))
