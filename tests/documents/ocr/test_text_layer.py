from __future__ import annotations

import random
import string
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from classifier.documents.ocr.text_layer import quality

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "data" / "examples").glob("*.pdf"))
FORMATS = ROOT / ".." / "shared" / "formats" / "pdf"
RULE = "Het college verleent geen ontheffing voor een terras, tenzij de doorgang vrij blijft. " * 8
AGENDA = "1. Opening\n2. Mededelingen ................. 3\n3. Vragen van de raad\n" * 12
NAMES = "Rotterdam Amersfoort Zwolle Middelburg Leeuwarden Utrecht Haarlem Assen Lelystad " * 6
CODES = "AN26 B743 BE9L C421 AN72 B744 BE9T C425 ASTR B74S BELF C441 " * 12
GERMAN = "Die Behörde kann von der Regel abweichen, wenn das die Umstände erfordern. " * 8
POLISH = "Organ może odstąpić od tej zasady, jeżeli wymagają tego szczególne okoliczności. " * 8
LINKS = (
    "Zie de pagina https://www.elzerade.nl/regelingenenbeleidsregelsvanhetcollege voor de tekst. "
)
COMPOUNDS = (
    "De arbeidsongeschiktheidsverzekeringsmaatschappij beslist op de aanvraag van de werkgever. "
)
LETTERS = string.ascii_lowercase


def swapped(text: str, alphabet: str) -> str:
    """Return a text as a layer says it that has other letters."""
    return text.translate(str.maketrans(LETTERS + LETTERS.upper(), alphabet + alphabet.upper()))


def pages(path: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


@pytest.mark.parametrize(
    "text",
    [RULE, RULE.upper(), AGENDA, NAMES, CODES, GERMAN, POLISH, LINKS * 6, COMPOUNDS + RULE],
    ids=["rule", "capitals", "agenda", "names", "codes", "german", "polish", "links", "compounds"],
)
def test_sound(text: str) -> None:
    assert quality(text) == "sound"


@pytest.mark.parametrize("text", ["", " \r\n", "Pagina 3 van 12", RULE[:150], "." * 5000])
def test_few(text: str) -> None:
    assert quality(text) == "few"


@pytest.mark.parametrize("kept", [0, 10, 4, 3, 2])
def test_glued(kept: int) -> None:
    words = RULE.split()
    spaces = (" " if kept and number % kept == 0 else "" for number in range(len(words)))
    assert quality("".join(map("".join, zip(words, spaces, strict=True)))) == "glued"


@pytest.mark.parametrize(
    "text",
    [
        swapped(RULE, LETTERS[3:] + LETTERS[:3]),
        swapped(RULE, LETTERS[1:] + LETTERS[:1]),
        "".join(chr(ord(letter) - 29) if letter > "=" else letter for letter in RULE),
        "".join(chr(0xF000 + ord(letter)) if letter.isalpha() else letter for letter in RULE),
        "".join("\ufffd" if letter.isalpha() else letter for letter in RULE),
        "".join("\x01" if letter.isalpha() else letter for letter in RULE),
        "".join(chr(33 + ord(letter) % 14) if letter.isalpha() else letter for letter in RULE),
    ],
    ids=["by 3", "by 1", "codes of glyphs", "private", "replaced", "controls", "signs"],
)
def test_garbled(text: str) -> None:
    assert quality(text) == "garbled"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_damage_to_examples_is_seen(path: Path) -> None:
    found: Counter[str] = Counter()
    shuffled = list(LETTERS)
    random.Random(1).shuffle(shuffled)
    for text in pages(path):
        assert quality(text) == "sound"
        assert quality(text.replace(" ", "")) == "glued"
        found[quality(swapped(text, "".join(shuffled)))] += 1
    assert set(found) == {"garbled"}


def test_sound_layers_of_real_files_are_trusted_and_bad_extractions_are_not() -> None:
    if not FORMATS.exists():
        pytest.skip("needs the shared example files")
    by_quality: dict[str, set[str]] = {}
    for path in sorted(FORMATS.rglob("*.pdf")):
        for number, text in enumerate(pages(path)):
            by_quality.setdefault(quality(text), set()).add(f"{path.stem} {number}")
    # A picture, a page of one line, and the last lines of an agenda: too few to tell.
    assert by_quality.pop("few") == {"image 0", "eggs 0", "1069184 3"}
    assert set(by_quality) == {"sound"}
    extracted = {
        path.name.partition(".")[0]: quality(path.read_text(encoding="utf-8"))
        for path in FORMATS.rglob("*.pdf.txt")
    }
    glued = {name for name, found in extracted.items() if found == "glued"}
    assert glued == {"1057523", "1069184", "1076079"}
    assert "garbled" not in extracted.values()
