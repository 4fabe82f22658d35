import io
import json
from dataclasses import replace

import pytest

from classifier.evaluation.comparison import Comparison
from classifier.evaluation.differences import Change, Difference
from classifier.evaluation.measures import Interval
from classifier.evaluation.paired import McNemar
from classifier.evaluation.table import Row
from classifier.reports.comparison import write_comparison, write_comparison_json

F1 = Interval(0.8, 0.7, 0.9)
ROW = Row("oud@1", 40, F1, F1, {"overig": 0.7}, 0.81, 0.05, 0.2, 0.9, None)
CHANGES = tuple(
    Change(f"[red]{n}\x1b[31m", "bron", "overig", "beleidsregel", "overig", 0.6, 0.7, "mended")
    for n in range(3)
)


@pytest.fixture
def comparison() -> Comparison:
    better = Difference("macro-F1", 0.8, 0.83, Interval(0.03, 0.01, 0.05))
    part = Difference("macro-F1", 0.8, 0.7, Interval(-0.1, -0.2, 0.1), part="source: bron")
    return Comparison(
        first="oud@1",
        second="nieuw@2",
        rows=(ROW, replace(ROW, name="nieuw@2")),
        differences=(better,),
        parts=(part,),
        mcnemar=McNemar(1, 4, 0.375),
        changes=CHANGES,
        n_groups=40,
        n_unreadable=2,
        warnings=("A was trained on this",),
    )


def test_text(comparison: Comparison) -> None:
    stream = io.StringIO()
    write_comparison(comparison, stream, most=2)
    text = stream.getvalue()
    assert "40 documents in 40 groups, 2 could not be read" in text
    assert "3 documents have another label: 3 mended" in text
    assert "[red]1\\x1b[31m" in text
    assert "\x1b" not in text
    assert "[red]2" not in text
    assert "and 1 more; see --changes 0" in text
    assert "only A right: 1; only B right: 4; McNemar's exact test: p = 0.38" in text
    assert text.rstrip().endswith(
        "nieuw@2 is better on macro-F1 (difference 0.030 [0.010, 0.050])."
    )
    lines = [line.split() for line in text.splitlines()]
    assert [
        "macro-F1",
        "0.800",
        "0.830",
        "0.030",
        "[0.010,",
        "0.050]",
        "B",
        "is",
        "better",
    ] in lines
    assert ["accuracy", "of", "decided", "-", "-"] in lines


def test_json(comparison: Comparison) -> None:
    stream = io.StringIO()
    write_comparison_json(comparison, stream)
    found = json.loads(stream.getvalue())
    assert found["conclusion"] == comparison.conclusion
    assert found["differences"][0]["shown"] is True
    assert found["parts"][0]["shown"] is False
    assert len(found["changes"]) == 3
    assert found["scores"][1]["name"] == "nieuw@2"
