import numpy as np
import pytest
from spacy.language import Language

from classifier.assessment.evidence import FormAndSubstance, SelfName
from classifier.assessment.form import self_name, without_form
from classifier.documents import read
from classifier.features import Observation
from classifier.model.scorer import Scorer
from classifier.preprocessing import preprocess

BODY = "\n\n1. Inleiding\n\nOpen het dossier en noteer de datum van ontvangst in het systeem.\n"


@pytest.mark.parametrize(
    ("opening", "word", "label"),
    [
        ("Werkinstructie 2023/17", "werkinstructie", "uitvoeringsinstructie"),
        ("Gemeente Elzerade\n\nBELEIDSREGELS TERRASSEN", "beleidsregels", "beleidsregel"),
        ("Controleprotocol subsidies", "controleprotocol", "uitvoeringsinstructie"),
        ("Briefadres: toetsingskader burgerzaken", "toetsingskader", "beleidsregel"),
        ("Aan: alle teams\nOnderwerp: nieuw beleid paspoort", "beleid", "beleidsregel"),
        ("Werkinstructie bij de beleidsregel", "werkinstructie", "uitvoeringsinstructie"),
        ("Beleidsregel 4 vervangt de handleiding", "beleidsregel", "beleidsregel"),
        ("Evaluatie van de beleidsregel", None, None),
        ("Reactie op werkinstructie 4", None, None),
        ("Terrassen op de stoep", None, None),
        ("Aan: team beleid", None, None),
    ],
)
def test_what_a_title_calls_the_document(
    nlp: Language, opening: str, word: str | None, label: str | None
) -> None:
    document = read((opening + BODY).encode())
    found = self_name(preprocess(nlp, document))
    assert (found and found.word, found and found.label) == (word, label)
    if found:
        assert document.text[found.start : found.end].lower() == word


@pytest.mark.parametrize(
    ("named", "substance", "differs"),
    [
        ("beleidsregel", "uitvoeringsinstructie", True),
        ("uitvoeringsinstructie", "beleidsregel", True),
        ("beleidsregel", "beleidsregel", False),
        ("beleidsregel", "overig", False),
        (None, "beleidsregel", False),
    ],
)
def test_form_and_substance_differ_when_they_claim_the_opposite(
    named: str | None, substance: str, differs: bool
) -> None:
    name = SelfName("x", named, 0, 1) if named else None
    others = {"beleidsregel", "overig", "uitvoeringsinstructie"} - {substance}
    form = FormAndSubstance({substance: 0.5} | dict.fromkeys(others, 0.25), name)
    assert (form.label, form.differs) == (substance, differs)


def test_form_can_be_left_out(scorer: Scorer, observations: list[Observation]) -> None:
    extractor, classifier = scorer.extractor, scorer.classifier
    rows = extractor.transform(observations)
    families = extractor.families()
    formal = [i for i in range(len(observations)) if "form" in families[rows[i].indices]]
    row = rows[formal[0]]
    before = row.copy()
    told = without_form(row, extractor, classifier)
    assert (row != before).nnz == 0  # the row of the caller is left alone
    assert sum(told.values()) == pytest.approx(1)
    masked = row.copy()
    masked.data[families[masked.indices] == "form"] = 0.0
    expected = classifier.predict_proba(masked)[0].tolist()
    assert list(told.values()) == pytest.approx(expected, abs=1e-12)
    full = dict(zip(classifier.classes_, classifier.predict_proba(row)[0], strict=True))
    assert not np.isclose(list(told.values()), [full[label] for label in told]).all()
