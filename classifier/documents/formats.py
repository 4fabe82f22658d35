"""The table of formats: how the content of each is known, and which module reads it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Final

from classifier.documents.encoding import decode, is_text
from classifier.documents.images.kinds import Kind, kind_of
from classifier.documents.official.roots import is_official, refusal, root_of
from classifier.errors import EncryptedDocumentError, UnknownFormatError

_HEAD: Final = 4096  # bytes in which a format shows itself
_PDF_HEAD: Final = 1024  # as PDF readers allow, for what mail gateways put before it
_ODT: Final = b"application/vnd.oasis.opendocument.text"
_PUBLICATIONS: Final = "classifier.documents.official.reading"
_IMAGES: Final = "classifier.documents.images.reading"
_BOM_AND_SPACE: Final = b"\xef\xbb\xbf \t\r\n\0"
_WORD_PART: Final = re.compile(r"word/document\d*\.xml")
# Lines such as "Subject: Horen", and those that go on with the line before them.
_HEADERS: Final = re.compile(rb"\s*(?:From \S.*\r?\n)?(?:[!-9;-~]{1,60}:.*\r?\n(?:[ \t].*\r?\n)*)+")
_HEADER_NAME: Final = re.compile(rb"^([!-9;-~]{1,60}):", re.M)
_TRAVELLED: Final = {b"received", b"message-id", b"mime-version", b"return-path"}
_MAIL: Final = _TRAVELLED | {b"from", b"to", b"subject", b"date"}
_MSG_STREAM: Final = "__properties_version1.0".encode("utf-16-le")
_DOC_STREAM: Final = "WordDocument".encode("utf-16-le")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_HTML: Final = re.compile(
    r"(?:\s|<\?xml[^>]*>|<!--(?:(?!-->).)*-->)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_TAG: Final = re.compile(r"<(?:p|div|body|h[1-6]|ul|ol|table|span|br)\b[^>]*>", re.I)
_XML: Final = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html))", re.I)
# Marks of Markdown. One may stand in any plain text; two different ones do so on purpose. The lines
# begin with the line end before them, which is found many times as fast as "^".
_MARKDOWN: Final = (
    re.compile(r"\A\n---\n(?:[\w-]+:.*\n)+(?:---|\.\.\.)\n"),
    re.compile(r"\n#{1,6} \S"),
    re.compile(r"\n(?:```|~~~)"),
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?://|/|#|\.|mailto:)[^)\n]{0,500}\)"),
    re.compile(r"\*\*(?<!\S..)[^\s*][^*\n]{0,200}\*\*"),
    re.compile(r"\n\|(?: *:?-{2,}:? *\|)+ *$", re.M),
)
_MARKDOWN_SAMPLE: Final = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Format:
    """One format that can be read."""

    media_type: str
    suffixes: tuple[str, ...]  # in lower case, with the dot
    matches: Callable[[bytes, str], bool]  # of the content and the suffix
    module: str  # holds read(content, builder); imported only when needed


def _is_pdf(content: bytes, suffix: str) -> bool:
    return b"%PDF-" in content[:_PDF_HEAD]


def _is_docx(content: bytes, suffix: str) -> bool:
    # Programs that write to a server number the document.
    named = any(map(_WORD_PART.fullmatch, _members(content)))
    return named or _is_broken_zip(content, suffix, ".docx")


def _is_odt(content: bytes, suffix: str) -> bool:
    # The standard puts the media type first and uncompressed, at a fixed place.
    head = content[:_HEAD]
    marked = content.startswith(b"PK\3\4") and b"mimetype" + _ODT in head
    return (marked and b"mimetype" + _ODT + b"-" not in head) or _is_broken_zip(
        content, suffix, ".odt"
    )


def _is_rtf(content: bytes, suffix: str) -> bool:
    return content[:_HEAD].lstrip(_BOM_AND_SPACE).startswith(b"{\\rtf")


def _is_mail(content: bytes, suffix: str) -> bool:
    match = _HEADERS.match(content[:_HEAD])
    if match is None:
        return False
    names = {name.strip().lower() for name in _HEADER_NAME.findall(match[0])}
    return len(names & _MAIL) >= 2 and (suffix == ".eml" or not names.isdisjoint(_TRAVELLED))


def _is_msg(content: bytes, suffix: str) -> bool:
    return content.startswith(_OLE) and (_MSG_STREAM in content or suffix == ".msg")


def _is_doc(content: bytes, suffix: str) -> bool:
    return content.startswith(_OLE) and (_DOC_STREAM in content or suffix == ".doc")


def _is_image(kind: Kind, content: bytes, suffix: str) -> bool:
    return kind_of(content) == kind


def _is_official(content: bytes, suffix: str) -> bool:
    return is_official(_head(content))


def _is_html(content: bytes, suffix: str) -> bool:
    head = _head(content)
    return _HTML.match(head) is not None or (
        suffix in {".html", ".htm", ".xhtml"} and _TAG.search(head) is not None
    )


def _is_markdown(content: bytes, suffix: str) -> bool:
    if not is_text(content) or _XML.match(_head(content)):
        return False
    if suffix in {".md", ".markdown"}:
        return True
    text = decode(content[: _MARKDOWN_SAMPLE * 2]).replace("\r\n", "\n")
    sample = "\n" + text[:_MARKDOWN_SAMPLE]
    found = [mark for mark in _MARKDOWN if mark.search(sample)]
    return len(found) >= 2


def _is_plain(content: bytes, suffix: str) -> bool:
    return is_text(content) and not _XML.match(_head(content))


#: In the order in which they are tried; the last takes any text.
FORMATS: Final = (
    Format("application/pdf", (".pdf",), _is_pdf, "classifier.documents.pdf.reading"),
    Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        (".docx",),
        _is_docx,
        "classifier.documents.docx.reading",
    ),
    Format(_ODT.decode(), (".odt",), _is_odt, "classifier.documents.odt.reading"),
    Format("application/rtf", (".rtf",), _is_rtf, "classifier.documents.rtf.reading"),
    Format("application/vnd.ms-outlook", (".msg",), _is_msg, "classifier.documents.msg"),
    Format("application/msword", (".doc",), _is_doc, "classifier.documents.doc"),
    Format("message/rfc822", (".eml",), _is_mail, "classifier.documents.mail"),
    Format("image/png", (".png",), partial(_is_image, "png"), _IMAGES),
    Format("image/jpeg", (".jpg", ".jpeg"), partial(_is_image, "jpeg"), _IMAGES),
    Format("image/tiff", (".tif", ".tiff"), partial(_is_image, "tiff"), _IMAGES),
    Format("application/xml", (".xml",), _is_official, _PUBLICATIONS),
    Format("text/html", (".html", ".htm", ".xhtml"), _is_html, "classifier.documents.html"),
    Format("text/markdown", (".md", ".markdown"), _is_markdown, "classifier.documents.markdown"),
    Format("text/plain", (".txt", ".text"), _is_plain, "classifier.documents.plain"),
)

# Parts of zip files that are documents of kinds that are not read: their names stand in the file.
_PARTS: Final = (
    (
        b"xl/workbook",
        "a workbook, not one document",
        "save a sheet as PDF, or give its rows as documents with --dataset",
    ),
    (b"ppt/presentation", "a presentation, which is not read", "save it as PDF"),
)
# Beginnings of formats that are not read, and what to do with such a file.
_REFUSED: Final = (
    (_OLE, "a file of an old Office program other than Word", "save it as DOCX or PDF"),
    (b"PK", "a zip container, not one document", "unpack it, or give its path to read_all"),
    (b"GIF8", "an image for screens", "save it as PNG or PDF, which is read by OCR"),
)


def detect(content: bytes, suffix: str, name: str) -> Format:
    """Return the format of a file: by its content, and by its suffix only in doubt.

    Parameters
    ----------
    content : bytes
        The file, not empty.
    suffix : str
        Of its name, in lower case with the dot; "" when unknown.
    name : str
        The document, for error messages.

    Returns
    -------
    Format
        The first of :data:`FORMATS` that knows the content.

    Raises
    ------
    EncryptedDocumentError
        When it is an Office file under a password, whose format cannot be seen.
    UnknownFormatError
        When no format knows it; the message names the remedy.
    """
    if content.startswith(_OLE) and _ENCRYPTED_PACKAGE in content:
        raise EncryptedDocumentError.by_password(name)
    refused = next((entry for entry in _REFUSED if content.startswith(entry[0])), None)
    if refused is None or refused[0] in {b"PK", _OLE}:
        for candidate in FORMATS:
            # Asked of text only: to read the head of another file as text takes milliseconds.
            if candidate.module == _PUBLICATIONS and (about := refusal(_head(content))):
                raise UnknownFormatError(f"{name}: {about}")
            if candidate.matches(content, suffix):
                return candidate
    if refused is not None:
        part = next((entry for entry in _PARTS if entry[0] in content), refused)
        _, what, remedy = part if refused[0] == b"PK" else refused
        raise UnknownFormatError(f"{name}: {what}; {remedy}")
    what, head = "no known format", _head(content)
    if _XML.match(head):
        root = root_of(head)[:40]
        what = f"XML of a kind that is not read{f' (<{root}>)' if root else ''}"
    # Nobody can save a text as an official publication, or would as an image.
    saved = (entry for entry in FORMATS if entry.module not in {_IMAGES, _PUBLICATIONS})
    readable = ", ".join(entry.suffixes[0][1:].upper() for entry in saved)
    raise UnknownFormatError(f"{name}: {what}; save it as one of {readable}")


def may_hold_others(content: bytes, suffix: str) -> bool:
    """Return whether a file may be a mail, with documents attached.

    Parameters
    ----------
    content : bytes
        The file.
    suffix : str
        Of its name, in lower case with the dot; "" when unknown.
    """
    return _is_mail(content, suffix) or _is_msg(content, suffix)


def _head(content: bytes) -> str:
    return _decoded(content[:_HEAD])


@lru_cache(maxsize=4)  # one format after the other asks for the same
def _decoded(head: bytes) -> str:
    return decode(head).lstrip("\ufeff")


def _members(content: bytes) -> frozenset[str]:
    if not content.startswith(b"PK"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            return frozenset(container.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()


def _is_broken_zip(content: bytes, suffix: str, wanted: str) -> bool:
    # A cut-off file has lost its table of members, so only the name can tell what it was.
    return suffix == wanted and content.startswith(b"PK\3\4") and not _members(content)
