from __future__ import annotations

from pathlib import Path

import pytest

from classifier.documents import Limits, read
from classifier.errors import TooLargeDocumentError, UnreadableDocumentError

TEXT = "<toestand><wetgeving><regeling><al>Eén café.</al>{}</regeling></wetgeving></toestand>"


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("UTF-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16", "utf-16-be"),
        ("ISO-8859-1", "iso-8859-1"),
        ("iso-8859-15", "iso-8859-15"),
        ("windows-1252", "cp1252"),
        ("ISO-8859-1", "utf-8"),  # saved anew by a program that left the first line alone
        ("UTF-8", "cp1252"),
    ],
)
def test_encodings(said: str, encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{said}"?>\n{TEXT.format("")}'.encode(encoding)
    assert read(content, name="wet.xml").text == "Eén café."


def test_a_text_that_was_decoded_already() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{TEXT.format("")}'
    assert read(text, name="wet.xml").text == "Eén café."


def test_a_document_type_without_declarations_and_entities_of_html() -> None:
    text = "<!DOCTYPE toestand SYSTEM 'toestand.dtd'>" + TEXT.format(
        "<al>Caf&eacute; &sect;&nbsp;4 &amp; &#8364; 5 &onbekend;</al>"
    )
    document = read(text.encode(), name="wet.xml")
    assert document.text == "Eén café.\n\nCafé § 4 & € 5 &onbekend;"


def laughs() -> str:
    lines = ['<!ENTITY l0 "ha">']
    lines += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    return f"<!DOCTYPE toestand [{''.join(lines)}]>{TEXT.format('<al>&l9;</al>')}"


def outside(file: Path) -> str:
    entity = f'<!DOCTYPE toestand [<!ENTITY x SYSTEM "{file.as_uri()}">]>'
    return f"{entity}{TEXT.format('<al>&x;</al>')}"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim verhaal")
    for text in (laughs(), outside(secret)):
        content = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
        with pytest.raises(UnreadableDocumentError, match=r"wet\.xml: declares entities"):
            read(content.encode(encoding), name="wet.xml")


def test_an_external_dtd_is_not_loaded(tmp_path: Path) -> None:
    dtd = tmp_path / "kwaad.dtd"
    dtd.write_text('<!ENTITY x "geheim verhaal">')
    text = f"<!DOCTYPE toestand SYSTEM '{dtd.as_uri()}'>{TEXT.format('<al>Zie &x;.</al>')}"
    assert "geheim" not in read(text.encode(), name="wet.xml").text


@pytest.mark.parametrize("name", ["al", "lijst", "noot", "nadruk", "row", "definitie-item"])
def test_deep_nesting(name: str) -> None:
    def nested(depth: int) -> bytes:
        return TEXT.format(f"<{name}>" * depth + "diep" + f"</{name}>" * depth).encode()

    assert read(nested(200), name="wet.xml").text.count("diep") == 1
    with pytest.raises(UnreadableDocumentError, match="depth"):
        read(nested(100_000), name="wet.xml")


def test_what_is_not_well_formed_or_too_large() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"wet\.xml: is not well-formed XML"):
        read(b"<toestand><al>Wij horen.</toestand>", name="wet.xml")
    with pytest.raises(TooLargeDocumentError, match="max_xml"):
        read(TEXT.format("").encode(), name="wet.xml", limits=Limits(max_xml=20))
