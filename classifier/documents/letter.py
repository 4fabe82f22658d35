"""A mail as a person sees it, whatever format it was kept in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime
from typing import Final
from urllib.parse import unquote

from classifier.documents import plain
from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.limits import Limits
from classifier.errors import EmptyDocumentError

_STUB: Final = 300  # characters; a plain text this short may only say that there is HTML
_STUB_SHARE: Final = 0.2  # of the characters of the HTML, below which the plain text is a stub
_QUOTED: Final = re.compile(r"[> \t]*")


@dataclass(slots=True)
class Letter:
    """The parts of a mail."""

    subject: str = ""
    sender: str = ""
    to: str = ""
    cc: str = ""
    date: datetime | None = None
    plain: str = ""  # the text of the mail, or what stands in for its HTML
    html: str = ""
    attachments: list[tuple[str, bytes]] = field(default_factory=list)  # name, content


def add_letter(letter: Letter, builder: DocumentBuilder) -> None:
    """Add the blocks of a mail: the subject, who wrote to whom and when, and the text.

    The plain text is preferred to the HTML, unless it is empty or a stub. Quoted replies are part
    of the text; their marks are left out.

    Parameters
    ----------
    letter : Letter
        The mail.
    builder : DocumentBuilder
        Takes the blocks and the attachments.
    """
    builder.add("heading", letter.subject, level=1)
    date = letter.date.strftime("%d-%m-%Y %H:%M") if letter.date else ""
    lines = (("Van", letter.sender), ("Verzonden", date), ("Aan", letter.to), ("CC", letter.cc))
    for name, text in lines:
        if one_line(text):
            builder.add("paragraph", f"{name}: {text}")
    if _prefers_html(letter, builder.limits):
        from classifier.documents.html import add_markup

        add_markup(letter.html, builder)
    else:
        plain.add_text(_unquoted(letter.plain), builder)
    for name, content in letter.attachments:
        builder.attach(name, content)


def shows(html: str, content_id: str) -> bool:
    """Return whether the text of a mail shows what is attached to it, such as a logo.

    Parameters
    ----------
    html : str
        The text; without any, all that could be shown counts as shown.
    content_id : str
        Of the attachment; "" when it has none, and cannot be shown.

    Examples
    --------
    >>> shows('<img src="cid:logo%40elzerade">', "<logo@elzerade>"), shows("<p>Zie de scan", "<s>")
    (True, False)
    """
    wanted = content_id.strip().strip("<>").lower()
    return wanted != "" and (not html.strip() or f"cid:{wanted}" in unquote(html).lower())


def as_eml(letter: Letter) -> bytes:
    """Return a mail as a file of its own, in the format that all mail programs know.

    Parameters
    ----------
    letter : Letter
        The mail.
    """
    message = MIMEMultipart()
    for name, text in (("From", letter.sender), ("To", letter.to), ("CC", letter.cc)):
        if one_line(text):
            message[name] = _encoded(text)
    message["Subject"] = _encoded(letter.subject)
    if letter.date:
        message["Date"] = format_datetime(letter.date)
    texts = MIMEMultipart("alternative")
    for text, kind in ((letter.plain, "plain"), (letter.html, "html")):
        texts.attach(MIMEText(text.encode("utf-8", "replace").decode(), kind, "utf-8"))
    message.attach(texts)
    for name, content in letter.attachments:
        part = MIMEApplication(content)
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", one_line(name)))
        message.attach(part)
    return message.as_bytes()


def _unquoted(text: str) -> str:
    """Return a text without the marks of what it quotes, each quotation standing apart."""
    rows: list[str] = []
    before = 0
    for row in text.splitlines():
        match = _QUOTED.match(row) if row.startswith(">") else None
        depth = match[0].count(">") if match else 0
        if depth != before:
            rows.append("")
        rows.append(row[match.end() :] if match else row)
        before = depth
    return "\n".join(rows)


def _encoded(text: str) -> str:
    return Header(one_line(text), "utf-8").encode()


def _prefers_html(letter: Letter, limits: Limits) -> bool:
    text = one_line(letter.plain)
    if not letter.html.strip() or len(text) > _STUB:
        return False
    from classifier.documents.html import add_markup

    trial = DocumentBuilder("", limits)
    add_markup(letter.html, trial)
    try:
        return len(text) < _STUB_SHARE * len(trial.build().text)
    except EmptyDocumentError:
        return False
