import numpy as np
import pytest
from spacy.language import Language

from classifier.corpora.corpus import LabelledDocument
from classifier.corpora.observing import observe_corpus, observe_texts
from classifier.documents import read
from classifier.errors import ModelError
from classifier.features import Observation, observe
from classifier.preprocessing import preprocess

TEXTS = [
    "Het college verleent de vergunning.",
    "  \n ",
    "Open het dossier, stap 1.",
    "README.md",  # a text, though it could be the name of a file
]


def same(one: Observation | None, two: Observation) -> bool:
    return (
        one is not None
        and (one.n_words, one.words, one.marks) == (two.n_words, two.words, two.marks)
        and np.array_equal(one.ids, two.ids)
        and np.array_equal(one.spans, two.spans)
        and np.array_equal(one.joins, two.joins)
    )


@pytest.mark.parametrize("together", [0, 40, 50_000])
def test_one_a_text_in_order(nlp: Language, monkeypatch: pytest.MonkeyPatch, together: int) -> None:
    monkeypatch.setattr("classifier.corpora.observing._TOGETHER", together)
    seen = observe_texts(TEXTS, "nl_rules")
    assert [one is None for one in seen] == [False, True, False, False]
    for text, one in zip(TEXTS, seen, strict=True):
        if one is not None:
            assert same(one, observe(preprocess(nlp, read(text.encode()))))


def test_more_than_one_chunk(monkeypatch: pytest.MonkeyPatch, nlp: Language) -> None:
    monkeypatch.setattr("classifier.corpora.observing._CHUNK", 2)
    texts = [f"Zaak {'x' * n} is gesloten." for n in range(1, 8)]
    seen = observe_texts(texts, "nl_rules", n_jobs=1)
    assert len(seen) == 7
    for text, one in zip(texts, seen, strict=True):
        assert same(one, observe(preprocess(nlp, read(text.encode()))))


def test_no_texts() -> None:
    assert observe_texts([], "nl_rules") == []


def test_unknown_pipeline_is_told() -> None:
    with pytest.raises(ModelError, match="unknown pipeline 'nl_vreemd'"):
        observe_texts(TEXTS, "nl_vreemd")


def test_corpus_leaves_out_what_cannot_be_read() -> None:
    documents = [
        LabelledDocument(str(n), text, "overig", str(n), "s") for n, text in enumerate(TEXTS)
    ]
    kept, seen = observe_corpus(documents, "nl_rules")
    assert [document.id for document in kept] == ["0", "2", "3"]
    assert len(seen) == 3
    assert "dossier" in seen[1].words
