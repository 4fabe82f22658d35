import hashlib
import re
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from classifier.corpora import Entry
from classifier.documents import read
from classifier.download import Client, Excerpt, Manners, Official, Rebuilding, Services, Store
from classifier.download.excerpts import checksum_of
from tests.download.service import (
    Reply,
    Service,
    Time,
    answer,
    manifest,
    path_of,
    toestand,
)

DAY = date(2015, 12, 1)
WORK = "BWBR0000001"
TEXT = toestand(WORK, "2015-01-01", "Het college verleent geen ontheffing.")
XML = Path(__file__).parents[2] / ".." / "shared" / "formats" / "xml"


@pytest.fixture
def rebuilding(service: Service, time: Time, tmp_path: Path) -> Rebuilding:
    client = Client({"127.0.0.1"}, Manners(rate=1000, retries=1, timeout=5), time.clock)
    store = Store(tmp_path / "xml", client, clock=time.clock)
    return Rebuilding(Official(Services.at(service.address), store), read, DAY)


def row(name: str, **more: object) -> Entry:
    return Entry(name, "", "beleidsregel", f"t.csv, row 1 ({name})", group="g", **more)


def test_text_of_the_day_from_the_bwb(
    service: Service, rebuilding: Rebuilding, tmp_path: Path
) -> None:
    later = toestand(WORK, "2016-01-01", "Het college verleent ontheffing.")
    service.serve(
        f"/bwb/{WORK}/manifest.xml", manifest(WORK, v2015_01_01_0=TEXT, v2016_01_01_0=later)
    )
    service.serve(path_of(WORK, "2015-01-01_0"), TEXT)
    (entry,) = rebuilding.entries([row(WORK, confidence=2, annotators=1)])
    assert entry.text == read(TEXT, name="x.xml").text
    assert "verleent geen ontheffing" in entry.text
    assert (entry.label, entry.group, entry.confidence, entry.annotators) == (
        *("beleidsregel", "g", 2, 1),
    )
    assert (entry.source, entry.date) == ("BWB", "2015-01-01")
    assert rebuilding.failures == []
    ((place, checksum),) = rebuilding.checksums.items()
    assert (tmp_path / "xml" / place).read_bytes() == TEXT
    assert checksum == hashlib.sha256(TEXT).hexdigest()


@pytest.mark.parametrize("status", [200, 406])  # with the other it may come as well
def test_without_a_manifest_the_search_service_tells_the_version(
    service: Service, rebuilding: Rebuilding, status: int
) -> None:
    found = answer(WORK, "2014-01-01_0", "2015-01-01_0")
    service.serve("/sru/Search", Reply(found, status=status))
    service.serve(path_of(WORK, "2015-01-01_0"), TEXT)
    (entry,) = rebuilding.entries([row(WORK)])
    assert "verleent geen ontheffing" in entry.text
    assert service.paths[:2] == [f"/bwb/{WORK}/manifest.xml", "/sru/Search"]
    question = parse_qs(urlsplit(service.requests[1][0]).query)
    assert question["x-connection"] == ["BWB"]


def test_named_version_is_taken(service: Service, rebuilding: Rebuilding) -> None:
    later = toestand(WORK, "2016-01-01", "Het college verleent ontheffing.")
    service.serve(
        f"/bwb/{WORK}/manifest.xml", manifest(WORK, v2015_01_01_0=TEXT, v2016_01_01_0=later)
    )
    service.serve(path_of(WORK, "2016-01-01_0"), later)
    (entry,) = rebuilding.entries([row(f"{WORK}_2016-01-01_0")])
    assert "verleent ontheffing" in entry.text


