from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents.lines import (
    bullet_end,
    ends_sentence,
    fits_heading,
    heading_level,
    join,
    ordinal_end,
    starts_block,
    vocabulary,
)


@pytest.mark.parametrize(
    "line", ["- een", "• een", "•een", "– een", "* een", "o een", "▪ een", "§ een"]
)
def test_bullets(line: str) -> None:
    assert line[bullet_end(line) :] == "een"


@pytest.mark.parametrize("line", ["-5 graden", "*vet*", "§ 3 Horen", "een - twee", "open", "-"])
def test_no_bullets(line: str) -> None:
    assert bullet_end(line) == 0


@pytest.mark.parametrize(
    "line",
    [
        "1. een",
        "12) een",
        "a. een",
        "bb. een",
        "(a) een",
        "iv. een",
        "1° een",
        "2°. een",
        "1.) een",
        "a.een",
    ],
)
def test_ordinals(line: str) -> None:
    assert line[ordinal_end(line) :] == "een"


@pytest.mark.parametrize(
    "line", ["3.2 Horen", "o.a. de brief", "2012. Daarna", "en. zo", "1 januari", "a.u.b. bellen"]
)
def test_no_ordinals(line: str) -> None:
    assert ordinal_end(line) == 0


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("3.2 Horen", 2),
        ("3 Horen", 1),
        ("§ 4.1.2 Horen", 3),
        ("B1/4.5 Horen", 3),
        ("Artikel 4", 3),
        ("Artikel 4. Horen", 3),
        ("Hoofdstuk 2 Toezicht", 1),
        ("Afdeling II", 2),
        ("BIJLAGE A", 1),
        ("INLEIDING", 1),
        ("Hoofdstuk 3 van de wet gaat hierover", 0),
        ("Artikel 4 Het college beslist binnen acht weken.", 0),
        ("Horen", 0),
        ("1. Horen", 0),
        ("14 januari 2021", 0),
        ("1 Inleiding .......... 3", 0),
    ],
)
def test_heading_levels(line: str, level: int) -> None:
    assert heading_level(line) == level


def test_what_can_be_a_heading() -> None:
    assert fits_heading("Wanneer horen wij de aanvrager?")
    assert not fits_heading("wij horen de aanvrager")
    assert not fits_heading("Wij horen:")
    assert not fits_heading("12-3")
    assert not fits_heading("Woord " * 30)


def test_a_number_after_artikel_is_no_marker() -> None:
    assert starts_block("4. De aanvrager", "Dit is beleid.")
    assert not starts_block("4. De aanvrager", "zoals bedoeld in artikel")


def test_sentence_ends() -> None:
    assert ends_sentence("Zo is het.”")
    assert not ends_sentence("Zo is het, (")


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("de uitvoe-", "ring", "de uitvoering"),
        ("de uitvoe\u00ad", "ring", "de uitvoering"),
        ("de uitvoe\ufffe", "ring", "de uitvoering"),
        ("de uitvoe\x02", "ring", "de uitvoering"),
        ("bezwaar-", "en beroep", "bezwaar- en beroep"),
        ("de IND-", "medewerker", "de IND-medewerker"),
        ("een Woo-", "instructie", "een Woo-instructie"),
        ("Noord-", "Holland", "Noord-Holland"),
        ("per e-", "mail", "per e-mail"),
        ("een 65-", "plusser", "een 65-plusser"),
        ("het mbo-", "diploma", "het mbo-diploma"),
        ("zo -", "en niet anders", "zo - en niet anders"),
        ("gewone", "regel", "gewone regel"),
    ],
)
def test_words_over_a_line_end(first: str, second: str, joined: str) -> None:
    assert join([first, second], vocabulary(["het mbo-diploma telt"])) == joined


@given(st.lists(st.text(max_size=30), max_size=8))
def test_joining_loses_no_letters(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(character for character in text if character.isalnum())

    assert letters(join(lines)) == letters("".join(lines))
