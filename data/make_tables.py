"""Make the label tables from the labelled texts, or count what the repository holds.

The texts of real documents stay outside the repository; ``data/labels/`` holds our labels of
them, keyed by the public id of the document. Whoever has the texts can make the tables again::

    python data/make_tables.py --shared ../shared/corpus
    python data/make_tables.py --stats
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from classifier.download.excerpts import checksum_of

DATA = Path(__file__).parent
LABELS = DATA / "labels"
AUTHORED = ("authored", "held_out")

DOCUMENT = ("id", "group", "label", "mixed", "confidence", "annotators")
PASSAGE = ("pid", "id", "group", "label", "confidence")
CHECKED = "passages_with_checksums.csv"  # for: beleidsregel corpus download
TABLES = {  # table: (texts it is made from, its columns)
    "bwb.csv": ("bwb_labelled.jsonl", DOCUMENT),
    "vc2000.csv": ("vc2000_chapters.jsonl", DOCUMENT),
    "handbooks.csv": ("handbooks_labelled.jsonl", ("id", "source", *DOCUMENT[1:])),
    "passages.csv": ("passages_labelled.jsonl", PASSAGE),
    "ambiguous.csv": ("bwb_ambiguous.jsonl", ("id", "group", "label_1", "label_2")),
}


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSONL file, the two labels of a disputed document side by side."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if "labels" in row:
                row["label_1"], row["label_2"] = row["labels"]
            yield row


def write_tables(shared: Path, target: Path) -> None:
    """Write every table into a folder, its rows ordered by their id."""
    target.mkdir(parents=True, exist_ok=True)
    for name, (source, columns) in TABLES.items():
        cells = ([_cell(row[column]) for column in columns] for row in rows_of(shared / source))
        _write(target / name, columns, cells)
    _write(target / CHECKED, (*PASSAGE, "letters", "sha256"), checked_passages(shared))


def _write(path: Path, columns: Sequence[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(rows, key=lambda cells: cells[0]))


def checked_passages(shared: Path) -> Iterator[list[str]]:
    """Yield a row for each labelled passage of the statute database, with its checksum."""
    for row in rows_of(shared / "passages_labelled.jsonl"):
        yield _checked(row, row["pid"], row["text"])
    texts = {row["id"]: row["text"] for row in rows_of(shared / "bwb_labelled.jsonl")}
    for added in table_rows("passages_added.csv"):
        if added["id"] in texts:
            start, end = int(added["start"]), int(added["end"])
            yield _checked(added, f"{added['id']}@{start}", texts[added["id"]][start:end])


def _checked(row: Mapping[str, Any], pid: str, text: str) -> list[str]:
    known = {**row, "pid": pid}
    return [*(str(known[name]) for name in PASSAGE), *map(str, checksum_of(text))]


def _cell(value: object) -> str:
    """Write a truth value as the JSON of the corpus does."""
    return json.dumps(value) if isinstance(value, bool) else str(value)


def authored_rows() -> Iterator[dict[str, Any]]:
    """Yield the rows of the authored documents, those that are held out last."""
    for folder in AUTHORED:
        for path in sorted((DATA / folder).glob("*.jsonl")):
            yield from rows_of(path)


def table_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a label table."""
    with (LABELS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def statistics() -> str:
    """Return the counts of the datasheet as Markdown tables."""
    authored = list(authored_rows())
    passages = [passage for row in authored for passage in row["passages"]]
    sections = [
        _section(
            "Documents, by label",
            ("beleidsregel", "uitvoeringsinstructie", "overig"),
            {
                **{f"authored: {domain}": _in_domain(authored, domain) for domain in _domains()},
                "statute database (BWB)": table_rows("bwb.csv"),
                "BWB, chosen for doubt": table_rows("bwb_doubtful.csv"),
                "Vreemdelingencirculaire by chapter": table_rows("vc2000.csv"),
                **_by_source(table_rows("handbooks.csv")),
                "municipal documents": table_rows("municipal.csv"),
            },
        ),
        _section(
            "Passages, by label",
            ("norm", "werkwijze", "onderzoek", "overig"),
            {
                "authored": passages,
                "statute database (BWB)": table_rows("passages.csv"),
                "BWB and handbooks, labelled later": table_rows("passages_added.csv"),
            },
        ),
        _property("mixed", "true", authored),
        _property("confidence", "1", None),
        _property("annotators", "2", None),
    ]
    hard = sum(row["hard"] for row in authored)
    disputed = len(table_rows("ambiguous.csv"))
    sections.append(
        f"Authored documents whose form belies their substance (hard): {hard}. "
        f"Documents on which the two labellings differ (ambiguous): {disputed}."
    )
    return "\n\n".join(sections)


def _domains() -> list[str]:
    """Return the domains of the authored corpus."""
    return sorted({row["domain"] for row in authored_rows()})


def _in_domain(rows: Iterable[dict[str, Any]], domain: str) -> list[dict[str, Any]]:
    """Return the rows of one domain."""
    return [row for row in rows if row["domain"] == domain]


def _by_source(rows: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each handbook."""
    sources = sorted({row["source"] for row in rows})
    return {f"handbook {name}": [r for r in rows if r["source"] == name] for name in sources}


def _section(title: str, labels: tuple[str, ...], parts: dict[str, list[Any]]) -> str:
    """Return one table: a row a part, a column a label, with the totals."""
    lines = [f"| {title} | {' | '.join(labels)} | all |", "|---|" + "---:|" * (len(labels) + 1)]
    total: Counter[str] = Counter()
    for name, rows in parts.items():
        counts = Counter(row["label"] for row in rows)
        total += counts
        lines.append(_line(name, [counts[label] for label in labels]))
    return "\n".join([*lines, _line("**all**", [total[label] for label in labels])])


def _line(name: str, counts: list[int]) -> str:
    """Return one row of a table."""
    return f"| {name} | {' | '.join(f'{count:,}' for count in counts)} | {sum(counts):,} |"


def _property(name: str, value: str, authored: list[dict[str, Any]] | None) -> str:
    """Return how many documents of each source have a property."""
    parts = {"BWB": table_rows("bwb.csv"), "handbooks": table_rows("handbooks.csv")}
    counts = {part: sum(row[name] == value for row in rows) for part, rows in parts.items()}
    if authored is not None:
        counts["authored"] = sum(_cell(row[name]) == value for row in authored)
    return f"`{name}` = {value}: " + ", ".join(f"{n:,} {part}" for part, n in counts.items()) + "."


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--shared", type=Path, help="folder with the labelled texts (*.jsonl)")
    action.add_argument("--stats", action="store_true", help="print the counts of the datasheet")
    arguments = parser.parse_args()
    if arguments.stats:
        print(statistics())
    else:
        write_tables(arguments.shared, LABELS)


if __name__ == "__main__":
    main()
