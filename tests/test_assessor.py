import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from spacy.language import Language

from classifier.assessment.doubt import MIN_WORDS
from classifier.assessor import Assessor
from classifier.corpora.corpus import LabelledDocument
from classifier.documents import Attachment, Document, read
from classifier.errors import OtherLanguageError, TooShortDocumentError
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS, TWIJFEL
from classifier.model.persistence import Model

AUTHORED = Path(__file__).parents[1] / "data" / "authored"
ENGLISH = "The applicant must submit the form to the authority within six weeks of the day. " * 5
WORK = "Open het dossier, noteer de datum in veld 3 en leg het aan de teamleider voor.\n\n"
NORM = "Het college weigert de vergunning als de aanvrager eerder is beboet in zaak 4.\n\n"


@pytest.fixture(scope="session")
def assessor(model: Model, nlp: Language) -> Assessor:
    return Assessor(model, "# Kaart", nlp)


def with_info(assessor: Assessor, **fields: float) -> Assessor:
    model = replace(assessor.model, info=replace(assessor.model.info, **fields))
    return Assessor(model, nlp=assessor.nlp)


def test_assessment_of_a_file(
    assessor: Assessor, tmp_path: Path, authored: list[LabelledDocument]
) -> None:
    path = tmp_path / "stuk.txt"
    path.write_text(authored[1].text, encoding="utf-8")
    found = assessor.assess(path)
    document = read(path)
    assert (found.source, found.sha256, found.title) == (str(path), document.sha256, document.title)
    assert (found.model, found.text) == ("klein@1", document.text)
    assert found.n_words > 100
    assert set(found.probabilities) == set(DOCUMENT_LABELS)
    assert sum(found.probabilities.values()) == pytest.approx(1, abs=1e-9)
    assert found.label == max(found.probabilities, key=found.probabilities.__getitem__)
    assert (found.error_code, found.error_message) == (None, None)
    assert found.explanation is not None
    second = sorted(found.probabilities.values())[1]
    assert found.explanation.target == found.label
    assert found.probabilities[found.explanation.against] == second
    assert found.explanation.score >= 0


def test_layout_is_kept_without_attachments_and_out_of_the_record(assessor: Assessor) -> None:
    attached = replace(read(WORK * 5), attachments=(Attachment("groot.bin", b"0" * 1000),))
    found = assessor.assess(attached)
    assert found.document is not None
    assert (found.document.blocks, found.document.attachments) == (attached.blocks, ())
    assert found.document.text is found.text
    assert not {"document", "text"} & set(found.as_dict())


