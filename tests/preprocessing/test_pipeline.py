import re
import time

import pytest
import spacy
from spacy.tokens import Span

from classifier.documents.document import Block, Document
from classifier.errors import ModelError
from classifier.preprocessing import PIPELINES, build_pipeline, pipeline_id, preprocess
from classifier.preprocessing.tokenizing import LONGEST_CHUNK

TEXT = "Beleidsregel briefadres\n\nGelet op artikel 4:81 Awb wordt het adres toegekend. Bel nr. 12."
DOCUMENT = Document(
    TEXT, (Block("heading", 0, 23, 1), Block("paragraph", 25, len(TEXT))), title_span=(0, 23)
)


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


def test_components_stand_in_order(nlp):
    assert nlp.pipe_names == ["sentences", "form", "references", "cues", "passages"]


def test_components_declare_what_they_assign(nlp):
    for name in nlp.pipe_names:
        assert nlp.get_pipe_meta(name).assigns
    assert nlp.analyze_pipes()["problems"]["passages"] == []


def test_preprocess_gives_all_that_the_components_found(nlp):
    doc = preprocess(nlp, DOCUMENT)
    assert doc.text == TEXT
    assert doc._.blocks == DOCUMENT.blocks
    assert doc._.title_span == (0, 23)
    assert [span.text for span in doc.spans["form"]] == ["Beleidsregel briefadres"]
    assert [span.text for span in doc.spans["references"]] == ["artikel 4:81 Awb"]
    assert [span.text for span in doc.spans["passages"]] == [TEXT[25:]]
    assert doc.spans["passages"][0]._.heading == "Beleidsregel briefadres"
    assert len(list(doc.sents)) == 3
    assert "cues" in doc.spans


def test_a_doc_for_its_label_alone_lacks_the_passages_and_no_more(nlp):
    doc, whole = preprocess(nlp, DOCUMENT, with_passages=False), preprocess(nlp, DOCUMENT)
    assert "passages" not in doc.spans
    assert [sent.text for sent in doc.sents] == [sent.text for sent in whole.sents]
    for group in ("form", "references", "cues"):
        found, expected = doc.spans[group], whole.spans[group]
        assert [(s.start, s.end, s.label_) for s in found] == [
            (s.start, s.end, s.label_) for s in expected
        ]


def test_an_unknown_pipeline_names_the_valid_ones():
    with pytest.raises(ModelError, match=r"'nl_groot'.*nl_core_news_sm, nl_rules"):
        build_pipeline("nl_groot")


def test_a_missing_package_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spacy.util, "is_package", lambda name: False)
    with pytest.raises(ModelError, match=re.escape("pip install 'beleidsregel-classifier[nl]'")):
        build_pipeline("nl_core_news_sm")


@pytest.mark.skipif(not spacy.util.is_package("nl_core_news_sm"), reason="needs nl_core_news_sm")
def test_the_statistical_pipeline_adds_lemmas_and_tags():
    doc = preprocess(build_pipeline("nl_core_news_sm"), DOCUMENT)
    assert all(token.pos_ for token in doc)
    assert {"wordt": "worden"}.items() <= {token.text: token.lemma_ for token in doc}.items()
    assert not doc.ents
    assert [span.text for span in doc.spans["references"]] == ["artikel 4:81 Awb"]


def test_the_id_is_stable_and_follows_what_it_depends_on(nlp):
    assert re.fullmatch(r"nl_rules-1-[0-9a-f]{8}", pipeline_id(nlp))
    other = build_pipeline()
    assert pipeline_id(other) == pipeline_id(nlp)
    other.get_pipe("sentences").fingerprint += "x"
    assert pipeline_id(other) != pipeline_id(nlp)
    fewer = build_pipeline()
    fewer.remove_pipe("passages")
    assert pipeline_id(fewer) != pipeline_id(nlp)


def test_every_component_has_a_fingerprint(nlp):
    for _, component in nlp.pipeline:
        assert component.fingerprint


def test_the_id_follows_the_pipeline(nlp, monkeypatch):
    monkeypatch.setitem(PIPELINES, "nl_ander", lambda: spacy.blank("nl"))
    assert pipeline_id(build_pipeline("nl_ander")).startswith("nl_ander-1-")


def test_texts_longer_than_the_limit_of_spacy(nlp):
    text = "De behandelaar legt het vast. " * 40_000
    assert len(text) > 1_000_000
    doc = preprocess(nlp, Document(text, (Block("paragraph", 0, len(text) - 1),)))
    assert len(list(doc.sents)) == 40_000


@pytest.mark.parametrize("text", ["", " ", "\n\n", "."])
def test_nearly_empty_texts(nlp, text):
    doc = preprocess(nlp, Document(text, ()))
    assert doc.text == text
    assert not doc.spans["references"]


def test_no_two_documents_share_their_layout(nlp):
    preprocess(nlp, DOCUMENT)
    assert preprocess(nlp, Document("Een ander.", ()))._.title_span is None


# Tokenizing


def test_ordinary_text_is_cut_as_spacy_cuts_it(nlp):
    text = "Zie art. 3.109d (o.a. d.d. 3 mei), of mail naar a.bos@voorbeeld.nl."
    assert [t.text for t in nlp.make_doc(text)] == [t.text for t in spacy.blank("nl")(text)]


def test_text_around_a_long_chunk_is_cut_as_spacy_cuts_it(nlp):
    chunk = "(" * (LONGEST_CHUNK + 1)
    text = f"Zie art. 3,  {chunk} en\n{chunk}\n\nook o.a. dit."
    doc = nlp.make_doc(text)
    assert doc.text == text
    words = [token.text for token in doc]
    assert words[:4] == ["Zie", "art.", "3", ","]
    assert words[-3:] == ["o.a.", "dit", "."]


@pytest.mark.parametrize(
    ("chunk", "words"),
    [
        ("https://voorbeeld.nl/" + "a-" * 60, 1),
        ("Inleiding" + "." * 80 + "3", 3),
        ("_" * 100, 1),
        ("a" * 100, 1),
        ("een/" * 30, 60),
    ],
)
def test_long_chunks(nlp, chunk, words):
    doc = nlp.make_doc(chunk)
    assert len(doc) == words
    assert doc.text == chunk


@pytest.mark.parametrize(
    "piece", ["a", "(", "1.", "€", "'", ":)", "http://a.", "é", "\n", "😀", '."']
)
def test_hostile_text_does_not_hang(nlp, piece):
    text = piece * (200_000 // len(piece))
    begin = time.process_time()
    doc = preprocess(nlp, Document(text, ()))
    assert time.process_time() - begin < 8
    assert doc.text == text


def test_groups_hold_spans_of_the_doc(nlp):
    doc = preprocess(nlp, DOCUMENT)
    for group in doc.spans.values():
        for span in group:
            assert isinstance(span, Span)
            assert 0 <= span.start_char < span.end_char <= len(TEXT)


def test_the_tokenizer_keeps_what_many_documents_hold(nlp):
    assert nlp.tokenizer.tokenizer.max_cache_size > 50_000
