import numpy as np
import pytest
from spacy.language import Language

from classifier.documents import read
from classifier.features.tokens import Tokens, normalise
from classifier.preprocessing import preprocess

TEXT = "1. Het college - hoort 12 mensen.\n\nIs dat zo? Ja! € 5 (vijf)."


def test_arrays_are_what_the_tokens_say(nlp: Language) -> None:
    doc = preprocess(nlp, read(TEXT.encode()))
    tokens = Tokens(doc)
    assert len(tokens) == len(doc)
    assert tokens.starts.tolist() == [token.idx for token in doc]
    assert tokens.ends.tolist() == [token.idx + len(token) for token in doc]
    assert tokens.is_space.tolist() == [token.is_space for token in doc]
    plain = [not (token.is_space or token.is_punct) for token in doc]
    assert tokens.n_plain.tolist() == [0, *np.cumsum(plain).tolist()]
    assert tokens.asks.tolist() == [token.text == "?" for token in doc]
    assert tokens.stops.tolist() == [token.text in {".", "!"} for token in doc]
    assert tokens.begins.tolist() == [token.i for token in doc if token.is_sent_start]
    found = [tokens.words[number] if number >= 0 else "" for number in tokens.ids.tolist()]
    assert found == [normalise(token.text) for token in doc]
    assert tokens.words == sorted(set(found) - {""})


def test_no_more_words_are_kept_than_so_many(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.features.tokens._MOST_KNOWN", 3)
    doc = preprocess(nlp, read(TEXT.encode()))
    first, again = Tokens(doc), Tokens(doc)
    assert first.words == again.words
    assert first.ids.tolist() == again.ids.tolist()
