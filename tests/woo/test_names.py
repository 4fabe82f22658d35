import pytest

from classifier.woo.names import find_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Contactpersoon: J. de Vries\nTel. 070", ["J. de Vries"]),
        ("Behandeld door mw. drs. A.B. van den Berg-Jansen", ["A.B. van den Berg-Jansen"]),
        ("Opsteller:\tJan Bos", ["Jan Bos"]),
        ("Leg het voor aan dhr. El Idrissi of mevrouw Bakker.", ["El Idrissi", "Bakker"]),
        ("Van: Jan Bos <jan.bos@voorbeeld.nl>", ["Jan Bos"]),
        ("Hoogachtend,\n\nA. Bos\nteamleider", ["A. Bos"]),
        ("Met vriendelijke groet,\n\nPiet Jansen", ["Piet Jansen"]),
        ("als bedoeld in het derde lid door mevrouw Bakker", ["Bakker"]),
        # Nobody's name
        ("op grond van artikel 35, tweede lid, Mw. In dat geval", []),
        ("Behandeld door Team Dublin 1", []),
        ("Behandeld door de Koninklijke Marechaussee", []),
        ("Geachte heer of mevrouw, de heer of mevrouw die belt", []),
        ("mevrouw de voorzitter", []),
        ("Hoogachtend,\nGemeente Elzerade\nAfdeling Burgerzaken", []),
        ("Groet,\nDe redactie", []),
        ("De naam Oranje staat op het bord.", []),
        # In public by the office
        ("De leden de heer Brekelmans (VVD) en mevrouw Van den Brink", []),
        ("Hoogachtend,\nDe Staatssecretaris van Justitie,\nE. van der Berg", []),
        ("Hoogachtend,\nJ. Bos, burgemeester", []),
        ("minister dhr. Bakker", []),
        ("lid van de raad mevrouw Bakker", []),
    ],
)
def test_names_of_people_are_found_where_documents_put_them(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end, _ in find_names(text)] == names


def test_a_name_with_initials_is_surer_than_two_words_with_capitals() -> None:
    sure, unsure = (
        find_names(f"Hoogachtend,\n{name}")[0][2] for name in ("P. Jansen", "Piet Jansen")
    )
    assert sure > unsure
