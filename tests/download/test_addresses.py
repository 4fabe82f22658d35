from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from classifier.download import Services, identifier_of

DAY = date(2015, 12, 1)
REPOSITORY = "https://repository.officiele-overheidspublicaties.nl"


@pytest.mark.parametrize(
    ("name", "version", "address"),
    [
        (
            "BWBR0008326",
            "2011-01-01_0",
            f"{REPOSITORY}/bwb/BWBR0008326/2011-01-01_0/xml/BWBR0008326_2011-01-01_0.xml",
        ),
        ("CVDR717960", "1", f"{REPOSITORY}/cvdr/CVDR717960/1/xml/CVDR717960_1.xml"),
        (
            "gmb-2022-425209",
            "",
            "https://repository.overheid.nl/frbr/officielepublicaties/gmb/2022/gmb-2022-425209/1/"
            "xml/gmb-2022-425209.xml",
        ),
    ],
)
def test_text(name: str, version: str, address: str) -> None:
    found = Services().text(identifier_of(name), version)
    assert found.address == address
    assert address.endswith(f"/{found.place}")


@pytest.mark.parametrize(
    ("name", "connection", "query"),
    [
        (
            "BWBR0008326",
            "BWB",
            "dcterms.identifier==BWBR0008326 and overheidbwb.geldigheidsdatum==2015-12-01",
        ),
        (
            "CVDR1",
            "cvdr",
            "dcterms.identifier=CVDR1_* and overheidrg.inwerkingtredingDatum<=2015-12-01",
        ),
    ],
)
def test_question_to_the_search_service(name: str, connection: str, query: str) -> None:
    found = Services().found(identifier_of(name), DAY)
    parts = urlsplit(found.address)
    assert (parts.hostname, parts.path) == ("zoekservice.overheid.nl", "/sru/Search")
    given = parse_qs(parts.query)
    assert given["query"] == [query]
    assert given["x-connection"] == [connection]
    assert given["operation"] == ["searchRetrieve"]
    assert found.place.parts == ("sru", connection, f"{identifier_of(name).work}_2015-12-01.xml")


def test_mirror_has_the_same_paths() -> None:
    mirror = Services.at("http://localhost:8000/spiegel/")
    assert (
        mirror.manifest("BWBR1").address == "http://localhost:8000/spiegel/bwb/BWBR1/manifest.xml"
    )
    assert mirror.hosts == {"localhost"}
    assert len(Services().hosts) == 3


@pytest.mark.parametrize(
    "base",
    [
        "",
        "localhost:8000",
        "file:///tmp",
        "ftp://host",
        "http://",
        "http://naam:geheim@host",
        "http://host:poort",
        "http://host/?x",
        "http://host/#x",
        "http://[::1",
    ],
)
def test_no_address_of_a_service(base: str) -> None:
    with pytest.raises(ValueError, match="is no address of a service"):
        Services.at(base)
