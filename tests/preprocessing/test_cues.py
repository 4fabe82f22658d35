import time
from dataclasses import replace
from itertools import pairwise

import pytest
import spacy

from classifier.errors import LexiconError
from classifier.preprocessing.cues import Cues
from classifier.preprocessing.lexicon import Lexicon, Pattern, load_lexicon, parse_lexicon
from classifier.preprocessing.pipeline import build_pipeline

LEXICON = load_lexicon()
PATTERNS = [(cue.id, pattern.example) for cue in LEXICON for pattern in cue.patterns]
OWN = parse_lexicon(
    """
[[cue]]
id = "voorleggen"
element = "overleg"
kind = "cue"
signals = "uitvoeringsinstructie"
basis = "Woo 3.1(1)"
description = "laat de zaak voorleggen"
phrases = ["aan een collega", "collega", "ter toetsing"]
[[cue.patterns]]
anchor = ["zaak"]
tokens = [{LOWER = "leg", IS_SENT_START = true}, {OP = "{1,5}"}, {LOWER = "voor"}]
example = "Leg de zaak voor."
[[cue]]
id = "zien"
element = "overleg"
kind = "cue"
signals = "uitvoeringsinstructie"
basis = "Woo 3.1(1)"
description = "laat toetsen"
phrases = ["toetsing"]
""".replace('id = "zien"', 'id = "zien"')
)


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


@pytest.fixture
def own(nlp):
    """Return a function from text to the cues of a small lexicon, sentences included."""
    cues = Cues(nlp, OWN)

    def find(text):
        doc = nlp.get_pipe("sentences")(nlp.make_doc(text))
        return [(span.label_, span.text) for span in cues(doc).spans["cues"]]

    return find


def labels(nlp, text):
    doc = nlp.get_pipe("cues")(nlp.make_doc(text))  # a group of spans does not outlive its doc
    return {span.label_ for span in doc.spans["cues"]}


@pytest.mark.parametrize("cue", LEXICON, ids=lambda cue: cue.id)
def test_no_phrase_is_dead(nlp, cue):
    for phrase in cue.phrases:
        assert cue.id in labels(nlp, phrase), phrase
        assert cue.id in labels(nlp, f"En dan {phrase.upper()} daarna."), phrase


@pytest.mark.parametrize(("cue_id", "example"), PATTERNS)
def test_each_pattern_finds_its_example(nlp, cue_id, example):
    (cue,) = (cue for cue in LEXICON if cue.id == cue_id)
    pattern = next(pattern for pattern in cue.patterns if pattern.example == example)
    matcher = spacy.matcher.Matcher(nlp.vocab, validate=True)
    matcher.add(cue_id, [[dict(token) for token in pattern.tokens]])
    doc = nlp(example)
    assert matcher(doc)
    assert cue_id in {span.label_ for span in doc.spans["cues"]}


def test_spans_hold_the_text_in_order(nlp):
    text = (
        "Inleiding.\n\nControleer de pas. In bijzondere gevallen kan worden afgeweken van de eis."
    )
    doc = nlp(text)
    spans = list(doc.spans["cues"])
    found = {(span.label_, text[span.start_char : span.end_char]) for span in spans}
    assert ("bijzondere_omstandigheden", "bijzondere gevallen") in found
    assert ("afwijken_mogelijk", "kan worden afgeweken van") in found
    assert all(one.start <= two.start for one, two in pairwise(spans))


def test_offsets_of_a_pattern_count_from_the_start_of_the_doc(own):
    text = "Een zin vooraf. Nog een zin. Leg de zaak voor. En nog een zin."
    assert own(text) == [("voorleggen", "Leg de zaak voor")]


@pytest.mark.parametrize(
    "text",
    [
        "Leg het stuk voor.",  # no anchor
        "Leg het stuk voor. Dit is een zaak.",  # the anchor stands in another sentence
        "Ik leg de zaak voor.",  # not the start of the sentence
        "Leg de zaak. Doe dat voor morgen.",  # over the end of the sentence
    ],
)
def test_a_pattern_stays_within_a_sentence_with_an_anchor(own, text):
    assert own(text) == []


def test_of_overlapping_hits_of_one_cue_the_longest_is_kept(own):
    assert own("Geef het aan een collega.") == [("voorleggen", "aan een collega")]
    assert own("Leg de zaak aan een collega voor.") == [
        ("voorleggen", "Leg de zaak aan een collega voor")
    ]


def test_different_cues_may_overlap(own):
    assert own("Zend het ter toetsing.") == [("voorleggen", "ter toetsing"), ("zien", "toetsing")]


def test_a_doc_without_sentences_is_one_sentence():
    nlp = spacy.blank("nl")
    doc = Cues(nlp, OWN)(nlp("Leg het voor. Een zaak"))
    assert [span.text for span in doc.spans["cues"]] == ["Leg het voor"]


def test_an_empty_doc_has_no_cues():
    nlp = spacy.blank("nl")
    doc = Cues(nlp, OWN)(nlp(""))
    assert list(doc.spans["cues"]) == []


def test_fingerprint_follows_the_lexicon(nlp):
    assert Cues(nlp, OWN).fingerprint != Cues(nlp, LEXICON).fingerprint
    assert nlp.get_pipe("cues").fingerprint == Cues(nlp, LEXICON).fingerprint


@pytest.mark.parametrize(
    "piece",
    ["leg de zaak ", "Leg de zaak. ", "binnen ", "ten minste ", "maak een dossier aan ", "a"],
)
def test_hostile_text_takes_little_time(nlp, piece):
    doc = nlp.get_pipe("sentences")(nlp.make_doc(piece * (200_000 // len(piece))))
    begin = time.process_time()
    nlp.get_pipe("cues")(doc)
    assert time.process_time() - begin < 5


def test_an_anchor_of_more_words_is_refused(nlp):
    lexicon = replace(OWN.cues[0], patterns=(Pattern(("de zaak",), ({"LOWER": "leg"},), "Leg."),))
    with pytest.raises(LexiconError, match=r"'voorleggen'.*'de zaak' is more than one word"):
        Cues(nlp, Lexicon((lexicon,)))


def test_patterns_are_found_as_without_a_choice_of_sentences(nlp, authored):
    cues = nlp.get_pipe("cues")
    found = 0
    for labelled in authored[::4]:
        doc = nlp(labelled.text)
        everywhere = set()
        for matcher, cue_id, _ in cues._patterns:
            anchor = next(c for c in LEXICON if c.id == cue_id).patterns
            words = {word for pattern in anchor for word in pattern.anchor}
            for sentence in doc.sents:
                if words & {token.lower_ for token in sentence}:
                    for _, start, end in matcher(sentence):
                        everywhere.add((sentence.start + start, sentence.start + end, cue_id))
        assert everywhere == set(cues._matches(doc))
        found += len(everywhere)
    assert found > 20
