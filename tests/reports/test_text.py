import io
import re
from dataclasses import replace

import pytest

from classifier.assessment.assessment import Assessment, Passage
from classifier.reports import table, text


def shown(assessment: Assessment, top: int | None = 5) -> str:
    stream = io.StringIO()
    text.write(assessment, stream, top=top)
    return stream.getvalue()


def numbers(report: str) -> list[float]:
    found = re.findall(r"^\s*([+−]\d+,\d{3}) ", report, re.M)
    return [float(number.replace("−", "-").replace(",", ".")) for number in found]


def test_report_says_what_a_lawyer_needs(assessment: Assessment) -> None:
    report = shown(assessment)
    flat = " ".join(report.split())
    assert "Document terras.txt" in flat
    assert "Titel Beleidsregel terrassen" in flat
    assert "Uitkomst beleidsregel" in flat
    assert "beleidsregel 71%, uitvoeringsinstructie 20%, overig 9%" in flat
    assert "artikel 3:42 Awb" in flat
    assert "artikel 4:84 Awb" in flat
    assert (
        "Mogelijk actief openbaar te maken onder artikel 3.3, eerste lid, aanhef en onder b" in flat
    )
    assert "landenbeleid: dit is beleid en kan niet geheim blijven" in flat
    assert "een mens beslist" in flat


def test_reasons_are_quoted_for_and_against(assessment: Assessment) -> None:
    report = shown(assessment)
    in_favour, against = report.split("Redenen tegen: eerder uitvoeringsinstructie")
    in_favour = in_favour.split("Redenen voor beleidsregel")[1]
    assert "+0,81" in in_favour
    assert "woorden “kan afwijken”" in in_favour
    assert "Het college kan afwijken van deze regel" in " ".join(in_favour.split())
    assert "genummerde stap" in against
    assert "“Open het dossier in het systeem" in " ".join(against.split())
    assert "−" not in in_favour


def test_elements_are_shown_found_or_not(assessment: Assessment) -> None:
    shown_elements = " ".join(shown(assessment).split("Elementen van een beleidsregel")[1].split())
    assert "vastgesteld bij besluit (artikel 1:3, vierde lid, Awb) niet gevonden" in shown_elements
    assert "zegt wanneer van de hoofdregel kan worden afgeweken:" in shown_elements


def test_sentences_are_the_reasons_in_words(assessment: Assessment) -> None:
    report = " ".join(shown(assessment).split())
    in_favour, against = report.split("Sterkste zinnen voor uitvoeringsinstructie")
    in_favour = in_favour.split("Sterkste zinnen voor beleidsregel")[1]
    assert "“Het college kan afwijken”" in in_favour
    assert "zegt wanneer van de hoofdregel" in in_favour
    assert "“Open het dossier in het systeem” door de woordkeus" in against
    without = " ".join(shown(replace(assessment, arguments=())).split())
    assert without.count("geen Sterkste zinnen") == 1


def test_form_is_told_apart_from_substance(assessment: Assessment) -> None:
    report = " ".join(shown(assessment).split())
    assert "Vorm Het document noemt zich “beleidsregel” (beleid)." in report
    assert "Zonder vormkenmerken is de uitkomst beleidsregel (60%)" in report


@pytest.mark.parametrize("top", [0, 1, 5, 20, 32, None])
def test_shown_numbers_add_up_to_the_shown_score(assessment: Assessment, top: int | None) -> None:
    report = shown(assessment, top)
    reasons, addition = report.split("Optelling (log-odds)")
    addition = addition.split("Passages")[0]
    *parts, score = numbers(addition)
    assert score == pytest.approx(assessment.explanation.score, abs=0.0006)
    assert sum(parts) == pytest.approx(score, abs=1e-9)
    assert sum(numbers(reasons)) == pytest.approx(parts[1], abs=1e-9)
    kept = 32 if top is None else top
    assert len(numbers(reasons)) == kept
    left = 32 - kept
    assert (f"{left} zwakkere redenen, niet getoond" in addition) is (left > 0)


def test_passages_are_shown_with_their_ground(assessment: Assessment) -> None:
    passages = " ".join(shown(assessment).split("\nPassages")[1].split())
    assert "2 passages: norm 1, onderzoeksmethode 1" in passages
    assert "norm 90% Het college verleent geen ontheffing" in passages
    assert "zegt wat er wordt onderzocht; mogelijke grond: Woo 5.1.2.i" in passages


