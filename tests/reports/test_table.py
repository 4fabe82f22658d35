import io
import re
from dataclasses import replace

import pytest

from classifier.assessment.assessment import Assessment
from classifier.reports.table import write


def lines(*assessments: Assessment) -> list[str]:
    stream = io.StringIO()
    write(assessments, stream)
    return [" ".join(line.split()) for line in stream.getvalue().splitlines()]


def test_each_document_has_a_line(assessment: Assessment, failure: Assessment) -> None:
    doubtful = replace(assessment, source="b.txt", decision="twijfel", explanation=None)
    shown = lines(assessment, doubtful, failure)  # a cell too long for its column runs on below
    assert shown[0] == "Bron Uitkomst Kans Sterkste reden"
    assert shown[1] == "terras.txt beleidsregel 71% woorden “kan afwijken” +0,81"
    assert shown[2:4] == ["b.txt twijfel (het meest lijkt 71%", "beleidsregel)"]
    told = "Het bestand is niet gevonden, of er staan geen bestanden in de map."
    assert shown[4].startswith(f"weg.pdf niet beoordeeld {told}")
    assert shown[-1] == "3 documenten: 1 beleidsregel, 1 twijfel, 1 niet beoordeeld"


def test_nothing_gives_no_table() -> None:
    assert lines() == []


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("length", [5, 37, 300])
def test_nothing_is_cut_off(
    assessment: Assessment, monkeypatch: pytest.MonkeyPatch, width: int, length: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    words = " ".join(f"woord{number}" for number in range(30))
    reason = replace(assessment.explanation.contributions[0], feature=f"ngram:{words}")
    explanation = replace(assessment.explanation, contributions=(reason,))
    stream = io.StringIO()
    write([replace(assessment, source="x" * length, explanation=explanation)], stream)
    shown = stream.getvalue()
    assert shown.count("x") == length
    assert re.findall(r"woord\d+", shown) == words.split()
    assert max(map(len, shown.splitlines())) <= width


def test_source_stays_whole_where_the_reason_is_long(assessment: Assessment) -> None:
    reason = replace(assessment.explanation.contributions[0], feature=f"ngram:{'woord ' * 20}")
    explanation = replace(assessment.explanation, contributions=(reason,))
    source = "data/examples/" + "x" * 37 + ".pdf"
    shown = lines(
        replace(
            assessment, source=source, explanation=explanation, decision="uitvoeringsinstructie"
        )
    )
    assert shown[1].startswith(f"{source} interne uitvoeringsinstructie 71%")


def test_reason_keeps_room_beside_long_names(assessment: Assessment) -> None:
    source, words = "x" * 60, "gericht tot eigen medewerkers of uitvoerders"
    reason = replace(assessment.explanation.contributions[0], feature=f"ngram:{words}")
    explanation = replace(assessment.explanation, contributions=(reason,))
    outcome = {"decision": "uitvoeringsinstructie", "findings": ("materieel_beleid",)}
    shown = lines(replace(assessment, source=source, explanation=explanation, **outcome))
    assert len(shown) <= 6  # header, three lines at most, and the sum below


def test_what_could_not_be_read_stands_under_the_reason(
    assessment: Assessment, failure: Assessment
) -> None:
    warnings = ("page 3: not read, for it is damaged; get the file anew", "page 9: read poorly")
    first, *rest = lines(
        replace(assessment, warnings=warnings), replace(failure, warnings=("page 1: stained",))
    )[1:]
    assert first.endswith("+0,81")
    shown = " ".join(rest)
    assert "let op: Pagina 3: niet gelezen, want beschadigd." in shown
    assert "let op: page 9: read poorly" in shown
    assert "Controleer de naam en de map. let op: page 1: stained" in shown
    (bare, *_) = lines(replace(assessment, explanation=None, warnings=("page 3: blank",)))[1:]
    assert bare == "terras.txt beleidsregel 71% let op: page 3: blank"
