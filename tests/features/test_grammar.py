"""Marks of grammar on sentences that are tagged by hand, so that no pipeline has a say."""

import pytest
import spacy
from spacy.tokens import Doc

from classifier.documents import read
from classifier.features import observe
from classifier.features.grammar import GrammarMarks
from classifier.preprocessing import build_pipeline, preprocess
from classifier.preprocessing.statistical import SHIPPED

VOCAB = spacy.blank("nl").vocab
FIN = "VerbForm=Fin|Number=Sing|Tense=Pres"
TAGS = {  # the word in small letters → part of speech, morphology, lemma
    "open": ("VERB", FIN, "openen"),
    "noteer": ("VERB", FIN, "noteren"),
    "zet": ("VERB", FIN, "zetten"),
    "belt": ("VERB", FIN, "bellen"),
    "geldt": ("VERB", FIN, "gelden"),
    "zie": ("VERB", FIN, "zien"),
    "werkte": ("VERB", "VerbForm=Fin|Number=Sing|Tense=Past", "werken"),
    "openen": ("VERB", "VerbForm=Inf", "openen"),
    "beschikken": ("VERB", "VerbForm=Inf", "beschikken"),
    "wordt": ("AUX", FIN, "worden"),
    "is": ("AUX", FIN, "zijn"),
    "moet": ("AUX", FIN, "moeten"),
    "mag": ("AUX", FIN, "mogen"),
    "kan": ("AUX", FIN, "kunnen"),
    "dient": ("VERB", FIN, "dienen"),
    "hoeft": ("VERB", FIN, "hoeven"),
    "geopend": ("VERB", "VerbForm=Part", "openen"),
    "je": ("PRON", "Person=2|PronType=Prs", "je"),
    "u": ("PRON", "Person=2|PronType=Prs", "u"),
    "men": ("PRON", "PronType=Ind", "men"),
    "uw": ("PRON", "Poss=Yes|PronType=Prs", "uw"),
    "jouw": ("PRON", "Poss=Yes|PronType=Prs", "jouw"),
    "wie": ("PRON", "PronType=Int", "wie"),
    "de": ("DET", "", "de"),
    "het": ("DET", "", "het"),
    "te": ("ADP", "", "te"),
    "door": ("ADP", "", "door"),
    "en": ("CCONJ", "", "en"),
    "als": ("SCONJ", "", "als"),
    **{sign: ("PUNCT", "", sign) for sign in ".?:,"},
    **{number: ("NUM", "", number) for number in "123"},
}


def tagged(text: str) -> Doc:
    """A doc of words and signs between spaces; a sentence ends at a stop or question mark."""
    words = text.split()
    tags = [TAGS.get(word.lower(), ("NOUN", "", word.lower())) for word in words]
    ends = [word in ".?" for word in ["", *words[:-1]]][: len(words)]
    return Doc(
        VOCAB,
        words=words,
        pos=[pos for pos, _, _ in tags],
        morphs=[morph for _, morph, _ in tags],
        lemmas=[lemma for _, _, lemma in tags],
        sent_starts=[1 if number == 0 or end else -1 for number, end in enumerate(ends)],
    )


def found(text: str) -> dict[str, list[str]]:
    doc = tagged(text)
    marks = GrammarMarks(doc)(0, len(doc))
    return {name: [doc.text[start:end] for start, end in places] for name, places in marks.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open het dossier .", {"imperative": ["Open"]}),
        ("Open het dossier en noteer de datum .", {"imperative": ["Open", "noteer"]}),
        ("Stap 2 : noteer de datum .", {"imperative": ["noteer"]}),
        ("1 . Zet het vinkje .", {"imperative": ["Zet"]}),
        ("Noteer uw naam .", {"imperative": ["Noteer"], "person_formal": ["uw"]}),
        ("Geldt de termijn .", {}),
        ("Open je het dossier ?", {"person_informal": ["je"], "question_closed": ["…"]}),
        ("Werkte de omgevingsdienst .", {"actor_authority": ["omgevingsdienst"]}),
        ("Zie de bijlage .", {}),
        ("Geopend ?", {}),
        ("Dossier te openen .", {}),
        ("Dossier openen .", {"infinitive": ["openen"]}),
        ("Dossier openen", {"infinitive": ["openen"]}),
        ("De klant mag het dossier openen .", {"modal_mogen": ["mag"]}),
        ("Het dossier wordt geopend .", {"passive": ["wordt"]}),
        ("Het wordt dag .", {}),
        ("Het dossier is geopend .", {}),
        (
            "Het dossier wordt door de medewerker geopend .",
            {"passive": ["wordt"], "actor_official": ["medewerker"]},
        ),
        (
            "De minister kan beschikken .",
            {"modal_kunnen": ["kan"], "actor_authority": ["minister"]},
        ),
        ("Men dient te beschikken .", {"modal_dienen": ["dient"], "person_impersonal": ["Men"]}),
        ("Dossier dient als bewijs .", {}),
        ("Je belt .", {"person_informal": ["Je"]}),
        ("Jouw dossier moet open", {"person_informal": ["Jouw"], "modal_moeten": ["moet"]}),
        ("Is het dossier geopend ?", {"question_closed": ["…"]}),
        ("Wie belt de klant ?", {"question_open": ["…"]}),
        ("Vragen ?", {}),
        ("", {}),
    ],
)
def test_marks_and_their_places(text: str, expected: dict[str, list[str]]) -> None:
    # A question is marked as a whole.
    whole = {
        name: [text if place == "…" else place for place in places]
        for name, places in expected.items()
    }
    assert found(text) == whole


def test_the_marks_of_a_part_are_those_whose_words_stand_in_it() -> None:
    doc = tagged("Open het dossier . Noteer de datum .")
    marks = GrammarMarks(doc)
    assert marks(0, 4) == {"imperative": ((0, 4),)}
    assert marks(4, 8) == {"imperative": ((19, 25),)}
    assert marks(1, 4) == {}
    assert len(marks(0, 8)["imperative"]) == 2


def test_a_doc_that_is_not_tagged_has_no_marks(nlp: spacy.language.Language) -> None:
    observation = observe(preprocess(nlp, read(b"Open het dossier. U moet betalen.")))
    assert observation.marks
    assert not any(name.startswith("grammar:") for name in observation.marks)


def test_the_shipped_pipeline_gives_them() -> None:
    text = "Open het dossier. De aanvraag wordt door het college afgewezen. U moet betalen."
    doc = preprocess(build_pipeline(SHIPPED), read(text.encode()))
    marks = {
        name: [doc.text[start:end] for start, end in places]
        for name, places in observe(doc).marks.items()
        if name.startswith("grammar:")
    }
    assert marks == {
        "grammar:actor_authority": ["college"],
        "grammar:imperative": ["Open"],
        "grammar:modal_moeten": ["moet"],
        "grammar:passive": ["wordt"],
        "grammar:person_formal": ["U"],
    }