def test_a_ground_for_a_part_is_said_to_be_so(assessment: Assessment) -> None:
    method = assessment.passages[-1]
    mixed = replace(method, parts=((method.start, method.start + 9),))
    report = " ".join(shown(replace(assessment, passages=(mixed,))).split())
    words = assessment.text[method.start : method.start + 9].strip()
    assert f"mogelijke grond voor een deel: Woo 5.1.2.i; alleen voor “{words}”; de rest" in report
    assert "voor een deel" not in shown(assessment)


def test_passages_are_limited_to_the_surest(assessment: Assessment) -> None:
    many = tuple(
        Passage(place, place + 3, "norm", {"norm": 0.5 + place / 100}) for place in range(40)
    )
    report = shown(replace(assessment, passages=many))
    assert "40 passages: norm 40" in report
    assert re.findall(r"^norm +(\d+)%", report, re.M) == [str(number) for number in range(80, 90)]
    assert "En nog 30 passages om naar te kijken: zie de tekst." in report
    assert "En nog" not in shown(assessment)


def test_a_method_that_is_less_sure_is_called_so(assessment: Assessment) -> None:
    chances = {"overig": 0.5, "onderzoek": 0.4}
    unsure = replace(assessment.passages[-1], label="overig", probabilities=chances)
    report = " ".join(shown(replace(assessment, passages=(unsure,))).split())
    assert "misschien onderzoeksmethode, 40%; zegt wat er wordt onderzocht; mogelijke" in report


@pytest.mark.parametrize(
    ("decision", "findings", "words", "consequence"),
    [
        ("uitvoeringsinstructie", (), "interne uitvoeringsinstructie", "artikel 3.1, eerste lid"),
        (
            "uitvoeringsinstructie",
            ("materieel_beleid",),
            "uitvoeringsinstructie met materieel beleid",
            "breng ze onder in een beleidsregel",
        ),
        ("overig", (), "overig", "valt buiten deze beoordeling"),
        ("twijfel", (), "twijfel: voorleggen aan de Woo-deskundige", "redenen voor en tegen"),
    ],
)
def test_each_outcome_has_its_words(
    assessment: Assessment,
    decision: str,
    findings: tuple[str, ...],
    words: str,
    consequence: str,
) -> None:
    report = " ".join(shown(replace(assessment, decision=decision, findings=findings)).split())
    assert f"Uitkomst {words} Kans" in report
    assert consequence in report
    assert "3:42" not in report or decision == "uitvoeringsinstructie"


def test_failure_is_told(failure: Assessment) -> None:
    report = " ".join(shown(failure).split())
    assert "Uitkomst niet beoordeeld" in report
    assert "weg.pdf: no such file; check the path [not_found]" in report
    assert "Gevolg" not in report


HOSTILE = "[red]x[/red]\x1b[31m\u202e:smile:[link=http://x]"


def test_text_from_outside_is_shown_as_it_is(assessment: Assessment, failure: Assessment) -> None:
    body = f"{HOSTILE} kan afwijken {HOSTILE}"
    start = body.index("kan")
    reason = replace(assessment.explanation.contributions[0], spans=((start, start + 12),))
    explanation = replace(assessment.explanation, contributions=(reason,))
    hostile = replace(
        assessment,
        source=HOSTILE,
        title=HOSTILE,
        text=body,
        explanation=explanation,
        passages=(Passage(0, len(body), "norm", {"norm": 0.9}, reason=HOSTILE),),
    )
    failed = replace(failure, source=HOSTILE, error_message=HOSTILE)
    overview = io.StringIO()
    table.write([hostile, failed], overview)
    for report in (shown(hostile), shown(failed), overview.getvalue()):
        flat = "".join(report.split())
        assert "[red]x[/red]\\x1b[31m\\u202e:smile:[link=http://x]" in flat
        assert "\x1b" not in report
        assert "\u202e" not in report


def test_failure_is_told_in_dutch_beside_what_was_said(failure: Assessment) -> None:
    flat = " ".join(shown(failure).split())
    told = "Het bestand is niet gevonden, of er staan geen bestanden in de map. Controleer de naam"
    assert f"Fout {told} en de map." in flat
    assert f"Melding {failure.error_message} [{failure.error_code}]" in flat
    unread = "pages 2, 4: not read, for it is damaged; get the file anew from its source"
    assert "Pagina’s 2, 4: niet gelezen" in shown(replace(failure, warnings=(unread,)))


def test_what_could_not_be_read_is_shown(assessment: Assessment, failure: Assessment) -> None:
    warning = "page 3: no text layer\x1b[2J"
    for one in (assessment, failure):
        flat = " ".join(shown(replace(one, warnings=(warning,))).split())
        assert "Waarschuwing page 3: no text layer\\x1b[2J" in flat
        assert "Waarschuwing" not in shown(one)
