import re
from itertools import pairwise
from time import process_time

import pytest

from classifier.documents.document import Stretch
from classifier.preprocessing.sentences import sentence_starts
from classifier.woo.norms import methods_in, sets_norm


def sentences(text: str) -> list[Stretch]:
    """Return the sentences of a text of which each line is a block."""
    starts = [line.end() for line in re.finditer("\n", text)]
    bounds = sorted({0, *starts, *sentence_starts(text), len(text)})
    return list(pairwise(bounds))


@pytest.mark.parametrize(
    "text",
    [
        "De aanvraag wordt in dat geval zonder nader onderzoek afgewezen.",
        "Een kandidaat die goed ziet, is geschikt.",
        "Het college weigert de vergunning.",
        "Bij fraude volgt terugvordering van het hele bedrag.",
        "Verlenging kan bij ziekte.",
        "Inkomen uit vakantiewerk telt voor de toets niet mee.",
        "Een schuur valt niet onder de regeling.",
        "Wie al een woning heeft, komt daarvoor niet in aanmerking.",
        "Vraag hem naar zijn dorp, mits hij ouder is dan twaalf.",
        "Vereist is een geldig paspoort.",
        "Dat is zo in gevallen waarin het adres onbekend is.",
        "De opname kan pas beginnen na toestemming.",
        "Let op de subsidiariteit.",
        "Een identiteitskaart volstaat.",
        "Met verkoop wordt hier de eerste verkoop bedoeld.",
        "IN BIJZONDERE GEVALLEN WORDT DE BOETE\nVERLAAGD",
    ],
)
def test_wordings_of_a_norm_are_found(text: str) -> None:
    assert sets_norm(f"Vraag hem naar zijn dorp. {text}")


@pytest.mark.parametrize(
    "text",
    [
        "Vraag hem naar het dorp waar hij opgroeide. Wie woonden daar?",
        "Vergelijk het nummer met de lijst en let op de inkt van het stempel.",
        "De accountant stelt vast dat de telgegevens juist zijn; hij toetst vijf posten.",
        "Er zijn drie vragen. De vreemdeling is verlegen; een verleende vergunning is te bekijken.",
        "",
    ],
)
def test_methods_are_no_norms(text: str) -> None:
    assert not sets_norm(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # without the wording of a norm, all of it
            "Vraag naar zijn dorp. Noteer de antwoorden.",
            ["Vraag naar zijn dorp. Noteer de antwoorden."],
        ),
        (  # around the norm, what shows a method
            "Vraag hem naar zijn dorp. Wie woonden daar toen nog? De aanvraag wordt afgewezen als "
            "hij liegt.\nVergelijk het antwoord met de kaart. Sluit daarna het dossier af.",
            [
                "Vraag hem naar zijn dorp. Wie woonden daar toen nog?",
                "Vergelijk het antwoord met de kaart.",
            ],
        ),
        ("Controleer de leeftijd, tenzij hij een paspoort heeft.", []),  # both in one sentence
        ("Een paspoort is vereist. Waarom?", []),  # too short to say something
        ("Een paspoort is vereist. Het gesprek duurt een uur.", []),  # no method
        (  # an abbreviation ends no sentence, a semicolon parts one
            "Vraag hem o.a. naar zijn dorp; een aanvraag wordt bij een leugen afgewezen.",
            ["Vraag hem o.a. naar zijn dorp;"],
        ),
    ],
)
def test_of_a_passage_that_sets_a_norm_only_methods_are_left(
    text: str, expected: list[str]
) -> None:
    found = methods_in(text, sentences(text))
    assert [text[start:end] for start, end in found] == expected


def test_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    starts = "is kan wordt telt komt ", "kan\n", "stel a a a ", "verricht? ", "ga ", "? ", "a", " "
    long = "".join(start * (200_000 // len(starts) // len(start)) for start in starts)
    began = process_time()
    assert not sets_norm(long)
    long += "\nMits. Vraag hem naar zijn dorp."
    *_, (start, end) = methods_in(long, sentences(long))
    assert (
        process_time() - began < 5
    )  # less than one; over ten where a wording may reach on to the end
    assert long[start:end] == "Vraag hem naar zijn dorp."
