from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable
from email.message import EmailMessage
from pathlib import Path

import pytest

from classifier.documents import Document, Limits, Unread, read_all
from classifier.documents.formats import detect
from classifier.errors import UnknownFormatError

TEXT = "Wij horen de aanvrager. "
FORMATS = Path(__file__).parents[2] / ".." / "shared" / "formats"


def zipped(**members: bytes | str) -> bytes:
    """Return a zip file; a double underscore in a name stands for a slash."""
    return packed((name.replace("__", "/"), content) for name, content in members.items())


def packed(members: Iterable[tuple[str, bytes | str]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members:
            container.writestr(name, content)
    return file.getvalue()


def mail(*attachments: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.nl", "c@d.nl", "Stukken"
    message.set_content("Hierbij de stukken over het horen van de aanvrager.")
    for name, content in attachments:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()


def outcome(
    path: Path, content: bytes | None = None, limits: Limits | None = None
) -> dict[str, str]:
    """Return for each source below the path its text, or the code of its error."""
    if content is not None:
        path.write_bytes(content)
    found = {}
    for document in read_all(path, limits=limits or Limits()):
        told = document.text if isinstance(document, Document) else document.error.code
        assert document.source not in found
        found[document.source.removeprefix(str(path))] = told
    return found


def test_what_was_read_and_refused_has_a_checksum(tmp_path: Path) -> None:
    path = tmp_path / "d.zip"
    binary, deep = bytes(range(256)) * 20, zipped(**{"a.txt": TEXT})
    path.write_bytes(packed([("x.bin", binary), ("deep.zip", deep)]))
    found = list(read_all(path, limits=Limits(max_nesting=1)))
    missing = list(read_all(tmp_path / "weg.txt"))
    assert [isinstance(one, Unread) and one.error.code for one in found + missing] == [
        *("unknown_format", "too_large", "not_found")
    ]
    checksums = [hashlib.sha256(content).hexdigest() for content in (binary, TEXT.encode())]
    assert [one.sha256 for one in found + missing] == [*checksums, ""]


def test_one_document_is_itself(tmp_path: Path) -> None:
    assert outcome(tmp_path / "nota.txt", TEXT.encode()) == {"": TEXT.strip()}


def test_a_zip(tmp_path: Path) -> None:
    content = zipped(map__brief=TEXT, leeg="", plaatje=b"\x89PNG\r\n")
    assert outcome(tmp_path / "dossier.zip", content) == {
        "!/map/brief": TEXT.strip(),
        "!/leeg": "empty",
        "!/plaatje": "unreadable",
    }


def test_small_images_in_a_container_are_no_documents(
    tmp_path: Path, no_tesseract: None, image: Callable[..., bytes]
) -> None:
    logo, scan = image("png", (600, 120)), image("jpeg", (600, 800))
    content = zipped(brief=mail(("logo.png", logo), ("scan.jpg", scan)), logo=logo, knop=b"GIF89a")
    found = outcome(tmp_path / "dossier.zip", content)
    found.pop("!/brief")
    assert found == {"!/brief!/scan.jpg": "needs_ocr", "!/knop": "unknown_format"}
    # But for one that is asked for by name.
    assert outcome(tmp_path / "dossier.zip!/logo") == {"": "needs_ocr"}
    (tmp_path / "logo.png").write_bytes(logo)
    assert outcome(tmp_path / "logo.png") == {"": "needs_ocr"}


def test_a_zip_is_known_by_its_content(tmp_path: Path) -> None:
    assert outcome(tmp_path / "dossier.pdf", zipped(a=TEXT)) == {"!/a": TEXT.strip()}


def test_containers_in_containers(tmp_path: Path) -> None:
    inner = zipped(nota=TEXT)
    content = zipped(post=mail(("b.zip", inner), ("c.txt", TEXT.encode())), d=TEXT)
    found = outcome(tmp_path / "dossier.zip", content)
    assert list(found) == ["!/post", "!/post!/b.zip!/nota", "!/post!/c.txt", "!/d"]
    assert found["!/post!/b.zip!/nota"] == TEXT.strip()


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in" / "diep").mkdir(parents=True)
    (tmp_path / "in" / "b.zip").write_bytes(zipped(x=TEXT))
    (tmp_path / "in" / "diep" / "c.txt").write_text(TEXT)
    (tmp_path / "in" / ".verborgen").write_text(TEXT)
    assert list(outcome(tmp_path / "in")) == ["/b.zip!/x", "/diep/c.txt"]
    (tmp_path / "leeg").mkdir()
    assert outcome(tmp_path / "leeg") == {"": "not_found"}


@pytest.mark.parametrize(
    ("name", "inner"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\map\\nota.txt", "C:/map/nota.txt"),
        ("een\nregel\x1b[31m.txt", "een regel[31m.txt"),
        ("..", "zonder naam"),
    ],
)
def test_names_are_labels_only(tmp_path: Path, name: str, inner: str) -> None:
    (source,) = outcome(tmp_path / "dossier.zip", packed([(name, TEXT)]))
    assert source == f"!/{inner}"


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    members = [("a/x.txt", TEXT), ("a//x.txt", TEXT), ("a\\x.txt", TEXT), ("x", "x"), ("./x", "y")]
    found = outcome(tmp_path / "dossier.zip", packed(members))
    assert list(found) == ["!/a/x.txt", "!/a/x (2).txt", "!/a/x (3).txt", "!/x", "!/x (2)"]


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "__MACOSX/x.txt", "map/.git/config", "map/", "map/Thumbs.db", "~$brief.docx"],
)
def test_what_nobody_meant_to_send(tmp_path: Path, name: str) -> None:
    found = outcome(tmp_path / "dossier.zip", packed([(name, b""), ("a", TEXT)]))
    assert list(found) == ["!/a"]
    assert outcome(tmp_path / "alleen.zip", packed([(name, b"")])) == {"": "empty"}


@pytest.mark.parametrize("member", ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"])
def test_one_document_in_a_zip_is_no_container(tmp_path: Path, member: str) -> None:
    content = packed([(member, ""), ("xl/workbook.xml", "<x/>")])
    assert outcome(tmp_path / "blad.xlsx", content) == {"": "unknown_format"}


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ("xl/workbook.xml", "a workbook, not one document; .* rows as documents with --dataset"),
        ("ppt/presentation.xml", "a presentation, which is not read; save it as PDF"),
    ],
)
def test_an_office_file_that_is_no_text_is_told_as_such(member: str, message: str) -> None:
    with pytest.raises(UnknownFormatError, match=message):
        detect(packed([("[Content_Types].xml", ""), (member, "<x/>")]), ".bin", "a")


