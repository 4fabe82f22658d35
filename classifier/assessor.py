"""The assessor: a loaded model with its pipeline, which assesses documents."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any, Final

# Before spaCy: skops searches all that is imported, first to last, for what it is to trust.
import skops.io  # noqa: F401
from spacy.language import Language

from classifier.assessment import findings
from classifier.assessment.arguments import find_arguments
from classifier.assessment.assessment import Assessment, failure
from classifier.assessment.doubt import Abstention, check_text
from classifier.assessment.elements import find_elements
from classifier.assessment.evidence import FormAndSubstance
from classifier.assessment.form import self_name
from classifier.assessment.passages import label_passages
from classifier.assessment.scored import score
from classifier.documents import Document, OcrMode, Unopened, read
from classifier.errors import ClassifierError, PipelineMismatchError
from classifier.features import Observer
from classifier.labels import TWIJFEL
from classifier.model.persistence import Model, load_model, read_card
from classifier.preprocessing import build_pipeline, pipeline_id, preprocess
from classifier.woo.grounding import with_grounds

# A pipeline keeps every word of the documents that went by: spaCy takes some 500 bytes for each,
# and one or two for each character of a long one, and text without spaces may be of any length.
_MOST_KEPT: Final = 300_000  # words
_MOST_READ: Final = 50_000_000  # characters
_log = logging.getLogger(__name__)


def load(path: str | Path | None = None, *, max_error: float | None = None) -> Assessor:
    """Load a model.

    Parameters
    ----------
    path : str or Path, optional
        The folder of a model; by default the one that is shipped.
    max_error : float, optional
        As for :class:`Assessor`.

    Returns
    -------
    Assessor

    Raises
    ------
    ModelError
        When there is no model, it is damaged or not to be trusted, it was made for another
        pipeline, or it cannot promise so low an error.
    """
    folder = None if path is None else Path(path)
    return Assessor(load_model(folder), read_card(folder), max_error=max_error)


class Assessor:
    """Assesses documents with one model.

    Parameters
    ----------
    model : Model
        From :func:`classifier.model.persistence.load_model`.
    card : str
        Its card, in Markdown.
    nlp : Language, optional
        The pipeline; by default built by the name that the model records.
    max_error : float, optional
        The share of the decisions that may be wrong: less sure than that is "twijfel". By default
        the threshold that the model records decides.

    Raises
    ------
    PipelineMismatchError
        When the pipeline is not the one that the model learned from.
    ModelError
        When the model cannot promise so low an error.
    """

    def __init__(
        self,
        model: Model,
        card: str = "",
        nlp: Language | None = None,
        *,
        max_error: float | None = None,
    ) -> None:
        self.model = model
        self._called = model.info.full_name
        self.card = card
        self.nlp = build_pipeline(model.info.pipeline) if nlp is None else nlp
        # A pipeline that was built here may be built again; see assess_many.
        kept, read = (_MOST_KEPT, _MOST_READ) if nlp is None else (inf, inf)
        self._most_words, self._most_read = len(self.nlp.vocab) + kept, read
        self._n_read = 0  # characters that the pipeline saw
        here = pipeline_id(self.nlp)
        if here != model.info.pipeline_id:
            raise PipelineMismatchError(
                f"model {model.info.name} was made for pipeline {model.info.pipeline_id}, this is "
                f"{here}; train it anew with: beleidsregel train, or install the version it is for"
            )
        self._abstention = Abstention(model, max_error)

    def assess(
        self,
        source: Path | bytes | str | Document,
        *,
        explain: bool = True,
        ocr: OcrMode = "auto",
    ) -> Assessment:
        """Assess one document.

        Parameters
        ----------
        source : Path, bytes, str or Document
            What :func:`classifier.read` takes, or what it gave.
        explain : bool
            Whether to say why.
        ocr : {"auto", "always", "never"}
            Whether text is read in the images of pages, as :func:`classifier.read` takes it.

        Raises
        ------
        DocumentError
            When the document cannot be read, holds fewer than 30 words or is not in Dutch.
        """
        document = source if isinstance(source, Document) else read(source, ocr=ocr)
        self._n_read += len(document.text)
        doc = preprocess(self.nlp, document)
        observe = Observer(doc)
        observation = observe()
        check_text(doc, observation, document.source or "the text")
        scored = score(self.model.documents, observation)
        threshold = self.model.info.passage_threshold
        passages = label_passages(doc, self.model.passages, scored.label, observe)
        sentences = observe.sentences
        passages = with_grounds(passages, scored.label, document, sentences, threshold)
        form = FormAndSubstance(scored.without_form(), self_name(doc))
        doubt = self._abstention.reason(observation, scored.probabilities[scored.label])
        explanation = scored.explanation() if explain else None
        return Assessment(
            source=document.source,
            sha256=document.sha256,
            title=document.title,
            model=self._called,
            n_words=observation.n_words,
            label=scored.label,
            decision=TWIJFEL if doubt else scored.label,
            doubt=doubt,
            probabilities=scored.probabilities,
            explanation=explanation,
            arguments=find_arguments(explanation, sentences) if explanation else (),
            elements=find_elements(observation.marks),
            form=form,
            passages=passages,
            findings=findings.find(
                document, scored.label, passages, form, observation.marks, threshold
            ),
            warnings=document.warnings,
            text=document.text,
            # The files that came with it are no part of what is assessed, and may be large.
            document=replace(document, attachments=()),
        )

    def assess_many(
        self,
        sources: Iterable[Path | bytes | str | Document],
        *,
        explain: bool = False,
        ocr: OcrMode = "auto",
    ) -> Iterator[Assessment]:
        """Assess documents one by one; what fails becomes an assessment with an error.

        Parameters
        ----------
        sources : iterable of Path, bytes, str or Document
            The documents.
        explain : bool
            Whether to say why.
        ocr : {"auto", "always", "never"}
            As for :meth:`assess`.

        Yields
        ------
        Assessment
            One a source, in order.
        """
        for source in sources:
            self._forget()
            try:
                yield self.assess(source, explain=explain, ocr=ocr)
            except ClassifierError as error:
                yield self.failure(source, error)
            except Exception as error:  # noqa: BLE001 - one's crash may not lose the others
                _log.exception("a document could not be assessed")
                yield self.failure(source, error)

    def _forget(self) -> None:
        """Build the pipeline anew when it keeps much: memory would grow without end."""
        if len(self.nlp.vocab) > self._most_words or self._n_read > self._most_read:
            self.nlp, self._n_read = build_pipeline(self.model.info.pipeline), 0

    def failure(self, source: Path | bytes | str | Document, error: Exception) -> Assessment:
        """Return the assessment of a document that could not be assessed.

        Parameters
        ----------
        source : Path, bytes, str or Document
            The document.
        error : Exception
            What prevented it.
        """
        if isinstance(source, bytes):
            source = Unopened("", (), content=source).refused()
        elif not isinstance(source, Document):
            source = str(source) if isinstance(source, Path) else ""  # a text has no name
        return failure(source, error, self._called)

    def describe(self) -> dict[str, Any]:
        """Return what the model says about itself."""
        info, classifier = self.model.info, self.model.documents.classifier
        families = self.model.documents.extractor.families().tolist()
        return {
            "name": info.name,
            "version": info.version,
            "pipeline": info.pipeline_id,
            "labels": classifier.classes_.tolist(),
            "n_features": {family: families.count(family) for family in sorted(set(families))},
            "threshold": info.threshold,
            "trained_on": info.trained_on,
            "scores": info.scores,
        }
