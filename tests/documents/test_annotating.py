"""Annotated copies from another process: the same copies, and what harms it harms nothing else."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdf
import pytest

from classifier.documents import IsolatedAnnotator, Limits, read
from classifier.documents.docx.commenting import Comment
from classifier.documents.pdf.annotating import Highlight
from classifier.errors import (
    CrashedReaderError,
    TimedOutDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)

EXAMPLES = Path(__file__).parents[2] / "data" / "examples"
PDF = (EXAMPLES / "opzet-nader-gehoor.pdf").read_bytes()
DOCX = (EXAMPLES / "woo-verzoeken.docx").read_bytes()
NOTE = "Kijk hier:\nenkele \ud800 tekens."


@pytest.fixture(scope="module")
def annotator() -> Iterator[IsolatedAnnotator]:
    with IsolatedAnnotator() as annotator:
        yield annotator


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what comments do what the first comment says."""
    (tmp_path / "sitecustomize.py").write_text(
        """
import os, time
from classifier.documents.docx import commenting
def commented(content, comments, **_):
    word = next(iter(comments)).text
    if word == "crash": os.abort()
    if word == "hang": time.sleep(600)
    if word == "memory": bytearray(900_000_000)
    return word.encode()
commenting.commented = commented
"""
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])


def test_a_pdf_gets_its_highlights(annotator: IsolatedAnnotator) -> None:
    places = read(PDF).locate(0, 30)
    assert places[0].box is not None
    notes = [Highlight(places, (1, 2, 3), NOTE), Highlight((), (1, 2, 3), "nergens")]
    copy = annotator.highlighted(PDF, notes, author="A", name="a.pdf")
    pages = pypdf.PdfReader(io.BytesIO(copy)).pages
    found = [one.get_object() for page in pages for one in page.get("/Annots", ())]
    assert [(one["/Contents"], one["/T"]) for one in found] == [(NOTE.replace("\ud800", "?"), "A")]


def test_a_docx_gets_its_comments(annotator: IsolatedAnnotator) -> None:
    told = {"author": "A", "initials": "a", "name": "a.docx"}
    copy = annotator.commented(DOCX, [Comment(0, 12, "Kijk hier.")], **told)
    found = docx.Document(io.BytesIO(copy)).comments
    assert [(one.text, one.author, one.initials) for one in found] == [("Kijk hier.", "A", "a")]


@pytest.mark.parametrize("content", [b"%PDF-1.7 kapot", b"PK\3\4kapot", b""])
def test_a_damaged_file_is_refused(annotator: IsolatedAnnotator, content: bytes) -> None:
    with pytest.raises(UnreadableDocumentError, match=r"^a\.pdf: "):
        annotator.highlighted(content, [], author="A", name="a.pdf")
    with pytest.raises(UnreadableDocumentError, match=r"^a\.docx: "):
        annotator.commented(content, [], author="A", initials="a", name="a.docx")


@pytest.mark.usefixtures("faulty")
@pytest.mark.parametrize(
    ("word", "error", "message"),
    [
        ("crash", CrashedReaderError, "its annotator crashed"),
        ("hang", TimedOutDocumentError, "not annotated within 5 seconds"),
        pytest.param(
            "memory",
            TooLargeDocumentError,
            "takes more memory than the 700000000 bytes of max_memory to comment",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="needs a limit on memory"),
        ),
    ],
)
def test_what_harms_the_copy_harms_nothing_else(
    word: str, error: type[Exception], message: str
) -> None:
    told = {"author": "A", "initials": "a", "name": "a.docx"}
    with IsolatedAnnotator(Limits(max_seconds=5, max_memory=700_000_000)) as annotator:
        with pytest.raises(error, match=message):
            annotator.commented(DOCX, [Comment(0, 9, word)], **told)
        assert annotator.commented(DOCX, [Comment(0, 9, "goed")], **told) == b"goed"
