import pytest

from classifier.assessment.assessment import Passage
from classifier.documents import Document
from classifier.settings import NORM_CEILING, WITHHOLDING_THRESHOLD
from classifier.woo.grounding import may_be_withheld, with_grounds

METHOD = "Vraag hem naar het dorp waar hij opgroeide."
NORM = "De aanvraag wordt afgewezen als hij heeft gelogen."


@pytest.mark.parametrize(
    ("label", "norm", "method", "allowed"),
    [
        ("onderzoek", 0.01, 0.8, True),
        ("werkwijze", 0.01, WITHHOLDING_THRESHOLD, True),
        ("werkwijze", 0.01, WITHHOLDING_THRESHOLD - 0.01, False),
        ("norm", 0.01, 0.9, False),
        ("onderzoek", NORM_CEILING, 0.6, False),
        ("onderzoek", 0.015, 0.6, False),
        ("onderzoek", 0.014, 0.6, True),
    ],
)
def test_a_norm_is_never_proposed(label: str, norm: float, method: float, allowed: bool) -> None:
    passage = Passage(0, 9, label, {"norm": norm, "onderzoek": method})
    assert may_be_withheld(passage, norm_threshold=0.015) is allowed
    assert may_be_withheld(passage, norm_threshold=0.9) is (allowed or norm == 0.015)
    assert may_be_withheld(passage, norm_threshold=0.015, ceiling=norm) is False


def test_sentences_count_as_far_as_they_stand_in_the_passage() -> None:
    text = f"Inleiding {METHOD} {NORM} Slot"
    start, end = text.index(METHOD), text.index(" Slot")
    passage = Passage(start, end, "onderzoek", {"norm": 0.01, "onderzoek": 0.8})
    # The first sentence begins before the passage, the last one ends behind it.
    sentences = [(0, start + len(METHOD)), (start + len(METHOD) + 1, len(text))]
    document = Document(text, (), "Titel")
    (found,) = with_grounds([passage], "uitvoeringsinstructie", document, sentences, 0.6)
    assert found.parts == ((start, start + len(METHOD)),)
    assert with_grounds([passage], "overig", document, sentences, 0.6) == (passage,)


def test_a_letterhead_is_not_proposed() -> None:
    head = "Aan | alle hoormedewerkers\nOnderwerp | vragen naar de herkomst\nDatum | 3 mei 2021"
    text = f"{head}\n\n{METHOD}\n\n{head}"
    starts = (0, len(head) + 2, len(head) + len(METHOD) + 4)
    ends = (len(head), len(head) + 2 + len(METHOD), len(text))
    chances = {"norm": 0.01, "onderzoek": 0.8}
    passages = [
        Passage(start, end, "onderzoek", chances) for start, end in zip(starts, ends, strict=True)
    ]
    found = with_grounds(
        passages,
        "uitvoeringsinstructie",
        Document(text, (), "Titel"),
        list(zip(starts, ends, strict=True)),
        0.6,
    )
    assert [passage.ground is not None for passage in found] == [False, True, True]
