from datetime import date

import pytest
from lxml import etree

from classifier.download import identifier_of
from classifier.download.searching import versions_found
from classifier.download.versions import version_on
from classifier.errors import DownloadError
from tests.download.service import answer

BWB = identifier_of("BWBR0000001")
CVDR = identifier_of("CVDR112779")


def test_versions_of_the_bwb() -> None:
    root = etree.fromstring(answer("BWBR0000001", "2014-01-01_0", "2015-01-01_1"))
    found = versions_found(root, BWB)
    assert [(one.label, one.begins) for one in found] == [
        ("2014-01-01_0", "2014-01-01"),
        ("2015-01-01_1", "2015-01-01"),
    ]
    assert found[0].sha512 == ""


def test_versions_of_cvdr() -> None:
    """The older addresses are in capitals; the day stands in the record alone."""
    root = etree.fromstring(
        b"""<srw:searchRetrieveResponse xmlns:srw="http://www.loc.gov/zing/srw/"><srw:records>
        <srw:record><srw:recordData><gzd xmlns:rg="urn:rg"><originalData><meta><cvdripm>
        <rg:inwerkingtredingDatum>2011-09-14</rg:inwerkingtredingDatum></cvdripm></meta>
        </originalData><enrichedData><publicatieurl_xml>
        https://repository.officiele-overheidspublicaties.nl/CVDR/CVDR112779/3/xml/CVDR112779_3.xml
        </publicatieurl_xml></enrichedData></gzd></srw:recordData></srw:record>
        </srw:records></srw:searchRetrieveResponse>"""
    )
    (found,) = versions_found(root, CVDR)
    assert (found.label, found.begins) == ("3", "2011-09-14")


def test_a_version_is_what_was_seen_on_the_day() -> None:
    text = answer("BWBR0000001", "2015-01-01_0", "2015-01-01_1").decode()
    for day in ("2015-01-01", "2016-06-01"):
        seen = f"</bwbipm><bwb:zichtdatum_start>{day}</bwb:zichtdatum_start>"
        text = text.replace("</bwbipm></", f"{seen}</", 1)
    found = versions_found(etree.fromstring(text.encode()), BWB)
    assert [one.seen_from for one in found] == ["2015-01-01", "2016-06-01"]
    assert version_on(found, date(2015, 12, 1)) == found[0]
    assert version_on(found, date(2016, 12, 1)) == found[1]


def counted(number: str) -> bytes:
    text = answer("BWBR0000001", "2015-01-01_0").decode()
    return text.replace(
        "<records>", f"<numberOfRecords>{number}</numberOfRecords><records>"
    ).encode()


@pytest.mark.parametrize("number", ["1", "veel", "9" * 5000])
def test_all_of_the_versions(number: str) -> None:
    assert len(versions_found(etree.fromstring(counted(number)), BWB)) == 1


def test_a_part_of_the_versions_is_no_answer() -> None:
    with pytest.raises(DownloadError, match=r"gave 1; name .* BWBR0000001_2015-01-01_0$"):
        versions_found(etree.fromstring(counted("3")), BWB)


@pytest.mark.parametrize(
    "location",
    [
        "https://kwaad.example/bwb/BWBR0000002/2015-01-01_0/xml/BWBR0000002_2015-01-01_0.xml",
        "https://kwaad.example/bwb/BWBR0000001/2015-01-01_0/xml/BWBR0000001_2016-01-01_0.xml",
        "file:///bwb/BWBR0000001/2015-01-01_0/xml/BWBR0000001_2015-01-01_0.xml",
        "https://kwaad.example/bwb/BWBR0000001/../../x",
        "",
    ],
)
def test_other_places_are_passed_over(location: str) -> None:
    text = answer("BWBR0000001", "2015-01-01_0").decode()
    start, end = text.index("https://"), text.index("</bwb:locatie_toestand>")
    assert versions_found(etree.fromstring(text[:start] + location + text[end:]), BWB) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<html/>", "gave 'html' instead of an answer"),
        (
            "<searchRetrieveResponse><diagnostics><diagnostic><message>Unsupported index"
            "</message></diagnostic></diagnostics></searchRetrieveResponse>",
            "refuses the question .Unsupported index.",
        ),
    ],
)
def test_no_answer(text: str, message: str) -> None:
    with pytest.raises(DownloadError, match=message):
        versions_found(etree.fromstring(text), BWB)
