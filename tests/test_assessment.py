import json

from classifier.assessment import Assessment, Passage, failure
from classifier.errors import EmptyDocumentError
from classifier.explanation import Contribution, Explanation

REASON = Contribution("ngram:één", "ngram", 0.1 + 0.2, -1e-17, ((0, 3), (7, 9)))
FULL = Assessment(
    source="na\udcefef.txt",
    sha256="ab",
    title="Een titel",
    model="nep@1",
    n_words=40,
    label="overig",
    decision="twijfel",
    probabilities={"overig": 1 / 3, "beleidsregel": 2 / 3},
    explanation=Explanation("overig", "beleidsregel", 0.1, -0.2, 0.3, (REASON,)),
    passages=(Passage(0, 3, "norm", {"norm": 0.7}, "5.1.2.i", "zo"), Passage(4, 9, "overig", {})),
    findings=("materieel_beleid",),
    warnings=("blad 2: leeg",),
)


def test_a_record_gives_the_assessment_back() -> None:
    for assessment in (FULL, failure("a.txt", EmptyDocumentError("a.txt: leeg"))):
        record = json.loads(json.dumps(assessment.as_dict()))
        assert Assessment.from_dict(record) == assessment
