import time
import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest

from classifier.preprocessing.laws import laws, official_names
from classifier.preprocessing.pipeline import build_pipeline
from classifier.preprocessing.references import LawReference, find_references

AWB = "Algemene wet bestuursrecht"
WOO = "Wet open overheid"
VC = "Vreemdelingencirculaire 2000"


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


def references(nlp, text):
    doc = nlp(text)  # a group of spans does not outlive its doc
    return [span._.reference for span in doc.spans["references"]]


# text, law, article, paragraph, part
PLACES = [
    ("artikel 3.109d van het Vb 2000", "Vreemdelingenbesluit 2000", "3.109d", "", ""),
    ("art. 5.1, tweede lid, aanhef en onder i, Woo", WOO, "5.1", "tweede lid", "aanhef en onder i"),
    ("artikelen 4:81 en 4:84 Awb", AWB, "4:81 en 4:84", "", ""),
    ("artikel 8:29 van de Algemene wet bestuursrecht", AWB, "8:29", "", ""),
    (
        "artikel 3, eerste lid, onder b en c, van de Wet op de expertisecentra",
        "Wet op de expertisecentra",
        "3",
        "eerste lid",
        "onder b en c",
    ),
    ("artikel 3:1, lid 2 sub a, Awb", AWB, "3:1", "lid 2", "sub a"),
    ("artikel 29, eerste lid, onder a, Vw", "Vreemdelingenwet 2000", "29", "eerste lid", "onder a"),
    (
        "artikel 67c en volgende AWR",
        "Algemene wet inzake rijksbelastingen",
        "67c en volgende",
        "",
        "",
    ),
    ("artikel 18 lid 5 Participatiewet", "Participatiewet", "18", "lid 5", ""),
    ("artikel 6:162 BW", "Burgerlijk Wetboek", "6:162", "", ""),
    ("artikel 3.4 van het Bouwbesluit 2012", "Bouwbesluit 2012", "3.4", "", ""),
    (
        "artikel 15, aanhef en onder c, van richtlijn 2004/83/EG",
        "richtlijn 2004/83/EG",
        "15",
        "",
        "aanhef en onder c",
    ),
    (
        "artikel 2.14, eerste lid, aanhef, onderdeel a, onder 2°, van de Wabo",
        "Wet algemene bepalingen omgevingsrecht",
        "2.14",
        "eerste lid",
        "aanhef, onderdeel a, onder 2°",
    ),
    ("artikel 4, tweede tot en met vierde lid, Woo", WOO, "4", "tweede tot en met vierde lid", ""),
    ("paragraaf C1/4.4 Vc 2000", VC, "C1/4.4", "", ""),
    ("§ B8/3.1", VC, "B8/3.1", "", ""),
    ("artikel 7", "", "7", "", ""),
]


@pytest.mark.parametrize("case", PLACES, ids=lambda case: case[0])
def test_place_in_a_law(nlp, case):
    text, law, article, paragraph, part = case
    expected = LawReference(law, article, paragraph, part, text)
    assert references(nlp, f"Wij toetsen aan {text} en beslissen dan.") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "richtlijn 2008/115/EG",
        "Verordening (EU) nr. 604/2013",
        "ECLI:NL:RVS:2019:1710",
        "Stb. 2021, 499",
        "Stcrt. 2020, 12345",
        "Stcrt. 2020, nr. 12345",
        "PbEU 2013, L 180",
        "Kamerstukken II 2018/19, 35 200, nr. 3",
        "Kamerstukken II 2003-2004, 29 344, A",
    ],
)
def test_sources_name_themselves(nlp, text):
    assert references(nlp, f"Zie daarover {text}. Meer volgt.") == [
        LawReference(text, "", "", "", text)
    ]


def test_a_law_that_is_named_alone(nlp):
    found = references(nlp, "De Participatiewet en de Awb gelden; WW en Sr zijn te kort.")
    assert [reference.law for reference in found] == ["Participatiewet", AWB]


def test_joined_places_share_the_law(nlp):
    found = references(nlp, "artikel 3.4, eerste lid, en artikel 5 van de Woo")
    assert [(reference.law, reference.article) for reference in found] == [(WOO, "3.4"), (WOO, "5")]
    apart = references(nlp, "Zie artikel 3. Daarna volgt artikel 5 van de Woo")
    assert [reference.law for reference in apart] == ["", WOO]


def test_a_reference_may_run_over_a_line_end(nlp):
    found = references(nlp, "artikel 4:84 van de Algemene wet\n    bestuursrecht geldt")
    assert [reference.law for reference in found] == [AWB]


@pytest.mark.parametrize(
    "text",
    ["Wij werken met 3 teams.", "Bel 4:81 keer.", "het artikel in de krant", "Het is 5.1 graden."],
)
def test_what_is_no_reference(nlp, text):
    assert references(nlp, text) == []


def test_spans_hold_the_text_and_do_not_overlap(nlp):
    doc = nlp("Artikel 15 van richtlijn 2004/83/EG, artikel 3 EVRM en § B8/3.1 (ook C1/2 Vc).")
    spans = list(doc.spans["references"])
    assert [span.text for span in spans] == [
        "Artikel 15 van richtlijn 2004/83/EG",
        "artikel 3 EVRM",
        "§ B8/3.1",
        "C1/2 Vc",
    ]
    assert all(one.end <= two.start for one, two in pairwise(spans))


def test_laws_are_sorted_and_called_once():
    text = files("classifier.preprocessing").joinpath("laws.toml").read_text("utf-8")
    entries = tomllib.loads(text)["law"]
    names = [entry["name"] for entry in entries]
    assert len(names) >= 60
    assert names == sorted(names, key=str.lower)
    calls = [call for entry in entries for call in (entry["name"], *entry["abbreviations"])]
    assert len(calls) == len(set(calls))
    for entry in entries:
        assert set(entry) == {"name", "abbreviations"}
        assert entry["abbreviations"] == sorted(entry["abbreviations"])


def test_common_laws_are_known():
    calls = (
        "Awb Woo Wob Pw Jeugdwet Sr Sv BW Gemeentewet Omgevingswet Wabo Bibob AVG WAV RWN Zvw Wlz "
        "AOW WW WIA Wajong Awir AWR EVRM VWEU Schengengrenscode"
    )
    assert set(calls.split()) <= official_names().keys()
    assert set(official_names().values()) == {law.name for law in laws()}


@pytest.mark.parametrize(
    "piece",
    [
        "artikel ",
        "artikel 1, ",
        "artikel 1 en 2, ",
        "artikel 3, eerste, tweede, ",
        "artikel 1, onder a, b, c, ",
        "artikel 1 van de Wet ",
        "art. 1.1.1.1.1.1",
        " ",
        "§",
        "1.",
        "A1/",
        "Kamerstukken II ",
        "ECLI:NL:RVS:2019:",
        "richtlijn ",
    ],
)
def test_hostile_text_takes_linear_time(piece):
    begin = time.process_time()
    find_references(piece * (200_000 // len(piece)))
    assert time.process_time() - begin < 3
