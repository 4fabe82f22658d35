"""The invariant of the whole: contributions and bias are the score, and stand in the text."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from classifier.corpora.corpus import LabelledDocument
from classifier.documents import read
from classifier.errors import DocumentError
from classifier.explaining import explain
from classifier.explanation import Explanation
from classifier.features import Observation, observe
from classifier.features.tokens import normalise
from classifier.labels import DOCUMENT_LABELS
from classifier.model.scorer import Scorer
from classifier.preprocessing import preprocess
from classifier.preprocessing.lexicon import load_lexicon

PAIRS = list(permutations(DOCUMENT_LABELS, 2))
ODD = [
    "beleid " * 500,
    "Beleidsregel",
    "xyzzy plugh " * 20,
    "1. de de de de, de; (de) de - de. De!",
    "Stap 1: open het dossier.\nStap 2: sluit het dossier.\n" * 30,
    "Het college kan afwijken. " * 3 + "\u200b\u00ad É\u0301 İstanbul ﬁnanciën ١٢ 12.34-56 ß ẞ",
    "Hoogachtend,\nA. Bos\n" * 5,
]


def explained(scorer: Scorer, observation: Observation, target: str, against: str) -> Explanation:
    row = scorer.extractor.transform([observation])
    return explain(observation, row, scorer.extractor, scorer.classifier, target, against)


def look(nlp: Language, text: str) -> tuple[Doc, Observation]:
    doc = preprocess(nlp, read(text.encode()))
    return doc, observe(doc)


def check_sum(scorer: Scorer, observation: Observation) -> None:
    """Assert that every explanation of a document is its log-odds, split without a rest."""
    row = scorer.extractor.transform([observation])
    (probabilities,) = scorer.classifier.predict_proba(row)
    odds = dict(zip(scorer.classifier.classes_.tolist(), probabilities.tolist(), strict=True))
    for target, against in PAIRS:
        whole = explained(scorer, observation, target, against)
        log_odds = np.log(odds[target]) - np.log(odds[against])
        assert whole.score == pytest.approx(log_odds, abs=1e-9)
        assert abs(whole.remainder) < 1e-9
        assert len(whole.contributions) == row.nnz
        for part in (whole, whole.top(0), whole.top(3), whole.top(10_000)):
            total = part.bias + sum(c.contribution for c in part.contributions) + part.remainder
            assert part.score == pytest.approx(total, abs=1e-9)
            assert part.score == whole.score


def check_places(doc: Doc, explanation: Explanation) -> None:
    """Assert that every n-gram stands where its explanation says, and nowhere else."""
    formal = [False] * len(doc)
    for span in [*doc.spans["form"], *doc.spans["cues"]]:
        if span in doc.spans["form"] or load_lexicon()[span.label_].kind == "form":
            formal[span.start : span.end] = [True] * len(span)
    words = [(normalise(t.text), f) for t, f in zip(doc, formal, strict=True) if normalise(t.text)]
    expected = Counter(f"ngram:{word}" for word, form in words if not form)
    expected.update(f"ngram:{a} {b}" for (a, fa), (b, fb) in pairwise(words) if not fa | fb)
    form_offsets = {
        offset
        for token, form in zip(doc, formal, strict=True)
        if form
        for offset in range(token.idx, token.idx + len(token))
    }
    for contribution in explanation.contributions:
        assert contribution.spans
        for start, end in contribution.spans:
            assert 0 <= start < end <= len(doc.text)
        if contribution.family != "ngram":
            continue
        assert len(contribution.spans) == expected[contribution.feature]
        assert len(set(contribution.spans)) == len(contribution.spans)
        first, _, last = contribution.feature.removeprefix("ngram:").partition(" ")
        for start, end in contribution.spans:
            found = normalise(doc.text[start:end])
            between = found[len(first) : len(found) - len(last)]
            assert found.startswith(first)
            assert found.endswith(last)
            assert not any(character.isalnum() for character in between)
            assert form_offsets.isdisjoint(range(start, end))


def test_contributions_sum_to_the_log_odds(scorer: Scorer, observations: list[Observation]) -> None:
    for observation in observations[::6]:
        check_sum(scorer, observation)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_text(scorer: Scorer, nlp: Language, text: str) -> None:
    doc, observation = look(nlp, text)
    check_sum(scorer, observation)
    check_places(doc, explained(scorer, observation, *PAIRS[0]))


def test_empty_document_gets_the_bias(scorer: Scorer, nlp: Language) -> None:
    _, observation = look(nlp, "Xyzzyx")
    for target, against in PAIRS:
        empty = explained(scorer, observation, target, against)
        known = sum(c.contribution for c in empty.contributions)
        assert empty.score - known == pytest.approx(empty.bias, abs=1e-9)
        other = explained(scorer, look(nlp, ODD[4])[1], target, against)
        assert other.bias == empty.bias


def test_spans_name_the_ngram_and_are_as_many_as_it_occurs(
    scorer: Scorer, nlp: Language, authored: list[LabelledDocument]
) -> None:
    for document in authored[::10]:
        doc, observation = look(nlp, document.text)
        explanation = explained(scorer, observation, "beleidsregel", "uitvoeringsinstructie")
        assert sum(c.family == "ngram" for c in explanation.contributions) > 50
        check_places(doc, explanation)


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "beleidsregel werkinstructie het college de aanvraag kan afwijken niet tenzij artikel 4:81 "
        "van Awb stap 1 open dossier noteer € 12,50 hoogachtend Aan: datum u ik wij zie bijlage 2 "
        "www.voorbeeld.nl % . , ; : ( ) ? ! -",
    )
) | st.sampled_from(["\n", "\n\n"])
LETTERS = st.text("abcdeéïß ,.-0123٣'’/:", max_size=12)


@pytest.fixture(scope="session")
def check(scorer: Scorer, nlp: Language) -> Callable[[str], None]:
    def check(text: str) -> None:
        try:
            doc, observation = look(nlp, text)
        except DocumentError:
            assume(False)
        check_sum(scorer, observation)
        check_places(doc, explained(scorer, observation, *PAIRS[1]))

    return check


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(parts=st.lists(WORDS | LETTERS, min_size=1, max_size=80))
def test_any_text(check: Callable[[str], None], parts: list[str]) -> None:
    check(" ".join(parts))


def test_swapping_the_labels_swaps_the_signs(
    scorer: Scorer, observations: list[Observation]
) -> None:
    for observation in observations[:5]:
        for target, against in PAIRS[:3]:
            there = explained(scorer, observation, target, against)
            back = explained(scorer, observation, against, target)
            assert back.score == pytest.approx(-there.score, abs=1e-12)
            assert back.bias == pytest.approx(-there.bias, abs=1e-12)
            mirrored = {c.feature: -c.contribution for c in back.contributions}
            assert mirrored == {
                c.feature: pytest.approx(c.contribution, abs=1e-12) for c in there.contributions
            }


def test_contributions_of_three_labels_add_up(
    scorer: Scorer, observations: list[Observation]
) -> None:
    a, b, c = DOCUMENT_LABELS
    shares = [
        {
            one.feature: one.contribution
            for one in explained(scorer, observations[0], *pair).contributions
        }
        for pair in ((a, b), (b, c), (a, c))
    ]
    for feature, whole in shares[2].items():
        assert shares[0][feature] + shares[1][feature] == pytest.approx(whole, abs=1e-12)


def test_strongest_come_first(scorer: Scorer, observations: list[Observation]) -> None:
    sizes = [
        abs(c.contribution) for c in explained(scorer, observations[0], *PAIRS[0]).contributions
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0


def test_a_second_occurrence_shares_equally(scorer: Scorer, nlp: Language) -> None:
    text = (
        "1. Het college verleent de vergunning. De aanvrager krijgt de vergunning en het dossier."
    )
    _, observation = look(nlp, text)
    contributions = explained(scorer, observation, *PAIRS[0]).contributions
    (found,) = [c for c in contributions if c.feature == "ngram:de"]
    assert [text[start:end] for start, end in found.spans] == ["de", "De", "de"]
    # What a report paints over each place, from all features, is again the score.
    painted = Counter[tuple[int, int]]()
    for contribution in contributions:
        for span in contribution.spans:
            painted[span] += contribution.contribution / len(contribution.spans)
    whole = explained(scorer, observation, *PAIRS[0])
    assert sum(painted.values()) + whole.bias == pytest.approx(whole.score, abs=1e-9)


def test_masking_form_changes_the_contributions_of_form_alone(
    scorer: Scorer, observations: list[Observation]
) -> None:
    form = scorer.extractor.families() == "form"
    masked_some = 0
    for observation in observations[:30]:
        row = scorer.extractor.transform([observation])
        masked = row.copy()
        masked.data[form[masked.indices]] = 0
        masked.eliminate_zeros()
        masked_some += masked.nnz < row.nnz
        parts = (scorer.extractor, scorer.classifier, *PAIRS[0])
        whole, rest = explain(observation, row, *parts), explain(observation, masked, *parts)
        kept = [c for c in whole.contributions if c.family != "form"]
        assert list(rest.contributions) == kept
        left = sum(c.contribution for c in whole.contributions if c.family == "form")
        assert rest.score + left == pytest.approx(whole.score, abs=1e-9)
    assert masked_some > 10


def test_with_other_form_the_same_content_keeps_its_ngrams(scorer: Scorer, nlp: Language) -> None:
    body = "1. Inleiding\n\nHet college verleent geen vergunning, tenzij de aanvrager dat vraagt.\n"
    seen = [
        explained(scorer, look(nlp, head + body)[1], *PAIRS[0])
        for head in ("", "Werkinstructie vergunningen\n\n", "Beleidsregel vergunningen\n\n")
    ]
    values = [
        {c.feature: c.value for c in one.contributions if c.family == "ngram"} for one in seen
    ]
    assert len(values[0]) > 10
    assert values[0] == values[1] == values[2]
