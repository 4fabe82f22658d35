from __future__ import annotations

from datetime import UTC, datetime

import pytest

from classifier.documents import Document, Limits, read
from classifier.documents.builder import DocumentBuilder
from classifier.documents.letter import Letter, add_letter, as_eml

PAGE = "<p>Het college hoort de aanvrager.</p>" * 10


def shown(letter: Letter) -> Document:
    builder = DocumentBuilder("mail", Limits())
    add_letter(letter, builder)
    return builder.build()


@pytest.mark.parametrize(
    ("plain", "html", "found"),
    [
        ("Wij horen.", "", "Wij horen."),
        ("Wij horen.", "<p>Wij horen.</p>", "Wij horen."),
        ("", "<p>Wij horen.</p>", "Wij horen."),
        ("Bekijk deze mail in de browser.", PAGE, "Het college hoort de aanvrager."),
        ("Wij horen.", "<script>x</script>" * 100, "Wij horen."),
    ],
)
def test_plain_text_unless_it_is_a_stub(plain: str, html: str, found: str) -> None:
    assert shown(Letter(plain=plain, html=html)).text.startswith(found)


def test_quoted_replies_are_kept_without_their_marks() -> None:
    letter = Letter(
        plain="Akkoord.\n\n> Op 5 maart schreef de balie:\n> > Wij horen de aanvrager altijd,\n"
        ">> ook als hij niet reageert.\n>\n> Groet"
    )
    assert [shown(letter).text[b.start : b.end] for b in shown(letter).blocks] == [
        "Akkoord.",
        "Op 5 maart schreef de balie:",
        "Wij horen de aanvrager altijd, ook als hij niet reageert.",
        "Groet",
    ]


def test_a_letter_becomes_a_mail_and_back() -> None:
    letter = Letter(
        subject="Één vraag\nBcc: weg",
        sender="geen adres; toch <zo>",
        to="Balie “Elzerade” <balie@elzerade.example>",
        date=datetime(2024, 3, 5, 9, 30, tzinfo=UTC),
        plain="Wij horen.\ud800",
        html="<p>Wij horen.</p>",
        attachments=[("één \n nota.txt", b"Bijlage."), ("", b"x")],
    )
    document = read(as_eml(letter), name="bericht.eml")
    assert document.text.split("\n\n") == [
        "Één vraag Bcc: weg",
        "Van: geen adres; toch <zo>",
        "Verzonden: 05-03-2024 09:30",
        "Aan: Balie “Elzerade” <balie@elzerade.example>",
        "Wij horen.?",
    ]
    assert [one.name for one in document.attachments] == ["één nota.txt", "bijlage 2"]
    assert document.attachments[0].content == b"Bijlage."
