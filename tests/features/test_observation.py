from dataclasses import replace

import numpy as np
import pytest
from spacy.language import Language

from classifier.documents import Document, read
from classifier.features import Observation, observe
from classifier.features.tokens import normalise
from classifier.preprocessing import preprocess
from classifier.preprocessing.lexicon import load_lexicon

LETTER = """\
Gemeente Elzerade

Beleidsregel terrassen

Aan: alle teams

1. Inleiding

Het college verleent geen ontheffing, tenzij artikel 12 van de Algemene wet bestuursrecht geldt.
Deze beleidsregel is bedoeld voor het centrum; het college kan afwijken.

Hoogachtend,
A. Bos
"""


def look(nlp: Language, text: str) -> Observation:
    return observe(preprocess(nlp, read(text.encode())))


def running(observation: Observation) -> list[str]:
    return [observation.words[index] for index in observation.ids.tolist()]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Artikel", "artikel"),
        ("12", "0"),
        ("3.109d", "0.0d"),
        ("€", ""),
        ("...", ""),
        ("a-1", "a-0"),
        ("٣", "0"),
    ],
)
def test_normalise(word: str, expected: str) -> None:
    assert normalise(word) == expected


def test_words_are_normalised_and_in_reading_order(nlp: Language) -> None:
    seen = look(nlp, "1. Het college verleent 250 euro, zegt Het College.")
    assert " ".join(running(seen)) == "0 het college verleent 0 euro zegt het college"
    assert list(seen.words) == sorted(set(running(seen)))
    assert seen.joins.tolist() == [True] * 8 + [False]


def test_spans_are_those_of_the_words(nlp: Language, authored: list) -> None:
    for labelled in authored[:5]:
        document = read(labelled.text.encode())
        seen = observe(preprocess(nlp, document))
        slices = [document.text[start:end] for start, end in seen.spans.tolist()]
        assert [normalise(word) for word in slices] == running(seen)


def test_form_is_no_word_but_a_mark(nlp: Language) -> None:
    doc = preprocess(nlp, read(LETTER.encode()))
    seen = observe(doc)
    text = doc.text
    for word in ("elzerade", "terrassen", "teams", "hoogachtend", "bos"):
        assert word in text.lower()
        assert word not in seen.words
    assert {"ontheffing", "college", "inleiding"} <= set(seen.words)
    assert text[slice(*seen.marks["form:letterhead"][0])] == "Aan: alle teams"
    assert text[slice(*seen.marks["form:signature"][0])] == "Hoogachtend,"
    assert seen.n_words == sum(bool(normalise(token.text)) for token in doc)
    assert seen.n_words > len(seen.ids)


def test_title_is_no_mark_in_itself(nlp: Language) -> None:
    assert "form:title" not in look(nlp, LETTER).marks


def test_no_pair_across_form(nlp: Language) -> None:
    seen = look(nlp, LETTER)
    words = running(seen)
    place = words.index("is")
    # "Deze beleidsregel", what the document calls itself, stood between them.
    assert words[place - 1] == "geldt"
    assert not seen.joins[place - 1]
    place = words.index("ontheffing")
    assert words[place + 1] == "tenzij"
    assert seen.joins[place]


def test_marks_lie_in_the_text(nlp: Language, authored: list) -> None:
    kinds = set()
    for labelled in authored[:30]:
        document = read(labelled.text.encode())
        seen = observe(preprocess(nlp, document))
        kinds |= {name.split(":")[0] for name in seen.marks}
        assert all(seen.marks.values())
        for places in seen.marks.values():
            assert all(0 <= start < end <= len(document.text) for start, end in places)
    assert kinds == {"cue", "form", "structure"}


def test_part_of_a_doc_sees_that_part_alone(nlp: Language, authored: list) -> None:
    doc = preprocess(nlp, read(authored[1].text.encode()))
    for span in doc.spans["passages"]:
        seen = observe(doc, span.start, span.end)
        assert all(span.start_char <= s < e <= span.end_char for s, e in seen.spans.tolist())
        for name, places in seen.marks.items():
            assert all(span.start_char <= start < span.end_char for start, _ in places), name
    parts = [observe(doc, at, min(at + 50, len(doc))) for at in range(0, len(doc), 50)]
    whole = observe(doc)
    assert [word for part in parts for word in running(part)] == running(whole)
    assert sum(part.n_words for part in parts) == whole.n_words


def test_nothing_to_see(nlp: Language) -> None:
    doc = preprocess(nlp, Document("--- !!! ???", ()))
    seen = observe(doc, 0, 0)
    assert (seen.n_words, seen.words, dict(seen.marks)) == (0, (), {})
    assert seen.spans.shape == (0, 2)
    assert seen.joins.dtype == np.bool_
    assert observe(doc).words == ()


def test_an_element_gathers_the_places_of_its_cues(nlp: Language) -> None:
    text = "Noteer de datum in het dossier. Leg de zaak voor aan de teamleider. " * 3
    doc = preprocess(nlp, read(text.encode()))
    marks = observe(doc).marks
    for element in {load_lexicon()[span.label_].element for span in doc.spans["cues"]}:
        ids = {cue.id for cue in load_lexicon() if cue.element == element and cue.kind == "cue"}
        places = [place for name in ids for place in marks.get(f"cue:{name}", ())]
        assert sorted(marks.get(f"cue:element:{element}", ())) == sorted(places)
    assert any(name.startswith("cue:element:") for name in marks)


def test_speaking_of_policy_rules_counts_nowhere(nlp: Language) -> None:
    text = "De wethouder sprak met de raad over beleidsregels en over het beleid van de stad. "
    observation = observe(preprocess(nlp, read(text.encode())))
    assert "beleidsregels" not in observation.words
    assert not [name for name in observation.marks if "vermeldt" in name or "vermelding" in name]


def same(one: Observation, other: Observation) -> bool:
    arrays = [(one.ids, other.ids), (one.spans, other.spans), (one.joins, other.joins)]
    rest = [(o.n_words, o.words, o.marks) for o in (one, other)]
    return rest[0] == rest[1] and all(np.array_equal(*pair) for pair in arrays)


def test_what_the_source_says_of_a_document_is_no_evidence(nlp: Language) -> None:
    document = read(LETTER.encode())
    plain = observe(preprocess(nlp, document))
    said = replace(document, metadata=(("type", "beleidsregel"), ("title", "Werkinstructie 3")))
    assert same(observe(preprocess(nlp, said)), plain)
    assert not same(look(nlp, f"beleidsregel {LETTER}"), plain)  # it would be seen in the text


def test_what_official_xml_says_of_a_text_is_no_evidence(nlp: Language) -> None:
    text = (
        '<toestand bwb-id="{0}" inwerkingtreding="{1}"><wetgeving soort="{2}"><citeertitel>Regeling'
        "<meta-data><soort>{2}</soort></meta-data></citeertitel><regeling><artikel><al>Het college "
        "hoort de aanvrager.</al></artikel></regeling></wetgeving></toestand>"
    )
    values = (("BWBR1", "2020-01-01", "beleidsregel"), ("BWBR2", "2021-02-03", "werkinstructie"))
    one, other = (read(text.format(*v).encode(), name="a.xml") for v in values)
    assert dict(one.metadata)["type"] == "beleidsregel"
    assert one.metadata != other.metadata
    assert same(*(observe(preprocess(nlp, document)) for document in (one, other)))
