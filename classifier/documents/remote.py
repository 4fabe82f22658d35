"""Documents at an address, such as ``s3://bucket/dossier/``: listed and opened through fsspec."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, NamedTuple, cast

from classifier.documents.addresses import shown, unread
from classifier.documents.folders import Unread, is_hidden
from classifier.documents.limits import Limits
from classifier.errors import DocumentNotFoundError, RemoteError

_WEB: Final = ("http", "https")  # whose addresses are files, one by one
_PACKAGES: Final = {  # of the protocols that are used most; fsspec tells those of others
    "s3": "s3fs",
    "s3a": "s3fs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "http": "aiohttp",
    "https": "aiohttp",
    "sftp": "paramiko",
}


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file at an address."""

    source: str  # what it is called, without secrets
    path: str  # as its file system knows it
    size: int | None  # bytes; None when that is known only after reading
    system: Any  # of fsspec

    @property
    def is_seekable(self) -> bool:
        """Whether parts of it can be read without the rest."""
        return not set(_WEB) & set(_protocols(self.system))

    def open(self) -> BinaryIO:
        """Return the open file."""
        # A web server need not know parts or sizes of files: its answer is read as it comes, and
        # with some size given no question goes before it, whose failure would hide the reason.
        options = {} if self.is_seekable else {"block_size": 0, "size": 1}
        return cast(BinaryIO, self.system.open(self.path, "rb", **options))

    def load(self, file: BinaryIO, limits: Limits) -> bytes:
        """Return the content of the open file.

        Parameters
        ----------
        file : binary file
            From :meth:`open`.
        limits : Limits
            How large it may be; a size that is known is checked before anything is read.

        Raises
        ------
        TooLargeDocumentError
            When it is larger.
        """
        if self.size is not None:
            limits.check("max_bytes", self.size, self.source, "bytes")
        if self.is_seekable:
            file.seek(0)
        content = bytearray()
        # One byte more than allowed tells that it is too large, even when it never ends.
        while part := file.read(limits.max_bytes + 1 - len(content)):
            content += part
        limits.check("max_bytes", len(content), self.source, "bytes or more")
        return bytes(content)


class _Named(NamedTuple):
    name: str
    is_folder: bool
    size: int | None


def files_at(address: str) -> Iterator[RemoteFile | Unread]:
    """Yield the file at an address, or those in the folder there and in all folders in it.

    Parameters
    ----------
    address : str
        With a protocol that fsspec knows. One of the web (``https://``) is always a file.

    Yields
    ------
    RemoteFile or Unread
        By name; hidden files are passed over. Then the folders that cannot be listed, or the one
        that holds no files.

    Raises
    ------
    RemoteError
        When what reads such addresses is not installed, or no one knows them.
    """
    source = shown(address)
    system, path = _system(address, source)
    if set(_WEB) & set(_protocols(system)):
        yield RemoteFile(source, path, None, system)
        return
    try:
        found = _named(system.info(path))
    except Exception as error:  # noqa: BLE001 - each library of a file system raises its own
        yield Unread(source, unread(source, error))
        return
    if found.is_folder:
        yield from _files_in(system, path, source.rstrip("/"))
    else:
        yield RemoteFile(source, path, found.size, system)


def _system(address: str, source: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it."""
    protocol = address.partition("://")[0].lower()
    try:
        from fsspec import get_filesystem_class
    except ImportError as error:
        raise RemoteError(
            f"{source}: addresses need fsspec; install it with: "
            "pip install 'beleidsregel-classifier[remote]'"
        ) from error
    try:
        # Not by url_to_fs: that takes "::" in a name for an address in an address.
        kind = get_filesystem_class(protocol)
        system = kind(**kind._get_kwargs_from_urls(address))
        return system, str(kind._strip_protocol(address))
    except ImportError as error:
        package = _PACKAGES.get(protocol)
        remedy = f"install it with: pip install {package}" if package else str(error)
        raise RemoteError(
            f"{source}: what reads {protocol}:// is not installed; {remedy}"
        ) from None
    except Exception as error:  # noqa: BLE001 - each library of a file system raises its own
        raise RemoteError(
            f"{source}: cannot be reached by {protocol}:// ({type(error).__name__}); check the "
            "protocol, the host and the connection"
        ) from None


def _files_in(system: Any, root: str, source: str) -> Iterator[RemoteFile | Unread]:
    failures: list[Unread] = []
    some = False
    root = root.rstrip("/")

    def called(path: str) -> str:
        return f"{source}/{path.removeprefix(root).lstrip('/')}"

    def listed(path: str) -> Iterator[_Named]:
        try:
            entries = sorted(map(_named, system.ls(path, detail=True)))
            system.invalidate_cache(path)  # or all names that go by would be kept
        except Exception as error:  # noqa: BLE001 - each library of a file system raises its own
            failures.append(Unread(called(path), unread(called(path), error)))
            entries = []
        # A store without folders may hold an empty file with the name of one.
        inner = (each for each in entries if each.name.rstrip("/") != path.rstrip("/"))
        return (each for each in inner if not is_hidden(each.name.rpartition("/")[2]))

    # No more is held than the names in the folders on the way to a file.
    ways = [listed(root)]
    while ways:
        found = next(ways[-1], None)
        if found is None:
            ways.pop()
        elif found.is_folder:
            ways.append(listed(found.name))
        else:
            some = True
            yield RemoteFile(called(found.name), found.name, found.size, system)
    yield from failures
    if not some and not failures:
        message = f"{source}: there are no files in this folder; check the address"
        yield Unread(source, DocumentNotFoundError(message))


def _named(entry: dict[str, Any]) -> _Named:
    size = entry.get("size")
    is_folder = entry["type"] == "directory"
    # Some give the names of folders with a stroke behind them, which would sort them elsewhere.
    return _Named(entry["name"].rstrip("/") if is_folder else entry["name"], is_folder, size)


def _protocols(system: Any) -> tuple[str, ...]:
    names = system.protocol
    return (names,) if isinstance(names, str) else tuple(names)
