import random

import pytest

from classifier.arguments import Argument
from classifier.assessment import Assessment, Passage
from classifier.elements import Element, Evidence
from classifier.explanation import Contribution, Explanation
from classifier.form import FormAndSubstance, SelfName

TEXT = (
    "Beleidsregel terrassen\n\n"
    "Het college verleent geen ontheffing voor een terras op de stoep. Het college kan afwijken "
    "van deze regel als de gevolgen onevenredig zijn.\n\n"
    "Open het dossier in het systeem en vraag de ondernemer naar zijn plannen."
)


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


@pytest.fixture
def explanation() -> Explanation:
    numbers = random.Random(7)
    named = (
        Contribution("ngram:kan afwijken", "ngram", 0.3, 0.8125, (place("kan afwijken"),)),
        Contribution("structure:step", "structure", 0.1, -0.4444, (place("Open het dossier"),)),
    )
    others = tuple(
        Contribution(f"ngram:woord{number}", "ngram", 0.1, numbers.uniform(-0.2, 0.2))
        for number in range(30)
    )
    contributions = tuple(sorted(named + others, key=lambda c: -abs(c.contribution)))
    score = 0.1234 + sum(c.contribution for c in contributions)
    return Explanation("beleidsregel", "uitvoeringsinstructie", score, 0.1234, 0.0, contributions)


@pytest.fixture
def assessment(explanation: Explanation) -> Assessment:
    norm = {"norm": 0.9, "onderzoek": 0.02, "overig": 0.05, "werkwijze": 0.03}
    method = {"norm": 0.1, "onderzoek": 0.6, "overig": 0.1, "werkwijze": 0.2}
    return Assessment(
        source="terras.txt",
        sha256="0" * 64,
        title="Beleidsregel terrassen",
        model="nep@1",
        n_words=36,
        label="beleidsregel",
        decision="beleidsregel",
        probabilities={"beleidsregel": 0.714, "overig": 0.086, "uitvoeringsinstructie": 0.2},
        explanation=explanation,
        arguments=(
            Argument(*place("Het college kan afwijken"), 0.8, ("afwijken_mogelijk",)),
            Argument(*place("Open het dossier in het systeem"), -0.4, ()),
        ),
        elements=(
            Element("besluit"),
            Element("afwijking", (Evidence("afwijken_mogelijk", (place("kan afwijken"),)),)),
        ),
        form=FormAndSubstance(
            {"beleidsregel": 0.6, "overig": 0.1, "uitvoeringsinstructie": 0.3},
            SelfName("beleidsregel", "beleidsregel", *place("Beleidsregel")),
        ),
        passages=(
            Passage(*place("Het college verleent geen ontheffing"), "norm", norm),
            Passage(
                *place("Open het dossier in het systeem"),
                "onderzoek",
                method,
                "5.1.2.i",
                "zegt wat er wordt onderzocht",
            ),
        ),
        findings=("landenbeleid",),
        text=TEXT,
    )


@pytest.fixture
def failure() -> Assessment:
    return Assessment(
        source="weg.pdf",
        model="nep@1",
        error_code="not_found",
        error_message="weg.pdf: no such file; check the path",
    )
