import re

import pytest

from classifier.evaluation.noise import Noise, scan

TEXT = "\n".join(
    f"{number}. De medewerker registreert het verzoek en vraagt de ontbrekende gegevens op."
    for number in range(1, 101)
)
NOTHING = Noise(glued=0, split=0, hyphenated=0, misread=0)


def without_furniture(text: str) -> str:
    return "\n".join(line for line in text.split("\n") if not line.startswith("Pagina "))


def test_noise_repeats_and_differs_by_seed_and_text() -> None:
    assert scan(TEXT) == scan(TEXT)
    assert scan(TEXT) != scan(TEXT, seed=1)


def test_without_noise_only_pages_are_added() -> None:
    spoilt = scan(TEXT, NOTHING)
    assert re.findall(r"^Pagina (\d) van 3$", spoilt, re.M) == ["1", "2", "3"]
    assert spoilt.split("\n").count(TEXT[:60]) == 2  # a running header from the second page on
    assert spoilt.split("\n")[:45] == TEXT.split("\n")[:45]


def test_long_lines_are_broken_as_on_paper() -> None:
    assert max(map(len, scan("woord " * 100, NOTHING).split("\n"))) <= 90


@pytest.mark.parametrize(
    ("noise", "pattern"),
    [
        (Noise(1, 0, 0, 0), r"Demedewerkerregistreerthetverzoek"),
        (Noise(0, 0, 1, 0), r"-\n[a-z]"),
        (Noise(0, 0, 0, 1), r"medcwerker|rnedewerker|medewcrker"),
    ],
    ids=["glued", "hyphenated", "misread"],
)
def test_each_kind_of_noise(noise: Noise, pattern: str) -> None:
    assert re.search(pattern, scan(TEXT, noise))
    assert not re.search(pattern, scan(TEXT, NOTHING))


def test_splitting_and_breaking_lose_no_letter() -> None:
    spoilt = without_furniture(scan("De medewerker registreert het.", Noise(0, 1, 0, 0)))
    assert spoilt.replace(" ", "") == "Demedewerkerregistreerthet."


def test_share_is_about_what_was_asked() -> None:
    spoilt = without_furniture(scan("aa " * 20_000, Noise(0.1, 0, 0, 0)))
    assert spoilt.count("aaaa") / 20_000 == pytest.approx(0.1, abs=0.02)


def test_empty_text() -> None:
    assert scan("") == "\nPagina 1 van 1"
