"""The pages as a person meets them, in headless Chromium: what no parser can tell."""

import io
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from classifier.assessment.assessment import Assessment
from classifier.assessment.evidence import Argument
from classifier.explanation import Contribution, Explanation
from classifier.reports import html, html_index

from .conftest import assessed, read

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Visit]:
    """Open a page; afterwards nothing may have been asked of the network or said in the console."""
    said: list[str] = []
    asked: list[str] = []
    contexts = []

    def visit(source: str, **options: Any) -> Any:
        path = tmp_path / "bladzijde.html"
        path.write_text(source, encoding="utf-8")
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield visit
    for context in contexts:
        context.close()
    assert said == []
    assert {url.partition("#")[0] for url in asked} <= {(tmp_path / "bladzijde.html").as_uri()}


@pytest.fixture(scope="module")
def example(examples: list[Assessment]) -> Assessment:
    """A PDF of two pages, with lists and headings."""
    return next(one for one in examples if "plaatsing" in one.source)


@pytest.fixture(scope="module")
def instruction(examples: list[Assessment]) -> Assessment:
    """One with passages and personal data that could be withheld, and sentences that are quoted."""
    found = next(one for one in examples if "woo-verzoeken" in one.source)
    passages = tuple(
        replace(one, ground="5.1.2.i", reason="laat zien wat wordt gevraagd")
        if one.label == "onderzoek"
        else one
        for one in found.passages
    )
    label = "uitvoeringsinstructie"
    arguments = tuple(
        Argument(one.start, one.end, weight, ())
        for one, weight in zip(passages, (0.9, -0.3), strict=False)
    )
    return replace(found, label=label, decision=label, passages=passages, arguments=arguments)


def report(assessment: Assessment) -> str:
    stream = io.StringIO()
    html.write(assessment, stream)
    return stream.getvalue()


def index(*assessments: Assessment) -> str:
    stream = io.StringIO()
    html_index.write(assessments, stream)
    return stream.getvalue()


