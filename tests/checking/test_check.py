import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.checking import Check, check
from classifier.corpora import Entry, read_entries
from classifier.documents import Limits
from classifier.labels import DOCUMENT_LABELS

AUTHORED = Path(__file__).parents[2] / "data" / "authored"
RULE = "Het college verleent geen ontheffing, tenzij de gevolgen daarvan onevenredig zijn. "


def words(seed: int, n: int = 80) -> str:
    chance = random.Random(seed)
    stock = f"{RULE} de het een van voor met niet aan door over naar bij ook wel dat".split()
    return " ".join(chance.choice(stock) for _ in range(n))


def entry(name: str, text: str, label: str | None = "overig", **more: object) -> Entry:
    values = {
        "id": name,
        "text": text,
        "label": label,
        "where": f"c.csv, row {name}",
        "group": name,
    }
    return Entry(**{**values, **more})  # type: ignore[arg-type]


def found(*entries: Entry) -> dict[str, list[tuple[str, ...]]]:
    kinds: dict[str, list[tuple[str, ...]]] = {}
    for finding in check(entries, wrong_labels=False).findings:
        if finding.kind != "few":
            kinds.setdefault(finding.kind, []).append(finding.ids)
    return kinds


GOOD = [entry(str(number), words(number)) for number in range(3)]


def test_good_documents_have_nothing() -> None:
    assert found(*GOOD) == {}


