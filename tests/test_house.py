import ast
import doctest
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from classifier.cli import main
from tests.snippets import SET_UP, commands, shell, snippets

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
PACKAGE = ROOT / "classifier"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The stages in the order of DESIGN.md: a module imports from the modules above its own only.
STAGES = (
    "documents",
    "preprocessing",
    "explanation",
    "features",
    "model",
    "explaining",
    "corpora",
    "download",
    "evaluation",
    "settings",
    "training",
    "estimators",
    "assessment",
    "woo",
    "assessor",
    "component",
    "checking",
    "batch",
    "active",
    "reports",
    "assessing",
    "cli",
    "__main__",
)
# Importable by all, and importing no stage.
EVERYWHERE = ("counting", "labels", "errors", "shipped", "whole")
LONGEST = 260  # lines of a module
PLAIN = re.compile(r"beleidsregel [a-z][\w./ -]*")  # a command without a sign of the shell
# What opens connections, and the modules that may: each does so for an address that was named.
CONNECTING = re.compile(
    r"(aiohttp|asyncio|dask|distributed|fsspec|ftplib|http|httpx|imaplib|poplib|requests|smtplib"
    r"|socket|socketserver|ssl|urllib3|webbrowser|xmlrpc)(\.|$)|urllib\.request(\.|$)"
)
CONNECTED = (
    "batch/cluster.py",
    "batch/cluster_worker.py",
    "documents/remote.py",
    "download/client.py",
)


def stage_of(path: Path) -> str:
    """Return the name of a module's stage, "" for the package itself."""
    name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if name == "__init__" else name


