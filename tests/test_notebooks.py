import base64
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="needs the development group")
pytest.importorskip("nbclient", reason="needs the development group")
pytest.importorskip("ipykernel", reason="needs the development group")

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
NAMES = ("eigen_corpus", "model", "uitleg", "verkennen")
LARGEST_PICTURE = 60_000  # bytes
LARGEST_NOTEBOOK = 400_000

# What tells of the machine, the moment, or the user.
PRIVATE = (
    r"(?<![\w.])/(?:home|tmp|root|work|usr|opt|var|Users|private)/",
    r"\b[A-Z]:\\",
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d",
    r"\bat 0x[0-9a-f]{6,}",
    r"site-packages",
)


def script() -> ModuleType:
    """Import the script that runs the notebooks."""
    spec = importlib.util.spec_from_file_location("execute", FOLDER / "execute.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


execute = script()


def notebook_of(*sources: str) -> Any:
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources)
        ]
    )


def faults(notebook: Any) -> list[str]:
    """Return what is wrong with the outputs that a notebook keeps."""
    found = []
    if notebook.metadata.get("code", {}).get("sha256") != execute.digest(notebook):
        found.append("the outputs are those of other code")
    for number, cell in enumerate(execute.code_cells(notebook), start=1):
        if cell.execution_count != number:
            found.append(f"cell {number} was run as {cell.execution_count}")
        if not cell.outputs:
            found.append(f"cell {number} shows nothing")
        for output in cell.outputs:
            pictures = any(name.startswith("image/") for name in output.get("data", {}))
            if output.output_type == "error":
                found.append(f"cell {number} failed")
            elif output.get("name") == "stderr":
                found.append(f"cell {number} warns: {output.text[:80]}")
            elif not pictures and not execute.text_of(output).strip():
                found.append(f"cell {number} shows something empty")
    return found


@pytest.fixture(params=NAMES)
def kept(request: pytest.FixtureRequest) -> Any:
    return nbformat.read(FOLDER / f"{request.param}.ipynb", as_version=4)


# The notebooks as they are kept


def test_every_notebook_is_looked_at() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


def test_kept_outputs_are_whole_and_of_this_code(kept: Any) -> None:
    nbformat.validate(kept)
    assert len(execute.code_cells(kept)) >= 8
    assert faults(kept) == []


def test_kept_notebook_opens_with_a_heading_and_explains_itself(kept: Any) -> None:
    texts = [cell.source for cell in kept.cells if cell.cell_type == "markdown"]
    assert re.match(r"# \w", texts[0])
    assert sum(text.count("\n## ") + text.startswith("## ") for text in texts) >= 5
    # Before most cells with code stands what they are for.
    assert len(texts) >= 0.7 * len(execute.code_cells(kept))


def test_links_of_a_notebook_lead_somewhere(kept: Any) -> None:
    for cell in kept.cells:
        for target in re.findall(r"\]\(([^)#]+)\)", cell.source):
            assert (FOLDER / target).is_file(), target


def test_kept_notebook_tells_nothing_of_the_machine(kept: Any) -> None:
    assert kept.metadata == execute.METADATA | {"code": {"sha256": execute.digest(kept)}}
    assert all(cell.metadata == {} for cell in kept.cells)
    for cell in execute.code_cells(kept):
        for output in cell.outputs:
            assert "application/vnd.jupyter.widget-view+json" not in output.get("data", {})
            text = execute.text_of(output) + str(output.get("data", {}).get("text/html", ""))
            for pattern in PRIVATE:
                assert not re.search(pattern, text), (pattern, text[:200])


def test_kept_notebook_is_small(request: pytest.FixtureRequest, kept: Any) -> None:
    assert len(nbformat.writes(kept).encode("utf-8")) <= LARGEST_NOTEBOOK
    for cell in execute.code_cells(kept):
        for output in cell.outputs:
            picture = output.get("data", {}).get("image/png", "")
            assert len(base64.b64decode(picture)) <= LARGEST_PICTURE


def test_notebook_needs_nothing_but_the_repository(kept: Any) -> None:
    sources = "\n".join(cell.source for cell in execute.code_cells(kept))
    assert "shared" not in sources
    assert not re.search(r"https?://|urllib|requests|^[!%]", sources, flags=re.M)


