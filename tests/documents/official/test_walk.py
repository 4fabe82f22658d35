from __future__ import annotations

import itertools
import random
import re

import pytest
from lxml import etree

from classifier.documents import Document, Limits
from classifier.documents.builder import DocumentBuilder
from classifier.documents.official.walk import Walk


def walk(body: str) -> Document:
    builder = DocumentBuilder("regeling.xml", Limits())
    Walk(builder).blocks(etree.fromstring(f"<blad><regeling>{body}</regeling></blad>"))
    return builder.build()


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def texts(body: str) -> list[str]:
    return [text for *_, text in blocks(walk(body))]


def kop(*, label: str = "", nr: str = "", titel: str = "") -> str:
    parts = (("label", label), ("nr", nr), ("titel", titel))
    return f"<kop>{''.join(f'<{name}>{text}</{name}>' for name, text in parts if text)}</kop>"


def test_divisions_articles_and_leden() -> None:
    lid = "<lid><lidnr>{}</lidnr><al>{}</al>{}</lid>"
    lijst = "<lijst><li><li.nr>{}</li.nr><al>{}</al>{}</li></lijst>"
    deeper = lijst.format("1°", "mondeling;", "")
    body = (
        f"<hoofdstuk>{kop(label='Hoofdstuk', nr='2', titel='Horen')}"
        f"<paragraaf>{kop(label='§', nr='2.1', titel='Wanneer')}"
        f"<artikel>{kop(label='Artikel', nr='3', titel='Verzoek')}"
        f"{lid.format('1', 'Het college hoort:', lijst.format('a.', 'wie vraagt:', deeper))}"
        f"{lid.format('2a.', 'Het beslist.', '<al>Het zegt waarom.</al>')}</artikel>"
        f"<artikel>{kop(label='Artikel', nr='4')}<al>Het wacht.</al></artikel>"
        f"</paragraaf></hoofdstuk><bijlage>{kop(label='Bijlage', nr='1', titel='bij artikel 3')}"
        "<tussenkop>Kosten</tussenkop><al>Geen.</al></bijlage>"
    )
    assert blocks(walk(body)) == [
        ("heading", 2, "Hoofdstuk 2. Horen"),
        ("heading", 3, "§ 2.1. Wanneer"),
        ("heading", 4, "Artikel 3. Verzoek"),
        ("list_item", 1, "1. Het college hoort:"),
        ("list_item", 2, "a. wie vraagt:"),
        ("list_item", 3, "1° mondeling;"),
        ("list_item", 1, "2a. Het beslist."),
        ("list_item", 1, "Het zegt waarom."),
        ("heading", 4, "Artikel 4"),
        ("paragraph", 0, "Het wacht."),
        ("heading", 2, "Bijlage 1 bij artikel 3"),
        ("heading", 3, "Kosten"),
        ("paragraph", 0, "Geen."),
    ]


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ("<li><li.nr>a</li.nr><al>een;</al></li>", ["a. een;"]),
        ('<li nr="b."><al>een;</al></li>', ["b. een;"]),
        ("<li><li.nr>–</li.nr><al>een;</al></li><li><al>• twee.</al></li>", ["een;", "twee."]),
        ("<li><li.nr>1.</li.nr><al>1. een;</al></li>", ["1. een;"]),
        ("<li>een <onbekend>en</onbekend> twee</li>", ["een en twee"]),
        ("<li><li.nr>a.</li.nr><plaatje><illustratie naam='x.png'/></plaatje></li>", ["a."]),
        (
            "<li><li.nr>1.</li.nr><lijst><li><li.nr>a.</li.nr><al>een;</al></li></lijst></li>",
            ["1. a. een;"],
        ),
        ("<li><li.nr>c.</li.nr><al>voor<lijst><li><al>in</al></li></lijst>na</al></li>", None),
    ],
)
def test_items(items: str, expected: list[str] | None) -> None:
    found = blocks(walk(f"<lijst>{items}</lijst><al>Slot.</al>"))
    assert found[-1] == ("paragraph", 0, "Slot.")
    assert {kind for kind, *_ in found[:-1]} == {"list_item"}
    assert [text for *_, text in found[:-1]] == (expected or ["c. voor", "in", "na"])