CHAPTERS = (
    f'<circulaire bwb-id="{WORK}"><citeertitel>Circulaire 2000</citeertitel><circulaire-tekst>'
    + "".join(
        f"<circulaire.divisie><kop><nr>{number}</nr><titel>{titel}</titel></kop>"
        "<circulaire.divisie><kop><nr>1</nr><titel>Inleiding</titel></kop>"
        f"<tekst><al>Hier staat {titel}.</al></tekst></circulaire.divisie></circulaire.divisie>"
        for number, titel in (("A1", "Toegang"), ("A2", "Toezicht"), ("A10", "Slot"))
    )
    + "</circulaire-tekst></circulaire>"
).encode()


@pytest.mark.parametrize(
    ("part", "within", "without"),
    [
        ("A1", "Hier staat Toegang.", "Toezicht"),
        ("A2", "Hier staat Toezicht.", "Slot"),
        ("A10", "Hier staat Slot.", "Toezicht"),
    ],
)
def test_chapter(
    service: Service, rebuilding: Rebuilding, part: str, within: str, without: str
) -> None:
    service.serve(f"/bwb/{WORK}/manifest.xml", manifest(WORK, v2015_01_01_0=CHAPTERS))
    service.serve(path_of(WORK, "2015-01-01_0"), CHAPTERS)
    (entry,) = rebuilding.entries([row(f"{WORK}/{part}")])
    assert entry.text.startswith(part)
    assert within in entry.text
    assert without not in entry.text


def test_chapter_that_is_not_there_is_a_failure(service: Service, rebuilding: Rebuilding) -> None:
    service.serve(f"/bwb/{WORK}/manifest.xml", manifest(WORK, v2015_01_01_0=CHAPTERS))
    service.serve(path_of(WORK, "2015-01-01_0"), CHAPTERS)
    (entry,) = rebuilding.entries([row(f"{WORK}/A3"), row(f"{WORK}/A1")])
    assert entry.id == f"{WORK}/A1"
    assert "has no chapter A3" in rebuilding.failures[0].reason
    assert service.paths.count(path_of(WORK, "2015-01-01_0")) == 1


ENTITIES = b'<!DOCTYPE work [<!ENTITY a "b">]><work label="BWBR0000001">&a;</work>'
OTHER = toestand("BWBR0000002", "2015-01-01", "Iets anders.")


@pytest.mark.parametrize(
    ("listed", "text", "code", "reason"),
    [
        (b"<work", TEXT, "download", "not well-formed"),
        (ENTITIES, TEXT, "download", "declares entities"),
        (b"<html/>", TEXT, "download", "gave as its manifest is none"),
        (manifest(WORK, v2015_01_01_0=TEXT), TEXT[:-9], "download_unreachable", "does not fit"),
        (manifest(WORK, v2015_01_01_0=OTHER), OTHER, "download", "text of 'BWBR0000002'"),
        (
            manifest(WORK, v2015_01_01_0=b"<html><p>Storing</p></html>"),
            b"<html><p>Storing</p></html>",
            *("download", "no official publication but text/html"),
        ),
        (manifest(WORK, v2015_01_01_0=TEXT), Reply(status=404), "download_missing", "not there"),
    ],
)
def test_bad_answer_is_a_failure_that_keeps_no_file(
    service: Service,
    rebuilding: Rebuilding,
    tmp_path: Path,
    listed: bytes,
    text: bytes,
    code: str,
    reason: str,
) -> None:
    service.serve(f"/bwb/{WORK}/manifest.xml", listed)
    service.serve(path_of(WORK, "2015-01-01_0"), text)
    assert list(rebuilding.entries([row(WORK)])) == []
    (failure,) = rebuilding.failures
    assert (failure.id, failure.code) == (WORK, code)
    assert reason in failure.reason
    kept = [path.name for path in tmp_path.rglob("*.xml")]
    assert kept in ([], ["manifest.xml"])
    assert rebuilding.checksums == {}


def test_neither_a_manifest_nor_a_search_service(rebuilding: Rebuilding) -> None:
    assert list(rebuilding.entries([row(WORK)])) == []
    (failure,) = rebuilding.failures
    assert failure.code == "download_missing"
    assert re.match(rf"{WORK}: no list .*/sru/Search; check the id, or name", failure.reason)


