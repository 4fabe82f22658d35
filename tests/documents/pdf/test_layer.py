import pytest

from classifier.documents.pdf.layer import words_of


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("Wij horen\r\nde aanvrager", [["Wij", "horen"], ["de", "aanvrager"]]),
        # A mark for a hyphen ends a row as a line end does, and is of the word before it.
        ("de aan\ufffevrager \x02 is", [["de", "aan\ufffe"], ["vrager", "\x02"], ["is"]]),
        ("\x02\r\n  \ufffe\r\nWij", [["Wij"]]),
        ("Wij\u00a0horen\u3000nu", [["Wij", "horen", "nu"]]),
        ("  Wij \n\n horen  \n", [["Wij"], ["horen"]]),
    ],
)
def test_words_and_rows(content: str, rows: list[list[str]]) -> None:
    words = words_of(content)
    assert words is not None
    texts = [content[a:b] for a, b in zip(words.starts, words.stops, strict=True)]
    ends = words.after(words.rows)
    assert [texts[a:b] for a, b in zip(words.rows, ends, strict=True)] == rows


@pytest.mark.parametrize("content", ["", " \r\n", "\x02", "\ufffe\r\n \x02"])
def test_no_words(content: str) -> None:
    assert words_of(content) is None


@pytest.mark.parametrize(
    ("content", "odd"),
    [
        ("Wij horen – één “keer” • € 5", 0),
        ("twee  spaties", 1),
        ("één", 0),
        ("e\u0301e\u0301n", 2),
        ("\ufb01jn \u00a0 \u200b", 4),
        ("\U0001f600", 1),
    ],
)
def test_what_is_not_text_as_it_should_be_is_counted(content: str, odd: int) -> None:
    words = words_of(content)
    assert words is not None
    assert words.odd[-1] == odd


def test_characters_that_take_two_units() -> None:
    words = words_of("a \U0001f600 b \U0001f600c")
    assert words is not None
    assert words.wide[words.starts].tolist() == [0, 0, 1, 1]
