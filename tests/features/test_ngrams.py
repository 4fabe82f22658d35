from copy import copy

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfVectorizer
from spacy.language import Language

from classifier.documents import read
from classifier.features import Observation, observe
from classifier.features.ngrams import NgramVectorizer
from classifier.features.tokens import normalise
from classifier.preprocessing import preprocess

# No title, letterhead or signature: every word counts.
TEXTS = [
    "1. Het college verleent de vergunning, tenzij het college de aanvraag niet behandelt.",
    "1. Open de aanvraag en noteer 12 of 13 dingen. Noteer de aanvraag, noteer de vergunning.",
    "1. De vergunning wordt geweigerd als de aanvraag na 5 of 6 weken niet volledig is.",
    "1. Het college verleent geen vergunning als de aanvraag het college niet bereikt.",
]


def tokens(nlp: Language, text: str) -> list[str]:
    return [word for token in nlp.make_doc(text) if (word := normalise(token.text))]


def look(nlp: Language, text: str) -> Observation:
    return observe(preprocess(nlp, read(text.encode())))


@pytest.mark.parametrize("min_df", [1, 2, 3])
def test_agrees_with_scikit_learn(nlp: Language, min_df: int) -> None:
    seen = [look(nlp, text) for text in TEXTS]
    assert [len(one.ids) for one in seen] == [len(tokens(nlp, text)) for text in TEXTS]
    ours = NgramVectorizer(min_df=min_df).fit(seen)
    theirs = TfidfVectorizer(
        tokenizer=lambda text: tokens(nlp, text),
        token_pattern=None,
        lowercase=False,
        ngram_range=(1, 2),
        sublinear_tf=True,
        min_df=min_df,
    ).fit(TEXTS)
    names = ours.get_feature_names_out().tolist()
    assert sorted(names) == sorted(theirs.get_feature_names_out())
    order = [theirs.vocabulary_[name] for name in names]
    for texts in (TEXTS, ["1. De aanvraag van Bos, de aanvraag en het college."]):
        expected = theirs.transform(texts).toarray()[:, order]
        found = ours.transform([look(nlp, text) for text in texts]).toarray()
        assert found.any()
        # The inverse document frequencies are kept as float32.
        np.testing.assert_allclose(found, expected, atol=1e-6)


def test_rows_have_length_one(observations: list[Observation]) -> None:
    rows = NgramVectorizer(max_features=500).fit_transform(observations)
    np.testing.assert_allclose(np.sqrt(rows.multiply(rows).sum(axis=1)), 1)


def test_keeps_the_most_widespread(observations: list[Observation]) -> None:
    every = NgramVectorizer(min_df=1).fit(observations)
    some = NgramVectorizer(min_df=1, max_features=50).fit(observations)
    present = every.transform(observations) > 0
    spread = dict(
        zip(every.get_feature_names_out(), np.asarray(present.sum(axis=0)).ravel(), strict=True)
    )
    kept = set(some.get_feature_names_out())
    assert len(kept) == 50
    assert min(spread[name] for name in kept) >= max(
        count for name, count in spread.items() if name not in kept
    )


def test_places_are_the_occurrences(nlp: Language) -> None:
    seen = [look(nlp, text) for text in TEXTS]
    vectorizer = NgramVectorizer(min_df=1).fit(seen)
    names = vectorizer.get_feature_names_out()
    text = "1. Noteer, noteer: de aanvraag (de aanvraag)."
    observation = look(nlp, text)
    columns = vectorizer.transform([observation]).indices
    which, spans = vectorizer.places(observation, columns)
    found = [
        (names[column], text[start:end])
        for column, (start, end) in zip(columns[which], spans, strict=True)
    ]
    assert sorted(found) == sorted(
        [
            ("0", "1"),
            ("noteer", "Noteer"),
            ("noteer", "noteer"),
            ("de", "de"),
            ("de", "de"),
            ("aanvraag", "aanvraag"),
            ("aanvraag", "aanvraag"),
            ("noteer de", "noteer: de"),
            ("de aanvraag", "de aanvraag"),
            ("de aanvraag", "de aanvraag"),
        ]
    )


def test_word_that_is_unknown_breaks_a_pair(nlp: Language) -> None:
    seen = [look(nlp, text) for text in TEXTS]
    vectorizer = NgramVectorizer(min_df=1).fit(seen)
    row = vectorizer.transform([look(nlp, "1. college dromedaris verleent")])
    names = vectorizer.get_feature_names_out()[row.indices].tolist()
    assert sorted(names) == ["0", "college", "verleent"]


def test_nothing_known(nlp: Language) -> None:
    seen = [look(nlp, text) for text in TEXTS]
    empty = NgramVectorizer(min_df=5).fit(seen)
    assert empty.transform(seen).shape == (4, 0)
    assert empty.get_feature_names_out().tolist() == []
    row = NgramVectorizer(min_df=1).fit(seen).transform([look(nlp, "Xyzzy plugh")])
    assert row.nnz == 0
    assert NgramVectorizer(min_df=1).fit(seen).transform([]).shape[0] == 0


def test_is_an_estimator() -> None:
    vectorizer = clone(NgramVectorizer(min_df=7)).set_params(max_features=9)
    assert vectorizer.get_params() == {"min_df": 7, "max_features": 9}


def test_words_are_stored_as_one_text_and_come_back_whatever_is_in_them(nlp: Language) -> None:
    known = NgramVectorizer(min_df=1).fit([look(nlp, TEXTS[0])])
    known.words_[:3] = ["dat wil zeggen", 'a"b', "c\nd"]
    assert isinstance(known.__getstate__()["words_"], str)
    assert copy(known).words_.tolist() == known.words_.tolist()
    assert copy(NgramVectorizer(min_df=7)).min_df == 7
