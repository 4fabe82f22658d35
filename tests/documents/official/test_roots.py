from __future__ import annotations

import time
from contextlib import suppress

import pytest

from classifier.documents import read
from classifier.documents.official.roots import is_official, root_of
from classifier.errors import UnknownFormatError

STOP = "https://standaarden.overheid.nl/stop/imop/tekst/"


@pytest.mark.parametrize(
    ("head", "root"),
    [
        ("<toestand>", "toestand"),
        ('\n<?xml version="1.0"?>\n<!-- a > b -->\n<?pi?><wet-besluit id="1">', "wet-besluit"),
        ('<!DOCTYPE stcart SYSTEM "stcart.dtd"><stcart>', "stcart"),
        ('<!DOCTYPE x [<!ENTITY a "<b>">] ><!-- x --><x>', "x"),
        ("<c:cvdr xmlns:c='urn:x'>", "cvdr"),
        ("Een <toestand>", ""),
        ("<!-- open", ""),
    ],
)
def test_root(head: str, root: str) -> None:
    assert root_of(head) == root


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("<officiele-publicatie>", True),
        ("<gemeenteblad>", True),
        (f'<aanlevering:Besluit xmlns:aanlevering="x" xmlns="{STOP}">', True),
        (f"<rapport>Zie {STOP}</rapport>", False),
        ("<rapport>", False),
        ("toestand", False),
    ],
)
def test_official(head: str, known: bool) -> None:
    assert is_official(head) is known


@pytest.mark.parametrize("piece", ["<!---->", "<??>", "<!-- ", "<?", "<!DOCTYPE [", "<a:"])
def test_a_head_made_to_be_slow(piece: str) -> None:
    start = time.perf_counter()
    with suppress(UnknownFormatError):
        read((piece * 4000).encode() + b"x", name="raar.txt")
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        (
            '<work label="BWBR0000001" _latestItem="2023-04-01_0/xml/BWBR0000001_2023.xml">',
            "a manifest .* take the toestand .*, such as 2023-04-01_0/xml/BWBR0000001_2023.xml",
        ),
        ('<?xml version="1.0"?><wetstechnische-informatie bwb-id="x">', "take its toestand"),
        ("<metadata_gegevens>", "take the publication itself"),
        ("<searchRetrieveResponse>", "the file that it gives the address of"),
        ('<?xml version="1.0"?><work>', r"XML of a kind that is not read \(<work>\); save it as"),
    ],
)
def test_metadata_is_refused(content: str, remedy: str) -> None:
    with pytest.raises(UnknownFormatError, match=rf"^info\.xml: .*{remedy}"):
        read(content.encode(), name="info.xml")
