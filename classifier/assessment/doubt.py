"""Why the model may not decide about a document: by its text, or by how sure the model is."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from classifier.counting import counted
from classifier.errors import ModelError, OtherLanguageError, TooShortDocumentError
from classifier.features import Observation
from classifier.features.familiarity import Familiarity, Vocabulary
from classifier.model.persistence import Model, ModelInfo
from classifier.preprocessing.language import is_dutch

SHORT: Final = "short"  # hardly any text beside titles, letterheads and signatures
GARBLED: Final = "garbled"  # words run together, broken or misspelt, as by a bad scan
UNLIKE_TRAINING: Final = "unlike_training"  # figures, or words that were not seen before
MAX_ERROR: Final = "max_error"  # not sure enough for the error that was asked for
CLOSE: Final = "close"  # not sure enough

MIN_WORDS: Final = 30  # with fewer a text cannot be judged


def check_text(doc: Doc, observation: Observation, called: str) -> None:
    """Check that a text can be judged at all.

    Parameters
    ----------
    doc : Doc
        The text, preprocessed.
    observation : Observation
        Of the whole of it.
    called : str
        What to call it in an error.

    Raises
    ------
    TooShortDocumentError
        When it holds fewer than 30 words.
    OtherLanguageError
        When it is not in Dutch.
    """
    if observation.n_words < MIN_WORDS:
        raise TooShortDocumentError(
            f"{called}: "
            f"{counted(observation.n_words, 'word is', 'words are')} too few to judge; "
            f"give a document of at least {MIN_WORDS} words"
        )
    if not is_dutch(doc):
        raise OtherLanguageError(f"{called}: not in Dutch; give the Dutch text of the document")


class Abstention:
    """Tells when a model may not decide.

    Parameters
    ----------
    model : Model
        The model.
    max_error : float, optional
        The share of the decisions that may be wrong; by default the threshold that the model
        records decides.

    Raises
    ------
    ModelError
        When the model cannot promise so low an error.
    """

    def __init__(self, model: Model, max_error: float | None = None) -> None:
        self._threshold = threshold_for(model.info, max_error)
        self._unsure = CLOSE if max_error is None else MAX_ERROR
        self._least = model.info.doubt.least if model.info.doubt is not None else None
        self._vocabulary = Vocabulary(model.documents.extractor.ngrams_.words_.tolist())

    def reason(self, observation: Observation, probability: float) -> str | None:
        """Return why the model may not decide about a document; None when it may.

        Parameters
        ----------
        observation : Observation
            The document.
        probability : float
            Of the likeliest label.
        """
        found = None
        if self._least is not None:
            familiarity = self._vocabulary.familiarity(observation)
            found = of_text(len(observation.ids), familiarity, self._least)
        return found or (self._unsure if probability < self._threshold else None)


def of_text(n_words: int, found: Familiarity, least: Familiarity) -> str | None:
    """Return why a text is not to be trusted, whatever the model says of it; None if it is.

    Parameters
    ----------
    n_words : int
        Of the text, its form left out.
    found : Familiarity
        Its words.
    least : Familiarity
        What nearly all documents reach.

    Examples
    --------
    >>> least = Familiarity(lettered=0.5, sound=0.9, known=0.7)
    >>> of_text(300, Familiarity(0.9, 0.6, 0.3), least)
    'garbled'
    """
    if n_words < MIN_WORDS:
        return SHORT
    if found.lettered < least.lettered:
        return UNLIKE_TRAINING  # what words a table of figures has says little
    if found.sound < least.sound:
        return GARBLED
    return UNLIKE_TRAINING if found.known < least.known else None


def threshold_for(info: ModelInfo, max_error: float | None) -> float:
    """Return the probability from which a model decides.

    Parameters
    ----------
    info : ModelInfo
        What the model knows of its errors.
    max_error : float or None
        The share of the decisions that may be wrong; None for the threshold that it records.

    Raises
    ------
    ModelError
        When it cannot promise so low an error.
    """
    if max_error is None:
        return info.threshold
    if info.doubt is None:
        raise ModelError(
            f"model {info.name} does not know how often it errs: an earlier version made it, or it "
            "was trained on top of another; train it anew with: beleidsregel train, or do without "
            "a maximum error"
        )
    threshold = info.doubt.threshold(max_error)
    if threshold is None:
        raise ModelError(
            f"model {info.name} cannot promise an error of at most {max_error:g}; "
            f"give {info.doubt.smallest:.4f} or more"
        )
    return threshold
