from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from spacy.language import Language

from classifier.assessment.assessment import Assessment, Passage
from classifier.assessor import Assessor
from classifier.documents import Document
from classifier.model.persistence import Model
from classifier.preprocessing.sentences import sentence_starts
from classifier.woo.grounding import with_grounds
from classifier.woo.proposing import propose

METHOD = "Vraag hem naar het dorp waar hij opgroeide."
WORK = "Open het dossier en noteer de datum."
NORM = "De aanvraag wordt afgewezen als hij heeft gelogen."
CONTACT = "Contactpersoon: J. de Vries"


def chances(label: str, chance: float) -> dict[str, float]:
    others = {"norm", "onderzoek", "overig", "werkwijze"} - {label}
    rest = dict.fromkeys(others, (1 - chance) / 3) | ({"norm": 0.005} if label != "norm" else {})
    return {label: chance} | rest


@pytest.fixture
def assessed() -> Callable[..., Assessment]:
    """Return a maker of assessments: a paragraph a passage, with its label and its chance."""

    def make(
        *parts: tuple[str, str, float], label: str = "uitvoeringsinstructie", **fields: object
    ) -> Assessment:
        text = "\n\n".join(part[0] for part in parts)
        passages, position = [], 0
        for words, kind, chance in parts:
            passages.append(
                Passage(position, position + len(words), kind, chances(kind, chance), reason="r")
            )
            position += len(words) + 2
        starts = sorted({0, *sentence_starts(text), *(passage.start for passage in passages)})
        sentences = list(pairwise([*starts, len(text)]))
        grounded = with_grounds(passages, label, Document(text, (), "Titel"), sentences, 0.6)
        decision = fields.pop("decision", label)
        return Assessment(
            "stuk.txt", label=label, decision=decision, passages=grounded, text=text, **fields
        )

    return make


def test_of_a_passage_with_a_norm_only_the_method_is_proposed(assessed) -> None:
    both, norm = f"{NORM} {METHOD} {NORM}", "Zonder paspoort wordt de aanvraag afgewezen."
    parts = ((WORK, "werkwijze", 0.9), (both, "onderzoek", 0.7), (norm, "onderzoek", 0.7))
    found = assessed(*parts)
    assert [passage.ground for passage in found.passages] == [None, "5.1.2.i", None]
    assert [bool(passage.parts) for passage in found.passages] == [False, True, False]
    proposal = propose(found)
    (item,) = proposal.proposals
    assert found.text[item.start : item.end] == METHOD
    assert found.passages[1].proposed == ((item.start, item.end),)
    assert item.cautions == ("ook_norm",)
    assert proposal.partial == 1


def test_the_norm_that_a_mixed_passage_leaves_means_something(assessed) -> None:
    found = propose(assessed((f"{METHOD} {NORM}", "onderzoek", 0.7)))
    assert (found.partial, found.remaining, found.meaningful) == (1, {}, True)
    whole = assessed((METHOD, "onderzoek", 0.7))
    assert whole.passages[0].parts == ()
    assert (propose(whole).partial, propose(whole).meaningful) == (0, False)


def test_methods_of_an_instruction_are_proposed_with_ground_and_reason(assessed) -> None:
    parts = (WORK, "werkwijze", 0.9), (METHOD, "onderzoek", 0.7), (NORM, "norm", 0.9)
    layout = Document("", (), pages=((0, 10), (10, 500)))
    found = assessed(*parts, document=layout)
    assert [passage.ground for passage in found.passages] == [None, "5.1.2.i", None]
    assert "afstemmen" in found.passages[1].reason
    assert found.passages[0].reason == "r"
    (item,) = propose(found).proposals
    assert found.text[item.start : item.end] == METHOD
    assert (item.page, item.kind, item.rule) == (2, "passage", "onderzoeksmethode")
    assert (item.ground, item.alternatives, item.confidence) == ("5.1.2.i", ("5.1.2.d",), 0.7)
    assert item.reason == found.passages[1].reason
    assert "5.1(2)(i)" in item.basis
    assert item.cautions == ()