def test_a_single_lid_without_number_is_a_paragraph() -> None:
    assert blocks(walk("<lid><al>Het college hoort.</al></lid>"))[0][0] == "paragraph"


def test_notes_of_the_editor_and_metadata_are_no_text() -> None:
    body = (
        "<lid><lidnr>1</lidnr><al><redactie>Niet in werking.</redactie></al>"
        "<meta-data><jci>x</jci></meta-data></lid>"
        "<lid><lidnr>2</lidnr><al>Het college <redactie>lees: de raad</redactie> hoort.</al></lid>"
        "<lid><lidnr>3</lidnr></lid><!-- niets --><?en niets?>"
    )
    assert texts(body) == ["2. Het college hoort.", "3."]


def test_notes_follow_what_they_hang_on() -> None:
    noot = "<noot type='voet'><noot.nr>1</noot.nr><noot.al>{}</noot.al></noot>"
    inner = noot.format("Of later.")
    body = (
        f"<artikel><kop><titel>Horen{noot.format('Zie boven.')}</titel></kop>"
        f"<al>Wij horen{noot.format('Behalve soms.' + inner)} u.</al><lijst><li><li.nr>a.</li.nr>"
        f"<al>een{noot.format('Van twee.')};</al></li></lijst><table><tgroup><tbody><row><entry>"
        f"<al>Soort{noot.format('Naar aard.')}</al></entry><entry><al>Dag</al></entry></row>"
        "</tbody></tgroup></table></artikel>"
    )
    assert texts(body) == [
        *("Horen", "Zie boven.", "Wij horen u.", "Behalve soms.", "Of later."),
        *("a. een;", "Van twee.", "Soort | Dag", "Naar aard."),
    ]


def test_tables() -> None:
    row = "<row><entry>{}</entry><entry>{}</entry></row>"
    long = "".join(f"<al>{'lange zin ' * 20}{n}.</al>" for n in range(4))
    body = (
        "<table><title>Termijnen</title><tgroup cols='2'><colspec colname='1'/><thead>"
        f"{row.format('<al>Soort</al>', '<al>Termijn</al>')}</thead><tbody>"
        f"{row.format('<al>bezwaar</al><al>of beroep</al>', '6 <vet>weken</vet>')}"
        f"{row.format('<al>alleen</al>', '')}"
        f"{row.format('<al>toelichting</al>', long)}"
        "<row><entry><al>over alles</al></entry></row></tbody></tgroup></table>"
    )
    found = blocks(walk(body))
    assert [text for kind, _, text in found if kind == "table_row"] == [
        *("Soort | Termijn", "bezwaar of beroep | 6 weken"),
    ]
    rest = [text for kind, _, text in found if kind == "paragraph"]
    assert rest[:3] == ["Termijnen", "alleen", "toelichting"]
    assert rest[-1] == "over alles"
    assert len(rest) == 8


