import re

import pytest

from classifier.assessment.wordlists import load_wordlists, parse_wordlists
from classifier.errors import LexiconError

LIST = '[[list]]\nid = "x"\nmatch = "{match}"\nbasis = "Awb"\ndescription = "d"\nwords = {words}\n'


def test_packaged_lists_are_valid() -> None:
    assert set(load_wordlists()) >= {"bekendmaking", "landenbeleid", "naam_beleidsregel"}


@pytest.mark.parametrize(
    ("match", "text", "found"),
    [
        ("ending", "Het Controleprotocol", "Controleprotocol"),
        ("ending", "protocollen", None),
        ("word", "protocol 4", "protocol"),
        ("word", "controleprotocol", None),
        ("start", "protocollen", "protocol"),
    ],
)
def test_how_words_match(match: str, text: str, found: str | None) -> None:
    pattern = parse_wordlists(LIST.format(match=match, words='["protocol"]'))["x"].pattern
    hit = pattern.search(text)
    assert (hit[0] if hit else None) == found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (LIST.format(match="word", words='["b", "a"]'), "sorted, each once"),
        (LIST.format(match="word", words='["A"]'), "lower case"),
        (LIST.format(match="word", words="[]"), "lower case"),
        (LIST.format(match="part", words='["a"]'), "unknown match 'part'"),
        (LIST.format(match="word", words='["a"]') + "extra = 1", "exactly the fields"),
    ],
)
def test_a_mistake_in_the_data_is_named(text: str, message: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(message)):
        parse_wordlists(text)
