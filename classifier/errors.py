"""The exceptions of the library: each names the offending thing and the remedy.

The codes are part of the output contract (``error.code`` in a record), so they never change
their meaning; the messages may improve.
"""

from __future__ import annotations

from typing import ClassVar, Self


class ClassifierError(Exception):
    """Base of every exception that this library raises on purpose.

    Parameters
    ----------
    message : str
        What is wrong, naming the offending file, field or value, and what to do about it.
    """

    code: ClassVar[str] = "error"

    @property
    def message(self) -> str:
        """The message as one line."""
        return " ".join(str(self).split())


class DocumentError(ClassifierError):
    """A document cannot be read or cannot be judged; other documents are not affected."""

    code = "unreadable"


class DocumentNotFoundError(DocumentError):
    """There is no file at the given path."""

    code = "not_found"


class UnreadableDocumentError(DocumentError):
    """The file is damaged, or may not be opened."""

    code = "unreadable"


class EncryptedDocumentError(DocumentError):
    """The file is protected by a password."""

    code = "encrypted"

    @classmethod
    def by_password(cls, name: str) -> Self:
        """Return the error of a document by its name, with the remedy."""
        return cls(f"{name}: protected by a password; save it without one")


class UnknownFormatError(DocumentError):
    """The content is of a format that no reader knows."""

    code = "unknown_format"


class EmptyDocumentError(DocumentError):
    """The document holds no text."""

    code = "empty"


class NeedsOcrError(DocumentError):
    """The text of the document stands in images only, and it may not or cannot be read in them."""

    code = "needs_ocr"


class TooLargeDocumentError(DocumentError):
    """The document is larger than the configured limit."""

    code = "too_large"


class TimedOutDocumentError(DocumentError):
    """Reading or judging the document takes longer than the configured limit."""

    code = "timeout"


class CrashedReaderError(DocumentError):
    """The process that read or judged the document ended without an answer."""

    code = "crashed"


class TooShortDocumentError(DocumentError):
    """The document holds too few words to judge."""

    code = "too_short"


class OtherLanguageError(DocumentError):
    """The document is not in Dutch."""

    code = "other_language"


class LexiconError(ClassifierError):
    """A list of words or grounds that comes with the package breaks one of its own rules."""

    code = "lexicon"


class ModelError(ClassifierError):
    """A model folder cannot be used."""

    code = "model"


class ModelNotFoundError(ModelError):
    """There is no model at the given path."""

    code = "model_not_found"


class UntrustedModelError(ModelError):
    """A model holds types that were not audited, was altered, or leads out of its folder."""

    code = "model_untrusted"


class PipelineMismatchError(ModelError):
    """The model was trained for another preprocessing pipeline."""

    code = "model_pipeline"


class MissingPackageError(ClassifierError):
    """What was asked for needs a package that is an extra and is not installed."""

    code = "missing_package"


class RemoteError(ClassifierError):
    """Addresses of a kind cannot be read here: a package is missing, or the protocol is unknown."""

    code = "remote"


class ClusterError(ClassifierError):
    """The cluster cannot be used: there is no scheduler, no worker, or another version there."""

    code = "cluster"


class CorpusError(ClassifierError):
    """A labelled corpus or a data set cannot be used."""

    code = "corpus"


class InputError(ClassifierError, ValueError):
    """What is given to an estimator or as a table cannot be used.

    A ``ValueError`` too, which is what scikit-learn and its users catch.
    """

    code = "input"


class DownloadError(ClassifierError):
    """A text cannot be had from its source; other texts are not affected."""

    code = "download"


class MissingSourceError(DownloadError):
    """The source says that it has no such text."""

    code = "download_missing"


class UnreachableSourceError(DownloadError):
    """The source gives no answer, or none that is whole, however often it is asked."""

    code = "download_unreachable"


class JournalError(ClassifierError):
    """The journal of an earlier run cannot be gone on with, or another run has it."""

    code = "journal"


def document_error(code: str, message: str) -> DocumentError:
    """Return the error of a document that has a code, as it was in another process.

    >>> document_error("encrypted", "nota.pdf: protected by a password; save it without one")
    EncryptedDocumentError('nota.pdf: protected by a password; save it without one')
    """
    kinds = (kind for kind in DocumentError.__subclasses__() if kind.code == code)
    return next(kinds, DocumentError)(message)
