import unicodedata
from dataclasses import replace

from classifier.assessment.assessment import Assessment
from classifier.explanation import Contribution, Explanation
from classifier.reports.annotations import notes
from classifier.woo.proposing import propose
from tests.reports.conftest import TEXT, place


def test_notes_tell_sign_and_ground_by_letter_and_colour(assessment: Assessment) -> None:
    instruction = replace(
        assessment, label="uitvoeringsinstructie", decision="uitvoeringsinstructie"
    )
    found = notes(instruction, propose(instruction))
    assert [note.text[:2] for note in found] == ["V1", "T2", "W:"] or [
        note.text[:2] for note in found
    ] == ["V1", "W:", "T2"]
    assert len({note.colour for note in found}) == 3
    spoken = {note.text[0]: note for note in found}
    assert (spoken["V"].start, spoken["V"].end) == place("kan afwijken")
    assert "reden voor beleidsregel\nwoorden “kan afwijken”" in spoken["V"].text
    assert "+0,812" in spoken["V"].text
    assert "reden tegen beleidsregel, eerder uitvoeringsinstructie" in spoken["T"].text
    assert "grond 5.1.2.i" in spoken["W"].text
    assert "voorstel van software" in spoken["W"].text
    assert [(note.start, note.end) for note in found] == sorted(
        (note.start, note.end) for note in found
    )


def test_only_the_strongest_reasons_are_noted(assessment: Assessment) -> None:
    assert [note.text[:2] for note in notes(assessment, top=1)] == ["V1"]
    assert notes(replace(assessment, explanation=None)) == []


def test_what_stands_at_one_place_is_one_note(assessment: Assessment) -> None:
    both = (
        Contribution("ngram:kan", "ngram", 0.3, 0.8, (place("kan"), place("afwijken"))),
        Contribution("structure:step", "structure", 0.1, -0.4, (place("kan"),)),
    )
    found = notes(
        replace(assessment, explanation=Explanation("beleidsregel", "overig", 0.4, 0, 0, both))
    )
    first, second = found
    assert TEXT[first.start : first.end] == "kan"
    assert first.text.startswith("V1")
    assert "\n\nT2: reden tegen" in first.text
    assert first.text.count("een mens beslist") == 1
    assert "Plaats 2 van 2" in second.text


def test_of_a_reason_the_first_places_may_do(assessment: Assessment) -> None:
    spans = tuple((start, start + 1) for start in range(0, 12, 2))
    reason = Contribution("ngram:de", "ngram", 6.0, 0.6, spans)
    explanation = Explanation("beleidsregel", "overig", 0.6, 0, 0, (reason,))
    found = notes(replace(assessment, explanation=explanation), places=5)
    assert [(note.start, note.end) for note in found] == list(spans[:5])
    assert "Plaats 5 van 6 in de tekst; alleen de eerste 5 zijn aangegeven." in found[4].text
    assert len(notes(replace(assessment, explanation=explanation), places=6)) == 6
    assert len(notes(replace(assessment, explanation=explanation))) == 6


def test_notes_of_a_hostile_text_are_plain(hostile: Assessment) -> None:
    reason = Contribution("ngram:\x1b[31m \u202e=cmd()", "ngram", 1.0, 9.0, ((0, 5),))
    explanation = Explanation("beleidsregel", "overig", 9.0, 0.0, 0.0, (reason,))
    found = notes(replace(hostile, explanation=explanation), propose(hostile))
    assert any("=cmd()" in note.text for note in found)
    for note in found:
        hidden = [c for c in note.text if unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
        assert set(hidden) <= {"\n"}
