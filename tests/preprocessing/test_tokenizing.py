"""Chunks are cut once, and as spaCy cuts them."""

import pytest
import spacy
from spacy.tokens import Doc

from classifier.preprocessing.tokenizing import BoundedTokenizer

TEXT = (
    "Zie art. 4:81 Awb.\nDe aanvrager's brief (d.d. 3 mei) is 'te laat', n.a.v. de hoorzitting;\n"
    "bel 070-1234567, of mail: info@voorbeeld.nl :) — het college beslist.\n\n  (art. 5)\n"
)


def cut(doc: Doc) -> list[tuple[str, str, str]]:
    return [(token.text, token.whitespace_, token.norm_) for token in doc]


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", TEXT, TEXT * 2, TEXT.replace(" ", "\n"), TEXT.replace("\n", "\u00a0")],
)
def test_tokens_are_those_of_spacy_the_first_time_and_later(text: str) -> None:
    nlp = spacy.blank("nl")
    tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab)
    expected = cut(spacy.blank("nl")(text))
    assert [cut(tokenizer(text)) for _ in range(2)] == [expected, expected]


def test_what_follows_a_special_case_is_cut_once() -> None:
    nlp = spacy.blank("nl")
    searched: list[str] = []
    search = nlp.tokenizer.suffix_search

    def noting(chunk: str) -> object:
        searched.append(chunk)
        return search(chunk)

    nlp.tokenizer.suffix_search = noting
    tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab)
    tokenizer("Zie art. 5:\nde aanvrager, of het bestuur.")
    searched.clear()
    tokenizer("Zie art. 5:\nhet bestuur. Ook de aanvrager, of het bestuur.")
    assert searched == ["Ook"]


def test_a_text_of_new_chunks_is_kept_no_further_than_is_allowed() -> None:
    nlp = spacy.blank("nl")
    tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab, most_kept=10)
    text = " ".join(f"woord{number}," for number in range(50))
    assert cut(tokenizer(text)) == cut(spacy.blank("nl")(text))
    assert len(tokenizer._seen) == 10


def test_what_stands_around_a_long_chunk_is_cut_as_ever() -> None:
    nlp = spacy.blank("nl")
    tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab)
    doc = tokenizer(f"{TEXT} {'.' * 80} {TEXT}")
    assert doc.text == f"{TEXT} {'.' * 80} {TEXT}"
    around = [word for word in cut(doc) if word[0] != "." * 80]
    assert around == [*cut(nlp(f"{TEXT} ")), *cut(nlp(TEXT))]
