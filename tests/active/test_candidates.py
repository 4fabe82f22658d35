import pytest

from classifier.active import document_of, passages_of
from classifier.active.risks import document_risks, together
from classifier.assessment.assessment import Assessment, Passage
from classifier.assessment.evidence import FormAndSubstance, SelfName
from classifier.assessor import Assessor
from classifier.corpora.corpus import LabelledDocument
from classifier.documents import read
from classifier.model.persistence import Model

NORM = {"norm": 0.8, "onderzoek": 0.1, "overig": 0.05, "werkwijze": 0.05}
WORK = {"norm": 0.1, "onderzoek": 0.1, "overig": 0.1, "werkwijze": 0.7}


def assessment(decision: str, *labels: str, form: FormAndSubstance | None = None) -> Assessment:
    passages = tuple(
        Passage(10 * n, 10 * n + 10, label, NORM if label == "norm" else WORK)
        for n, label in enumerate(labels)
    )
    return Assessment("x", label=decision, decision=decision, passages=passages, form=form)


@pytest.mark.parametrize(
    ("decision", "labels", "weight"),
    [
        ("uitvoeringsinstructie", ("norm", "werkwijze"), 0.75),
        ("twijfel", ("norm",), 1.0),
        ("uitvoeringsinstructie", ("werkwijze",), 0.0),
        ("beleidsregel", ("norm",), 0.0),
        ("overig", ("norm",), 0.0),
    ],
)
def test_norms_in_what_is_no_policy_are_a_risk(
    decision: str, labels: tuple[str, ...], weight: float
) -> None:
    assert together(document_risks(assessment(decision, *labels))) == weight


@pytest.mark.parametrize(
    ("claimed", "substance", "kinds"),
    [
        ("uitvoeringsinstructie", "beleidsregel", ["named_instruction"]),
        ("beleidsregel", "uitvoeringsinstructie", []),  # too much is published, not too little
        ("uitvoeringsinstructie", "uitvoeringsinstructie", []),
    ],
)
def test_policy_that_calls_itself_an_instruction(
    claimed: str, substance: str, kinds: list[str]
) -> None:
    chances = dict.fromkeys(("beleidsregel", "overig", "uitvoeringsinstructie"), 0.1)
    form = FormAndSubstance(chances | {substance: 0.8}, SelfName("werkinstructie", claimed, 0, 14))
    risks = document_risks(assessment("beleidsregel", form=form))
    assert [risk.kind for risk in risks] == kinds
    assert all(risk.weight == 0.9 and risk.name == "werkinstructie" for risk in risks)


def test_candidates_of_a_document(model: Model, authored: list[LabelledDocument], nlp) -> None:
    found = Assessor(model, nlp=nlp).assess(read(authored[0].text))
    document = document_of(found)
    assert (document.part, document.decision) == (found.text, found.decision)
    assert document.label == found.label
    row = {c.feature: c.value for c in found.explanation.contributions}
    assert document.features == row
    parts = list(passages_of(found))
    assert len(parts) > 3
    assert len({part.id for part in parts}) == len(parts)
    for part in parts:
        assert part.part.strip() == part.part != ""
        assert part.features.items()
        assert all(0 < value <= row[name] + 1e-9 for name, value in part.features.items())
