import pytest

from classifier.features.actors import Word, actors, role

TAGS = {
    "de": "DET",
    "het": "DET",
    "bevoegde": "ADJ",
    "door": "ADP",
    "aan": "ADP",
    "na": "ADP",
    "indien": "SCONJ",
    "dan": "ADV",
    "zelf": "ADV",
}
VERBS = {"beoordeelt": "Fin", "wordt": "Fin", "informeert": "Fin", "afgewezen": "Part"}


def sentence(text: str) -> list[Word]:
    return [
        Word(word.lower(), word.lower(), "VERB", VERBS[word.lower()])
        if word.lower() in VERBS
        else Word(word.lower(), word.lower(), TAGS.get(word.lower(), "NOUN"))
        for word in text.split()
    ]


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("beslismedewerker", "official"),
        ("staatssecretaris", "authority"),
        ("secretaris", "official"),
        ("IND", "authority"),
        ("subsidieontvanger", "applicant"),
        ("dossier", None),
    ],
)
def test_the_last_part_of_a_noun_tells_its_role(lemma: str, expected: str | None) -> None:
    assert role(Word(lemma.lower(), lemma, "NOUN")) == expected


def test_only_a_noun_has_a_role() -> None:
    assert role(Word("raad", "raad", "VERB", "Fin")) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De medewerker beoordeelt de aanvraag", ["official"]),
        ("De bevoegde minister zelf beoordeelt de aanvraag", ["authority"]),
        ("Dan informeert de medewerker de aanvrager", ["official"]),
        ("Na ontvangst informeert de medewerker de aanvrager", ["official"]),
        ("De medewerker informeert de aanvrager", ["official"]),
        ("indien de aanvrager het formulier afgewezen", ["applicant"]),
        ("Brieven aan de aanvrager", []),
        ("", []),
    ],
)
def test_the_subject_of_an_active_sentence_acts(text: str, expected: list[str]) -> None:
    words = sentence(text)
    found = list(actors(words, passive=False))
    assert [name for _, name in found] == expected
    assert all(role(words[index]) == name for index, name in found)


def test_in_a_passive_sentence_the_actor_stands_behind_door() -> None:
    words = sentence("De aanvrager wordt door het college afgewezen")
    assert list(actors(words, passive=True)) == [(5, "authority")]
