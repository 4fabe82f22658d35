import json
from dataclasses import asdict, fields, replace

import pytest

from classifier.assessment.assessment import Assessment, Passage
from classifier.assessment.evidence import Argument, Element, Evidence, FormAndSubstance, SelfName
from classifier.batch.restoring import fields_of, restored
from classifier.documents import Document
from classifier.explanation import Contribution, Contributions, Explanation

REASON = Contribution("ngram:één", "ngram", 0.1 + 0.2, -1e-17, ((0, 3), (7, 9)))
WHY = Explanation("overig", "beleidsregel", 0.1, -0.2, 0.3, (REASON,))
FULL = Assessment(
    source="na\udcefef.txt",
    sha256="ab",
    title="Een titel",
    model="nep@1",
    n_words=40,
    label="overig",
    decision="twijfel",
    doubt="onzeker",
    probabilities={"overig": 1 / 3, "beleidsregel": 2 / 3},
    explanation=WHY,
    arguments=(Argument(0, 9, 0.7, ("hardheidsclausule", "termijn")),),
    elements=(Element("besluit", (Evidence("signature", ((3, 4),)),)), Element("afwijking")),
    form=FormAndSubstance({"overig": 0.5}, SelfName("beleidsregel", "beleidsregel", 0, 12)),
    passages=(
        Passage(0, 3, "norm", {"norm": 0.7}, "5.1.2.i", "zo", ((1, 2),)),
        Passage(4, 9, "overig", {}),
    ),
    findings=("materieel_beleid",),
    warnings=("blad 2: leeg",),
    error_code="internal",
    error_message="x",
    text="Wij horen.",
    document=Document("Wij horen.", (), pages=((0, 10),)),
)


def test_every_field_of_an_assessment_comes_back() -> None:
    assert all(getattr(FULL, field.name) for field in fields(Assessment))
    assert restored(Assessment, json.loads(json.dumps(asdict(FULL)))) == FULL


def test_the_json_is_that_of_a_copy() -> None:
    assert json.dumps(FULL, default=fields_of) == json.dumps(asdict(FULL))
    with pytest.raises(TypeError, match="dataclass"):
        json.dumps({"what": object()}, default=fields_of)


def test_contributions_that_are_held_as_arrays_come_back() -> None:
    held = replace(FULL, explanation=replace(WHY, contributions=Contributions.of([REASON])))
    text = json.dumps(held, default=fields_of)
    assert text == json.dumps(FULL, default=fields_of)
    assert restored(Assessment, json.loads(text)) == held == FULL


def test_what_is_not_there_is_the_default() -> None:
    assert restored(Assessment, {"source": "a.txt"}) == Assessment("a.txt")
    bare = Assessment("a.txt", form=FormAndSubstance({}))
    assert restored(Assessment, json.loads(json.dumps(asdict(bare)))) == bare
