"""One hostile document through everything that is written for people and for other programs."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import replace

import pytest
from lxml import etree
from lxml import html as lxml_html

from classifier.assessment.assessment import Assessment
from classifier.explanation import Contribution, Explanation
from classifier.reports import csv as csv_report
from classifier.reports import diwoo, table, text, woo
from classifier.reports import html as html_report
from classifier.reports.annotations import notes
from classifier.woo.proposing import propose

FORMULAS = ("=cmd()", "+cmd()", "-cmd()", "@cmd()", " =cmd()", "\t=cmd()")
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n")


@pytest.fixture(params=FORMULAS)
def evil(request: pytest.FixtureRequest, hostile: Assessment) -> Assessment:
    """The hostile text, called and titled as a cell that a spreadsheet would run."""
    reason = Contribution(f"ngram:{request.param}", "ngram", 1.0, 9.0, ((0, 9),))
    other = Contribution("ngram:\x1b[31m\u202e<b>", "ngram", 1.0, -8.0, ((3, 12),))
    words = "Bel mevrouw Bakker op 06-12345678."
    return replace(
        hostile,
        source=f"{request.param}.txt",
        title=f"{request.param}<script>alert(1)</script>\x07\u202e",
        explanation=Explanation("beleidsregel", "overig", 1.0, 0.0, 0.0, (reason, other)),
        text=f"{hostile.text}\n\n{words}",
    )


def hidden(written: str) -> set[str]:
    return {c for c in written if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"}}


def test_the_page_runs_nothing(evil: Assessment) -> None:
    stream = io.StringIO()
    html_report.write(evil, stream)
    page = lxml_html.document_fromstring(stream.getvalue())
    assert [one.text for one in page.iter("script") if "alert" in (one.text or "")] == []
    assert list(page.iter("iframe", "img", "object", "embed")) == []
    for element in page.iter(etree.Element):
        assert not any(name.startswith("on") for name in element.attrib)
        assert not element.get("href", "").lower().startswith("javascript")
    assert hidden(stream.getvalue()) <= {"\n"}


def test_the_terminal_is_not_steered(evil: Assessment) -> None:
    stream = io.StringIO()
    text.write(evil, stream)
    table.write([evil], stream)
    woo.write_table([propose(evil)], stream)
    assert hidden(stream.getvalue()) <= {"\n"}


def test_no_cell_is_a_formula(evil: Assessment) -> None:
    for write, something in ((csv_report.write, evil), (woo.write_csv, propose(evil))):
        stream = io.StringIO(newline="")
        write([something], stream)
        rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))
        assert len(rows) > 1
        for cell in (cell for row in rows[1:] for cell in row):
            number = cell.lstrip("-").replace(".", "").replace("e-", "").isdigit()
            assert number or not cell.lstrip(" ").startswith(FORMULA_START)
            assert not hidden(cell)


def test_metadata_and_notes_hold_plain_text(evil: Assessment) -> None:
    known = diwoo.Known("=cmd()", "", "2026-01-31")
    root = etree.fromstring(diwoo.metadata(evil, known))
    assert {etree.QName(element).namespace for element in root.iter()} == {diwoo.NAMESPACE}
    assert hidden("".join(root.itertext())) <= {"\n"}
    found = notes(evil, propose(evil))
    assert {note.text[0] for note in found} >= {"V", "T", "W"}
    assert hidden("".join(note.text for note in found)) <= {"\n"}