def test_a_heading_is_not_proposed(assessed) -> None:
    found = assessed(("Gesprek met de betrokken arts", "onderzoek", 0.9))
    assert propose(found).proposals == ()


@pytest.mark.parametrize("label", ["beleidsregel", "overig"])
def test_elsewhere_only_personal_data_are_proposed(assessed, label: str) -> None:
    found = assessed((METHOD, "onderzoek", 0.9), (CONTACT, "overig", 0.9), label=label)
    assert [passage.ground for passage in found.passages] == [None, None]
    (item,) = propose(found).proposals
    assert found.text[item.start : item.end] == "J. de Vries"
    assert (item.kind, item.rule, item.ground) == ("personal", "naam", "5.1.2.e")


def test_what_to_look_at_first_is_said(assessed) -> None:
    found = assessed((METHOD, "onderzoek", 0.7), decision="twijfel")
    (passage,) = found.passages
    mixed = replace(passage, probabilities=passage.probabilities | {"norm": 0.15})
    for decision, one, cautions in (
        ("uitvoeringsinstructie", mixed, ("ook_norm",)),
        ("twijfel", passage, ("soort_onzeker",)),
        ("twijfel", mixed, ("ook_norm", "soort_onzeker")),
    ):
        (item,) = propose(replace(found, decision=decision, passages=(one,))).proposals
        assert item.cautions == cautions


def test_share_counts_each_character_once(assessed) -> None:
    words = f"{METHOD} {CONTACT}"
    found = propose(assessed((words, "onderzoek", 0.9), (WORK, "werkwijze", 0.9)))
    assert len(found.proposals) == 2
    black, all_ = (len("".join(text.split())) for text in (words, words + WORK))
    assert found.share == pytest.approx(black / all_)


@pytest.mark.parametrize(
    ("parts", "max_share", "disproportionate", "meaningful"),
    [
        ([(METHOD, "onderzoek")], 0.5, True, False),
        ([(METHOD, "onderzoek"), (WORK * 9, "werkwijze")], 0.5, False, True),
        ([(METHOD, "onderzoek"), (WORK * 9, "werkwijze")], 0.1, True, True),
        ([(METHOD * 9, "onderzoek"), (WORK, "overig")], 0.5, True, False),
        ([(METHOD * 9, "onderzoek"), (NORM, "norm")], 0.5, True, True),
        ([(WORK, "overig")], 0.0, False, True),
    ],
)
def test_effort_and_what_remains(
    assessed, parts: list[tuple[str, str]], max_share: float, disproportionate: bool,
    meaningful: bool,
) -> None:  # fmt: skip
    found = propose(assessed(*((*part, 0.9) for part in parts)), max_share=max_share)
    assert (found.disproportionate, found.meaningful) == (disproportionate, meaningful)
    assert found.max_share == max_share
    assert "onderzoek" not in found.remaining
    assert sum(found.remaining.values()) == len(parts) - (parts[0][1] == "onderzoek")


def test_failure_stays_a_failure() -> None:
    found = propose(Assessment("weg.pdf", error_code="not_found", error_message="weg"))
    assert (found.proposals, found.error_code, found.error_message) == ((), "not_found", "weg")


def test_assessor_fills_in_the_grounds(model: Model, nlp: Language) -> None:
    method = "Vraag de aanvrager naar zijn verblijf in de 3 maanden voor het gesprek.\n\n"
    work = "Open het dossier, noteer de datum in veld 3 en leg het aan de teamleider voor.\n\n"
    found = Assessor(model, nlp=nlp).assess(work * 12 + method)
    assert found.label == "uitvoeringsinstructie"
    assert [passage.ground for passage in found.passages] == [None] * 12 + ["5.1.2.i"]
    assert len(propose(found).rows()) == 1
