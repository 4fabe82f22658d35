"""Run the notebooks from a clean kernel, and hold what they show against what is kept.

    python notebooks/execute.py [--write] [NAME...]

Ends with exit code 1 when a notebook shows something else than is kept in it; with --write it keeps
what is shown now. What is compared is text: words must be the same, figures with decimals within
two per cent, since another processor rounds otherwise. Pictures are not compared.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import math
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from bs4 import BeautifulSoup
from nbclient import NotebookClient

FOLDER = Path(__file__).parent
TIMEOUT = 600  # seconds that a cell may take
TOLERANCE = 0.02  # of a figure with decimals, as a share of it and in itself
_NUMBER = re.compile(r"[-+−]?\d+(?:[.,]\d+)*(?:e[-+]?\d+)?")
_DECIMAL = re.compile(r"[.,e]")
# A notebook names neither the machine nor the Python that it was run with.
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def run(path: Path, folder: Path | None = None) -> nbformat.NotebookNode:
    """Return a notebook with what it shows when it is run from a clean kernel.

    Parameters
    ----------
    path : Path
        The notebook.
    folder : Path, optional
        Where it runs; by default where it lies, as in Jupyter.
    """
    notebook = nbformat.read(path, as_version=4)
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    # The package of this checkout, whichever is installed, and no settings of whoever runs it.
    roots = [str(FOLDER.parent.resolve()), os.environ.get("PYTHONPATH", "")]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    environment |= {"PYTHONPATH": os.pathsep.join(filter(None, roots)), "PYTHONHASHSEED": "0"}
    with tempfile.TemporaryDirectory() as settings:
        NotebookClient(
            notebook,
            timeout=TIMEOUT,
            kernel_name="python3",
            resources={"metadata": {"path": str(folder or path.parent)}},
            record_timing=False,
            coalesce_streams=True,
            extra_arguments=["--log-level=ERROR"],
        ).execute(env=environment | {"IPYTHONDIR": settings})
    return tidy(notebook)


def tidy(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return a notebook with nothing in it but its cells, what they show, and their digest."""
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({})
    for cell in code_cells(notebook):
        for output in cell.outputs:
            data = output.get("data", {})
            if len(data) > 1:  # the bare text beside a table or a picture is never seen
                data.pop("text/plain", None)
    notebook.metadata = nbformat.from_dict(METADATA | {"code": {"sha256": digest(notebook)}})
    return notebook


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Return the cells with code."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def digest(notebook: nbformat.NotebookNode) -> str:
    """Return what tells the code of a notebook from any other, in hexadecimal."""
    sources = json.dumps([cell.source for cell in code_cells(notebook)], ensure_ascii=False)
    return hashlib.sha256(sources.encode("utf-8")).hexdigest()


def text_of(output: Any) -> str:
    """Return what an output shows in words; "" for a picture."""
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    if output.output_type == "stream":
        return str(output.text)
    if "text/html" in output.data:
        page = BeautifulSoup(output.data["text/html"], "html.parser")
        for style in page("style"):
            style.decompose()
        return page.get_text(" ")
    return str(output.data.get("text/plain", ""))


def differences(kept: nbformat.NotebookNode, now: nbformat.NotebookNode) -> Iterator[str]:
    """Yield where two runs of a notebook show other things.

    Parameters
    ----------
    kept, now : NotebookNode
        The notebook as it was kept, and as it is run now.
    """
    for number, (old, new) in enumerate(
        itertools.zip_longest(code_cells(kept), code_cells(now)), start=1
    ):
        if old is None or new is None or old.source != new.source:
            yield f"cell {number}: other code"
            continue
        if [kind_of(output) for output in old.outputs] != [kind_of(o) for o in new.outputs]:
            yield f"cell {number}: shows {len(new.outputs)} things of other kinds than before"
            continue
        for before, after in zip(old.outputs, new.outputs, strict=True):
            difference = first_difference(text_of(before), text_of(after))
            if difference:
                yield f"cell {number}: {difference}"


def kind_of(output: Any) -> tuple[str, ...]:
    """Return what kind of thing an output is: a stream, or the formats that it is shown in."""
    return tuple(sorted(output.get("data", {output.get("name", output.output_type): ""})))


def first_difference(old: str, new: str) -> str:
    """Return the first difference between two texts; "" when there is none that counts."""
    for before, after in itertools.zip_longest(_parts(old), _parts(new), fillvalue=""):
        if before != after and not _close(before, after):
            return f"{before!r} was kept, {after!r} is shown"
    return ""


def _parts(text: str) -> list[str]:
    """Return words and numbers apart, without the white space."""
    marked = _NUMBER.sub(lambda found: f" {found[0]} ", text)
    return marked.split()


def _close(before: str, after: str) -> bool:
    if not all(_NUMBER.fullmatch(part) and _DECIMAL.search(part) for part in (before, after)):
        return False
    try:
        one, other = (float(part.replace(",", ".").replace("−", "-")) for part in (before, after))
    except ValueError:  # a number such as 1.2.3 names something
        return False
    return math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def main() -> int:
    """Run the notebooks and print how each did."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="by default all")
    parser.add_argument("--write", action="store_true", help="keep what is shown now")
    arguments = parser.parse_args()
    wanted = [FOLDER / f"{Path(name).stem}.ipynb" for name in arguments.names]
    failed = False
    for path in wanted or sorted(FOLDER.glob("*.ipynb")):
        began = time.monotonic()
        kept, now = nbformat.read(path, as_version=4), run(path)
        found = [] if arguments.write else list(differences(kept, now))
        if arguments.write:
            nbformat.write(now, path)
        print(f"{path.name}: {time.monotonic() - began:.0f} s", *found, sep="\n  ", flush=True)
        failed |= bool(found)
    if failed:
        print("Look whether that is right; then: python notebooks/execute.py --write")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
