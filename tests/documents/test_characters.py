from __future__ import annotations

import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from classifier.documents.characters import _REPLACEMENTS, _stays, clean, one_line


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    result = clean(text)
    assert unicodedata.is_normalized("NFC", result)
    categories = {unicodedata.category(character) for character in result if character != "\n"}
    assert not categories & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert set(filter(str.isspace, result)) <= {" ", "\n"}


def test_what_hides_or_turns_text_is_taken_out() -> None:
    assert (
        clean("be\u00adleids\u200bregel\ufeff \u202etxt\u202c\x1b[31m\x00")
        == "beleidsregel txt[31m"
    )


def test_the_bullets_of_word_get_a_meaning() -> None:
    assert clean("\uf0b7 eerste") == "• eerste"


def test_more_marks_than_a_letter_has_take_no_longer_than_other_text() -> None:
    begin = time.process_time()
    found = clean("be" + "\u0315\u0301\u0327" * 100_000 + "leid…" + "\u0301" * 40 + "…" * 40)
    assert time.process_time() - begin < 1
    # Marks on a letter are put in order, and "é" is one sign with its mark.
    assert found.endswith("leid…" + "\u0301" * 30 + "…" * 40)
    assert sum(map(bool, map(unicodedata.combining, found))) == 59


def test_letters_with_accents_are_composed() -> None:
    assert one_line("e\u0301e\u0301n\n re\u0308el") == "één rëel"


def test_ligatures_hyphens_and_odd_quotes_become_plain() -> None:
    assert one_line("e\ufb03ci\u00ebnt \ufb01nancieel be\u00efnvloed b\u0133 wo\u2011besluit") == (
        "efficiënt financieel beïnvloed bij wo-besluit"
    )
    assert (
        one_line("de zogen\u00b4 \u201bkop\u2032 en \u201e kop\u201d")
        == "de zogen’ ‘kop’ en „ kop”"
    )


def test_what_stays_as_it_is_would_not_be_translated_either() -> None:
    staying = [chr(code) for code in range(0x2100) if _stays(chr(code))]
    assert len(staying) > 250
    assert "".join(staying).translate(_REPLACEMENTS) == "".join(staying)
    assert unicodedata.normalize("NFC", "".join(staying)) == "".join(staying)
