from __future__ import annotations

import pytest

from classifier.documents import Document, read
from classifier.errors import UnknownFormatError

PUBLISHED = (
    "<meta-data><brondata><oorspronkelijk><publicatie>"
    '<uitgiftedatum isodatum="2020-02-{0:02}">{0}</uitgiftedatum>'
    '<ondertekeningsdatum isodatum="2020-01-{0:02}">{0}</ondertekeningsdatum></publicatie>'
    "</oorspronkelijk></brondata></meta-data>"
)


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def toestand(titles: str, body: str = "") -> Document:
    text = (
        '<toestand bwb-id="BWBR0000001" inwerkingtreding="2020-03-01" '
        'bwb-ng-vast-deel="http://wetten.overheid.nl/id/BWBR0000001/2020-03-01/0">'
        f'<bwb-wijzigingen>x</bwb-wijzigingen><wetgeving soort="beleidsregel">{titles}'
        f"<circulaire><circulaire-tekst><circulaire.divisie><kop><nr>1</nr><titel>Doel</titel>"
        f"</kop><tekst><al>Wij horen.</al>{body}</tekst></circulaire.divisie></circulaire-tekst>"
        f"<circulaire-sluiting>{PUBLISHED.format(9)}</circulaire-sluiting></circulaire>"
        "</wetgeving></toestand>"
    )
    return read(text.encode(), name="BWBR0000001.xml")


def test_bwb() -> None:
    full = f"<intitule>Regels over het horen{PUBLISHED.format(3)}</intitule>"
    document = toestand(f"{full}<citeertitel>Beleidsregel horen{PUBLISHED.format(3)}</citeertitel>")
    assert document.media_type == "application/xml"
    assert document.title == "Beleidsregel horen"
    assert blocks(document) == [
        ("heading", 1, "Beleidsregel horen"),
        ("paragraph", 0, "Regels over het horen"),
        ("heading", 2, "1 Doel"),
        ("paragraph", 0, "Wij horen."),
    ]
    assert dict(document.metadata) == {
        "title": "Beleidsregel horen",
        "type": "beleidsregel",
        "identifier": "BWBR0000001",
        "in_force": "2020-03-01",
        "published": "2020-02-03",
        "signed": "2020-01-03",
        "source": "http://wetten.overheid.nl/id/BWBR0000001/2020-03-01/0",
    }


@pytest.mark.parametrize(
    "titles",
    [
        "<citeertitel>Beleidsregel horen</citeertitel>",
        "<intitule> Beleidsregel  horen</intitule>",
        "<intitule>Beleidsregel horen</intitule><citeertitel>Beleidsregel horen</citeertitel>",
    ],
)
def test_bwb_with_one_title(titles: str) -> None:
    document = toestand(titles)
    assert document.text.count("Beleidsregel horen") == 1
    assert document.title == dict(document.metadata)["title"] == "Beleidsregel horen"


def test_a_quoted_title_stays_in_the_text() -> None:
    quoted = "<wetcitaat><intitule>Besluit horen</intitule></wetcitaat>"
    document = toestand("<citeertitel>Beleidsregel horen</citeertitel>", quoted)
    assert document.text.endswith("Wij horen.\n\nBesluit horen")


@pytest.mark.parametrize("root", ["wet-besluit", "circulaire", "regeling", "wetgeving"])
def test_a_part_of_the_bwb_by_itself(root: str) -> None:
    document = read(f"<{root}><kop><titel>Horen</titel></kop><al>Wij horen.</al></{root}>".encode())
    assert blocks(document) == [("heading", 1, "Horen"), ("paragraph", 0, "Wij horen.")]


