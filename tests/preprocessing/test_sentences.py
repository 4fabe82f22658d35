import time
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import spacy

from classifier.documents.document import Block
from classifier.preprocessing.pipeline import build_pipeline
from classifier.preprocessing.sentences import abbreviations, sentence_starts

TREEBANK = Path(__file__).parents[2] / "../shared/treebank"


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


# A bar marks each boundary.
CASES = [
    "De aanvraag is compleet. |Het college beslist binnen acht weken.",
    "Zie art. 5 en art. 6 van de verordening. |Daarna volgt de toets.",
    "Zie artikel 3.109d van het besluit. |De toets volgt.",
    "De toets staat in artikel 3. |Daarna volgt het besluit.",
    "Denk o.a. aan loonstroken, d.d. 3 mei, en e.d. stukken. |Meer is niet nodig.",
    "Denk aan loonstroken, huurcontracten e.d. |Meer is niet nodig.",
    "Artikel 4 jo. artikel 5 geldt. |Het tweede lid niet.",
    "Bel nr. 12 of kijk op blz. 4 van de map. |Noteer het antwoord.",
    "Dit geldt m.b.t. Nederlanders en i.c. Belgen. |Anderen vallen erbuiten.",
    "Mr. drs. J.P. de Vries hoort de aanvrager. |Hij schrijft het verslag.",
    "De zaak ligt bij A. Bos. |Zij belt terug.",
    "Vraag bijv. Oekraïners of Syriërs naar hun stukken. |Maak een kopie.",
    "Bekendgemaakt in Stb. 2021, 499 en Stcrt. 2020, 12345. |Dat is genoeg.",
    "Dit geldt vanaf 1 jan. 2024 voor iedereen. |Eerder niet.",
    "Hij vroeg het aan Jan. |Jan wist het niet.",
    "1. De aanvraag wordt ingeschreven. |2. De aanvrager krijgt bericht.",
    "3.2. Horen van de aanvrager",
    "Artikel 8 1. De minister beslist. |2. Hij hoort de raad.",
    "Het verzoek valt onder onderdeel b. |De rest valt erbuiten.",
    "Is het dossier compleet? |Dan beslis je zelf! |Anders niet.",
    'Hij zei: "Ik kom niet." |Daarna hing hij op.',
    "De termijn is verstreken (zie hierboven). |Wijs het verzoek af.",
    "(De termijn is verstreken.) |Wijs het verzoek af.",
    "Wacht even… |Vraag dan door.",
    "Naam: . . . . . . Datum: . . . . .",
    "Inleiding .......... 3 Toetsing .......... 5",
    "Dat kan niet. |'s Avonds belt niemand.",
    "De regeling is ingetrokken.|Met deze brief volgt een nieuwe.",
    "Stuur het naar jan.bos@voorbeeld.nl of www.voorbeeld.nl. |Klaar.",
    "Bel tussen 10.30 en 12.00 uur. |Daarna niet.",
    "Toets de leeftijd; vraag de pas; leg vast.",
    "Voorbeeld B.V. De Linde uit Breda is failliet. |De curator belt.",
]


@pytest.mark.parametrize("marked", CASES)
def test_boundaries(nlp, marked):
    parts = marked.split("|")
    doc = nlp("".join(parts))
    assert [sentence.text for sentence in doc.sents] == [part.strip() for part in parts]


def test_blocks_start_sentences_without_punctuation(nlp):
    text = "Neem mee\n\neen pas;\n\neen foto"
    doc = nlp.make_doc(text)
    doc._.blocks = (
        Block("paragraph", 0, 8),
        Block("list_item", 10, 18),
        Block("list_item", 20, 28),
    )
    assert [sentence.text.strip() for sentence in nlp(doc).sents] == [
        "Neem mee",
        "een pas;",
        "een foto",
    ]


def test_semicolon_ends_a_sentence_only_at_a_block(nlp):
    assert len(list(nlp("De pas; de foto; het formulier").sents)) == 1
    assert len(list(nlp("Neem mee:\n- de pas;\n- de foto").sents)) == 3


def test_wrapped_lines_are_one_sentence(nlp):
    doc = nlp("Het college beslist op de\naanvraag binnen acht weken.\n\nDaarna is het te laat.")
    assert len(list(doc.sents)) == 2


def test_empty_and_blank_texts(nlp):
    assert list(nlp("").sents) == []
    assert len(list(nlp("  \n\n ").sents)) == 1


def test_abbreviations_are_sorted_and_stand_once():
    text = files("classifier.preprocessing").joinpath("abbreviations.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    assert set(lists) == {"never_ends", "before_number", "may_end"}
    everything = [entry for entries in lists.values() for entry in entries]
    assert len(everything) == len(set(everything))
    for kind, entries in lists.items():
        assert entries == sorted(entries), kind
        for entry in entries:
            assert entry.endswith(".")
            assert entry == entry.lower()
            assert " " not in entry
    assert "art" in abbreviations()["never_ends"]


@pytest.mark.parametrize("piece", [".", '."', ". ", "a.", "1. ", "!?", ".\n", "…  ", "(("])
def test_hostile_text_takes_linear_time(piece):
    begin = time.process_time()
    sentence_starts(piece * (200_000 // len(piece)))
    assert time.process_time() - begin < 3


def f1(found, gold):
    return 2 * len(found & gold) / (len(found) + len(gold))


@pytest.mark.skipif(not TREEBANK.is_dir(), reason="the UD Dutch treebank is not at hand")
@pytest.mark.parametrize(("part", "floor"), [("alpino-dev", 0.99), ("lassysmall-dev", 0.89)])
def test_treebank_sentences(nlp, part, floor):
    # Headlines without punctuation, joined by spaces, cannot be told: hence the lower floor.
    prefix = "# text = "
    rows = (TREEBANK / f"nl_{part}.conllu").read_text("utf-8").splitlines()
    sentences = [row.removeprefix(prefix) for row in rows if row.startswith(prefix)]
    text = " ".join(sentences)
    gold, position = set(), 0
    for sentence in sentences:
        gold.add(position)
        position += len(sentence) + 1
    peer = spacy.blank("nl")
    peer.add_pipe("sentencizer")
    ours = f1({sentence.start_char for sentence in nlp(text).sents}, gold)
    theirs = f1({sentence.start_char for sentence in peer(text).sents}, gold)
    assert ours >= floor
    assert ours > theirs