@pytest.mark.parametrize(
    ("bad", "kind", "message"),
    [
        (entry("x", words(9), None), "unlabelled", "no label; fill 'label', or training leaves"),
        (
            entry("x", words(9), "beleid"),
            "label",
            "'label' is 'beleid'; .*--map beleid=beleidsregel",
        ),
        (entry("x", words(9), "weet niet"), "label", "--map 'weet niet=LABEL'"),
        (entry("x", " \n"), "textless", "row x: no text; fill 'text', or training leaves it out"),
        (entry("x", words(9), problems=("c.csv: line 3 …",)), "unreadable", "c.csv: line 3"),
        (entry("x", "Kort."), "short", "row x: 1 word, too few to judge; leave it out"),
        (entry("x", "The decision of the board is that you must " * 9), "language", "like Dutch"),
        (entry("x", words(9) + " be\ufffdnvloed cre\u00c3\u00abren"), "characters", "2 characters"),
        (entry("1", words(9)), "id", r"one id for 2 texts \(c.csv, row 1; c.csv, row 1\)"),
        (entry("x", "woord " * 1501), "text", "9006 characters, while at most 9000 are read"),
    ],
)
def test_what_is_wrong_with_one_document(
    bad: Entry, kind: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.checking.entries.Limits", lambda: Limits(max_chars=9000))
    result = check([*GOOD, bad], wrong_labels=False)
    (told,) = (finding for finding in result.findings if finding.kind != "few")
    assert (told.kind, told.ids) == (kind, (bad.id,))
    assert re.search(message, told.message)
    assert told.is_error == (
        kind not in ("unlabelled", "textless", "short", "language", "characters")
    )


def test_without_any_label_each_row_is_to_be_mended() -> None:
    result = check([entry(str(n), words(n), None) for n in range(3)], wrong_labels=False)
    assert [finding.kind for finding in result.findings][:3] == ["label"] * 3
    assert "fill 'label' with one of: beleidsregel," in result.findings[0].message


def test_without_most_texts_each_row_is_to_be_mended() -> None:
    result = check([*GOOD[:1], *(entry(f"x{n}", "") for n in range(2))], wrong_labels=False)
    kinds = [(finding.kind, finding.ids) for finding in result.findings if finding.kind == "text"]
    assert kinds == [("text", ("x0",)), ("text", ("x1",))]


def test_one_text_twice() -> None:
    again = entry("x", words(1).upper() + "\n")
    assert found(*GOOD, again) == {"twice": [("1", "x")]}
    assert found(*GOOD, replace(again, group="1")) == {"near": [("1", "x")]}
    assert found(*GOOD, replace(again, label="beleidsregel")) == {"conflict": [("1", "x")]}


def test_near_duplicates_and_their_labels() -> None:
    near = entry("x", words(1, 75) + " en nog vijf andere woorden")
    assert found(*GOOD, near) == {"near": [("1", "x")]}
    assert found(*GOOD, replace(near, group="1")) == {}
    other = replace(near, group="1", label="beleidsregel")
    assert found(*GOOD, other) == {"labels-differ": [("1", "x")]}


def test_leaks_between_splits() -> None:
    train = [replace(document, split="train") for document in GOOD]
    assert found(*train, entry("x", words(9), group="1", split="test")) == {"leak": [("1", "x")]}
    near = entry("x", words(1, 75) + " en nog vijf andere woorden", split="test")
    assert found(*train, near)["leak"] == [("1", "x")]
    assert found(*train, entry("x", words(9), split="test")) == {}
    assert "leak" not in found(*GOOD, near)


def test_groups_are_joined_through_others() -> None:
    chain = [
        entry("c", words(1), group="g"),
        entry("b", words(1) + " x", group="b"),
        entry("a", words(5), group="b"),
        entry("z", words(6), group="z"),
    ]
    assert check(chain, wrong_labels=False).groups == ("b", "b", "b", "z")


@pytest.mark.parametrize("labels", [(), ("overig",), ("overig", "beleidsregel")])
def test_labels_without_documents_are_named(labels: tuple[str, ...]) -> None:
    entries = [
        entry(f"{label}{n}", words(n + 10 * i), label)
        for i, label in enumerate(labels)
        for n in range(6)
    ]
    result = check(entries)
    missing = [f.message for f in result.findings if f.kind == "few"]
    assert len(missing) == 3 - len(labels)
    assert all("no groups of documents with label" in message for message in missing)
    noted = "labels that are likely wrong were not looked for: that takes two" in str(result.notes)
    assert noted == (len(labels) < 2)


@pytest.fixture(scope="module")
def authored_entries() -> list[Entry]:
    return list(read_entries(AUTHORED))


@pytest.fixture(scope="module")
def flipped(authored_entries: list[Entry]) -> tuple[Check, set[str]]:
    """The check of our own corpus with 5 % of the labels changed."""
    chance = random.Random(2)
    wrong = set(chance.sample(range(len(authored_entries)), round(0.05 * len(authored_entries))))
    entries = [
        replace(e, label=chance.choice([label for label in DOCUMENT_LABELS if label != e.label]))
        if place in wrong
        else e
        for place, e in enumerate(authored_entries)
    ]
    return check(entries), {authored_entries[place].id for place in wrong}


def test_half_of_the_labels_that_were_changed_are_found(
    flipped: tuple[Check, set[str]], authored_entries: list[Entry]
) -> None:
    result, wrong = flipped
    doubted = [f.ids[0] for f in result.findings if f.kind == "mislabelled"]
    top = doubted[: round(0.1 * len(authored_entries))]
    assert len(wrong & set(top)) >= len(wrong) / 2
    # And few others are bothered.
    assert len(set(top) - wrong) <= len(wrong)
    assert result.n_errors == 0


def test_doubt_has_the_other_label_and_the_strongest_reason(
    flipped: tuple[Check, set[str]],
) -> None:
    doubts = [f for f in flipped[0].findings if f.kind == "mislabelled"]
    assert doubts
    for doubt in doubts:
        assert doubt.suggested in DOCUMENT_LABELS
        assert f"looks like {doubt.suggested}" in doubt.message
        assert doubt.probability is not None
        assert 0 < doubt.probability <= 1
        assert doubt.reason is not None
        assert doubt.contribution is not None
        assert doubt.contribution > 0


def test_our_own_corpus_passes(authored_entries: list[Entry]) -> None:
    result = check(authored_entries, wrong_labels=False)
    assert [finding.message for finding in result.findings] == []