def test_cvdr() -> None:
    text = (
        '<cvdr xmlns="http://standaarden.overheid.nl/cvdr/terms/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:o="http://standaarden.overheid.nl/cvdr/meta/">'
        "<meta><owmskern><dcterms:identifier>4711_2</dcterms:identifier>"
        "<dcterms:title>Beleidsregel terrassen Voorbeeldstad</dcterms:title>"
        "<dcterms:type>regeling</dcterms:type><dcterms:creator>Voorbeeldstad</dcterms:creator>"
        "</owmskern><owmsmantel><dcterms:issued>2020-01-03</dcterms:issued><dcterms:isFormatOf "
        'resourceIdentifier="">Weekblad</dcterms:isFormatOf><dcterms:isFormatOf '
        'resourceIdentifier="https://zoek.officielebekendmakingen.nl/gmb-2020-12">Blad'
        "</dcterms:isFormatOf></owmsmantel><cvdripm>"
        "<o:inwerkingtredingDatum>2020-03-01</o:inwerkingtredingDatum><o:redactioneleToevoeging>"
        "<al>Niet lezen.</al></o:redactioneleToevoeging></cvdripm></meta><body>{}<regeling>"
        "<regeling-tekst><artikel><kop><label>Artikel</label><nr>1</nr></kop>"
        '<lijst><li nr="1."><al>Wij horen.</al></li></lijst></artikel></regeling-tekst>'
        "</regeling></body></cvdr>"
    )
    document = read(text.format("<intitule>Terrassen</intitule>").encode(), name="x.xml")
    assert blocks(document) == [
        ("heading", 1, "Terrassen"),
        ("heading", 2, "Artikel 1"),
        ("list_item", 1, "1. Wij horen."),
    ]
    assert document.title == "Terrassen"
    assert dict(document.metadata) == {
        "source": "https://zoek.officielebekendmakingen.nl/gmb-2020-12",
        "identifier": "CVDR4711_2",
        "title": "Beleidsregel terrassen Voorbeeldstad",
        "type": "regeling",
        "authority": "Voorbeeldstad",
        "signed": "2020-01-03",
        "in_force": "2020-03-01",
    }
    untitled = read(text.format("").encode(), name="x.xml")
    assert (untitled.title, untitled.title_span) == ("Beleidsregel terrassen Voorbeeldstad", None)


def test_a_journal() -> None:
    text = (
        '<officiele-publicatie><metadata><meta name="OVERHEIDop.externMetadataRecord" '
        'content="https://zoek.officielebekendmakingen.nl/gmb-2020-12/metadata.xml"/>'
        '<meta name="DC.type" content="beleidsregel"/></metadata>'
        "<kop><titel>GEMEENTEBLAD</titel><subtitel>Officiële uitgave van de gemeente Voorbeeldstad."
        "</subtitel></kop><gemeenteblad><kop><titel>Beleid terrassen</titel></kop>"
        "<zakelijke-mededeling><zakelijke-mededeling-tekst><tekst><al>Wij horen.</al></tekst>"
        "</zakelijke-mededeling-tekst></zakelijke-mededeling></gemeenteblad></officiele-publicatie>"
    )
    document = read(text.encode(), name="gmb-2020-12.xml")
    assert blocks(document) == [("heading", 1, "Beleid terrassen"), ("paragraph", 0, "Wij horen.")]
    assert [one.text for one in document.furniture] == [
        "GEMEENTEBLAD",
        "Officiële uitgave van de gemeente Voorbeeldstad.",
    ]
    assert dict(document.metadata) == {
        "source": "https://zoek.officielebekendmakingen.nl/gmb-2020-12/metadata.xml",
        "identifier": "gmb-2020-12",
        "type": "beleidsregel",
        "authority": "gemeente Voorbeeldstad",
        "title": "Beleid terrassen",
    }


