import pytest
from spacy.strings import StringStore

from classifier.preprocessing.by_word import ByWord

WORDS = ("Wet", "Awb", "Woo", "Vb", "Vc")


@pytest.fixture
def strings() -> StringStore:
    return StringStore(WORDS)


def test_a_word_is_asked_once(strings: StringStore) -> None:
    asked: list[str] = []

    def of_word(word: str) -> str:
        asked.append(word)
        return word.lower()

    by_word, keys = ByWord(of_word), [strings[word] for word in WORDS]
    expected = [word.lower() for word in WORDS]
    assert by_word(keys, strings) == by_word(keys, strings) == expected
    assert asked == list(WORDS)


def test_no_more_words_are_kept_than_so_many(
    strings: StringStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("classifier.preprocessing.by_word._MOST", 3)
    by_word, keys = ByWord(str.lower), [strings[word] for word in WORDS]
    first = by_word(keys, strings)
    assert len(by_word._kept) == len(WORDS)
    assert by_word(keys[:1], strings) == first[:1]
    assert len(by_word._kept) == 1


def test_another_thread_may_forget_the_words(strings: StringStore) -> None:
    def of_word(word: str) -> str:
        by_word._kept.clear()
        return word.lower()

    by_word = ByWord(of_word)
    keys = [strings[word] for word in WORDS]
    assert by_word(keys, strings) == [word.lower() for word in WORDS]
