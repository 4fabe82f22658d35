from __future__ import annotations

import io
import os
import shutil
import subprocess
import time
from pathlib import Path

import docx
import pytest

from classifier.documents import doc, read
from classifier.errors import EncryptedDocumentError, UnknownFormatError, UnreadableDocumentError
from tests.documents.ole import make_ole

FLAGS = 10
OLD = make_ole({"WordDocument": bytes(2000), "1Table": bytes(100)})


def office(folder: Path, script: str) -> None:
    """Put a program in the place of LibreOffice."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    return tmp_path


def saved(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_without_libreoffice_the_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnknownFormatError, match=r"oud\.doc: .*libreoffice-writer-nogui") as caught:
        read(OLD, name="oud.doc")
    assert "DOCX" in caught.value.message


def test_under_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    content = bytes(FLAGS) + b"\x00\x01" + bytes(2000)
    with pytest.raises(EncryptedDocumentError, match=r"geheim\.doc"):
        read(make_ole({"WordDocument": content}), name="geheim.doc")


def test_what_libreoffice_makes_is_read(bin_folder: Path) -> None:
    (bin_folder / "made.docx").write_bytes(saved("Wij horen."))
    office(
        bin_folder,
        f'echo "$@" > {bin_folder}/arguments; env > {bin_folder}/environment; '
        f'while [ "$1" != --outdir ]; do shift; done; cp {bin_folder}/made.docx "$2/document.docx"',
    )
    document = read(OLD, name="nota; rm -rf.doc")
    assert document.text == "Wij horen."
    assert document.media_type == "application/msword"
    arguments = (bin_folder / "arguments").read_text()
    assert "--headless" in arguments
    assert "rm -rf" not in arguments
    folder = Path(arguments.split()[-1]).parent
    assert f"UserInstallation={folder.as_uri()}" in arguments
    assert f"HOME={folder}" in (bin_folder / "environment").read_text()
    assert not folder.exists()


def test_no_macros_and_no_links(bin_folder: Path) -> None:
    office(bin_folder, f"cp -r ${{1#*file://}}/user/registrymodifications.xcu {bin_folder}/x")
    with pytest.raises(UnreadableDocumentError, match=r"oud\.doc: LibreOffice cannot read it"):
        read(OLD, name="oud.doc")
    settings = (bin_folder / "x").read_text()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true<' in settings
    assert 'oor:name="Link" oor:op="fuse"><value>0<' in settings


def test_a_hang_is_ended_with_all_its_processes(
    bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(bin_folder, f"sleep 60 & echo $! > {bin_folder}/child; sleep 60")
    monkeypatch.setattr(doc, "_MAX_SECONDS", 1)
    begin = time.perf_counter()
    with pytest.raises(UnreadableDocumentError, match=r"oud\.doc: .*within 1 seconds"):
        read(OLD, name="oud.doc")
    assert time.perf_counter() - begin < 20
    child = Path("/proc") / (bin_folder / "child").read_text().strip()
    if Path("/proc").exists():
        for _ in range(50):
            if not child.exists() or "Z" in (child / "stat").read_text().split()[2]:
                break
            time.sleep(0.1)
        else:
            pytest.fail("a process was left")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs libreoffice-writer-nogui")
def test_a_real_file(tmp_path: Path) -> None:
    (tmp_path / "nota.docx").write_bytes(saved("Wij horen één keer.", "- een verzoek"))
    subprocess.run(
        [
            *("soffice", f"-env:UserInstallation={tmp_path.as_uri()}/p", "--headless"),
            *("--convert-to", "doc", "--outdir", str(tmp_path), str(tmp_path / "nota.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    document = read(tmp_path / "nota.doc")
    assert document.text == "Wij horen één keer.\n\neen verzoek"
    assert document.media_type == "application/msword"
