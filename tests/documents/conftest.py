"""Documents made on the spot, so that no test needs a file."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

PdfLine = tuple[str, float, float, float, bool]  # text, x, y, size, bold


def make_pdf(
    pages: Sequence[Sequence[PdfLine]],
    *,
    title: str = "",
    encrypted: bool = False,
    page_keys: bytes = b"/MediaBox [0 0 595 842]",
) -> bytes:
    """Write a PDF with lines of text at given places."""
    objects: list[bytes] = []

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    add(b"")  # the page tree, filled in below
    for font in (b"Helvetica", b"Helvetica-Bold"):
        add(
            b"<< /Type /Font /Subtype /Type1 /Encoding /WinAnsiEncoding /BaseFont /" + font + b" >>"
        )
    kids = []
    for lines in pages:
        stream = b"".join(
            b"BT /F%d %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n"
            % (2 if bold else 1, size, x, y, _escape(text))
            for text, x, y, size, bold in lines
        )
        content = add(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R "
                b"/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (page_keys, content)
            )
        )
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    trailer = b"/Root 1 0 R"
    if title:
        trailer += b" /Info %d 0 R" % add(b"<< /Title (%s) >>" % _escape(title))
    if encrypted:
        rule = add(
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
        )
        trailer += b" /Encrypt %d 0 R /ID [<00> <00>]" % rule
    result = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(result))
        result += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(result)
    result += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    result += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    result += b"trailer\n<< /Size %d %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(result)


def _escape(text: str) -> bytes:
    for special in "\\()":
        text = text.replace(special, "\\" + special)
    return text.encode("cp1252")


def repack(content: bytes, **members: bytes | None) -> bytes:
    """Return a zip container with members replaced, added, or with None left out."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in members:
                new.writestr(name, old.read(name))
        for name, body in members.items():
            if body is not None:
                new.writestr(name, body)
    return result.getvalue()


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def make_docx(body: str, *, main: str = "word/document.xml", **parts: str) -> bytes:
    """Write a DOCX file with the inside of its body and of other parts, such as ``styles``.

    The root of a part is named after it: ``header1`` becomes ``w:hdr`` with relation ``header1``.
    """
    roots = {"header": "hdr", "footer": "ftr"}
    relations = ""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="a" '
            f'Type="{_R}/officeDocument" Target="{main}"/></Relationships>',
        )
        container.writestr(main, f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            kind = name.rstrip("0123456789")
            root = roots.get(kind, kind)
            relations += f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{name}.xml"/>'
            container.writestr(f"word/{name}.xml", f"<w:{root} {_NAMESPACES}>{inside}</w:{root}>")
        container.writestr(
            f"word/_rels/{main.rpartition('/')[2]}.rels",
            f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        )
    return stream.getvalue()


@pytest.fixture
def word() -> Callable[..., bytes]:
    return make_docx


@pytest.fixture
def pdf() -> Callable[..., bytes]:
    return make_pdf


@pytest.fixture
def text_page() -> Callable[..., list[PdfLine]]:
    """A page of lines below each other in the same type."""

    def make(*texts: str, top: float = 700, size: float = 11, gap: float = 14) -> list[PdfLine]:
        lines, y = [], top
        for text in texts:
            if text:
                lines.append((text, 72.0, y, size, False))
            y -= gap
        return lines

    return make


@pytest.fixture
def replace_members() -> Callable[..., bytes]:
    return repack


def make_scan(
    content: bytes,
    *,
    askew: float = 0.0,
    turned: int = 0,
    stamps: Sequence[str] = (),
    pages: Sequence[int] | None = None,
) -> bytes:
    """Return a PDF whose pages are pictures of the pages of another, under a text if given.

    Angles are in degrees counterclockwise; ``pages`` are the 0-based ones that become pictures.
    """
    document = pypdfium2.PdfDocument(content)
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for page in document:
        width, height = page.get_size()
        picture = page.render(scale=200 / 72, grayscale=True).to_pil().convert("L")
        picture = picture.rotate(askew, Image.Resampling.BICUBIC, fillcolor=255)
        picture = picture.rotate(turned, expand=True)
        if turned in (90, 270):
            width, height = height, width
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        for line, stamp in enumerate(stamps):
            canvas.drawString(30, height - 20 - 12 * line, stamp)
        canvas.showPage()
    canvas.save()
    if pages is None:
        return stream.getvalue()
    mixed, scans = pypdf.PdfWriter(), pypdf.PdfReader(stream)
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(content)).pages):
        mixed.add_page(scans.pages[number] if number in pages else page)
    result = io.BytesIO()
    mixed.write(result)
    return result.getvalue()


@pytest.fixture
def scan() -> Callable[..., bytes]:
    return make_scan


@pytest.fixture
def image() -> Callable[..., bytes]:
    """Write a white image of a format and a size in pixels."""

    def make(form: str, size: tuple[int, int]) -> bytes:
        stream = io.BytesIO()
        Image.new("L", size, 255).save(stream, form)
        return stream.getvalue()

    return make


@pytest.fixture
def tesseract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a program in the place of Tesseract that runs a script instead of reading."""

    def make(script: str, *, languages: str = "eng nld") -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "tesseract"
        program.write_text(
            f'#!/bin/sh\nif [ "$1" = --list-langs ]; then echo {languages}; exit; fi\n{script}\n'
        )
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        return program

    return make


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
