import io
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from classifier.documents import Document, Limits, Unread, read_all
from classifier.documents.addresses import shown, unread
from classifier.errors import RemoteError

fsspec = pytest.importorskip("fsspec", reason="the extra remote is not installed")
TEXT = b"Het college verleent geen ontheffing."


def zipped(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as container:
        for name, content in members.items():
            container.writestr(f"{name}.txt", content)
    return file.getvalue()


@pytest.fixture
def memory() -> Iterator[Any]:
    system = fsspec.filesystem("memory")
    files = {
        "b.txt": TEXT,
        "a/z.txt": TEXT,
        "a.txt": b"",
        ".verborgen/c.txt": TEXT,
        ".d.txt": TEXT,
        "dossier.zip": zipped(brief=TEXT, nota=TEXT * 2),
    }
    for name, content in files.items():
        system.pipe(f"/bak/{name}", content)
    yield system
    system.rm("/bak", recursive=True)


def told(address: str, **limits: int) -> dict[str, str]:
    """Return what each source of an address gives: its text, or the code of its error."""
    found = read_all(address, limits=Limits(**limits))
    return {
        each.source: each.text if isinstance(each, Document) else each.error.code for each in found
    }


@pytest.mark.usefixtures("memory")
@pytest.mark.parametrize("address", ["memory://bak", "memory://bak/"])
def test_a_folder_is_walked_by_name(address: str) -> None:
    assert list(told(address).items()) == [
        ("memory://bak/a/z.txt", TEXT.decode()),
        ("memory://bak/a.txt", "empty"),
        ("memory://bak/b.txt", TEXT.decode()),
        ("memory://bak/dossier.zip!/brief.txt", TEXT.decode()),
        ("memory://bak/dossier.zip!/nota.txt", (TEXT * 2).decode()),
    ]


@pytest.mark.usefixtures("memory")
def test_one_document_may_be_named() -> None:
    assert list(told("memory://bak/b.txt")) == ["memory://bak/b.txt"]
    inner = "memory://bak/dossier.zip!/nota.txt"
    assert list(told(inner)) == [inner]
    assert told("memory://bak/dossier.zip!/niet.txt") == {
        "memory://bak/dossier.zip!/niet.txt": "not_found"
    }
    assert told("memory://bak/niet.txt") == {"memory://bak/niet.txt": "not_found"}


def test_an_empty_folder_is_told(memory: Any) -> None:
    memory.mkdir("/bak/leeg")
    assert told("memory://bak/leeg") == {"memory://bak/leeg": "not_found"}


def test_a_size_is_checked_before_anything_is_read(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory.pipe("/bak/groot.txt", b"x" * 3000)
    taken = 0
    original = type(memory.store["/bak/groot.txt"]).read

    def read(file: Any, size: int = -1) -> bytes:
        nonlocal taken
        content = original(file, size)
        taken += len(content)
        return content

    monkeypatch.setattr(type(memory.store["/bak/groot.txt"]), "read", read)
    assert told("memory://bak/groot.txt", max_bytes=2000) == {"memory://bak/groot.txt": "too_large"}
    assert taken <= 4  # which tell a container


def test_a_folder_that_cannot_be_listed_costs_no_other(
    memory: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = type(memory).ls

    def ls(system: Any, path: str, **options: Any) -> Any:
        if path.endswith("/a"):
            raise PermissionError("https://jan:geheim@host/?sig=geheim")
        return original(system, path, **options)

    monkeypatch.setattr(type(memory), "ls", ls)
    found = list(read_all("memory://bak"))
    assert len(found) == 5
    assert isinstance(found[-1], Unread)
    assert found[-1].error.message == (
        "memory://bak/a: may not be read; ask for permission to read it"
    )


@pytest.mark.parametrize(
    ("address", "package"), [("s3://bak/dossier/", "s3fs"), ("abfs://bak/a.docx", "adlfs")]
)
def test_a_package_that_is_missing_is_named(
    address: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, package, None)
    with pytest.raises(RemoteError, match=f"not installed; install it with: pip install {package}"):
        list(read_all(address))


def test_without_fsspec_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fsspec", None)
    with pytest.raises(RemoteError, match=r"pip install 'beleidsregel-classifier\[remote\]'"):
        list(read_all("memory://bak"))


@pytest.mark.parametrize(
    "address",
    [
        "bestaatniet://jan:geheim@host/a?sig=geheim",
        "zip://a.txt::https://jan:geheim@host/a.zip?sig=geheim",
    ],
)
def test_what_cannot_be_reached_shows_no_secret(address: str) -> None:
    with pytest.raises(RemoteError) as caught:
        list(read_all(address))
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sftp://jan:geheim@host/map/a@b.txt", "sftp://host/map/a@b.txt"),
        ("https://jan:ge@heim@host/a.txt?sig=x#y", "https://host/a.txt"),
        ("https://host/a.txt#token", "https://host/a.txt"),
        ("s3://bak/a#1.txt?versionId=3", "s3://bak/a#1.txt"),
        ("az://bak@rekening.example/a.txt", "az://bak@rekening.example/a.txt"),
        ("az://naam:geheim@rekening.example/a.txt", "az://rekening.example/a.txt"),
    ],
)
def test_secrets_are_not_shown(address: str, expected: str) -> None:
    assert shown(address) == expected


def test_the_error_of_a_library_is_not_quoted() -> None:
    error = unread("https://host/a", RuntimeError("https://jan:geheim@host/a"))
    assert error.message == (
        "https://host/a: cannot be read (RuntimeError); check the address, the credentials and the "
        "connection"
    )


class Site(BaseHTTPRequestHandler):
    """A web server that knows no parts of files and tells no size, as many do."""

    def do_GET(self) -> None:
        name = self.path.partition("?")[0].removeprefix("/")
        if "?sig=geheim" not in self.path:
            self.send_error(403)
        elif name == "weg.txt":
            self.send_error(404)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(zipped(brief=TEXT) if name.endswith(".zip") else TEXT)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    pytest.importorskip("aiohttp", reason="aiohttp, for http://, is not installed")
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_files_of_a_web_server_are_read_without_their_secrets(site: str) -> None:
    for name, source, expected in [
        ("a.txt", "a.txt", TEXT.decode()),
        ("d.zip", "d.zip!/brief.txt", TEXT.decode()),
        ("weg.txt", "weg.txt", "not_found"),
    ]:
        found = told(f"http://jan:geheim@{site}/{name}?sig=geheim")
        assert found == {f"http://{site}/{source}": expected}
    (refused,) = read_all(f"http://{site}/a.txt?sig=anders")
    assert isinstance(refused, Unread)
    assert refused.error.message == (
        f"http://{site}/a.txt: cannot be read (ClientResponseError 403); check the address, the "
        "credentials and the connection"
    )
    assert told(f"http://{site}/a.txt?sig=geheim", max_bytes=20) == {
        f"http://{site}/a.txt": "too_large"
    }


def test_a_path_is_no_address(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert list(told(f"{tmp_path}/a.txt")) == [str(tmp_path / "a.txt")]
