import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from classifier.documents import plain
from classifier.documents.builder import DocumentBuilder
from classifier.documents.document import Block, Document
from classifier.documents.limits import Limits
from classifier.preprocessing.passages import LONGEST_PASSAGE
from classifier.preprocessing.pipeline import build_pipeline, preprocess

SHARED = Path(__file__).parents[2] / "../shared/corpus/authored"


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


def document(*parts):
    """Return a document of (kind, text) blocks, laid out as reading lays them out."""
    blocks, position = [], 0
    for kind, text in parts:
        blocks.append(Block(kind, position, position + len(text), 1))
        position += len(text) + 2
    return Document("\n\n".join(text for _, text in parts), tuple(blocks))


def passages(nlp, *parts):
    doc = preprocess(nlp, document(*parts))
    return [span.text.split("\n\n") for span in doc.spans["passages"]]


def test_a_paragraph_takes_its_list_items(nlp):
    found = passages(
        nlp,
        ("paragraph", "Neem mee:"),
        ("list_item", "een pas;"),
        ("list_item", "een foto."),
        ("paragraph", "De balie is open tot vijf uur."),
    )
    assert found == [["Neem mee:", "een pas;", "een foto."], ["De balie is open tot vijf uur."]]


def test_items_join_without_a_colon_too(nlp):
    found = passages(nlp, ("paragraph", "Nodig zijn"), ("list_item", "a. een pas."))
    assert found == [["Nodig zijn", "a. een pas."]]


def test_headings_are_context_not_passages(nlp):
    doc = preprocess(
        nlp,
        document(
            ("paragraph", "Vooraf."),
            ("heading", "2. Horen"),
            ("paragraph", "Hoor de aanvrager."),
            ("heading", "3. Beslissen"),
            ("paragraph", "Beslis."),
        ),
    )
    assert [(span.text, span._.heading) for span in doc.spans["passages"]] == [
        ("Vooraf.", ""),
        ("Hoor de aanvrager.", "2. Horen"),
        ("Beslis.", "3. Beslissen"),
    ]


def test_numbered_members_are_passages_of_their_own(nlp):
    first = "1. Bij de aanvraag worden in ieder geval de volgende stukken overgelegd:"
    second = "2. Het college kan andere stukken vragen als dat voor de beslissing nodig is."
    found = passages(
        nlp,
        ("heading", "Artikel 2"),
        ("list_item", first),
        ("list_item", "a. een geldig identiteitsbewijs;"),
        ("list_item", second),
    )
    assert found == [[first, "a. een geldig identiteitsbewijs;"], [second]]


def test_short_numbered_items_stay_a_list(nlp):
    found = passages(nlp, ("list_item", "1. Open het dossier."), ("list_item", "2. Sluit het."))
    assert found == [["1. Open het dossier.", "2. Sluit het."]]


def test_an_unmarked_enumeration_joins_but_considerations_do_not(nlp):
    assert passages(nlp, ("paragraph", "Nodig zijn:"), ("paragraph", "een pas;")) == [
        ["Nodig zijn:", "een pas;"]
    ]
    found = passages(nlp, ("paragraph", "Het college;"), ("paragraph", "gelet op de wet;"))
    assert found == [["Het college;"], ["gelet op de wet;"]]


def test_rows_of_a_table_are_one_passage(nlp):
    found = passages(
        nlp,
        ("paragraph", "De bedragen gelden per jaar."),
        ("table_row", "Boete | bedrag"),
        ("table_row", "eerste | 500"),
        ("list_item", "- na de tabel"),
    )
    assert found == [
        ["De bedragen gelden per jaar."],
        ["Boete | bedrag", "eerste | 500"],
        ["- na de tabel"],
    ]


def test_bare_text_splits_at_blank_lines(nlp):
    doc = nlp("Hoor de aanvrager\nen noteer alles.\n\nNeem mee:\n- pas\n- foto\n\nKlaar.")
    assert [span.text for span in doc.spans["passages"]] == [
        "Hoor de aanvrager\nen noteer alles.",
        "Neem mee:\n- pas\n- foto",
        "Klaar.",
    ]


def test_bare_text_without_blank_lines_splits_at_lines(nlp):
    doc = nlp("Hoor de aanvrager.\nLeg alles vast.")
    assert [span.text for span in doc.spans["passages"]] == [
        "Hoor de aanvrager.",
        "Leg alles vast.",
    ]


def test_an_enormous_paragraph_is_cut_at_sentences(nlp):
    doc = nlp("De behandelaar legt de uitkomst vast in het dossier. " * 120)
    found = list(doc.spans["passages"])
    assert len(found) > 1
    for span in found:
        assert len(span) <= LONGEST_PASSAGE
        assert doc[span.start].is_sent_start
    assert sum(map(len, found)) == len(doc)


def test_an_enormous_sentence_is_not_cut(nlp):
    doc = nlp("woord " * 1000)
    assert [len(span) for span in doc.spans["passages"]] == [len(doc)]


def test_passages_are_in_order_and_do_not_overlap(nlp):
    doc = preprocess(nlp, document(*[("paragraph", f"Dit is stap {n}.") for n in range(30)]))
    found = list(doc.spans["passages"])
    assert len(found) == 30
    assert all(one.end <= two.start for one, two in pairwise(found))


def unmarked(text):
    return re.sub(r"^(?:\[ \]|[-–•·*▸])\s*", "", " ".join(text.split()))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the authored corpus is not at hand")
def test_authored_passages_start_where_ours_do(nlp):
    hits = total = 0
    for path in sorted(SHARED.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            builder = DocumentBuilder(row["file"], Limits())
            plain.read((SHARED / row["file"]).read_bytes(), builder)
            doc = preprocess(nlp, builder.build())
            ours = [unmarked(span.text) for span in doc.spans["passages"]]
            for passage in row["passages"]:
                start = unmarked(passage["start"])
                hits += any(text.startswith(start) for text in ours)
                total += 1
    assert total > 900
    assert hits / total >= 0.97
