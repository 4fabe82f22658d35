import json
from pathlib import Path

import pytest
from spacy.language import Language

from classifier.corpora.passages import marked_passages
from classifier.errors import CorpusError

TEXT = """Werkinstructie horen

INLEIDING

- Vraag hem naar het   dorp waar hij opgroeide en wie er woonden.

Open het dossier en noteer de datum van ontvangst in het systeem.
"""


def corpus(folder: Path, *passages: tuple[str, str]) -> Path:
    path = folder / "stukken.jsonl"
    entries = [{"start": start, "label": label} for start, label in passages]
    row = {"file": "a.txt", "label": "uitvoeringsinstructie", "group": "g", "passages": entries}
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_passages_are_found_by_their_first_words(tmp_path: Path, nlp: Language) -> None:
    path = corpus(
        tmp_path, ("- Vraag hem naar het   dorp", "onderzoek"), ("Open het dossier", "werkwijze")
    )
    first, second = marked_passages(path, nlp)
    assert (first.label, second.label) == ("onderzoek", "werkwijze")
    assert first.text.startswith(("Vraag hem", "- Vraag hem"))
    assert second.text == TEXT.splitlines()[-1]
    assert {one.group for one in (first, second)} == {"g"}
    assert first.id != second.id
    assert {one.id.partition("#")[0] for one in (first, second)} == {"a.txt"}
    assert [one.within.text[one.within.start :][:4] for one in (first, second)] == ["Vraa", "Open"]


@pytest.mark.parametrize(
    "passages",
    [
        [("INLEIDING", "overig")],
        [("Open het dossier", "werkwijze"), ("noteer de datum", "norm")],
    ],
)
def test_what_is_no_passage_of_one_label_is_passed_over(
    tmp_path: Path, nlp: Language, passages: list[tuple[str, str]]
) -> None:
    assert list(marked_passages(corpus(tmp_path, *passages), nlp)) == []


def test_words_that_are_not_there_are_named(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt.*'Staat er niet'.*words that it alone begins"):
        list(marked_passages(corpus(tmp_path, ("Staat er niet", "overig")), nlp))


def test_an_unknown_label_is_named(tmp_path: Path, nlp: Language) -> None:
    with pytest.raises(CorpusError, match=r"a\.txt.*'besluit'; it must be one of: norm"):
        list(marked_passages(corpus(tmp_path, ("Open het dossier", "besluit")), nlp))