def test_a_locked_member_loses_only_itself(tmp_path: Path) -> None:
    content = bytearray(packed([("a.txt", TEXT), ("b.txt", TEXT)]))
    content[content.index(b"PK\1\2") + 8] |= 1  # the flag in the table of members
    found = outcome(tmp_path / "dossier.zip", bytes(content))
    assert found == {"!/a.txt": "encrypted", "!/b.txt": TEXT.strip()}


def test_a_damaged_member_loses_only_itself(tmp_path: Path) -> None:
    content = bytearray(packed([("a.txt", TEXT), ("b.txt", TEXT * 2)]))
    start = content.index(b"a.txt") + 5
    content[start : start + 8] = bytes(8)
    found = outcome(tmp_path / "dossier.zip", bytes(content))
    assert list(found.values()) == ["unreadable", (TEXT * 2).strip()]


@pytest.mark.parametrize(("suffix", "said"), [("zip", "damaged zip"), ("docx", "")])
def test_a_damaged_zip(tmp_path: Path, suffix: str, said: str) -> None:
    path = tmp_path / f"dossier.{suffix}"
    path.write_bytes(zipped(a=TEXT)[:40])
    (unread,) = read_all(path)
    assert isinstance(unread, Unread)
    assert said in unread.error.message


@pytest.mark.parametrize(
    ("limits", "codes"),
    [
        (Limits(max_nesting=1), ["text", "too_large"]),
        (Limits(max_nesting=2), ["text", "text"]),
        (Limits(max_bytes=400), ["text", "too_large"]),
        (Limits(max_unpacked=30), ["text", "too_large"]),
        (Limits(max_members=1), ["too_large"]),
    ],
)
def test_limits(tmp_path: Path, limits: Limits, codes: list[str]) -> None:
    inner = packed([("nota.txt", "".join(f"Regel {number}. " for number in range(400)))])
    found = outcome(tmp_path / "dossier.zip", packed([("a.txt", TEXT), ("b.zip", inner)]), limits)
    assert [code if code == "too_large" else "text" for code in found.values()] == codes


