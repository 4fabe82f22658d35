"""Legacy DOC: converted by LibreOffice, when it is installed, and then read as DOCX."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

import olefile

from classifier.documents.builder import DocumentBuilder
from classifier.documents.docx import reading as docx
from classifier.errors import EncryptedDocumentError, UnknownFormatError, UnreadableDocumentError

_MAX_SECONDS: Final = 120  # a long document takes some ten
_SHARE_OF_TIME: Final = 0.9  # of what reading may take, so that LibreOffice is ended from here
_FLAGS_AT: Final = 10  # bytes into the stream of a Word file
_ENCRYPTED: Final = 0x0100
# The settings of LibreOffice for this one run: no macros, and nothing fetched from elsewhere.
_SETTINGS: Final = "\n".join(
    (
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">',
        *(
            f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" '
            f'oor:op="fuse"><value>{value}</value></prop></item>'
            for path, name, value in (
                ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
                ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
                ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
                ("Common/Security/Scripting", "DisableActiveContent", "true"),
                ("Writer/Content/Update", "Link", "0"),
            )
        ),
        "</oor:items>",
    )
)


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of a file of Word 97-2003.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    EncryptedDocumentError
        When the file is protected by a password.
    UnknownFormatError
        When LibreOffice is not installed.
    UnreadableDocumentError
        When LibreOffice cannot read the file, or not in time.
    """
    if _is_encrypted(content):
        raise EncryptedDocumentError.by_password(builder.name)
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnknownFormatError(
            f"{builder.name}: a file of Word 97-2003, which only LibreOffice can read; install the "
            "Debian package libreoffice-writer-nogui, or save it as DOCX"
        )
    with tempfile.TemporaryDirectory(prefix="beleidsregel-") as folder:
        seconds = min(_MAX_SECONDS, _SHARE_OF_TIME * builder.limits.max_seconds)
        converted = _convert(content, program, Path(folder), builder.name, seconds)
        builder.limits.check("max_bytes", converted.stat().st_size, builder.name, "bytes as DOCX")
        docx.read(converted.read_bytes(), builder)


def _convert(content: bytes, program: str, folder: Path, name: str, seconds: float) -> Path:
    source, target = folder / "document.doc", folder / "document.docx"
    source.write_bytes(content)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        *_without_network(),
        *(program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"),
        *("--nodefault", "--nolockcheck", "--nologo", "--convert-to", "docx:MS Word 2007 XML"),
        *("--outdir", str(folder), str(source)),
    ]
    kept = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL") if key in os.environ}
    process = subprocess.Popen(  # noqa: S603  a fixed command; the document's name is not in it
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**kept, "HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"},
        start_new_session=True,  # so that all of its processes can be ended
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired as error:
        raise UnreadableDocumentError(
            f"{name}: LibreOffice was not done within {seconds:.0f} seconds; save it as DOCX"
        ) from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if not target.is_file():
        raise UnreadableDocumentError(
            f"{name}: LibreOffice cannot read it; get the file anew from its source, or save it "
            "as DOCX"
        )
    return target


@cache
def _without_network() -> tuple[str, ...]:
    """Return the command that shuts off the network from a program, () where it may not."""
    program = shutil.which("unshare")
    if program is None:
        return ()
    command = (program, "--map-root-user", "--net", "--")
    done = subprocess.run([*command, "true"], capture_output=True, check=False)  # noqa: S603
    return command if done.returncode == 0 else ()


def _is_encrypted(content: bytes) -> bool:
    try:
        with (
            olefile.OleFileIO(io.BytesIO(content)) as container,
            container.openstream("WordDocument") as stream,
        ):
            flags = stream.read(_FLAGS_AT + 2)[_FLAGS_AT:]
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError):
        return False  # damaged, which LibreOffice will tell, or mend
    return bool(int.from_bytes(flags, "little") & _ENCRYPTED)
