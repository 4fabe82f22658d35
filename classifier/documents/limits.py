"""How large a document may be before reading refuses it."""

from __future__ import annotations

from dataclasses import dataclass

from classifier.errors import TooLargeDocumentError


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost; documents come from outside and may be made to do harm.

    >>> Limits(max_pages=10).check("max_pages", 12, "nota.pdf", "pages")
    Traceback (most recent call last):
    ...
    classifier.errors.TooLargeDocumentError: nota.pdf: 12 pages, while at most 10 are read; ...
    """

    max_bytes: int = 100_000_000  # of the file itself
    max_uncompressed: int = 400_000_000  # bytes of all members of a zip container together
    max_xml: int = 100_000_000  # bytes of one XML member; a parsed tree takes several times that
    max_ratio: int = 200  # uncompressed : compressed, of members above MIN_RATIO_BYTES
    max_members: int = 10_000  # files in a zip container
    max_pages: int = 2_000
    max_chars: int = 5_000_000  # of Document.text
    max_pixels: int = 100_000_000  # of an image, before it is decoded; A3 at 600 an inch has 70
    max_ocr_pages: int = 200  # of which the text is read in an image; the others are warned of
    max_ocr_seconds: int = 60  # for one such page; a full one takes two to four
    max_nesting: int = 4  # containers within containers: a mail in a zip in a mail is two deep
    max_unpacked: int = 20_000_000_000  # bytes of all documents in one container together
    max_seconds: int = 120  # to read one document in a process of its own, or to judge it in one
    max_memory: int = 4_000_000_000  # bytes of one that reads; Python takes the first few %

    def check(self, limit: str, number: int, name: str, what: str) -> None:
        """Raise when a number is above a limit.

        Parameters
        ----------
        limit : str
            The name of the field, such as ``"max_pages"``.
        number : int
            What was counted.
        name : str
            The document, for the message.
        what : str
            What was counted, in the plural, for the message.

        Raises
        ------
        TooLargeDocumentError
            When ``number`` is above the limit.
        """
        most: int = getattr(self, limit)
        if number > most:
            raise TooLargeDocumentError(
                f"{name}: {number} {what}, while at most {most} are read; "
                f"split the document, or {allow(limit, number)}"
            )


def allow(limit: str, number: int) -> str:
    """Return the remedy for a limit, for who gives commands and for who writes Python.

    Parameters
    ----------
    limit : str
        The name of a field of :class:`Limits`.
    number : int
        What would be enough.

    Examples
    --------
    >>> allow("max_pages", 12)
    'allow more with --limit max_pages=12, in Python Limits(max_pages=12)'
    """
    return f"allow more with --limit {limit}={number}, in Python Limits({limit}={number})"
