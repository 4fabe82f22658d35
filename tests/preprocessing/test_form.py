import time
from itertools import pairwise

import pytest

from classifier.documents.document import Block, Document
from classifier.preprocessing.pipeline import build_pipeline, preprocess


@pytest.fixture(scope="module")
def nlp():
    return build_pipeline()


def form(nlp, *lines, title_span=None):
    """Return (label, text) of the form spans of a document, a block a line."""
    blocks, position = [], 0
    for line in lines:
        kind = "heading" if line.startswith("# ") else "paragraph"
        blocks.append(Block(kind, position, position + len(line.removeprefix("# "))))
        position += len(line.removeprefix("# ")) + 2
    text = "\n\n".join(line.removeprefix("# ") for line in lines)
    doc = preprocess(nlp, Document(text, tuple(blocks), title_span=title_span))
    return [(span.label_, span.text) for span in doc.spans["form"]]


BODY = "De behandelaar beoordeelt of de aanvrager aan de voorwaarden voldoet en legt dat vast."


def test_the_known_title(nlp):
    assert form(nlp, BODY, "# Beleidsregel terrassen", BODY, title_span=(88, 110)) == [
        ("title", "Beleidsregel terrassen")
    ]


def test_short_lines_that_open_the_document(nlp):
    lines = ("Gemeente Elzerade", "# Werkinstructie briefadres", "# 1. Inleiding", BODY)
    assert form(nlp, *lines) == [
        ("title", "Gemeente Elzerade"),
        ("title", "Werkinstructie briefadres"),
    ]


@pytest.mark.parametrize("line", ["# Artikel 1", "# Samenvatting", "# 2 Toetsing", "# II. Toets"])
def test_the_heading_of_a_part_is_no_title(nlp, line):
    assert form(nlp, line, BODY) == []


def test_running_text_is_no_title(nlp):
    assert form(nlp, BODY, BODY) == []


@pytest.mark.parametrize(
    "line",
    [
        "Aan: alle medewerkers van het loket",
        "Van: teamleider Vergunningen",
        "Datum: 3 mei 2021",
        "Ons kenmerk: 2021/88-A",
        "Betreft: nieuwe werkwijze",
        "Onderwerp   Besluit op uw aanvraag",
        "Bijlage(n): 2",
        "Behandeld door mevrouw De Wit",
        "Telefoon: 06-00000000",
        "Postbus 123, 1234 AB Elzerade",
        "Aan de colleges van burgemeester en wethouders",
        "Geacht college,",
        "Beste collega's,",
    ],
)
def test_letterhead(nlp, line):
    assert form(nlp, line, BODY) == [("letterhead", line)]


def test_letterhead_stands_at_the_top_only(nlp):
    assert ("letterhead", "Aan: de balie") not in form(nlp, *[BODY] * 25, "Aan: de balie")


def test_content_that_looks_like_a_letterhead_stays_content(nlp):
    assert form(nlp, "Aan de aanvrager wordt een vergunning verleend.", BODY) == []
    assert form(nlp, "Van de regel kan worden afgeweken als dat nodig is.", BODY) == []


@pytest.mark.parametrize(
    "lines",
    [
        ("Hoogachtend,", "de minister van Zaken,", "J. de Vries"),
        ("Met vriendelijke groet,", "het secretariaat"),
        ("De Staatssecretaris van Justitie en Veiligheid,", "namens deze,", "A. Bos"),
        ("Aldus vastgesteld in de vergadering van 3 mei 2021",),
        ("A. Bos, burgemeester",),
        ("Elzerade, 3 mei 2021",),
    ],
)
def test_signature(nlp, lines):
    assert form(nlp, BODY, BODY, *lines) == [("signature", line) for line in lines]


def test_an_office_in_running_text_is_no_signature(nlp):
    line = "De minister, de burgemeester en de korpschef beslissen samen."
    assert form(nlp, BODY, BODY, line) == []


def test_a_signature_ends_at_running_text(nlp):
    assert form(nlp, BODY, "Hoogachtend,", "A. Bos", BODY, "Dit blijft") == [
        ("signature", "Hoogachtend,"),
        ("signature", "A. Bos"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Staatscourant 2021 nr. 12345 12 maart 2021",
        "Gemeenteblad van Elzerade",
        "Nr. 12345 12 maart 2021",
        "Officiële uitgave van de gemeente Elzerade",
        "pagina 2 van 3",
        "versie 2.3 - pagina 1 van 3",
    ],
)
def test_page_furniture(nlp, line):
    # A first block of running text keeps the line from being read as a title.
    assert form(nlp, BODY, line, BODY) == [("publication", line)]


def test_a_clause_on_publication_is_content(nlp):
    assert form(nlp, BODY, "Deze regel wordt in de Staatscourant geplaatst.") == []
    assert form(nlp, BODY, "Staatscourant en Gemeenteblad worden geraadpleegd.", BODY) == []


def test_spans_of_one_label_do_not_overlap(nlp):
    doc = nlp("Gemeente Elzerade\n\nAan: balie\n\nHoogachtend,\n\nA. Bos\n\npagina 1")
    for label in ("title", "letterhead", "signature", "publication"):
        spans = [span for span in doc.spans["form"] if span.label_ == label]
        assert spans, label
        assert all(one.end <= two.start for one, two in pairwise(spans))


@pytest.mark.parametrize("piece", ["Aan: ", "De minister, ", "Hoogachtend\n", "a, pagina ", " - "])
def test_hostile_text_takes_linear_time(nlp, piece):
    doc = nlp.make_doc(piece * (200_000 // len(piece)))
    begin = time.process_time()
    nlp.get_pipe("form")(doc)
    assert time.process_time() - begin < 3