def module_name(path: Path) -> str:
    """Return the full name of a module, that of its folder for an ``__init__``."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of all that a module imports, wherever in the module."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            origin = ".".join((*base, *([node.module] if node.module else ())))
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def imported_stages(path: Path) -> Iterator[str]:
    """Yield each stage that a module imports from."""
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "classifier" and len(parts) > 1:
            yield parts[1]


# The code


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_imports_no_later_stage(path: Path) -> None:
    stage = stage_of(path)
    if not stage:
        return  # the package itself offers the verbs of several stages, when they are asked for
    assert stage in (*STAGES, *EVERYWHERE), "give this module its place in STAGES"
    allowed = EVERYWHERE if stage in EVERYWHERE else (*EVERYWHERE, *STAGES)
    if stage in STAGES:
        allowed = (*EVERYWHERE, *STAGES[: STAGES.index(stage) + 1])
        if stage == "cli":
            allowed += ("load", "read", "train")
    if path.name == "assessment.py":
        allowed += ("reports",)  # for Assessment._repr_html_, which a notebook asks for
    later = set(imported_stages(path)) - {*allowed, "__version__"}
    assert not later, f"{stage} may not import {sorted(later)}"


@pytest.mark.parametrize(
    ("source", "stages"),
    [
        ("from classifier.cli import main", {"cli"}),
        ("import classifier.model.additive as m", {"model"}),
        ("def f():\n    from ..reports import html", {"reports"}),
        ("from .document import Block", {"documents"}),
        ("import numpy", set()),
    ],
)
def test_imports_are_found(source: str, stages: set[str], monkeypatch, tmp_path: Path) -> None:
    module = tmp_path / "classifier" / "documents" / "some.py"
    module.parent.mkdir(parents=True)
    module.write_text(source, encoding="utf-8")
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    assert set(imported_stages(module)) == stages


def test_formats_do_not_import_each_other_in_a_circle() -> None:
    formats: dict[str, set[str]] = {}
    for folder in filter(Path.is_dir, (PACKAGE / "documents").iterdir()):
        names = [name.split(".") for path in folder.glob("*.py") for name in imported(path)]
        others = {name[2] for name in names if name[:2] == ["classifier", "documents"]}
        formats[folder.name] = others - {folder.name}
    assert formats["pdf"] >= {"ocr"}
    TopologicalSorter(formats).prepare()  # raises CycleError


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    names = {module_name(path): path for path in MODULES}
    imports = {
        name: {one if one in names else one.rpartition(".")[0] for one in imported(path)} & {*names}
        for name, path in names.items()
    }
    del imports["classifier"]  # which offers the verbs of several stages, when they are asked for
    # Assessment._repr_html_ asks for its page when a notebook does.
    imports["classifier.assessment.assessment"].remove("classifier.reports.html_fragment")
    TopologicalSorter(imports).prepare()  # raises CycleError, also where only types are imported


def test_no_module_opens_a_connection_but_those_that_are_asked_to() -> None:
    found = {path for path in MODULES if any(map(CONNECTING.match, imported(path)))}
    assert found == {PACKAGE / name for name in CONNECTED}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_is_of_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert path.stem not in ("utils", "helpers", "common", "misc")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_module_reads_no_pickle(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(
        r"^\s*(import|from) (pickle|cloudpickle|dill|marshal|shelve)\b", source, re.M
    )
    assert not re.search(r"\bjoblib\.(load|dump)\b|from joblib import .*\b(load|dump)\b", source)
    assert "allow_pickle=True" not in source
    assert "read_pickle" not in source


# The locks


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_pins_every_package_by_hash_and_names_no_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=\S)", text, flags=re.M)[1:]
    assert len(entries) > 50
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+( ; [^\\]+)? \\\n", entry), entry.splitlines()[0]
        hashes = re.findall(r"^ +--hash=sha256:[0-9a-f]{64}( \\)?$", entry, re.M)
        assert len(hashes) == entry.count("\n") - 1 >= 1
    assert "/" not in text


def test_locks_agree() -> None:
    run, develop = (
        set(re.findall(r"^\S.*(?= \\$)", (ROOT / name).read_text(encoding="utf-8"), re.M))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run < develop
    assert any(line.startswith("hatchling==") for line in run)


def test_extras_that_messages_name_are_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {
        extra
        for path in [*MODULES, ROOT / "README.md"]
        for extra in re.findall(
            r"(?:beleidsregel-classifier|'\.)\[([a-z]+)\]", path.read_text(encoding="utf-8")
        )
    }
    assert {"nl", "plots"} <= named <= set(project["optional-dependencies"])


# The texts that a reader meets first


@pytest.mark.parametrize("line", [line for line in commands(README) if not line.startswith(SET_UP)])
def test_command_of_the_readme_runs(
    line: str,
    workplace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    if PLAIN.fullmatch(line):  # in this process, which has imported already what it takes
        monkeypatch.chdir(workplace)
        code = main(shlex.split(line)[1:])
        out, err = capfd.readouterr()
    else:
        run = shell(line, workplace)
        code, out, err = run.returncode, run.stdout, run.stderr
    assert code == 0, err
    assert out.strip() or "--output" in line or ">" in line


def test_python_of_the_readme_runs(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    import classifier.component.factory  # noqa: F401  (what the entry point does once installed)

    names: dict[str, object] = {"__name__": "readme"}
    flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
    for snippet in snippets(README, "python"):
        if ">>>" in snippet:
            test = doctest.DocTestParser().get_doctest(snippet, names, "README.md", None, 0)
            report: list[str] = []
            result = doctest.DocTestRunner(optionflags=flags).run(
                test, out=report.append, clear_globs=False
            )
            assert result.failed == 0, "".join(report)
            names = test.globs
        else:
            exec(compile(snippet, "README.md", "exec"), names)


def test_readme_tells_how_to_start_and_to_test() -> None:
    assert "make demo" in commands(README)
    assert "make test" in commands(README)


def test_targets_of_the_makefile_are_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    documented = set(re.findall(r"^([a-z]+):.* ## ", makefile, re.M))
    assert {"demo", "test", "check", "model", "lock", "help", "clean"} <= documented


def test_every_committed_snippet_has_a_language() -> None:
    for path in [ROOT / "README.md", *sorted((ROOT / "data").glob("*.md"))]:
        fences = re.findall(r"^```(.*)$", path.read_text(encoding="utf-8"), re.M)
        assert set(fences[::2]) <= {"bash", "python", "text", "json", "toml"}, path.name


def test_architecture_names_every_room() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for room in (*STAGES, *EVERYWHERE):
        assert re.search(rf"(?<!\w){room}(?![\w-])", page), room


@pytest.mark.parametrize(
    "room",
    [path.parent.name for path in PACKAGE.glob("*/__init__.py") if path.parent.name != "cli"],
)
def test_reference_lists_all_that_a_room_offers(room: str) -> None:
    page = (ROOT / "docs" / "reference" / "python.md").read_text(encoding="utf-8")
    text = (PACKAGE / room / "__init__.py").read_text(encoding="utf-8")
    offered = re.search(r"^__all__ = (\[.*?\])", text, re.M | re.S)
    for name in ast.literal_eval(offered[1]) if offered else []:
        assert re.search(rf":: classifier\.{room}\.{name}$", page, re.M), name


def test_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    articles = re.findall(r"^(\d+)\.[A-Z]", text, re.M)
    assert articles == [str(number) for number in range(1, 16)]
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert re.search(r"^ +Appendix$", text, re.M)
    assert "Compatible Licences" in text


def test_versions_agree() -> None:
    import classifier

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == classifier.__version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## \[Unreleased\]$", changelog, re.M)


# What is promised


def test_every_promise_of_security_names_files_that_hold_it() -> None:
    table = re.findall(r"^\| (.+) \| (.+) \|$", (ROOT / "SECURITY.md").read_text("utf-8"), re.M)
    promises = [row for row in table if row[0] != "promise"]
    assert len(promises) > 10
    for promise, held_by in promises:
        names = re.findall(r"`([^`]+)`", held_by)
        assert names or held_by.startswith("no other module"), promise
        for name in names:
            assert name.startswith(("tests/", "benchmarks/")), promise
            assert (ROOT / name).exists(), name
