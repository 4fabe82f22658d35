import io
import re
import shlex
from pathlib import Path

import pytest
import typer
import yaml

import classifier
from classifier.cli import app
from classifier.reports import html
from tests.snippets import ROOT, SET_UP, commands, shell, snippets

DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if path.name != "command.md")
BESIDE = sorted(
    path
    for pattern in ("*.md", "data/*.md", "benchmarks/*.md", "models/*/*.md")
    for path in ROOT.glob(pattern)
)
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=name)
def test_commands_of_a_page_run_in_their_order(page: Path, workplace: Path) -> None:
    for line in commands(page):
        if line.startswith(SET_UP) or "bin/pip" in line:
            continue
        run = shell(line, workplace, seconds=240)
        assert run.returncode == 0, f"{line}\n{run.stderr}"


# Commands that need a network, a cluster or texts that are not here are not run, but looked at.


@pytest.mark.parametrize(
    "line",
    [
        line.removeprefix("$ ")
        for page in (*PAGES, *BESIDE)
        for line in commands(page, "text")
        if line.removeprefix("$ ").startswith("beleidsregel ")
    ],
)
def test_command_that_is_not_run_has_its_options(line: str) -> None:
    command = typer.main.get_command(app)
    words = shlex.split(line, comments=True)[1:]
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    known = {option for parameter in command.params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= known


def test_page_on_retraining_walks_the_whole_loop() -> None:
    """What the page has is run above, in its order."""
    walked = [line.split()[1:3] for line in commands(DOCS / "how-to" / "retrain.md")]
    steps = [words[-1] if words[0] == "corpus" else words[0] for words in walked]
    loop = ("import", "check", "split", "train", "evaluate", "compare", "suggest", "simulate")
    assert [step for step in steps if step in loop] == list(loop)


def test_a_newcomer_gets_from_pdfs_to_a_model_of_their_own(workplace: Path) -> None:
    (workplace / "walk").mkdir()
    run = shell(f"bash {DOCS / 'walk.sh'} walk", workplace, seconds=240)
    assert run.returncode == 0, run.stderr
    assert (workplace / "walk" / "report" / "index.html").stat().st_size > 1000
    assert run.stdout.count("pdfs/opzet-nader-gehoor.pdf") == 2, "once by each model"
    assert re.search(r"^14 documents in 14 groups$", run.stdout, re.M)
    assert re.search(r"^\d+ documents? ha(s|ve) another label", run.stdout, re.M)


def test_page_for_lawyers_names_the_headings_of_a_report_in_their_order() -> None:
    assessment = classifier.load().assess(ROOT / "data" / "examples" / "woo-verzoeken.docx")
    page = io.StringIO()
    html.write(assessment, page)
    shown = re.findall(r"<h2[^>]*>([^<]+)</h2>", page.getvalue())
    text = (DOCS / "juristen.md").read_text(encoding="utf-8")
    assert re.findall(r"^\d\. \*\*(.+?)\*\*", text, re.M) == shown
    # A heading below these is there only when it has something to say.
    below = {*re.findall(r"<h3[^>]*>([^<]+)</h3>", page.getvalue()), "Let op"}
    assert set(re.findall(r"^ +- \*\*(.+?)\*\*", text, re.M)) <= below


@pytest.mark.parametrize("page", [page for page in PAGES if snippets(page, "python")], ids=name)
def test_python_of_a_page_runs(
    page: Path, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workplace)
    names: dict[str, object] = {"__name__": "page"}
    for snippet in snippets(page, "python"):
        exec(compile(snippet, page.name, "exec"), names)


def headings(page: Path) -> set[str]:
    """Return the anchors that a page has, as GitHub and MyST name them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", [*PAGES, *BESIDE], ids=name)
def test_links_within_the_repository_resolve(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target or target.startswith("mailto:") or target.endswith("command.md"):
            continue
        found = page.parent / target if target else page
        assert found.exists(), target
        assert not anchor or anchor in headings(found), f"{target}#{anchor}"


def test_publiccode_keeps_to_the_standard() -> None:
    found = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    assert found["publiccodeYmlVersion"] == "0.4"
    assert found["name"] == "beleidsregel-classifier"
    assert re.fullmatch(r"https://\S+\.git", found["url"])
    assert set(found["platforms"]) <= {"web", "windows", "mac", "linux", "ios", "android"}
    assert set(found["categories"]) <= {"document-management", "data-analytics"}
    assert found["developmentStatus"] in ("concept", "development", "beta", "stable", "obsolete")
    assert found["softwareType"] in ("standalone/desktop", "standalone/other", "library")
    assert found["legal"] == {"license": "EUPL-1.2"}
    # Contacts of these must be people, by name.
    named = found["maintenance"]["type"] in ("internal", "community")
    assert named == bool(found["maintenance"].get("contacts"))
    assert isinstance(found["localisation"]["localisationReady"], bool)
    for language in found["localisation"]["availableLanguages"]:
        described = found["description"][language]
        assert len(described["shortDescription"]) <= 150
        assert 150 <= len(described["longDescription"]) <= 10_000
        assert all(len(feature) <= 100 for feature in described["features"])
        assert all((ROOT / picture).exists() for picture in described["screenshots"])


def test_versions_of_the_descriptions_agree() -> None:
    from classifier import __version__

    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == __version__
    # The version of publiccode.yml is the last that was released, with its date; at first none.
    public = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d\S+)\] - (\S+)$", changelog, re.M)
    named = [(str(public["softwareVersion"]), str(public["releaseDate"]))] if released else []
    assert named == released[:1]
    assert bool(released) == ("softwareVersion" in public) == ("releaseDate" in public)
