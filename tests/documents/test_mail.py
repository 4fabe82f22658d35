from __future__ import annotations

import base64
import time
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents import Document, Limits, read
from classifier.errors import (
    ClassifierError,
    EncryptedDocumentError,
    TooLargeDocumentError,
    UnreadableDocumentError,
)

HEAD = (
    b"From: Balie <balie@elzerade.example>\r\nTo: team@elzerade.example\r\n"
    b"Subject: Horen\r\nDate: Tue, 5 Mar 2024 09:30:00 +0100\r\nMIME-Version: 1.0\r\n"
)


def message(text: str = "Wij horen de aanvrager.\n") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Balie Elzerade <balie@elzerade.example>"
    mail["To"] = "Team bezwaar <team@elzerade.example>, archief@elzerade.example"
    mail["Cc"] = "chef@elzerade.example"
    mail["Date"] = "Tue, 5 Mar 2024 09:30:00 +0100"
    mail["Subject"] = "Één vraag over het horen in bezwaar en over de termijn van zes weken, nader"
    mail.set_content(text)
    return mail


def mail(content: bytes) -> Document:
    return read(content, name="bericht.eml")


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_a_mail_as_a_person_sees_it() -> None:
    document = mail(message().as_bytes())
    assert document.media_type == "message/rfc822"
    assert document.title == (
        "Één vraag over het horen in bezwaar en over de termijn van zes weken, nader"
    )
    assert texts(document)[1:] == [
        "Van: Balie Elzerade <balie@elzerade.example>",
        "Verzonden: 05-03-2024 09:30",
        "Aan: Team bezwaar <team@elzerade.example>, archief@elzerade.example",
        "CC: chef@elzerade.example",
        "Wij horen de aanvrager.",
    ]


def test_alternatives_pictures_and_attachments() -> None:
    whole = message()
    whole.add_alternative("<p>Wij horen de aanvrager.</p><img src='cid:logo'>", subtype="html")
    page = whole.get_payload()[1]
    page.add_related(b"\x89PNG", "image", "png", cid="<logo>")
    whole.add_attachment("Wij horen niet.", filename="één nota.txt")
    whole.add_attachment(b"%PDF-", "application", "pdf", filename="besluit.pdf")
    whole.add_attachment(b"\xff\xd8", "image", "jpeg", filename="foto.jpg")
    document = mail(whole.as_bytes())
    assert document.text.count("Wij horen de aanvrager.") == 1
    assert [one.name for one in document.attachments] == [
        *("één nota.txt", "besluit.pdf", "foto.jpg")
    ]
    assert document.attachments[1].content == b"%PDF-"


@pytest.mark.parametrize(
    ("html", "kind", "headers", "attached"),
    [
        ("<img src='cid:a%40b'>", "png", {"cid": "<a@b>"}, False),
        ("<img src='CID:a@b'>", "jpeg", {"cid": "<a@b>", "filename": "a.jpg"}, False),
        ("<p>Zie de scan.</p>", "jpeg", {"cid": "<a@b>", "filename": "scan.jpg"}, True),
        ("<p>Zie de scan.</p>", "jpeg", {"disposition": "inline", "filename": "scan.jpg"}, True),
        ("<p>Zie de scan.</p>", "gif", {"disposition": "inline", "filename": "a.gif"}, False),
        ("", "png", {"cid": "<a@b>"}, False),
        ("", "tiff", {"disposition": "inline"}, True),
        ("", "gif", {"disposition": "attachment", "filename": "a.gif"}, True),
    ],
)
def test_what_the_text_shows_is_no_attachment(
    image: Callable[..., bytes], html: str, kind: str, headers: dict, attached: bool
) -> None:
    whole = message()
    if html:
        whole.add_alternative(html, subtype="html")
    whole.make_mixed()
    whole.add_attachment(image(kind, (600, 800)), "image", kind, **headers)
    assert len(mail(whole.as_bytes()).attachments) == attached


def test_html_only() -> None:
    whole = message("")
    whole.clear_content()
    whole.set_content("<h2>Horen</h2><p>Wij horen.</p>", subtype="html", charset="iso-8859-15")
    assert texts(mail(whole.as_bytes()))[-2:] == ["Horen", "Wij horen."]


@pytest.mark.parametrize("encoded", [False, True])
def test_a_mail_in_the_mail(encoded: bool) -> None:
    outer = message()
    inner = message("Binnen.\n")
    inner.replace_header("Subject", "Oude/vraag")
    outer.add_attachment(inner)
    content = outer.as_bytes()
    if encoded:  # as some gateways do, against the standard
        start = content.index(b"From: Balie", 10)
        end = content.rindex(b"\n--")
        content = content[:start] + base64.encodebytes(content[start:end]) + content[end:]
        content = content.replace(b"Encoding: 8bit", b"Encoding: base64")
    document = mail(content)
    (attached,) = document.attachments
    assert attached.name == ("bericht.eml" if encoded else "Oude-vraag.eml")
    assert texts(read(attached.content, name=attached.name))[-1] == "Binnen."
    assert "Binnen" not in document.text


def test_a_charset_that_cannot_be_named() -> None:
    head = HEAD + b'Content-Type: text/plain; charset="utf-\xff"\r\n\r\n'
    assert "horen één" in read(head + "Wij horen één keer.".encode(), name="a.eml").text


@pytest.mark.parametrize(
    ("charset", "content"),
    [
        ("iso-8859-1", "Coördinatie kost € 5".encode("cp1252")),
        ("iso-8859-15", "Coördinatie kost € 5".encode("iso8859-15")),
        ("utf-8", "Coördinatie kost € 5".encode("cp1252")),
        ("onbekend", "Coördinatie kost € 5".encode()),
    ],
)
def test_charsets(charset: str, content: bytes) -> None:
    head = HEAD + f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert texts(mail(head + content))[-1] == "Coördinatie kost € 5"