def test_definitions_are_one_line() -> None:
    body = (
        "<definitielijst><definitie-item><li.nr>a.</li.nr><term>college</term><definitie>"
        "<al>college van burgemeester en wethouders;</al></definitie></definitie-item>"
        "<definitie-item><term>raad:</term><definitie><al>de raad, te weten:</al><lijst><li>"
        "<li.nr>1°.</li.nr><al>hij.</al></li></lijst></definitie></definitie-item></definitielijst>"
        "<specificatielijst><specificatie-item><li.nr>b </li.nr><specificatie><al>leges: </al>"
        "</specificatie><waarde>tien euro</waarde></specificatie-item></specificatielijst>"
    )
    assert blocks(walk(body)) == [
        ("list_item", 1, "a. college: college van burgemeester en wethouders;"),
        ("list_item", 1, "raad:"),
        ("list_item", 1, "de raad, te weten:"),
        ("list_item", 2, "1°. hij."),
        ("list_item", 1, "b. leges: tien euro"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<al>be<nadruk type='vet'>leid</nadruk>sregel, m<sup>2</sup></al>", ["beleidsregel, m2"]),
        ("<al>artikelen <extref>21</extref><extref>22</extref></al>", ["artikelen 21 22"]),
        (
            "<al>zie <onbekend>het <intref>eerste</intref></onbekend> lid</al>",
            ["zie het eerste lid"],
        ),
        ("<onbekend>los <ander>en</ander> vast</onbekend>", ["los en vast"]),
        ("<onbekend><ander>los</ander><ander>vast</ander></onbekend>", ["los", "vast"]),
        (
            "<ondertekening><functie>De burgemeester,</functie><naam><voornaam>A.</voornaam>"
            "<achternaam>Voorbeeld</achternaam></naam></ondertekening>",
            ["De burgemeester, A. Voorbeeld"],
        ),
        ("<al>een<br/>twee</al>", ["een", "twee"]),
        ("<vraag><nr>1</nr><al>Waarom?</al></vraag><nr>2</nr>", ["1. Waarom?", "2."]),
        ("<kop>Zomaar</kop><al/><al> </al>", ["Zomaar"]),
        ("<kop><titel>Kort</titel><subtitel>Langer</subtitel></kop>", ["Kort", "Langer"]),
        ("<kop><nr>2.1</nr><titel>Doel</titel></kop>", ["2.1 Doel"]),
        ("<kop><nr>Vierde</nr><label>titel</label><titel>Van koop</titel></kop>", None),
    ],
)
def test_texts(body: str, expected: list[str] | None) -> None:
    assert texts(body) == (expected or ["Vierde titel. Van koop"])


def test_typed_paragraphs_show_their_kind() -> None:
    body = (
        f"<divisie>{kop(titel='Toelichting')}<al><nadruk type='vet'>Horen</nadruk></al>"
        "<al>• een verzoek</al><al><vet>Let op:</vet> wij horen.</al></divisie>"
    )
    assert blocks(walk(body)) == [
        ("heading", 2, "Toelichting"),
        ("heading", 4, "Horen"),
        ("list_item", 1, "een verzoek"),
        ("paragraph", 0, "Let op: wij horen."),
    ]


def test_a_table_of_contents_is_furniture() -> None:
    contents = "<lijst><li><al>Artikel 1 Horen</al></li></lijst>"
    document = walk(
        f"<officiele-inhoudsopgave>{kop(titel='Inhoud')}{contents}</officiele-inhoudsopgave>"
        "<al>Wij horen.</al>"
    )
    assert document.text == "Wij horen."
    assert [one.text for one in document.furniture] == ["Inhoud", "Artikel 1 Horen"]


NAMES = (
    *("al", "lijst", "li", "li.nr", "lid", "lidnr", "row", "entry", "kop", "noot", "noot.al"),
    *("nadruk", "vet", "onbekend", "definitie-item", "term", "tussenkop", "intitule", "titel"),
    *("subtitel", "nr", "table", "br", "ondertekening", "inhoudsopgave", "hoofdstuk", "begrip"),
)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_the_nesting_each_word_is_read_once(seed: int) -> None:
    chance, words = random.Random(seed), itertools.count()

    def jumble(depth: int) -> str:
        inner = f"w{next(words)} " if chance.random() < 0.5 else ""
        for _ in range(chance.randint(0, 3) if depth < 6 else 0):
            inner += jumble(depth + 1)
            inner += f" w{next(words)} " if chance.random() < 0.4 else ""
        name = chance.choice(NAMES)
        return f"<{name}>{inner}</{name}>"

    document = walk("".join(jumble(0) for _ in range(4)) + f"<al>w{next(words)}</al>")
    text = f"{document.text} {' '.join(one.text for one in document.furniture)}"
    assert sorted(re.findall(r"w\d+", text)) == sorted(f"w{n}" for n in range(next(words)))
