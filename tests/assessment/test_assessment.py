import pytest

from classifier.assessment.assessment import MET_MATERIEEL_BELEID, Assessment


@pytest.mark.parametrize(
    ("decision", "findings", "outcome"),
    [
        ("uitvoeringsinstructie", ("materieel_beleid",), MET_MATERIEEL_BELEID),
        ("uitvoeringsinstructie", ("spoorboekje",), "uitvoeringsinstructie"),
        ("twijfel", ("materieel_beleid",), "twijfel"),
        ("beleidsregel", (), "beleidsregel"),
        (None, (), None),
    ],
)
def test_outcome(decision: str | None, findings: tuple[str, ...], outcome: str | None) -> None:
    assessment = Assessment("x", label=decision, decision=decision, findings=findings)
    assert assessment.outcome == outcome
    assert assessment.as_dict().get("outcome") == outcome
    assert ("outcome" in assessment.as_dict()) is (outcome is not None)
