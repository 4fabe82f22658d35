import re
from pathlib import Path

import pytest

from classifier.errors import LexiconError
from classifier.woo.grounds import CODE, load_grounds, parse_grounds

STATUTE = Path(__file__).parents[3] / "shared" / "reference" / "woo_bwb.xml"
GROUND = '[[ground]]\ncode = "5.1.2.i"\nabsolute = false\nactive = true\nprotects = "x"\n'
RULE = (
    '[[rule]]\nid = "{id}"\nkind = "{kind}"\nground = "{ground}"\nalternatives = []\n'
    'basis = "Woo 5.1(2)(i)"\nreason = "laat iets zien"\nphrases = {phrases}\n'
)
FALLBACK = RULE.format(id="rest", kind="passage", ground="5.1.2.i", phrases="[]")


@pytest.mark.parametrize(
    ("passage", "title", "rule", "ground"),
    [
        ("Vraag naar het dorp waar hij opgroeide.", "", "onderzoeksmethode", "5.1.2.i"),
        ("De inspecteur let op de kassa.", "", "toezicht", "5.1.2.d"),
        ("Let op de kassa.", "Steekproef in de horeca", "toezicht", "5.1.2.d"),
        ("De verdachte wordt geobserveerd.", "Steekproef", "opsporing", "5.1.2.c"),
        ("Vraag naar banden met TERRORISTISCHE groepen.", "", "nationale_veiligheid", "5.1.2.i"),
        ("Ga na of de toegangscode is gewijzigd.", "", "beveiliging", "5.1.2.h"),
        (
            "Vraag bij de ambassade na of hij er woonde.",
            "",
            "internationale_betrekkingen",
            "5.1.2.i",
        ),
        ("Een gebied zonder bewoners", "Inspelen", "onderzoeksmethode", "5.1.2.i"),
    ],
)
def test_the_subject_of_a_passage_gives_its_rule(
    passage: str, title: str, rule: str, ground: str
) -> None:
    found = load_grounds().passage_rule(passage, title)
    assert (found.id, found.ground) == (rule, ground)
    assert ground not in found.alternatives


def test_every_rule_says_why_and_proposes_only_what_can_stop_active_publication() -> None:
    grounds = load_grounds()
    assert [code for code in grounds.by_code if not CODE.fullmatch(code)] == []
    assert len(grounds.by_code) == 17
    for rule in grounds.rules:
        assert rule.basis.startswith("Woo ")
        assert len(rule.reason.split()) >= 4
        for code in (rule.ground, *rule.alternatives):
            assert grounds.by_code[code].active
            # Not beside another ground for the same information (5.1(5)).
            assert code != "5.1.5"


@pytest.mark.skipif(not STATUTE.exists(), reason="needs the statute in ../shared/reference")
def test_grounds_protect_what_the_statute_says() -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", STATUTE.read_text(encoding="utf-8")).split())
    text = text[text.index("Artikel 5.1 Uitzonderingen") : text.index("Artikel 5.3")]
    first, second = text[: text.index("2 Het openbaar maken")], text[text.index("2 Het openbaar") :]
    for code, ground in load_grounds().by_code.items():
        if len(code) < 7:
            continue
        member = first if code.startswith("5.1.1") else second
        letter = re.search(rf" {code[-1]}\. (.*?)(?: [a-i]\. |$)", member)
        assert letter is not None, code
        assert ground.absolute is code.startswith("5.1.1")
        words = set(re.findall(r"\w{6,}", ground.protects.lower())) - {"strafrechtelijke"}
        if code not in ("5.1.1.d", "5.1.2.f"):  # which refer to other provisions
            assert words <= set(re.findall(r"\w{6,}", letter[1].lower())), code


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[ground", "not valid TOML"),
        (GROUND.replace("5.1.2.i", "5.1.e") + FALLBACK, "no code of the Woo"),
        (GROUND.replace("absolute = false\n", "") + FALLBACK, "absolute is missing"),
        (GROUND + "extra = 1\n" + FALLBACK, "unknown field 'extra'"),
        (GROUND, "must have no phrases"),
        (GROUND + FALLBACK.replace("5.1.2.i", "5.1.2.d", 1), "unknown ground '5.1.2.d'"),
        (GROUND.replace("active = true", "active = false") + FALLBACK, "cannot stop active"),
        (GROUND + FALLBACK.replace('"passage"', '"page"'), "unknown kind 'page'"),
        (GROUND + FALLBACK + FALLBACK, "must have no phrases"),
        (
            GROUND
            + RULE.format(id="a", kind="passage", ground="5.1.2.i", phrases='["b", "a"]')
            + FALLBACK,
            "lower case and sorted",
        ),
    ],
)
def test_a_mistake_in_the_data_is_named(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(message)):
        parse_grounds(text)
