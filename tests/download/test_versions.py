import hashlib
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from classifier.download.versions import Version, version_on, versions_of
from classifier.errors import DownloadError
from tests.download.service import manifest

XML = Path(__file__).parents[2] / ".." / "shared" / "formats" / "xml"


def version(label: str, seen_from: str = "") -> Version:
    return Version(label, label[:10], seen_from)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["2014-01-01_0", "2015-01-01_0", "2016-01-01_0"], "2015-01-01_0"),
        (["2015-12-01_0", "2015-01-01_0"], "2015-12-01_0"),
        (["2015-01-01_2", "2015-01-01_10", "2015-01-01_0"], "2015-01-01_10"),
        (["2017-01-01_0", "2016-01-01_0"], "2016-01-01_0"),  # yet to begin
        ([], None),
    ],
)
def test_version_on_a_day(labels: list[str], expected: str | None) -> None:
    found = version_on([version(label) for label in labels], date(2015, 12, 1))
    assert (found and found.label) == expected


def test_what_was_made_known_later_was_not_seen() -> None:
    versions = [version("2014-01-01_0", "2014-01-01"), version("2015-01-01_0", "2016-05-01")]
    assert version_on(versions, date(2015, 12, 1)).label == "2014-01-01_0"
    assert version_on(versions[1:], date(2015, 12, 1)).label == "2015-01-01_0"


def test_manifest() -> None:
    content = b"<toestand/>"
    root = etree.fromstring(manifest("BWBR0000001", v2015_01_01_0=content))
    (found,) = versions_of(root, "BWBR0000001")
    assert found == Version(
        "2015-01-01_0", "2015-01-01", "", len(content), hashlib.sha512(content).hexdigest()
    )


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ('_deleted="false"', '_deleted="true"'),
        ("label='xml'", "label='html'"),
        ('label="2015-01-01_0"', 'label="../x"'),
    ],
)
def test_version_without_xml_is_none(was: str, becomes: str) -> None:
    text = manifest("BWBR0000001", v2015_01_01_0=b"").decode()
    assert was in text
    assert versions_of(etree.fromstring(text.replace(was, becomes)), "BWBR0000001") == []


@pytest.mark.parametrize("size", ["veel", "9" * 5000])
def test_damaged_size_is_unknown(size: str) -> None:
    text = manifest("BWBR0000001", v2015_01_01_0=b"").decode().replace("<size>0", f"<size>{size}")
    assert versions_of(etree.fromstring(text), "BWBR0000001")[0].size is None


@pytest.mark.parametrize("text", ['<work label="BWBR0000002"/>', "<html/>", "<work/>"])
def test_no_manifest_of_this_regulation(text: str) -> None:
    with pytest.raises(DownloadError, match="BWBR0000001"):
        versions_of(etree.fromstring(text), "BWBR0000001")


def test_real_manifest_and_its_checksum() -> None:
    if not XML.exists():
        pytest.skip("needs the shared example files")
    versions = versions_of(etree.parse(XML / "bwb_manifest.xml").getroot(), "BWBR0045754")
    assert [one.label[:10] for one in versions] == [
        *("2022-05-01", "2022-08-01", "2023-02-18", "2023-04-01")
    ]
    assert version_on(versions, date(2022, 7, 31)) == versions[0]
    content = (XML / "bwb_toestand.xml").read_bytes()
    assert versions[0].size == len(content)
    assert versions[0].sha512 == hashlib.sha512(content).hexdigest()
