import pytest
from spacy.language import Language

from classifier.documents import read
from classifier.features.structure import StructureMarks
from classifier.preprocessing import preprocess

LONG = "Het college " + "en de raad " * 20 + "beslissen."


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Artikel 12a\n\nHet college beslist.", "article_heading", ["Artikel 12a"]),
        ("Zie verder artikel 12a van de wet.", "article_heading", []),
        ("Ga naar Stap 3 en stap 12.", "step", ["Stap 3", "stap 12"]),
        ("Een instap 3 keer.", "step", []),
        ("Betaal € 1.250 of 500 euro.", "amount", ["€ 1.250", "500 euro"]),
        ("Het is 50% of 10 procent.", "percentage", ["50%", "10 procent"]),
        ("Mail naar hulp@voorbeeld.nl snel.", "address", ["hulp@voorbeeld.nl"]),
        ("Dat staat daar (zie ook bijlage 2).", "cross_reference", ["zie ook bijlage"]),
        ("Is de aanvraag volledig? Ja dus.", "question", ["Is de aanvraag volledig?"]),
        ("Open het dossier. " + LONG, "short_sentence", ["Open het dossier."]),
        ("Open het dossier. " + LONG, "long_sentence", [LONG]),
    ],
)
def test_mark_and_its_places(nlp: Language, text: str, name: str, expected: list[str]) -> None:
    doc = preprocess(nlp, read(text.encode()))
    marks = StructureMarks(doc)(0, len(doc))
    assert [doc.text[start:end] for start, end in marks.get(name, ())] == expected


def test_layout_comes_from_reading(nlp: Language) -> None:
    text = (
        "# Werkwijze\n\nDoe dit:\n\n- open het dossier\n- sluit het dossier\n\nKlaar is het dan.\n"
    )
    doc = preprocess(nlp, read(text.encode(), name="x.md"))
    marks = StructureMarks(doc)(0, len(doc))
    assert [doc.text[slice(*place)] for place in marks["heading"]] == ["Werkwijze"]
    assert len(marks["list_item"]) == 2
    assert "table_row" not in marks


def test_reference_to_law(nlp: Language) -> None:
    doc = preprocess(nlp, read(b"Dat volgt uit artikel 4:81 van de Awb, zo is het."))
    ((start, end),) = StructureMarks(doc)(0, len(doc))["reference"]
    assert "4:81" in doc.text[start:end]


def test_no_tokens_no_marks(nlp: Language) -> None:
    doc = preprocess(nlp, read(b"Stap 3 is klaar."))
    assert StructureMarks(doc)(2, 2) == {}


def test_marks_of_a_part_lie_in_it(nlp: Language) -> None:
    doc = preprocess(nlp, read(b"Stap 3 is klaar. Dan volgt stap 4 en het is 5%."))
    half = next(token.i for token in doc if token.text == "Dan")
    first, second = StructureMarks(doc)(0, half), StructureMarks(doc)(half, len(doc))
    assert [doc.text[slice(*place)] for place in first["step"]] == ["Stap 3"]
    assert [doc.text[slice(*place)] for place in second["step"]] == ["stap 4"]
    assert "percentage" not in first


@pytest.mark.parametrize(
    "text",
    [
        "Stap 3 is klaar.\n\n1. Open het dossier. Is het 5%?\n\nArtikel 5\n\nZie bijlage 2. Ja!",
        "Betaal € 5 of 5 euro aan a@b.nl (zie punt 3).\n\n" + LONG + "\n\n" + LONG * 15,
    ],
)
def test_a_passage_has_the_marks_that_it_has_on_its_own(nlp: Language, text: str) -> None:
    doc = preprocess(nlp, read(text.encode()))
    marks = StructureMarks(doc)
    passages = [(span.start, span.end) for span in doc.spans["passages"]]
    assert any(marks._is_apart(*passage) for passage in passages)
    for passage in passages:
        alone: dict[str, list[tuple[int, int]]] = {}
        for _, name, place in marks._search(*passage):
            alone.setdefault(name, []).append(place)
        assert {name: list(places) for name, places in marks(*passage).items()} == alone
