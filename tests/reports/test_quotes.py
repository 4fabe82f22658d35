from classifier.reports.quotes import snippet

TEXT = (
    "Een eerste zin die nogal lang is en doorloopt. " * 3
    + "Hier\nstaat het.\nDaarna "
    + "volgt nog een lange zin met woorden. " * 3
)


def test_snippet_is_cut_at_words() -> None:
    start = TEXT.index("staat")
    before, words, after = snippet(TEXT, (start, start + 5))
    assert words == "staat"
    assert before == "…eerste zin die nogal lang is en doorloopt. Hier "
    assert after == " het. Daarna volgt nog een lange zin met woorden.…"


def test_snippet_at_the_edges_has_no_dots() -> None:
    assert snippet("Kort.", (0, 5)) == ("", "Kort.", "")


def test_long_words_are_shortened() -> None:
    before, words, after = snippet("x" * 1000, (100, 900))
    assert words == "x" * 120 + "…"
    assert before == "…" + "x" * 50
    assert after == "x" * 50 + "…"


def test_snippet_stays_within_its_block() -> None:
    text = "Een ander blok dat hier niet bij hoort.\n\nOpen het dossier.\n\nNog een blok."
    start = text.index("het dossier")
    assert snippet(text, (start, start + 11)) == ("Open ", "het dossier", ".")
