from classifier.checking.tables import UNLABELLED, tables
from classifier.corpora import Entry

ENTRIES = [
    Entry("a", "een twee", "overig", "", "g", source="bron", date="2013-05-01", split="train"),
    Entry("b", "een", "beleidsregel", "", "g", source="bron", date="1998"),
    Entry("c", "Vanaf 2021 geldt dit.", None, "", "h", source="ander"),
]


def test_tables_of_a_corpus() -> None:
    found = {table.name: table for table in tables(ENTRIES)}
    assert list(found) == ["label", "source", "decade", "split"]  # all are short
    assert found["label"].rows == {
        "beleidsregel": (1, 1, 1),
        UNLABELLED: (1, 1, 4),
        "overig": (1, 1, 2),
    }
    assert found["label"].totals == (3, 2, 7)  # two documents share a group
    assert found["source"].labels == ("beleidsregel", UNLABELLED, "overig")
    assert found["source"].rows == {"ander": (0, 1, 0), "bron": (1, 0, 1)}
    assert found["source"].totals == (1, 1, 1)
    assert list(found["decade"].rows) == ["1990-1999", "2010-2019", "2020-2029"]
    assert found["split"].rows == {"no split": (1, 1, 0), "train": (0, 0, 1)}


def test_corpus_of_one_kind_has_one_table() -> None:
    (table,) = tables(ENTRIES[:1])
    assert table.name == "label"
