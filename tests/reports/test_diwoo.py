from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from classifier.assessment.assessment import Assessment
from classifier.documents import Document
from classifier.reports.diwoo import NAMESPACE, Known, metadata, missing

REFERENCE = Path(__file__).parents[2] / ".." / "shared" / "reference"
D = f"{{{NAMESPACE}}}"
KNOWN = Known("Gemeente Elzerade", "", "2026-01-31")
MDTO = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'targetNamespace="https://www.nationaalarchief.nl/mdto"><xs:element name="MDTO"/></xs:schema>'
)
SAID = (
    ("title", "Beleidsregel <terrassen> & stoepen"),
    ("identifier", "CVDR123"),
    ("authority", "Gemeente Bovenveen"),
    ("signed", "2025-12-09"),
    ("in_force", "2026-01-01"),
)


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> etree.XMLSchema:
    """The public schema, with an empty MDTO instead of one on the web."""
    path = REFERENCE / "diwoo-metadata.xsd"
    if not path.exists():
        pytest.skip("needs the DIWOO schema in ../shared/reference")
    folder = tmp_path_factory.mktemp("xsd")
    (folder / "mdto.xsd").write_text(MDTO, encoding="utf-8")
    text = path.read_text(encoding="utf-8")
    text = text.replace("https://www.nationaalarchief.nl/mdto/MDTO-XML1.0.1.xsd", "mdto.xsd")
    (folder / path.name).write_text(text, encoding="utf-8")
    lists = "diwoo-metadata-lijsten.xsd"
    (folder / lists).write_bytes((REFERENCE / lists).read_bytes())
    return etree.XMLSchema(file=str(folder / path.name))


def with_metadata(assessment: Assessment, media_type: str = "application/xml") -> Assessment:
    return replace(assessment, document=Document("", (), media_type=media_type, metadata=SAID))


def texts(content: bytes, name: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(content).iter(f"{D}{name}")]


def extra(content: bytes) -> dict[str, list[str]]:
    return {
        field.findtext(f"{D}key"): [value.text or "" for value in field.iter(f"{D}value")]
        for field in etree.fromstring(content).iter(f"{D}extraMetadataveld")
    }


def test_it_says_what_the_document_is(assessment: Assessment) -> None:
    content = metadata(
        assessment, Known("Gemeente Elzerade", "https://x.example/gm1", "2026-01-31")
    )
    (publisher,) = etree.fromstring(content).iter(f"{D}publisher")
    assert (publisher.text, publisher.get("resource")) == (
        "Gemeente Elzerade",
        "https://x.example/gm1",
    )
    assert texts(content, "officieleTitel") == ["Beleidsregel terrassen"]
    assert texts(content, "informatiecategorie") == ["overige besluiten van algemene strekking"]
    assert texts(content, "documentsoort") == ["beleidsregel"]
    assert texts(content, "soortHandeling") == ["vaststelling"]
    assert texts(content, "atTime") == ["2026-01-31T00:00:00"]
    assert texts(content, "opsteller") == []
    fields = extra(content)
    assert fields["kans_beleidsregel"] == ["0.714000"]
    assert fields["model"] == ["nep@1"]
    assert fields["uitkomst"] == ["beleidsregel"]
    assert assessment.explanation is not None
    assert float(fields["score"][0]) == pytest.approx(assessment.explanation.score, abs=1e-6)
    assert "ontbreekt" not in fields


def test_what_the_source_says_goes_before(assessment: Assessment) -> None:
    content = metadata(with_metadata(assessment), Known())
    assert texts(content, "publisher") == texts(content, "opsteller") == ["Gemeente Bovenveen"]
    assert texts(content, "officieleTitel") == ["Beleidsregel <terrassen> & stoepen"]
    assert texts(content, "identifier") == ["CVDR123"]
    assert texts(content, "soortHandeling") == ["ondertekening"]
    assert texts(content, "atTime") == ["2025-12-09T00:00:00"]
    assert texts(content, "begindatum") == ["2026-01-01T00:00:00"]


@pytest.mark.parametrize(
    ("known", "absent"),
    [
        (Known(), ["publisher", "documenthandeling"]),
        (Known("Gemeente Elzerade"), ["documenthandeling"]),
        (Known(adopted="2026-01-31"), ["publisher"]),
    ],
)
def test_what_is_not_known_is_not_guessed(
    assessment: Assessment, known: Known, absent: list[str]
) -> None:
    content = metadata(assessment, known)
    assert missing(assessment, known) == absent
    assert extra(content)["ontbreekt"] == absent
    assert texts(content, "DiWoo") == []


def test_it_is_valid(schema: etree.XMLSchema, assessment: Assessment, hostile: Assessment) -> None:
    types = ("application/pdf", "application/msword", "application/rtf", "text/html", "text/plain")
    office = (
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    uri = "https://identifier.overheid.nl/tooi/id/gemeente/gm0363"
    for one, known in [
        (assessment, KNOWN),
        (assessment, replace(KNOWN, uri=uri)),
        (assessment, Known()),
        (hostile, KNOWN),
        *((with_metadata(assessment, each), Known()) for each in (*types, *office)),
    ]:
        schema.assertValid(etree.fromstring(metadata(one, known)))


@pytest.mark.parametrize("day", ["2025-02-31", "0000-01-01", "2025-99-99", "٢٠٢٥-12-09"])
def test_what_is_no_day_of_the_calendar_is_not_known(assessment: Assessment, day: str) -> None:
    said = (("authority", "Gemeente Bovenveen"), ("signed", day), ("in_force", day))
    one = replace(assessment, document=Document("", (), metadata=said))
    assert missing(one, Known()) == ["documenthandeling"]
    content = metadata(one, Known(adopted="2026-01-31"))
    assert texts(content, "atTime") == ["2026-01-31T00:00:00"]
    assert texts(content, "soortHandeling") == ["vaststelling"]
    assert texts(content, "begindatum") == []


def test_a_hostile_document_yields_harmless_text(hostile: Assessment) -> None:
    bad = replace(hostile, title="=cmd()|<script>\x00\x1b[0m\u202e\ufffe\udcff]]>&xxe;")
    content = metadata(bad, Known("<b>\x07", "", "2026-01-31"))
    (title,) = texts(content, "officieleTitel")
    assert title == "=cmd()|<script>\\x00\\x1b[0m\\u202e\\ufffe\\udcff]]>&xxe;"
    assert texts(content, "publisher") == ["<b>\\x07"]
    root = etree.fromstring(content)
    assert {etree.QName(element).namespace for element in root.iter()} == {NAMESPACE}
    assert b"<script" not in content
    assert not root.getroottree().docinfo.doctype
