"""Any text at all: an assessment that adds up and points into the text, or an error of ours."""

import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from classifier.assessment.assessment import Assessment
from classifier.assessor import Assessor
from classifier.documents import Document
from classifier.errors import DocumentError
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS, TWIJFEL
from classifier.model.persistence import Model
from classifier.reports.json import dumps
from classifier.woo.proposing import propose

DUTCH = (
    *("Het college verleent geen ontheffing, tenzij de gevolgen onevenredig zijn.", "Stap 1:"),
    *("Open het dossier en noteer de datum van ontvangst in het systeem.", "Artikel 4:84 Awb"),
    *("Beleidsregel", "1. ", "\u2022 de aanvrager hoort", "mr. J. de Vries", "020-1234567", "|"),
)
PIECES = st.sampled_from(DUTCH) | st.text(max_size=12)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map(" ".join) | st.lists(
    PIECES, min_size=1, max_size=40
).map("\n\n".join)
CONTEXT = "\n\nDe medewerker legt het dossier voor aan de teamleider en wacht op antwoord." * 3


@pytest.fixture(scope="module")
def assessor(model: Model, nlp: Language) -> Assessor:
    return Assessor(model, nlp=nlp)


def check(found: Assessment, text: str) -> None:
    assert found.label in DOCUMENT_LABELS
    assert found.decision in (found.label, TWIJFEL)
    assert sum(found.probabilities.values()) == pytest.approx(1, abs=1e-9)
    why = found.explanation
    assert why is not None
    total = why.bias + sum(each.contribution for each in why.contributions) + why.remainder
    assert abs(total - why.score) <= 1e-9
    assert abs(why.remainder) <= 1e-9
    spans = [span for each in why.contributions for span in each.spans]
    spans += [span for each in found.elements for one in each.evidence for span in one.spans]
    spans += [(each.start, each.end) for each in (*found.arguments, *found.passages)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    for each in why.contributions:
        assert list(each.spans) == sorted(each.spans)
    for one, other in pairwise(found.passages):
        assert one.end <= other.start
    assert {each.label for each in found.passages} <= set(PASSAGE_LABELS)


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(text=TEXTS, known=st.booleans())
def test_any_text_is_assessed_or_refused(assessor: Assessor, text: str, known: bool) -> None:
    text += CONTEXT if known else ""
    try:
        document = assessor.assess(text.encode("utf-8", "surrogatepass"))
    except DocumentError:
        return
    check(document, document.text)
    record = json.loads(dumps(document))
    assert record["label"] == document.label
    proposal = propose(document)
    assert all(0 <= each.start < each.end <= len(document.text) for each in proposal.proposals)


@settings(max_examples=30, deadline=None, derandomize=True)
@given(text=TEXTS)
def test_a_document_that_was_not_read_by_us_is_assessed_too(assessor: Assessor, text: str) -> None:
    (found,) = assessor.assess_many([Document(text + CONTEXT, ())], explain=True)
    assert found.error_code in (None, "other_language", "too_short")
    if found.error_code is None:
        check(found, text + CONTEXT)