def test_nothing_known(service: Service, rebuilding: Rebuilding) -> None:
    service.serve("/sru/Search", answer(WORK))
    assert list(rebuilding.entries([row(WORK)])) == []
    assert "knows no version of 2015-12-01" in rebuilding.failures[0].reason


def test_id_that_no_source_has(service: Service, rebuilding: Rebuilding) -> None:
    assert list(rebuilding.entries([row("brief/1.pdf")])) == []
    assert "no number of BWB, CVDR or an official journal" in rebuilding.failures[0].reason
    assert service.requests == []


def test_passages_of_one_document_are_cut_from_one_reading(
    service: Service, rebuilding: Rebuilding
) -> None:
    service.serve(f"/bwb/{WORK}/manifest.xml", manifest(WORK, v2015_01_01_0=TEXT))
    service.serve(path_of(WORK, "2015-01-01_0"), TEXT)
    whole = read(TEXT, name="x.xml").text
    start = whole.index("verleent")
    letters, digest = checksum_of("verleent geen")
    excerpts = [
        Excerpt(f"{WORK}#1", (start, start + 8)),
        Excerpt(f"{WORK}#2", checksum=(letters, digest)),
        Excerpt(f"{WORK}#3", checksum=(letters, "0" * 64)),
        None,
    ]
    entries = list(rebuilding.entries([row(WORK)] * 4, excerpts))
    assert [(entry.id, entry.text) for entry in entries] == [
        (f"{WORK}#1", "verleent"),
        (f"{WORK}#2", "verleent geen"),
        (WORK, whole),
    ]
    assert [failure.id for failure in rebuilding.failures] == [f"{WORK}#3"]
    assert "is not in the text of that day" in rebuilding.failures[0].reason
    assert service.paths.count(path_of(WORK, "2015-01-01_0")) == 1


@pytest.mark.parametrize(
    ("name", "path", "file", "words"),
    [
        (
            "stcrt-2015-47076",
            "/frbr/officielepublicaties/stcrt/2015/stcrt-2015-47076/1/xml/stcrt-2015-47076.xml",
            "stcrt.xml",
            "omgevingsvergunning",
        ),
        (
            "prb-2017-1003",
            "/frbr/officielepublicaties/prb/2017/prb-2017-1003/1/xml/prb-2017-1003.xml",
            "prb.xml",
            "helikopter",
        ),
        ("CVDR112779_1", "/cvdr/CVDR112779/1/xml/CVDR112779_1.xml", "cvdr_example1.xml", "GBA-V"),
        (
            "BWBR0008326_2011-01-01_0",
            path_of("BWBR0008326", "2011-01-01_0"),
            "bwb_toestand_5.xml",
            "Woningen",
        ),
    ],
)
def test_real_files(
    service: Service, rebuilding: Rebuilding, name: str, path: str, file: str, words: str
) -> None:
    if not XML.exists():
        pytest.skip("needs the shared example files")
    service.serve(path, (XML / file).read_bytes())
    (entry,) = rebuilding.entries([row(name)])
    assert words in entry.text
    assert entry.text == read(XML / file).text
    assert rebuilding.failures == []


def test_real_manifest(service: Service, rebuilding: Rebuilding) -> None:
    if not XML.exists():
        pytest.skip("needs the shared example files")
    service.serve("/bwb/BWBR0045754/manifest.xml", (XML / "bwb_manifest.xml").read_bytes())
    text = (XML / "bwb_toestand.xml").read_bytes()
    service.serve(path_of("BWBR0045754", "2022-05-01_0"), Reply(text, length=len(text) + 9), text)
    (entry,) = rebuilding.entries([row("BWBR0045754")])  # the first version, for it was yet to be
    assert entry.text.startswith("Wet open overheid")
    assert service.paths.count(path_of("BWBR0045754", "2022-05-01_0")) == 2