def test_a_zip_bomb(tmp_path: Path) -> None:
    content = packed([("bom.txt", bytes(50_000_000)), ("nota.txt", TEXT)])
    found = outcome(tmp_path / "dossier.zip", content)
    assert found == {"!/bom.txt": "too_large", "!/nota.txt": TEXT.strip()}


def test_a_zip_in_itself_ends(tmp_path: Path) -> None:
    content = packed([("nota.txt", TEXT)])
    for _ in range(40):
        content = packed([("nota.txt", TEXT), ("x.zip", content)])
    found = outcome(tmp_path / "dossier.zip", content)
    assert list(found.values()) == [TEXT.strip()] * 4 + ["too_large"] * 2


@pytest.mark.parametrize("limits", [Limits(max_members=8), Limits(max_unpacked=700)])
def test_zips_that_multiply_end(tmp_path: Path, limits: Limits) -> None:
    content = packed((f"{number}.txt", "x") for number in range(7))
    for _ in range(3):
        content = packed((f"{number}.zip", content) for number in range(7))
    found = list(outcome(tmp_path / "dossier.zip", content, limits).values())
    assert found.count("too_large") == 1 == found[-1:].count("too_large")
    assert len(found) <= 8


def test_a_table_of_members_that_claims_too_much(tmp_path: Path) -> None:
    content = bytearray(packed([("a", TEXT)]))
    end = content.index(b"PK\5\6")
    content[end + 12 : end + 16] = (2**31).to_bytes(4, "little")
    assert outcome(tmp_path / "dossier.zip", bytes(content)) == {"": "too_large"}


def test_one_document_of_a_container(tmp_path: Path) -> None:
    path = tmp_path / "dossier.zip"
    path.write_bytes(zipped(a=TEXT, b=mail(("x.txt", b"Bijlage x."), ("y.txt", b"Bijlage y."))))
    (document,) = read_all(f"{path}!/b!/y.txt")
    assert isinstance(document, Document)
    assert document.text == "Bijlage y."
    assert len(list(read_all(f"{path}!/b"))) == 3
    (unread,) = read_all(f"{path}!/weg")
    assert isinstance(unread, Unread)
    assert unread.error.code == "not_found"
    assert unread.source == f"{path}!/weg"


@pytest.mark.parametrize("name", ["weg.zip", "x" * 5000, "x" * 5000 + "!/y"])
def test_a_path_that_is_not_there(tmp_path: Path, name: str) -> None:
    (unread,) = read_all(tmp_path / name)
    assert isinstance(unread, Unread)
    assert unread.error.code in {"not_found", "unreadable"}


@pytest.mark.parametrize("name", ["empty.zip", "html_and_png.zip"])
def test_real_zips(name: str) -> None:
    path = FORMATS / name
    if not path.exists():
        pytest.skip("needs ../shared")
    found = outcome(path)
    assert found
    if name == "empty.zip":
        assert found == {"": "empty"}