@pytest.mark.parametrize(("bound", "most"), [("_MOST_KEPT", 50), ("_MOST_READ", 1000)])
def test_words_of_earlier_documents_are_forgotten(
    model: Model, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    monkeypatch.setattr(f"classifier.assessor.{bound}", most)
    assessor = Assessor(model)
    vocabulary = len(assessor.nlp.vocab)
    texts = [WORK * 5 + " ".join(f"zaak{n}x{k}" for k in range(20)) for n in range(6)]
    found = list(assessor.assess_many(read(text) for text in texts))
    assert len(assessor.nlp.vocab) < vocabulary + 120
    whole = Assessor(model, nlp=assessor.nlp)
    assert found == list(whole.assess_many(read(text) for text in texts))
    assert whole.nlp is assessor.nlp
    assert len(whole.nlp.vocab) > vocabulary + 120


def test_any_kind_of_source_is_assessed_alike(assessor: Assessor, tmp_path: Path) -> None:
    path = tmp_path / "stuk.txt"
    path.write_text(WORK * 5, encoding="utf-8")
    content = path.read_bytes()
    sources = [path, str(path), content, content.decode(), read(content)]
    assert isinstance(sources[-1], Document)
    found = [assessor.assess(source) for source in sources]
    assert [one.source for one in found] == [str(path), str(path), "", "", ""]
    assert all(replace(one, source="") == replace(found[0], source="") for one in found)


def test_without_explanation(assessor: Assessor) -> None:
    found = assessor.assess(WORK * 5, explain=False)
    assert found.explanation is None
    full = assessor.assess(WORK * 5)
    assert full.arguments
    assert replace(full, explanation=None, arguments=()) == found


def test_too_short(assessor: Assessor) -> None:
    with pytest.raises(TooShortDocumentError, match=f"29 words .*at least {MIN_WORDS} words"):
        assessor.assess("Het college beslist. " * 9 + "Zo is.")
    assert assessor.assess("Het college beslist. " * 10).n_words == MIN_WORDS


def test_other_language(assessor: Assessor) -> None:
    with pytest.raises(OtherLanguageError, match="the text: not in Dutch; give the Dutch text"):
        assessor.assess(ENGLISH)


def test_under_the_threshold_is_doubt(assessor: Assessor) -> None:
    sure = assessor.assess(WORK * 5)
    assert sure.label is not None
    highest = sure.probabilities[sure.label]
    at = with_info(assessor, threshold=highest).assess(WORK * 5)
    above = with_info(assessor, threshold=highest + 1e-6).assess(WORK * 5)
    assert (at.label, at.decision) == (sure.label, sure.label)
    assert (above.label, above.decision) == (sure.label, TWIJFEL)


def test_many_goes_on_after_what_fails(assessor: Assessor, tmp_path: Path) -> None:
    class Crashing(Assessor):
        def assess(self, source, **options):  # type: ignore[no-untyped-def]
            if source == b"crash":
                raise RuntimeError("kapot")
            return super().assess(source, **options)

    document = replace(read(b"Te kort."), source="rij 7", sha256="ab", title="T")
    sources = [WORK * 5, tmp_path / "weg.txt", document, ENGLISH, b"", b"crash", WORK * 5]
    found = list(Crashing(assessor.model, nlp=assessor.nlp).assess_many(sources))
    assert [one.error_code for one in found] == [
        *(None, "not_found", "too_short", "other_language", "empty", "internal", None)
    ]
    assert found[0] == found[-1] == assessor.assess(WORK * 5, explain=False)
    assert found[1].source == str(tmp_path / "weg.txt")
    assert (found[2].source, found[2].sha256, found[2].title) == ("rij 7", "ab", "T")
    assert found[2].error_message is not None
    assert found[2].error_message.startswith("rij 7: 2 words are too few")
    assert [one.sha256 for one in found[4:6]] == [
        hashlib.sha256(content).hexdigest() for content in (b"", b"crash")
    ]
    assert found[5].error_message == "unexpected RuntimeError: kapot; please report it"
    for one in found[1:-1]:
        assert (one.label, one.decision, one.probabilities) == (None, None, {})
        assert one.model == "klein@1"


def test_many_is_lazy(assessor: Assessor) -> None:
    def sources():  # type: ignore[no-untyped-def]
        yield WORK * 5
        raise AssertionError("asked for too early")

    assert next(assessor.assess_many(sources(), explain=True)).explanation is not None


def test_passages_are_labelled(assessor: Assessor) -> None:
    text = "1. Inleiding\n\n" + WORK * 3 + NORM * 2
    found = assessor.assess(text)
    assert [passage.label for passage in found.passages] == ["werkwijze"] * 3 + ["norm"] * 2
    for passage in found.passages:
        assert found.text[passage.start : passage.end] in (WORK.strip(), NORM.strip())
        assert set(passage.probabilities) == set(PASSAGE_LABELS)
        assert sum(passage.probabilities.values()) == pytest.approx(1, abs=1e-9)
        assert passage.reason


def test_a_passage_of_nothing_but_form_is_overig(assessor: Assessor) -> None:
    # Its letterhead is read as four paragraphs.
    found = assessor.assess(AUTHORED / "toezicht_09.txt", explain=False)
    formal, others = found.passages[:4], found.passages[4:]
    assert found.text[formal[0].start : formal[-1].end].startswith("Inspectie Gezondheidszorg")
    for passage in formal:
        assert (passage.label, passage.probabilities["overig"]) == ("overig", 1.0)
        assert sum(passage.probabilities.values()) == 1.0
    assert all(passage.probabilities["overig"] < 1.0 for passage in others)


def test_without_a_model_of_passages(assessor: Assessor) -> None:
    bare = Assessor(replace(assessor.model, passages=None), nlp=assessor.nlp)
    found = bare.assess(WORK * 5)
    assert (found.passages, found.findings) == ((), ())


def test_norms_in_an_instruction_are_a_finding(assessor: Assessor) -> None:
    instruction = assessor.assess(WORK * 20 + NORM * 5)
    assert instruction.label == "uitvoeringsinstructie"
    assert instruction.findings == ("materieel_beleid",)
    # Too few of the words, or none that is sure enough.
    assert assessor.assess(WORK * 20 + NORM).findings == ()
    assert assessor.assess(WORK * 20).findings == ()
    strict = with_info(assessor, passage_threshold=1.0)
    assert strict.assess(WORK * 20 + NORM * 5).findings == ()


def test_norms_elsewhere_are_no_finding(
    assessor: Assessor, authored: list[LabelledDocument]
) -> None:
    text = next(d.text for d in authored if d.label == "beleidsregel")
    found = assessor.assess(text + "\n\n" + NORM * 30)
    assert found.label == "beleidsregel"
    assert any(passage.label == "norm" for passage in found.passages)
    assert "materieel_beleid" not in found.findings


def test_elements_form_and_sentences_are_found(assessor: Assessor) -> None:
    rule = "Het college kan in bijzondere gevallen afwijken van deze beleidsregel. "
    found = assessor.assess("Werkinstructie terrassen\n\n" + WORK * 5 + rule * 2)
    (deviation,) = (item for item in found.elements if item.name == "afwijking")
    start, end = deviation.evidence[0].spans[0]
    assert found.text[start:end] in rule
    assert found.form is not None
    assert found.form.name is not None
    assert found.form.name.word == "werkinstructie"
    assert sum(found.form.probabilities.values()) == pytest.approx(1, abs=1e-9)
    assert found.arguments[0].contribution > 0
    sentence = found.text[found.arguments[0].start : found.arguments[0].end]
    assert sentence.strip() in WORK


def test_describe(assessor: Assessor) -> None:
    told = assessor.describe()
    assert (told["name"], told["version"], told["threshold"]) == ("klein", "1", 0.5)
    assert told["labels"] == list(DOCUMENT_LABELS)
    assert told["pipeline"] == assessor.model.info.pipeline_id
    assert told["n_features"]["ngram"] == 2000
    assert set(told["n_features"]) == {"cue", "form", "ngram", "structure"}
    assert assessor.card == "# Kaart"


def test_warnings_of_the_document_are_kept(assessor: Assessor) -> None:
    warnings = ("page 3: no text layer",)
    document = replace(read(WORK * 5), warnings=warnings)
    short = replace(read(b"Te kort."), warnings=warnings)
    assert [one.warnings for one in assessor.assess_many([document, short, WORK * 5])] == [
        *(warnings, warnings, ())
    ]
