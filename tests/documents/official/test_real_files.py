"""The real files: nothing lost, nothing twice. They are not in the repository."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from classifier.documents import Document, read

SHARED = Path(__file__).parents[3] / ".." / "shared"
FILES = [
    *(f"formats/xml/{name}.xml" for name in ("bwb_toestand", "bwb_toestand_3", "bwb_toestand_5")),
    *("formats/xml/cvdr_example1.xml", "formats/xml/prb.xml", "formats/xml/stcrt.xml"),
    "reference/woo_bwb.xml",
]
NO_TEXT = ("meta-data", "metadata", "meta", "redactie", "noot.nr", "bwb-inputbestand")
WORD = re.compile(r"\w{3,}")  # a shorter one may be the number of a lid that was left out


def real(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip("needs the shared example files")
    return path


def words_of(path: Path) -> Counter[str]:
    root = etree.parse(path).getroot()
    for name in NO_TEXT:
        for element in list(root.iter(f"{{*}}{name}")):
            parent, before = element.getparent(), element.getprevious()
            if before is None:
                parent.text = (parent.text or "") + (element.tail or "")
            else:
                before.tail = (before.tail or "") + (element.tail or "")
            parent.remove(element)
    return Counter(WORD.findall(" ".join(root.itertext())))


def words_read(document: Document) -> Counter[str]:
    furniture = " ".join(one.text for one in document.furniture)
    return Counter(WORD.findall(f"{document.text} {furniture}"))


@pytest.mark.parametrize("name", FILES)
def test_no_word_is_lost_or_twice(name: str) -> None:
    path = real(name)
    expected, found = words_of(path), words_read(read(path))
    titles = etree.parse(path).findall(".//{*}wetgeving/{*}citeertitel")
    once = Counter(WORD.findall(" ".join(title.text or "" for title in titles)))
    assert not found - expected
    assert not expected - found - once  # the two titles may be the same
    assert found.total() >= expected.total() - once.total()


@pytest.mark.parametrize("name", FILES)
def test_every_article_is_a_heading(name: str) -> None:
    path = real(name)
    document = read(path)
    numbers = etree.parse(path).findall(".//{*}artikel/{*}kop/{*}nr")
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    articles = [one for one in headings if one.startswith("Artikel ")]
    assert [one.split()[1].rstrip(".") for one in articles] == [n.text for n in numbers]
    leden = {lid.text for lid in etree.parse(path).findall(".//{*}lidnr")}
    items = {document.text[b.start : b.end].split()[0] for b in document.blocks if b.level == 1}
    assert {f"{number}." for number in leden} <= items


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "reference/woo_bwb.xml",
            {
                "title": "Wet open overheid",
                "type": "wet",
                "identifier": "BWBR0045754",
                "in_force": "2022-05-01",
                "published": "2021-10-27",
                "signed": "2021-10-25",
            },
        ),
        (
            "formats/xml/bwb_toestand_3.xml",
            {"type": "ministeriele-regeling", "identifier": "BWBR0003984", "signed": "1986-06-03"},
        ),
        (
            "formats/xml/cvdr_example1.xml",
            {"identifier": "CVDR112779_1", "type": "regeling", "authority": "Spijkenisse"},
        ),
        ("formats/xml/prb.xml", {"identifier": "prb-2017-1003", "authority": "provincie Utrecht"}),
        ("formats/xml/stcrt.xml", {"identifier": "stcrt-2015-47076"}),
    ],
)
def test_metadata(name: str, expected: dict[str, str]) -> None:
    assert expected.items() <= dict(read(real(name)).metadata).items()
