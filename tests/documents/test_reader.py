from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from classifier.documents import Limits, read
from classifier.errors import (
    DocumentNotFoundError,
    EmptyDocumentError,
    EncryptedDocumentError,
    NeedsOcrError,
    TooLargeDocumentError,
    UnknownFormatError,
    UnreadableDocumentError,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
FORMATS = Path(__file__).parents[2] / ".." / "shared" / "formats"


def test_a_path(tmp_path: Path) -> None:
    path = tmp_path / "nota.txt"
    path.write_bytes("Wij horen één keer.".encode("cp1252"))
    document = read(path)
    assert document.text == "Wij horen één keer."
    assert document.source == str(path)
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert read(str(path)) == document


def test_text_and_a_name() -> None:
    document = read("Wij horen de aanvrager.", name="rij-7")
    assert (document.text, document.source) == ("Wij horen de aanvrager.", "rij-7")
    assert read("Wij horen de aanvrager.").source == ""


def test_bytes_are_never_a_path(tmp_path: Path) -> None:
    path = tmp_path / "geheim.txt"
    path.write_text("geheim verhaal")
    assert read(str(path).encode()).text == str(path)


@pytest.mark.parametrize("source", ["weg.pdf", "map/mijn nota.docx", "weg.xyz", "map/weg"])
def test_a_string_that_looks_like_a_file(source: str) -> None:
    with pytest.raises(DocumentNotFoundError, match="no such file; check the path"):
        read(source)


def test_a_missing_path_is_named() -> None:
    with pytest.raises(DocumentNotFoundError, match=r"weg\.txt"):
        read(Path("weg.txt"))


def test_a_folder(tmp_path: Path) -> None:
    for source in (tmp_path, str(tmp_path)):
        with pytest.raises(UnreadableDocumentError, match="a folder"):
            read(source)


def test_a_device_is_not_read() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("needs a device file")
    with pytest.raises(UnreadableDocumentError, match="a device"):
        read(Path("/dev/zero"))


def test_a_forbidden_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "nota.txt"
    path.write_text("Wij horen.")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)  # as root, permissions do not stop reading
    with pytest.raises(UnreadableDocumentError, match=r"nota\.txt: may not be opened"):
        read(path)


def test_an_odd_path_is_not_a_crash() -> None:
    with pytest.raises((UnreadableDocumentError, DocumentNotFoundError)):
        read(Path("a" * 5000))


@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\x00\x00", b"\xff\xfe"])
def test_empty(content: bytes) -> None:
    with pytest.raises(EmptyDocumentError, match=r"leeg\.txt"):
        read(content, name="leeg.txt")


def test_a_large_file_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "groot.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(TooLargeDocumentError, match=r"groot\.txt: 200000000 bytes.*max_bytes="):
        read(path)
    with pytest.raises(TooLargeDocumentError, match="max_bytes"):
        read(b"Wij horen.", limits=Limits(max_bytes=5))


@pytest.mark.parametrize(
    ("content", "name", "remedy"),
    [
        (OLE, "oud.xls", "save it as DOCX or PDF"),
        (b"PK\x05\x06" + bytes(18), "leeg.zip", "unpack it"),
        (b"GIF89a" + bytes(9), "scan.pdf", "OCR"),
        (b'<?xml version="1.0"?><wet>Wij horen.</wet>', "wet.xml", "save it as one of"),
        (
            bytes(range(256)),
            "ding.txt",
            "save it as one of PDF, DOCX, ODT, RTF, MSG, DOC, EML, HTML, MD, TXT",
        ),
    ],
)
def test_unknown_formats_name_the_remedy(content: bytes, name: str, remedy: str) -> None:
    with pytest.raises(UnknownFormatError, match=remedy) as caught:
        read(content, name=name)
    assert name in caught.value.message


def test_an_office_file_under_a_password() -> None:
    content = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(480)
    with pytest.raises(EncryptedDocumentError, match=r"geheim\.docx"):
        read(content, name="geheim.docx")


def test_content_goes_before_the_suffix() -> None:
    page = b"<html><body><h1>Horen</h1><p>Wij horen.</p></body></html>"
    assert read(page, name="nota.pdf").media_type == "text/html"
    assert read(b"Wij horen.", name="nota.docx").media_type == "text/plain"


def test_plain_text_needs_no_heavy_library() -> None:
    code = (
        "import sys; from classifier.documents import read; read(b'Wij horen.');"
        "heavy = {'pypdfium2', 'olefile', 'bs4', 'lxml', 'markdown_it', 'email', 'PIL'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert done.stdout.strip() == "[]"


def test_the_real_files_are_read_or_refused_by_name() -> None:
    if not FORMATS.exists():
        pytest.skip("needs the shared example files")
    refused = {}
    read_well = 0
    for path in sorted(FORMATS.rglob("*")):
        if path.is_dir() or path.name.endswith(".pdf.txt"):
            continue
        try:
            document = read(path, ocr="never")
        except (
            UnknownFormatError,
            EncryptedDocumentError,
            EmptyDocumentError,
            NeedsOcrError,
        ) as error:
            refused[path.name] = error.code
        else:
            read_well += 1
            assert document.blocks, path.name
    assert refused.pop("empty-pw.docx") == "encrypted"
    assert refused.pop("empty.docx") == "empty"
    assert refused.pop("image.pdf") == "needs_ocr"
    assert refused.pop("bwb_manifest.xml") == refused.pop("bwb_wti.xml") == "unknown_format"
    assert {Path(name).suffix for name in refused} == {".zip"}
    assert read_well >= 40
