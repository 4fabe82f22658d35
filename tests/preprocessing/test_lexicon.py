import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from classifier.errors import LexiconError
from classifier.preprocessing.lexicon import load_lexicon, parse_lexicon

# Spelled out here, so that no element can vanish from code and data together.
ELEMENTS = {
    "beleidsregel": (
        "afwijking algemene_regel belangenafweging besluit bevoegdheid externe_werking"
        " feitenvaststelling sanctie_bedragen wetsuitleg"
    ),
    "uitvoeringsinstructie": (
        "formulieren_systemen geadresseerde_intern interne_contacten interne_termijnen"
        " onderzoeksvragen ontkenning_beleid overleg stappen verslag verzending"
    ),
    "overig": (
        "arbeidsvoorwaarden avv indexering individueel_besluit mandaat mededeling overeenkomst"
    ),
}
FORM = {"adressering", "bekendmaking", "ondertekening", "vermelding", "zelfbenaming"}


def entry(**changes: object) -> str:
    """Return one valid [[cue]] table as TOML, with some fields changed or, if None, left out."""
    fields: dict[str, object] = {
        "id": "hardheid",
        "element": "afwijking",
        "kind": "cue",
        "signals": "beleidsregel",
        "basis": "Awb 4:84",
        "description": "kent een hardheidsclausule",
        "phrases": ["hardheidsclausule"],
    } | changes
    lines = [f"{key} = {value!r}" for key, value in fields.items() if value is not None]
    return "\n".join(["[[cue]]", *lines, ""])


PATTERN = """[[cue.patterns]]
anchor = ['leg']
tokens = [{LOWER = 'leg'}, {OP = '{1,4}'}, {LOWER = 'voor'}]
example = 'Leg de zaak voor.'
"""


def test_lexicon_covers_every_element_for_every_label() -> None:
    lexicon = load_lexicon()
    assert len(lexicon) >= 150
    for label, names in ELEMENTS.items():
        found = {cue.element for cue in lexicon if cue.signals == label and cue.kind == "cue"}
        assert found == set(names.split())
    assert {cue.element for cue in lexicon if cue.kind == "form"} == FORM


def test_a_lawyer_can_read_each_reason() -> None:
    for cue in load_lexicon():
        assert re.match(r"[A-Z][A-Za-z]+ ", cue.basis), cue.id
        assert re.match(r"[a-z]+ .*[a-z)]\Z", cue.description), cue.id
        assert "\n" not in cue.description
        assert cue.source, cue.id
    descriptions = Counter(cue.description for cue in load_lexicon())
    assert [text for text, count in descriptions.items() if count > 1] == []


def test_cues_are_found_by_id() -> None:
    lexicon = load_lexicon()
    assert lexicon["hardheidsclausule"].basis == "Awb 4:84"
    assert "hardheidsclausule" in lexicon
    assert "bestaat_niet" not in lexicon
    with pytest.raises(KeyError):
        lexicon["bestaat_niet"]


def test_digest_follows_what_is_found_and_nothing_else() -> None:
    digest = parse_lexicon(entry()).digest
    assert re.fullmatch("[0-9a-f]{12}", digest)
    assert parse_lexicon(entry(description="iets anders")).digest == digest
    assert parse_lexicon(entry(phrases=["hardheid"])).digest != digest
    assert parse_lexicon(entry() + PATTERN).digest != digest
    assert parse_lexicon(entry(id="hardheidsbeding")).digest != digest


def test_a_lexicon_of_ones_own_is_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mijn.toml"
    path.write_text(entry() + PATTERN, encoding="utf-8")
    (cue,) = load_lexicon(path)
    assert cue.phrases == ("hardheidsclausule",)
    assert cue.patterns[0].anchor == ("leg",)
    assert cue.patterns[0].tokens[1] == {"OP": "{1,4}"}


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"weg\.toml: cannot be read .*; check the path"):
        load_lexicon(tmp_path / "weg.toml")


SECOND = {"id": "schrijnend", "phrases": ["schrijnend"]}
MISTAKES = {
    "[[cue": "not valid TOML .*; correct",
    "": "empty; give it",
    entry(id=None): r"'\(no id\)': id is missing .*; fill",
    entry(id="Hardheid"): "'Hardheid': the id is not snake_case; use",
    entry(phrases=[]): "'hardheid': phrases is missing or empty; fill",
    entry(basis=None): "'hardheid': basis is missing or empty; fill",
    entry(weight=2): "'hardheid': unknown field 'weight'; use",
    entry(element="genade"): "'hardheid': unknown element 'genade' .*; use afwijking",
    entry(element="avv"): "unknown element 'avv' for a cue that signals beleidsregel; use",
    entry(element="zelfbenaming"): "unknown element 'zelfbenaming' for a cue .*; use",
    entry(kind="form"): "unknown element 'afwijking' for a form .*; use adressering",
    entry(kind="keu"): "'hardheid': unknown kind 'keu'; use cue or form",
    entry(signals="beleid"): "'hardheid': unknown label 'beleid'; use",
    entry(phrases=["Hardheid"]): "'hardheid': phrase 'Hardheid' is not in lower case .*; rewrite",
    entry(phrases=["de  hardheid"]): "phrase 'de  hardheid' is not in lower case .*; rewrite",
    entry(phrases=["b", "a"]): "'hardheid': the phrases are not sorted; sort",
    entry(phrases=["a", "a"]): "'hardheid': phrase 'a' stands in cue 'hardheid' too; keep",
    entry(phrases=["deze beleidsregel"]): "'beleidsregel' in .* calls itself; move .*form",
    entry(phrases=["dit protocol"]): "'dit protocol' in .* calls itself; move .*form",
    entry() + entry(): "'hardheid': the id occurs twice; merge",
    entry(**SECOND) + entry(): "'hardheid': stands after 'schrijnend'; sort",
    entry() + entry(id="schrijnend"): "'schrijnend': phrase .* in cue 'hardheid' too; keep",
    entry() + PATTERN.replace("anchor", "ankers"): "'hardheid': a pattern has no anchor; add",
    entry() + PATTERN.replace("['leg']", "[]"): "'hardheid': a pattern has no anchor; add",
    entry() + PATTERN.replace("'leg']", "'Leg']"): "phrase 'Leg' is not in lower case .*; rewrite",
    entry() + PATTERN.replace("example", "voorbeeld"): "a pattern has no example; add",
    entry() + PATTERN + "gewicht = 1\n": "unknown field 'gewicht'; remove",
    entry() + PATTERN.replace("{1,4}", "*"): r"OP '\*' is unbounded; use",
    entry() + PATTERN.replace("{1,4}", "+"): r"OP '\+' is unbounded; use",
    entry() + PATTERN.replace("LOWER = 'leg'", "LEMMA = 'leg'"): "tests 'LEMMA'; use only",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_its_remedy(text: str) -> None:
    with pytest.raises(LexiconError, match=MISTAKES[text]):
        parse_lexicon(text)


def test_the_file_says_nothing_that_is_not_read() -> None:
    text = files("classifier.preprocessing").joinpath("cues.toml").read_text("utf-8")
    assert set(tomllib.loads(text)) == {"cue"}
    assert text.count("[[cue]]") == len(load_lexicon())
