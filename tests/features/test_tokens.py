import numpy as np
from spacy.language import Language

from classifier.documents import read
from classifier.features.tokens import Tokens, normalise
from classifier.preprocessing import preprocess

TEXT = "1. Het college - hoort 12 mensen.\n\nIs dat zo? Ja! € 5 (vijf)."


def test_arrays_are_what_the_tokens_say(nlp: Language) -> None:
    doc = preprocess(nlp, read(TEXT.encode()))
    found = Tokens(doc)
    assert len(found) == len(doc)
    assert found.starts.tolist() == [token.idx for token in doc]
    assert found.ends.tolist() == [token.idx + len(token) for token in doc]
    assert found.is_space.tolist() == [token.is_space for token in doc]
    plain = [not (token.is_space or token.is_punct) for token in doc]
    assert found.n_plain.tolist() == [0, *np.cumsum(plain).tolist()]
    assert found.asks.tolist() == [token.text == "?" for token in doc]
    assert found.stops.tolist() == [token.text in {".", "!"} for token in doc]
    assert found.begins.tolist() == [token.i for token in doc if token.is_sent_start]
    words = [found.words[number] if number >= 0 else "" for number in found.ids.tolist()]
    assert words == [normalise(token.text) for token in doc]
    assert found.words == sorted(set(words) - {""})
