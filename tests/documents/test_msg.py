from __future__ import annotations

import struct
from datetime import UTC, datetime
from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.documents import Document, Limits, read
from classifier.errors import ClassifierError, TooLargeDocumentError, UnreadableDocumentError
from tests.documents.ole import Tree, make_ole

PROPERTIES = "__properties_version1.0"


def fixed(header: int, **numbers: int) -> bytes:
    """Return a stream of properties of fixed length: number (hexadecimal) to value."""
    return bytes(header) + b"".join(
        struct.pack("<HHIQ", 3, int(number[1:], 16), 6, value) for number, value in numbers.items()
    )


def text(**properties: str) -> dict[str, bytes]:
    return {
        f"__substg1.0_{number[1:]}001F": value.encode("utf-16-le")
        for number, value in properties.items()
    }


def ticks(moment: datetime) -> int:
    return int((moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def mail(**parts: bytes | Tree) -> Tree:
    return {
        PROPERTIES: fixed(32, p0039=ticks(datetime(2024, 3, 5, 9, 30, tzinfo=UTC))),
        **text(
            p0037="Horen in bezwaar",
            p0C1A="Afdeling Vergunningen",
            p5D01="vergunningen@elzerade.example",
            p0E04="Team Bezwaar",
            p0E03="Balie",
            p1000="Beste collega’s,\r\n\r\nWij horen iedere aanvrager.\r\n",
        ),
        **parts,
    }


def attachment(name: str, content: bytes, **more: bytes) -> Tree:
    return {PROPERTIES: fixed(8), **text(p3707=name), "__substg1.0_37010102": content, **more}


def texts(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_a_mail_as_a_person_sees_it() -> None:
    document = read(make_ole(mail()), name="bericht.msg")
    assert texts(document) == [
        "Horen in bezwaar",
        "Van: Afdeling Vergunningen <vergunningen@elzerade.example>",
        "Verzonden: 05-03-2024 09:30",
        "Aan: Team Bezwaar",
        "CC: Balie",
        "Beste collega’s,",
        "Wij horen iedere aanvrager.",
    ]
    assert document.title == "Horen in bezwaar"
    assert document.media_type == "application/vnd.ms-outlook"


def test_attachments_but_no_pictures_in_the_text() -> None:
    content = make_ole(
        mail(
            **{
                "__attach_version1.0_#00000000": attachment("nota.txt", b"Wij horen niet."),
                "__attach_version1.0_#00000001": attachment(
                    "image001.png", b"\x89PNG", **text(p3712="logo@elzerade")
                ),
                "__attach_version1.0_#00000002": attachment("groot.bin", b"x" * 9000),
                "__attach_version1.0_#00000003": {
                    **attachment("weg.txt", b"weg"),
                    PROPERTIES: fixed(8, p7FFE=1),
                },
            }
        )
    )
    document = read(content, name="bericht.msg")
    assert [(one.name, one.content[:15]) for one in document.attachments] == [
        ("nota.txt", b"Wij horen niet."),
        ("groot.bin", b"x" * 15),
    ]
    assert len(document.attachments[1].content) == 9000
    with pytest.raises(TooLargeDocumentError, match=r"bericht\.msg: 4 attachments"):
        read(content, name="bericht.msg", limits=Limits(max_members=3))


def test_a_mail_in_the_mail_is_a_document_of_its_own() -> None:
    inner = {
        **mail(**{"__attach_version1.0_#00000000": attachment("é.txt", b"Bijlage.")}),
        PROPERTIES: fixed(24, p0039=ticks(datetime(2024, 3, 4, 8, 0, tzinfo=UTC))),
    }
    holder = {PROPERTIES: fixed(8), "__substg1.0_3701000D": inner}
    document = read(make_ole(mail(**{"__attach_version1.0_#00000000": holder})))
    (attached,) = document.attachments
    assert attached.name == "Horen in bezwaar.eml"
    again = read(attached.content, name=attached.name)
    assert again.media_type == "message/rfc822"
    assert texts(again)[2:4] == ["Verzonden: 04-03-2024 08:00", "Aan: Team Bezwaar"]
    assert texts(again)[-1] == "Wij horen iedere aanvrager."
    assert [(one.name, one.content) for one in again.attachments] == [("é.txt", b"Bijlage.")]
    assert message_from_bytes(attached.content)["subject"]


def test_mails_in_mails_end_somewhere() -> None:
    tree: Tree = mail()
    for _ in range(30):
        holder: Tree = {PROPERTIES: fixed(8), "__substg1.0_3701000D": tree}
        tree = {**mail(**{"__attach_version1.0_#00000000": holder}), PROPERTIES: fixed(24, p0E06=1)}
    assert len(read(make_ole({**tree, PROPERTIES: fixed(32)})).attachments) == 1


def test_html_when_there_is_no_text() -> None:
    page = "<html><body><p>Wij horen één keer.</p></body></html>"
    parts = mail(
        **{
            PROPERTIES: fixed(32, p3FDE=1252),
            "__substg1.0_1000001F": b"",
            "__substg1.0_10130102": page.encode("cp1252"),
        }
    )
    assert texts(read(make_ole(parts)))[-1] == "Wij horen één keer."


def test_text_of_a_code_page() -> None:
    tree = {
        PROPERTIES: fixed(32, p3FFD=1250),
        "__substg1.0_0037001E": "Dvořák".encode("cp1250"),
        "__substg1.0_1000001E": b"Wij horen.",
    }
    assert texts(read(make_ole(tree))) == ["Dvořák", "Wij horen."]


def test_rich_text_when_there_is_nothing_else() -> None:
    rtf = rb"{\rtf1\ansi\pard Wij horen.\par}"
    packed = struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf
    tree = {PROPERTIES: fixed(32), "__substg1.0_10090102": packed}
    assert texts(read(make_ole(tree))) == ["Wij horen."]


def test_damaged() -> None:
    content = make_ole(mail())
    with pytest.raises(UnreadableDocumentError, match=r"stuk\.msg"):
        read(content[:1600], name="stuk.msg")


@given(st.data())
def test_flipped_bytes_give_text_or_one_clear_error(data: st.DataObject) -> None:
    content = bytearray(make_ole(mail(**{"__attach_version1.0_#00000000": attachment("a", b"b")})))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        message = read(bytes(content), name="stuk.msg").source
    except ClassifierError as error:
        message = error.message
    assert message.startswith("stuk.msg")
    assert "cannot be read as" not in message