@pytest.mark.parametrize(
    ("text", "title", "authority", "kind"),
    [
        (
            "<officiele-publicatie><kop><titel>STAATSCOURANT</titel><subtitel>Officiële uitgave van"
            " het Koninkrijk der Nederlanden sinds 1814.</subtitel></kop><staatscourant><kop>"
            "<titel>Beleid</titel></kop>{}</staatscourant></officiele-publicatie>",
            "Beleid",
            None,
            "regeling",
        ),
        (
            "<officiele-publicatie><kop><titel>Beleid</titel></kop><staatsblad>{}</staatsblad>"
            "</officiele-publicatie>",
            "Beleid",
            None,
            "regeling",
        ),
        (
            "<staatscourant><kop><titel>Beleid</titel></kop>{}</staatscourant>",
            "Beleid",
            None,
            "regeling",
        ),
        (
            "<officiele-publicatie><kop><titel>PROVINCIAAL BLAD</titel><subtitel>Officiële uitgave "
            "van provincie Voorbeeldland</subtitel></kop><provinciaalblad><kop><titel>Beleid"
            "</titel></kop>{}</provinciaalblad></officiele-publicatie>",
            "Beleid",
            "provincie Voorbeeldland",
            "regeling",
        ),
        (
            "<officiele-publicatie><staatsblad><wet-besluit><intitule>Besluit</intitule>{}"
            "</wet-besluit></staatsblad></officiele-publicatie>",
            "Besluit",
            None,
            "wet-besluit",
        ),
        (
            "<officiele-publicatie><staatsblad><kop><subtitel>Jaargang 2020</subtitel><nr>1</nr>"
            "</kop><wet-besluit><kop><titel>Besluit</titel></kop>{}</wet-besluit></staatsblad>"
            "</officiele-publicatie>",
            "Besluit",
            None,
            "wet-besluit",
        ),
        ("<stcart><body><tuskop>Beleid</tuskop>{}</body></stcart>", "Beleid", None, None),
    ],
)
def test_journals_of_all_times(
    text: str, title: str, authority: str | None, kind: str | None
) -> None:
    document = read(
        text.format("<regeling><al>Wij horen.</al></regeling>").encode(), name="blad.xml"
    )
    assert document.title == title
    assert document.text == f"{title}\n\nWij horen."
    metadata = dict(document.metadata)
    assert metadata.get("authority") == authority
    assert metadata.get("type") == kind
    assert metadata.get("title") in (title, None)


STOP = (
    '<lvbb:Levering xmlns:lvbb="https://standaarden.overheid.nl/lvbb/stop/" '
    'xmlns:data="https://standaarden.overheid.nl/stop/imop/data/"><data:FRBRWork>/akn/nl/act/gm1'
    "</data:FRBRWork><data:officieleTitel>Omgevingsplan Voorbeeldstad</data:officieleTitel>"
    "<data:eindverantwoordelijke>/tooi/id/gemeente/gm1</data:eindverantwoordelijke>{}"
    "</lvbb:Levering>"
)


def test_stop() -> None:
    text = (
        '<RegelingCompact xmlns="https://standaarden.overheid.nl/stop/imop/tekst/">'
        "<RegelingOpschrift><Al>Omgevingsplan</Al></RegelingOpschrift><Lichaam><Hoofdstuk><Kop>"
        "<Label>Hoofdstuk</Label><Nummer>1</Nummer><Opschrift>Algemeen</Opschrift></Kop><Artikel>"
        "<Kop><Label>Artikel</Label><Nummer>1.1</Nummer><Opschrift>Horen</Opschrift></Kop><Lid>"
        "<LidNummer>1.</LidNummer><Inhoud><Al>Wij <i>horen</i><Noot><NootNummer>1</NootNummer>"
        "<Al>Altijd.</Al></Noot>:</Al><Lijst><Li><LiNummer>a.</LiNummer><Al>u; <VerwijderdeTekst>"
        "weg</VerwijderdeTekst><NieuweTekst>en</NieuweTekst></Al></Li>"
        '<Li wijzigactie="verwijder"><LiNummer>b.</LiNummer><Al>weg.</Al></Li></Lijst></Inhoud>'
        "</Lid></Artikel></Hoofdstuk></Lichaam></RegelingCompact>"
    )
    document = read(STOP.format(text).encode(), name="regeling.xml")
    assert blocks(document) == [
        ("heading", 1, "Omgevingsplan"),
        ("heading", 2, "Hoofdstuk 1. Algemeen"),
        ("heading", 3, "Artikel 1.1. Horen"),
        ("list_item", 1, "1. Wij horen:"),
        ("paragraph", 0, "Altijd."),
        ("list_item", 2, "a. u; en"),
    ]
    assert dict(document.metadata) == {
        "identifier": "/akn/nl/act/gm1",
        "title": "Omgevingsplan Voorbeeldstad",
        "authority": "/tooi/id/gemeente/gm1",
    }
    bare = text.replace("RegelingCompact", "Regeling")
    assert read(bare.encode(), name="regeling.xml").text == document.text


def test_stop_without_text() -> None:
    with pytest.raises(UnknownFormatError, match=r"gio\.xml: .*take the file with the text"):
        read(STOP.format("").encode(), name="gio.xml")