def in_view(page: Any, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


# Accessible


@pytest.mark.parametrize(
    ("kind", "scheme"),
    [
        ("report", "dark"),
        ("doubt", "light"),
        ("instruction", "light"),
        ("instruction", "dark"),
        ("hostile", "light"),
        ("failure", "light"),
        ("index", "light"),
        ("index", "dark"),
    ],
)
def test_axe_finds_no_violation(
    visit: Visit,
    example: Assessment,
    instruction: Assessment,
    hostile: Assessment,
    failure: Assessment,
    scheme: str,
    kind: str,
) -> None:
    doubt = replace(example, decision="twijfel", warnings=("page 1 is a picture",))
    source = {
        "report": lambda: report(example),
        "doubt": lambda: report(doubt),
        "instruction": lambda: report(instruction),
        "hostile": lambda: report(hostile),
        "failure": lambda: report(failure),
        "index": lambda: index(example, doubt, failure, hostile),
    }[kind]()
    page = visit(source, color_scheme=scheme)
    personal = page.locator("section:has(#woo) .redenen li")
    assert personal.count() > 0 or kind != "instruction"
    # What is not laid out yet would not be looked at.
    page.evaluate(
        "document.styleSheets[0].insertRule('.blad { content-visibility: visible !important }')"
    )
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    assert len(found["passes"]) > 15
    assert [
        (violation["id"], [node["html"][:200] for node in violation["nodes"][:3]])
        for violation in found["violations"]
    ] == []


def test_keyboard_reaches_every_reason_and_sees_where_it_is(
    visit: Visit, example: Assessment
) -> None:
    page = visit(report(example))
    wanted = set(page.evaluate("[...document.querySelectorAll('.tekst a[id]')].map((a) => a.id)"))
    assert len(wanted) > 30
    reached: list[str] = []
    rows: set[str] = set()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    while True:
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
                const here = document.activeElement;
                const style = getComputedStyle(here);
                const box = here.getBoundingClientRect();
                return {
                    body: here === document.body, id: here.id,
                    row: here.closest("tr")?.id ?? "",
                    outline: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
                    seen: box.bottom > 0 && box.top < innerHeight,
                };
            }"""
        )
        if at["body"]:
            break
        assert at["outline"]
        assert at["seen"]
        assert at["id"] not in reached or not at["id"]
        reached.append(at["id"])
        rows.add(at["row"])
    assert wanted <= set(reached)
    assert {f"r{number}" for number in range(1, 21)} <= rows


def test_targets_are_large_enough(visit: Visit, example: Assessment) -> None:
    for source in (report(example), index(example, example)):
        page = visit(source)
        small = page.evaluate(
            """() => [...document.querySelectorAll("button, input, select, summary, .plaatsen a")]
                .map((one) => (one.closest("label") ?? one).getBoundingClientRect())
                .filter((box) => box.width > 0 && (box.width < 24 || box.height < 24))"""
        )
        assert small == []


@pytest.mark.parametrize("kind", ["report", "index"])
def test_nothing_is_lost_on_a_narrow_screen(
    visit: Visit, example: Assessment, hostile: Assessment, kind: str
) -> None:
    source = report(example) if kind == "report" else index(example, hostile)
    page = visit(source, viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# From reason to place and back


@pytest.mark.parametrize("scripts", [True, False])
def test_click_leads_to_the_place_and_back(
    visit: Visit, example: Assessment, scripts: bool
) -> None:
    page = visit(report(example), java_script_enabled=scripts)
    for reason in (1, 4, 20):
        page.locator(f"#r{reason} .plaatsen a").last.click()
        place = page.url.partition("#")[2]
        assert place.startswith(f"p{reason}-")
        assert in_view(page, f"#{place}")
        page.locator(f"#{place}").click()
        assert page.url.endswith(f"#r{reason}")
        assert in_view(page, f"#r{reason}")


def test_enter_leads_to_the_place_too(visit: Visit, example: Assessment) -> None:
    page = visit(report(example))
    page.locator("#r2 .plaatsen a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "p2-1"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "r2"


# The filter


def shown_numbers(page: Any) -> tuple[float, float]:
    """Return the sum of the rows that are shown, and the score."""
    rows = page.locator(".optelling tbody tr:visible td.getal").all_inner_texts()
    score = page.locator(".optelling tfoot td.getal").inner_text()
    parts = [float(text.strip().replace("−", "-").replace(",", ".")) for text in (*rows, score)]
    return sum(parts[:-1]), parts[-1]


def marks(page: Any) -> list[list[str]]:
    return page.evaluate(
        """[...document.querySelectorAll(".tekst :is(.m, .ref, sup)")]
            .map((one) => [one.id, one.className, one.getAttribute("href"), one.hidden])"""
    )


def test_filter_hides_a_family_and_keeps_the_sum(visit: Visit, example: Assessment) -> None:
    page = visit(report(example))
    before = marks(page)
    assert len(before) > 30
    total, score = shown_numbers(page)
    assert total == pytest.approx(score, abs=1e-9)
    page.locator("input[value=ngram]").uncheck()
    total, score = shown_numbers(page)
    assert total == pytest.approx(score, abs=1e-9)
    assert page.locator("tr.reden:visible[data-soort=ngram]").count() == 0
    assert page.locator("tr.reden:visible[data-soort=cue]").count() > 0
    hidden = page.locator("tr.reden[data-soort=ngram]").evaluate_all(
        "(all) => all.map((r) => r.id)"
    )
    for row in hidden:
        assert page.locator(f".tekst a[href='#{row}']:visible").count() == 0
    for box in ("cue", "structure", "form"):
        page.locator(f"input[value={box}]").uncheck()
    assert page.locator(".tekst a[href]:visible").count() == 0
    assert page.locator("#gefilterd").inner_text() == "0 van 20 redenen getoond"
    for box in ("ngram", "cue", "structure", "form"):
        page.locator(f"input[value={box}]").check()
    assert marks(page) == before


# Print


def test_print_gives_everything(visit: Visit, example: Assessment) -> None:
    page = visit(report(example))
    for box in ("ngram", "cue"):
        page.locator(f"input[value={box}]").uncheck()
    pdf = pypdfium2.PdfDocument(page.pdf(format="A4"))
    printed = "".join(sheet.get_textpage().get_text_range() for sheet in pdf)
    printed = re.sub(r"[\s▲▼]", "", printed)
    blocks = page.locator(".blokken :is(h3, h4, p, li)").all_text_contents()
    assert len(blocks) == len(example.document.blocks)
    for block in blocks:  # with the numbers of the reasons, and perhaps over two pages
        whole = "".join(block.split())
        assert any(
            whole[:cut] in printed and whole[cut:] in printed for cut in range(len(whole), 0, -1)
        )
    for row in page.locator("tr.reden th").all_text_contents():
        assert "".join(row.split()) in printed
    for words in ("MogelijkegrondWoo5.1.2.i", "Verantwoording", "eenmensbeslist"):
        assert words in printed.replace(":", "")
    assert "Toondezesoorten" not in printed


@pytest.mark.parametrize("kind", ["report", "index"])
def test_print_opens_what_is_closed_and_closes_it_again(
    visit: Visit, example: Assessment, kind: str
) -> None:
    spans = tuple((start, start + 1) for start in range(0, 60, 3))
    many = Contribution("ngram:de", "ngram", 1.0, 0.5, spans)
    explanation = Explanation("beleidsregel", "overig", 0.5, 0.0, 0.0, (many,))
    shown = replace(example, explanation=explanation)
    page = visit(report(shown) if kind == "report" else index(shown))
    details = "[...document.querySelectorAll('details')].map((one) => one.open)"
    before = page.evaluate(details)
    assert before
    assert not any(before)
    page.evaluate("document.querySelector('details').open = true")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(page.evaluate(details))
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.evaluate(details) == [True, *before[1:]]


# The page of a batch


def test_rows_sort_and_filter(visit: Visit, examples: list[Assessment]) -> None:
    some = [
        replace(one, probabilities={"beleidsregel": 0.4 + number / 25})
        for number, one in enumerate(examples)
    ]
    some[3] = replace(some[3], decision="twijfel")
    page = visit(index(*some))
    rows = page.locator(".lijst tbody tr")
    page.get_by_role("button", name="Kans").click()
    chances = [int(text.rstrip("%")) for text in rows.locator("td.getal").all_inner_texts()]
    assert chances == sorted(chances)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Kans")
    page.get_by_role("button", name="Kans").click()
    assert page.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"
    assert int(rows.first.locator("td.getal").inner_text().rstrip("%")) == max(chances)
    page.get_by_label("Uitkomst").select_option("twijfel")
    assert page.locator(".lijst tbody tr:visible").count() == 1
    assert page.get_by_role("status").inner_text() == f"1 van {len(some)} documenten"
    page.get_by_label("Uitkomst").select_option("")
    page.get_by_role("searchbox").fill("UITWEGEN pdf")
    assert page.locator(".lijst tbody tr:visible").count() == 1


# A long document


def test_long_page_opens_without_laying_out_all(visit: Visit, examples: list[Assessment]) -> None:
    text = "\n\n".join([one.text for one in examples] * 13)
    assert len(text) > 600_000
    page = visit(report(assessed(read(text))))
    opened = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert opened < 5000  # milliseconds, on a busy machine
    laid_out = page.evaluate(
        """[...document.querySelectorAll(".blad > *")]
            .filter((one) => one.checkVisibility({contentVisibilityAuto: true})).length"""
    )
    assert laid_out < page.locator(".blad > *").count() / 2
    with suppress(playwright.TimeoutError):
        page.locator("#r20 .plaatsen a").last.click(timeout=5000)
    assert in_view(page, "#" + page.url.partition("#")[2])