def test_headers_as_they_should_not_be() -> None:
    head = HEAD.replace(b"Subject: Horen", "Subject: Één =?utf-8?Q?Caf=C3=A9?= vraag".encode())
    head = head.replace(b"Tue, 5 Mar", b"Gisteren").replace(b"team@", b"=?x?B?!!?= team@")
    lines = texts(mail(head + b"\r\nWij horen."))
    assert lines[0] == "Één Café vraag"
    assert lines[1:2] == ["Van: Balie <balie@elzerade.example>"]
    assert lines[2].startswith("Aan: ")
    windows = HEAD.replace(b"Horen", "één".encode("cp1252"))
    assert texts(mail(windows + b"\r\nWij horen."))[0] == "één"


def test_wrapped_lines_flow() -> None:
    head = HEAD + b"Content-Type: text/plain; charset=utf-8; format=flowed\r\n\r\n"
    body = b"Wij horen de \r\naanvrager \r\naltijd.\r\n\r\n Van-regel\r\n-- \r\nBalie\r\n"
    assert texts(mail(head + body))[4] == "Wij horen de aanvrager altijd."


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (b"text/plain; format=flowed", b"a \r\n" * 400_000),
        (b'text/plain; a="' + b";" * 200_000, b"a"),
        (b"text/plain; " + b'"' * 100_001 + b";" * 100_000, b"a"),
    ],
)
def test_hostile_mail_takes_linear_time(kind: bytes, body: bytes) -> None:
    begin = time.process_time()
    mail(HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + body)
    assert time.process_time() - begin < 3


def test_signed_and_encrypted() -> None:
    signed = HEAD + (
        b"Content-Type: multipart/signed; boundary=x\r\n\r\n--x\r\n\r\nWij horen.\r\n--x\r\n"
        b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nxx\r\n--x--\r\n"
    )
    document = mail(signed)
    assert texts(document)[-1] == "Wij horen."
    assert document.attachments == ()
    locked = HEAD + b"Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nxx\r\n"
    with pytest.raises(EncryptedDocumentError, match=r"bericht\.eml: an encrypted mail"):
        mail(locked)


def test_a_mail_in_the_mail_whose_headers_are_broken() -> None:
    inner = b"From: balie\r\nSubject: een\n0:30:00 twee\r\n\r\nBinnen."
    content = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    content += b"Content-Type: message/rfc822\r\n\r\n" + inner + b"\r\n--x--\r\n"
    assert b"Binnen." in mail(content).attachments[0].content


def test_parts_too_deep_or_too_many() -> None:
    deep = HEAD
    for n in range(2000):
        deep += f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n".encode()
    with pytest.raises(UnreadableDocumentError, match=r"bericht\.eml: parts nested deeper"):
        mail(deep + b"\r\nWij horen.")
    many = HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\nx\r\n" * 50
    with pytest.raises(TooLargeDocumentError, match=r"bericht\.eml: 41 parts.*max_members"):
        read(many, name="bericht.eml", limits=Limits(max_members=40))


@pytest.mark.parametrize(
    "header",
    [
        b"To: " + b"(" * 500_000,
        b"To: " + b"=?utf-8?Q?" * 100_000,
        b"Date: " + b"1 " * 300_000,
        b"Content-Type: text/plain; " + b"a*0*=x'y'z; " * 30_000,
        b"Content-Type: text/plain; charset=" + b"x" * 500_000,
    ],
)
def test_odd_headers_take_no_more_than_a_moment(header: bytes) -> None:
    begin = time.process_time()
    assert "Wij horen." in mail(HEAD + header + b"\r\n\r\nWij horen.").text
    assert time.process_time() - begin < 5


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (HEAD + b"\r\nWij horen.", "", "message/rfc822"),
        (b"From balie Mon Mar 4\n" + HEAD + b"\r\nWij horen.", "x.mbox", "message/rfc822"),
        (b"From: balie\nSubject: Horen\n\nWij horen.", "x.eml", "message/rfc822"),
        (b"From: balie\nSubject: Horen\n\nWij horen.", "x.txt", "text/plain"),
        (b"Onderwerp: horen\nDatum: 5 maart\n\nWij horen.", "x.eml", "text/plain"),
    ],
)
def test_a_mail_is_known_by_its_headers(content: bytes, name: str, media_type: str) -> None:
    assert read(content, name=name).media_type == media_type


_LINE = st.sampled_from(
    [
        *(b"--x", b"--x--", b"", b"Content-Type: multipart/mixed; boundary=x", b"Wij horen."),
        *(b"Content-Type: message/rfc822", b"Content-Transfer-Encoding: base64", b"V2lq", b"\xff"),
        *(b"Content-Type: text/html; charset=utf-7", b"Content-Disposition: attachment"),
        *(b"Content-Type: multipart/alternative; boundary=y", b"--y", b"Subject: =?utf-8?B?/?="),
        *(b'Content-Disposition: inline; filename*0*=""; filename*1="x"', b"Content-ID: <a>"),
        *(
            b"Content-Transfer-Encoding: uuencode",
            b"begin 644 x",
            b"<p>Ja",
            b" gaat door",
            b"Date: ",
        ),
    ]
)


@given(st.lists(_LINE, max_size=30))
def test_any_lines_give_text_or_one_clear_error(lines: list[bytes]) -> None:
    try:
        message = mail(HEAD + b"\r\n".join(lines)).source
    except ClassifierError as error:
        message = error.message
    assert message.startswith("bericht.eml")
    assert "Error" not in message