# What is wrong is seen


RUN = 'print("drie")'


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A notebook of two cells, run in a kernel of its own."""
    path = tmp_path_factory.mktemp("notebook") / "klein.ipynb"
    sources = (
        "import sys\nfrom pathlib import Path\n\nimport classifier\n\n"
        "Path(classifier.__file__).parents[1]",
        f"{RUN}\nprint(2 / 3)",
    )
    nbformat.write(notebook_of(*sources), path)
    return execute.run(path)


def copied(notebook: Any) -> Any:
    return nbformat.from_dict(notebook)


def test_kernel_runs_the_package_of_this_checkout(fresh: Any) -> None:
    first, second = execute.code_cells(fresh)
    assert str(ROOT) in first.outputs[0].data["text/plain"]
    assert second.outputs[0].text == "drie\n0.6666666666666666\n"
    assert faults(fresh) == []


def test_other_code_is_seen(fresh: Any) -> None:
    changed = copied(fresh)
    changed.cells[1].source = 'print("vier")'
    assert faults(changed) == ["the outputs are those of other code"]
    assert list(execute.differences(fresh, changed)) == ["cell 2: other code"]


def test_cells_run_out_of_order_or_not_at_all_are_seen(fresh: Any) -> None:
    changed = copied(fresh)
    changed.cells[0].execution_count = 7
    changed.cells[1].execution_count, changed.cells[1].outputs = None, []
    assert faults(changed) == [
        "cell 1 was run as 7",
        "cell 2 was run as None",
        "cell 2 shows nothing",
    ]


@pytest.mark.parametrize(
    ("output", "fault"),
    [
        ({"output_type": "error", "ename": "E", "evalue": "", "traceback": []}, "failed"),
        ({"output_type": "stream", "name": "stderr", "text": "let op"}, "warns: let op"),
        ({"output_type": "stream", "name": "stdout", "text": " \n"}, "shows something empty"),
        (
            {
                "output_type": "display_data",
                "metadata": {},
                "data": {"text/html": "<style>b</style><table></table>"},
            },
            "shows something empty",
        ),
    ],
)
def test_bad_output_is_seen(fresh: Any, output: dict[str, Any], fault: str) -> None:
    changed = copied(fresh)
    changed.cells[1].outputs = [nbformat.from_dict(output)]
    assert faults(changed) == [f"cell 2 {fault}"]


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        ("macro-F1 0.801", "macro-F1   0.803\n", ""),
        ("+1,786 en −0,12", "+1,787 en −0,12", ""),
        ("kans 2.1e-05", "kans 2.3e-05", ""),
        ("0.80", "0.90", "'0.80' was kept, '0.90' is shown"),
        ("+0.50", "-0.50", "'+0.50' was kept, '-0.50' is shown"),
        ("3 van 4", "2 van 4", "'3' was kept, '2' is shown"),
        ("norm 0.80", "overig 0.80", "'norm' was kept, 'overig' is shown"),
        ("een twee", "een", "'twee' was kept, '' is shown"),
        ("versie 1.2.3", "versie 1.2.4", "'1.2.3' was kept, '1.2.4' is shown"),
    ],
)
def test_texts_are_compared_with_what_rounding_may_do(old: str, new: str, difference: str) -> None:
    assert execute.first_difference(old, new) == difference


@pytest.mark.parametrize(("text", "code"), [(RUN, 0), ('print("vier")', 1)])
def test_script_ends_with_whether_all_is_as_kept(
    text: str,
    code: int,
    fresh: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    now = copied(fresh)
    now.cells[1].source = now.cells[1].source.replace(RUN, text)
    nbformat.write(fresh, tmp_path / "klein.ipynb")
    monkeypatch.setattr(execute, "FOLDER", tmp_path)
    monkeypatch.setattr(execute, "run", lambda path: now)
    monkeypatch.setattr(sys, "argv", ["execute.py"])
    assert execute.main() == code
    assert ("cell 2: other code" in capsys.readouterr().out) == bool(code)
    # What is shown now is kept when that is asked for.
    monkeypatch.setattr(sys, "argv", ["execute.py", "--write", "klein"])
    assert execute.main() == 0
    assert nbformat.read(tmp_path / "klein.ipynb", as_version=4) == now
