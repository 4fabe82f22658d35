"""Addresses, such as ``s3://bucket/dossier/``, and what of them may be shown.

What is shown, in sources and in errors, is without the name, the password and the query in them:
those may be secrets. For the same reason no error of a library is quoted.
"""

from __future__ import annotations

import re
from typing import Final

from classifier.errors import DocumentError, DocumentNotFoundError, UnreadableDocumentError

_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)
_USER: Final = re.compile(r"(?<=://)[^/]*@")
# On Azure, what is before the @ is no user but where the files are.
_CONTAINER: Final = re.compile(r"(?:abfss?|az|adl|wasbs?)://[^/:@]+@[^/:@]+(?:/|$)", re.I)
_WEB: Final = ("http://", "https://")


def is_address(name: str) -> bool:
    """Return whether a name is an address, and not a path.

    >>> [is_address(name) for name in ("s3://bucket/a.docx", "C://map/a.docx", "map/a.docx")]
    [True, False, False]
    """
    return _ADDRESS.match(name) is not None


def shown(address: str) -> str:
    """Return an address without what may be a secret.

    >>> shown("https://jan:geheim@host.example/a.pdf?sig=geheim")
    'https://host.example/a.pdf'
    >>> shown("abfs://container@account.dfs.core.windows.net/a.pdf")
    'abfs://container@account.dfs.core.windows.net/a.pdf'
    """
    place = address.partition("?")[0]
    if address.lower().startswith(_WEB):
        place = place.partition("#")[0]
    return place if _CONTAINER.match(place) else _USER.sub("", place)


def unread(source: str, error: Exception) -> DocumentError:
    """Return what is told of an error of any library while it listed, opened or read.

    Parameters
    ----------
    source : str
        What was read, without secrets.
    error : Exception
        As it was raised; its message may hold the whole address.
    """
    if isinstance(error, FileNotFoundError):
        return DocumentNotFoundError(f"{source}: no such file; check the address")
    if isinstance(error, PermissionError):
        return UnreadableDocumentError(f"{source}: may not be read; ask for permission to read it")
    status = getattr(error, "status", None)
    what = f"{type(error).__name__} {status}" if isinstance(status, int) else type(error).__name__
    return UnreadableDocumentError(
        f"{source}: cannot be read ({what}); check the address, the credentials and the connection"
    )
