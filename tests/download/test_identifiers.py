import pytest

from classifier.download import Identifier, identifier_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("BWBR0001839", Identifier("bwb", "BWBR0001839")),
        ("BWBW0033333", Identifier("bwb", "BWBW0033333")),
        ("BWBR0012289/B10", Identifier("bwb", "BWBR0012289", "", "B10")),
        ("BWBR0001839_2015-07-01_0", Identifier("bwb", "BWBR0001839", "2015-07-01_0")),
        ("CVDR112779", Identifier("cvdr", "CVDR112779")),
        ("CVDR112779_12", Identifier("cvdr", "CVDR112779", "12")),
        ("stcrt-2015-47076", Identifier("publication", "stcrt-2015-47076")),
        ("gmb-2022-425209", Identifier("publication", "gmb-2022-425209")),
    ],
)
def test_number(name: str, expected: Identifier) -> None:
    assert identifier_of(name) == expected


@pytest.mark.parametrize(
    "name",
    [
        "",
        "BWBR0001839\n",
        "BWBR000183",
        "BWBR٠٠٠١٨٣٩",  # digits, but not ours
        "BWBR0001839/../../x",
        "CVDR1/2",
        "CVDR1_1#",
        "stcrt-2015-47076/../x",
        "kst-2015-1",
        "file:///etc/passwd",
        "DigiGilde/handboek:docs/index.md",
        "brief/9725289.pdf",
    ],
)
def test_what_is_no_number_makes_no_address(name: str) -> None:
    assert identifier_of(name) is None
