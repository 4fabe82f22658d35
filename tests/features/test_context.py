import numpy as np
import pytest
from spacy.language import Language

from classifier.documents import read
from classifier.features import Observer
from classifier.features.context import PassageObserver, with_label
from classifier.preprocessing import preprocess

TEXT = """WERKINSTRUCTIE GEHOOR

Open het dossier en noteer de datum van ontvangst in het systeem.

CONTROLE VAN DE HERKOMST

Vraag dit. Waar hebt u gewoond? Wie woonden daar nog meer? Noteer de antwoorden.

De aanvraag wordt afgewezen indien de aanvrager niet voldoet aan de voorwaarden.
"""


@pytest.fixture
def doc(nlp: Language):
    return preprocess(nlp, read(TEXT.encode()))


def context_of(observation) -> set[str]:
    return {name for name in observation.marks if name.startswith("context:")}


def test_a_passage_sees_its_heading_and_its_neighbours(doc) -> None:
    first, second, third = PassageObserver(doc).all()
    assert "context:heading:herkomst" in second.marks
    assert "context:heading:herkomst" in third.marks
    assert "context:heading:van" not in second.marks  # says nothing
    assert "context:heading:herkomst" not in first.marks
    assert "context:before:structure:question" in third.marks
    assert "context:after:structure:question" in first.marks
    assert not any(name.startswith("context:before:") for name in first.marks)
    assert not any(name.startswith("context:after:") for name in third.marks)


def test_context_stands_where_it_is_found(doc) -> None:
    third = PassageObserver(doc).all()[2]
    places = third.marks["context:before:structure:question"]
    assert [doc.text[start:end] for start, end in places] == [
        "Waar hebt u gewoond?",
        "Wie woonden daar nog meer?",
    ]
    ((start, end),) = third.marks["context:heading:herkomst"]
    assert doc.text[start:end] == "HERKOMST"


def test_context_changes_nothing_of_the_passage_itself(doc) -> None:
    for found, span in zip(PassageObserver(doc).all(), doc.spans["passages"], strict=True):
        bare = Observer(doc)(span.start, span.end)
        assert found.n_words == bare.n_words
        # Passages share the words of the document.
        assert [found.words[n] for n in found.ids] == [bare.words[n] for n in bare.ids]
        assert np.array_equal(found.spans, bare.spans)
        assert {n: p for n, p in found.marks.items() if n not in context_of(found)} == bare.marks


def test_a_part_sees_what_a_passage_sees(doc) -> None:
    observe_part = PassageObserver(doc)
    for found, span in zip(observe_part.all(), doc.spans["passages"], strict=True):
        assert observe_part(span.start, span.end).marks == found.marks
    second = doc.spans["passages"][1]
    within = observe_part(second.start + 3, second.end)
    # What it is a part of is not beside it.
    assert "context:before:structure:question" not in within.marks
    assert context_of(within) == context_of(observe_part.all()[1])


def test_what_stands_throughout_a_document_is_a_trait_of_all_its_passages(nlp: Language) -> None:
    asked = "Waar hebt u gewoond? Wie woonden daar?"
    filling = "De heer leest het boek dat op de tafel ligt. " * 40
    for text, expected in (
        (f"{asked}\n\n{filling}", True),  # two questions in some 370 words
        (f"Waar hebt u gewoond?\n\n{filling}", False),  # once is no trait
        (f"{asked}\n\n{filling * 7}", False),  # nor is what is rare in a long document
    ):
        for passage in PassageObserver(preprocess(nlp, read(text.encode()))).all():
            assert ("context:throughout:structure:question" in passage.marks) == expected


def test_the_document_is_a_mark_without_a_place(doc) -> None:
    found = with_label(PassageObserver(doc).all()[0], "overig")
    assert found.marks["context:document:overig"] == ()
