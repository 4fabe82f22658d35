import csv
import io
import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator

from classifier.reports import woo
from classifier.reports.schema import load_schema
from classifier.woo.proposal import Proposal, WooProposal

VALIDATOR = Draft202012Validator(load_schema("woo"))
TEXT = "=SOM(A1) Vraag naar het dorp.\n\nContactpersoon: J. de Vries\x1b[2J"


@pytest.fixture
def proposal() -> WooProposal:
    method = Proposal(
        0, 29, 2, "passage", "onderzoeksmethode", "5.1.2.i", ("5.1.2.d",), "Woo 5.1(2)(i)",
        "laat zien welke vragen worden gesteld", 0.71, ("ook_norm", "soort_onzeker"),
    )  # fmt: skip
    name = Proposal(
        47, len(TEXT), None, "personal", "naam", "5.1.2.e", (), "Woo 5.1(2)(e)", "lijkt een naam",
        0.8,
    )  # fmt: skip
    return WooProposal(
        source="@stuk.pdf", sha256="0" * 64, title="T", model="nep@1",
        label="uitvoeringsinstructie", decision="twijfel", proposals=(method, name), share=0.6,
        disproportionate=True, remaining={"overig": 2}, meaningful=False, text=TEXT,
    )  # fmt: skip


FAILURE = WooProposal("weg.pdf", error_code="not_found", error_message="weg.pdf: no such file")


def written(write, *proposals: WooProposal) -> str:
    stream = io.StringIO()
    write(proposals, stream)
    return stream.getvalue()


def test_lines_keep_the_contract(proposal: WooProposal) -> None:
    VALIDATOR.check_schema(load_schema("woo"))
    records = [
        json.loads(line) for line in written(woo.write_lines, proposal, FAILURE).split("\n")[:-1]
    ]
    for record in records:
        VALIDATOR.validate(record)
    assert records[0] == proposal.as_dict()
    assert records[0]["proposals"][0] | {"reason": ""} == {
        "source": "@stuk.pdf", "page": 2, "start": 0, "end": 29, "text": TEXT[:29],
        "kind": "passage", "rule": "onderzoeksmethode", "ground": "5.1.2.i",
        "alternatives": ["5.1.2.d"], "basis": "Woo 5.1(2)(i)", "reason": "",
        "cautions": ["ook_norm", "soort_onzeker"], "confidence": 0.71,
    }  # fmt: skip
    assert records[1]["error"] == {"code": "not_found", "message": "weg.pdf: no such file"}


@pytest.mark.parametrize(
    "change", [{"ground": "5.1.e"}, {"ground": "5.1.4"}, {"kind": "norm"}, {"confidence": 1.1}]
)
def test_schema_refuses_what_breaks_the_contract(proposal: WooProposal, change: dict) -> None:
    broken = replace(proposal, proposals=(replace(proposal.proposals[0], **change),))
    assert VALIDATOR.is_valid(proposal.as_dict())
    assert not VALIDATOR.is_valid(broken.as_dict())


def test_rows_are_safe_in_a_spreadsheet(proposal: WooProposal) -> None:
    empty = replace(proposal, proposals=(), source="leeg.txt")
    rows = list(csv.DictReader(io.StringIO(written(woo.write_csv, proposal, empty, FAILURE))))
    assert [row["source"] for row in rows] == ["'@stuk.pdf", "'@stuk.pdf", "leeg.txt", "weg.pdf"]
    assert rows[0]["text"] == "'=SOM(A1) Vraag naar het dorp."
    assert rows[1]["text"].endswith("\\x1b[2J")
    assert (rows[0]["alternatives"], rows[0]["cautions"]) == ("5.1.2.d", "ook_norm soort_onzeker")
    assert (rows[0]["share"], rows[0]["disproportionate"]) == ("0.6", "true")
    assert (rows[2]["ground"], rows[2]["share"]) == ("", "0.6")
    assert (rows[3]["error_code"], rows[3]["share"]) == ("not_found", "")


def test_table_speaks_of_a_proposal(proposal: WooProposal) -> None:
    shown = " ".join(written(woo.write_table, proposal, FAILURE).split())
    for words in (
        "1 passage en 1 persoonsgegeven, samen 60% van de tekst",
        "Twijfel of dit een uitvoeringsinstructie is",
        "p. 2, 0-29 5.1.2.i 71%",
        "mogelijk te weigeren: laat zien welke vragen",
        "anders te overwegen: Woo 5.1.2.d",
        "een norm wordt niet geweigerd",
        "Woo 5.1.2.e: de eerbiediging van de persoonlijke levenssfeer (af te wegen",
        "onevenredige inspanning",
        "Er blijft over: 2 × overig",
        "geen redelijk belang",
        "een later Woo-verzoek",
        "niet beoordeeld: Het bestand is niet gevonden, of er staan geen bestanden in de map.",
        "Melding: weg.pdf: no such file [not_found]",
        "een mens weegt elke passage en beslist",
    ):
        assert words in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"disproportionate": False, "meaningful": True}, "komt voor openbaarmaking in aanmerking"),
        ({"remaining": {"norm": 1}}, "die worden niet geweigerd"),
        ({"proposals": (), "share": 0.0}, "Niets gevonden"),
        ({"label": "beleidsregel", "decision": "beleidsregel"}, "artikel 3:42 Awb"),
        ({"label": "overig", "decision": "overig"}, "alleen persoonsgegevens zijn bekeken"),
        ({"warnings": ("page 3: no text layer",)}, "Waarschuwing: page 3"),
        ({"warnings": ("page 3: not read, for it is damaged",)}, "Waarschuwing: Pagina 3"),
    ],
)
def test_table_says_what_follows(proposal: WooProposal, change: dict, words: str) -> None:
    changed = " ".join(written(woo.write_table, replace(proposal, **change)).split())
    assert words in changed
    assert words not in " ".join(written(woo.write_table, proposal).split())


def test_nothing_gives_an_empty_table() -> None:
    assert written(woo.write_table) == ""
