"""Make the example documents from authored texts, and the table of their labels.

The table stands beside the other labels, so that the folder of examples holds documents only.

::

    python data/make_examples.py
    python data/make_examples.py --output /some/other/folder
"""

from __future__ import annotations

import argparse
import csv
import json
from pathlib import Path
from typing import Any

from layout import Recipe, parts
from recipes import RECIPES
from writers import write_docx, write_html, write_markdown, write_odt, write_pdf

DATA = Path(__file__).parent
WRITERS = {
    ".pdf": write_pdf,
    ".docx": write_docx,
    ".odt": write_odt,
    ".html": write_html,
    ".md": write_markdown,
}
COLUMNS = ("file", "label", "mixed", "hard", "domain", "authored_file")


def example(recipe: Recipe) -> bytes:
    """Return the bytes of one example; plain text stays as it was written."""
    path = DATA / "authored" / recipe.authored
    suffix = Path(recipe.file).suffix
    if suffix == ".txt":
        return path.read_bytes()
    return WRITERS[suffix](parts(path.read_text(encoding="utf-8"), recipe), recipe)


def authored() -> dict[str, dict[str, Any]]:
    """Return the rows of the authored corpus by their file."""
    rows: dict[str, dict[str, Any]] = {}
    for path in sorted((DATA / "authored").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows[row["file"]] = row
    return rows


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=DATA, help="folder instead of data/")
    output = parser.parse_args().output
    for folder in ("examples", "labels"):
        (output / folder).mkdir(parents=True, exist_ok=True)
    for recipe in RECIPES:
        (output / "examples" / recipe.file).write_bytes(example(recipe))
    labels = authored()
    with (output / "labels" / "examples.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for recipe in sorted(RECIPES, key=lambda recipe: recipe.file):
            row = labels[recipe.authored]
            flags = (json.dumps(row["mixed"]), json.dumps(row["hard"]))
            writer.writerow((recipe.file, row["label"], *flags, row["domain"], recipe.authored))


if __name__ == "__main__":
    main()
