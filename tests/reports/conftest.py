import itertools
import random
import re
from dataclasses import replace
from pathlib import Path

import pytest

from classifier.assessment.assessment import Assessment, Passage
from classifier.assessment.evidence import Argument, Element, Evidence, FormAndSubstance, SelfName
from classifier.documents import Block, Document, read
from classifier.explanation import Contribution, Explanation

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


FEATURES = (  # families in turn; "element" stands where "cue" stands, as elements of cues do
    ("cue:hardheidsclausule", "cue"),
    ("cue:element:afwijking", "cue"),
    ("ngram:{}", "ngram"),
    ("structure:heading", "structure"),
    ("form:letterhead", "form"),
)


def reasons_in(text: str, n: int = 25) -> Explanation:
    """Reasons at the words of a text: overlapping, nested, equal and of both signs."""
    words = list(re.finditer(r"\w{4,}", text))
    contributions = []
    for number in range(n):
        feature, family = FEATURES[number % len(FEATURES)]
        word = words[number * 3 % len(words)]
        spans = [match.span() for match in words if match[0].lower() == word[0].lower()]
        if family == "structure":
            spans = [(start, min(end + 40, len(text))) for start, end in spans[:2]]
        elif family == "form":
            spans = [(max(0, word.start() - 15), word.end())]
        elif feature == "cue:element:afwijking":
            spans = list(contributions[-1].spans)
        value = (2.0 if number % 3 else -1.5) / (number + 1)
        name = feature.format(word[0].lower())
        contributions.append(Contribution(name, family, 0.5, value, tuple(spans)))
    score = -0.7 + sum(c.contribution for c in contributions) + 1e-12
    return Explanation("beleidsregel", "overig", score, -0.7, 1e-12, tuple(contributions))


def assessed(document: Document, **changes: object) -> Assessment:
    """An assessment of a document that no model was asked about."""
    labels = itertools.cycle(("norm", "werkwijze", "onderzoek", "overig"))
    passages = [
        Passage(block.start, block.end, label, {label: 0.8}, reason=f"zegt iets ({label})")
        for block, label in zip(document.blocks, labels, strict=False)
        if block.kind == "paragraph"
    ]
    if passages:
        passages[-1] = replace(passages[-1], ground="5.1.2.i")
    known: dict[str, object] = {
        "source": document.source,
        "sha256": document.sha256,
        "title": document.title,
        "model": "nep@1",
        "n_words": len(document.text.split()),
        "label": "beleidsregel",
        "decision": "beleidsregel",
        "probabilities": {"beleidsregel": 0.714, "overig": 0.2, "uitvoeringsinstructie": 0.086},
        "explanation": reasons_in(document.text),
        "passages": tuple(passages),
        "findings": ("materieel_beleid",),
        "text": document.text,
        "document": document,
    }
    return Assessment(**(known | changes))


HOSTILE = (
    "# <script>alert(1)</script> & \"aanhaling\" 'enkel'\n\n"
    "Het college </a><img src=http://kwaad.example/x onerror=alert(1)> verleent "
    "javascript:alert(1) {{ 7 * 7 }} {% raw %} &amp; &#60;b&#62; </style></script><!-- geen.\n\n"
    "Een regel met \u202eomgekeerde tekst\u202c, \u200bnul\u200bbreedte, \x1b[31mkleur en "
    "\x07bel, en ook שלום en \ud800 losse helft.\n\n"
    "1. <svg onload=alert(1)> is een punt\n2. <iframe srcdoc='<b>'> is er nog een\n\n"
    '| <td> | cel |\n|---|---|\n| <b>vet</b> | "onclick=alert(1) |\n'
)


@pytest.fixture
def hostile() -> Assessment:
    """A text that the reader did not clean, with a name and messages that are no better."""
    text = HOSTILE.replace("\r", "")
    blocks, start = [], 0
    for part in text.split("\n\n"):
        kind = "heading" if part.startswith("#") else "paragraph"
        blocks.append(Block(kind, start, start + len(part), 1))
        start += len(part) + 2
    document = Document(
        text,
        tuple(blocks),
        title='"><script>alert(1)</script>\u202e',
        source="map/\"><img src=x onerror=alert(1)>'\u202e\udcff.txt",
    )
    return assessed(document, warnings=("<b>let op</b>\x1b",), findings=("<i>x</i>",))


@pytest.fixture(scope="session")
def examples() -> list[Assessment]:
    """The example documents, with made-up reasons."""
    folder = Path(__file__).parents[2] / "data" / "examples"
    return [assessed(read(path)) for path in sorted(folder.iterdir())]
