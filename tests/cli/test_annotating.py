import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest

from classifier.documents import IsolatedAnnotator
from classifier.documents.child import Child
from classifier.errors import CrashedReaderError

Run = Callable[..., tuple[int, str, str]]
EXAMPLE = (
    Path(__file__).parents[2] / "data" / "examples" / "plaatsing-beperkt-beveiligde-afdeling.pdf"
)
DOCX = EXAMPLE.with_name("woo-verzoeken.docx")


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "Nota één.pdf"
    path.parent.mkdir()
    path.write_bytes(EXAMPLE.read_bytes())
    return path


def notes(path: Path) -> list[str]:
    return [
        str(one.get_object()["/Contents"])
        for page in pypdf.PdfReader(path).pages
        for one in page.get("/Annots", ())
    ]


def test_explain_writes_one_copy_and_never_touches_the_document(
    run: Run, pdf: Path, tmp_path: Path
) -> None:
    target = tmp_path / "kopie.pdf"
    code, out, _ = run("explain", pdf, "--top", 3, "--annotate-pdf", target)
    assert code == 0
    assert "Uitkomst" in out
    assert any(note.startswith("V1: reden voor") and "\n\nV3:" in note for note in notes(target))
    assert not any("V4" in note for note in notes(target))
    assert pdf.read_bytes() == EXAMPLE.read_bytes()
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["kopie.pdf"]


def test_a_batch_gets_a_folder_of_copies(run: Run, pdf: Path, tmp_path: Path) -> None:
    (pdf.parent / "brief.txt").write_text("Bel mevrouw Bakker op 06-12345678.", encoding="utf-8")
    with zipfile.ZipFile(pdf.parent / "dossier.zip", "w") as dossier:
        dossier.writestr("map/nota een.pdf", pdf.read_bytes())
    pages = tmp_path / "pagina's"
    target = tmp_path / "kopieën"
    code, _, errors = run("report", pdf.parent, "--output", pages, "--annotate-pdf", target)
    assert code == 0
    assert "1 document is no PDF, and got no annotated copy; save it as PDF first" in errors
    assert sorted(path.name for path in target.iterdir()) == [
        "nota-een-pdf-2.pdf",
        "nota-een-pdf.pdf",
    ]
    assert all(notes(path) for path in target.iterdir())


def test_woo_notes_what_could_be_withheld_and_no_reasons(
    run: Run, tmp_path: Path, pdf: Path
) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(pdf))
    canvas.drawString(72, 700, "Open het dossier en bel mevrouw Bakker op 06-12345678.")
    canvas.save()
    code, out, _ = run("woo", pdf, "--format", "csv", "--annotate-pdf", tmp_path / "uit")
    assert code == 0
    assert out.count("5.1.2.e") == 2
    found = notes(tmp_path / "uit" / "nota-een-pdf.pdf")
    assert [note.startswith("W: voorstel onder de Woo, grond 5.1.2.e") for note in found] == [
        True,
        True,
    ]


def comments(path: Path) -> list[str]:
    return [one.text for one in docx.Document(str(path)).comments]


def test_docx_gets_comments_in_a_copy(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.docx"
    path.write_bytes(DOCX.read_bytes())
    target = tmp_path / "kopie.docx"
    code, out, errors = run("explain", path, "--top", 2, "--annotate-docx", target)
    assert (code, errors) == (0, "")
    assert "Uitkomst" in out
    assert [text[:2] for text in comments(target)] == ["V1", "W:"]
    assert "\n\nV2: reden voor" in comments(target)[0]  # both at the same words
    assert path.read_bytes() == DOCX.read_bytes()
    code, _, _ = run("woo", path, "--format", "csv", "--annotate-docx", tmp_path / "uit")
    found = comments(tmp_path / "uit" / "in-docx.docx")
    assert found
    assert all(text.startswith("W: voorstel onder de Woo") for text in found)


def test_copies_of_both_formats_may_share_a_folder(run: Run, pdf: Path, tmp_path: Path) -> None:
    (pdf.parent / "woo.docx").write_bytes(DOCX.read_bytes())
    (pdf.parent / "brief.txt").write_text("Open het dossier.", encoding="utf-8")
    target = tmp_path / "uit"
    options = ("--output", tmp_path / "paginas", "--annotate-pdf", target)
    code, _, errors = run("report", pdf.parent, *options, "--annotate-docx", target)
    assert code == 0
    assert "1 document is no PDF and no DOCX" in errors
    assert "save it as PDF or DOCX first" in errors
    assert sorted(path.name for path in target.iterdir()) == ["nota-een-pdf.pdf", "woo-docx.docx"]


def test_what_may_be_read_may_be_copied(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.docx"
    path.write_bytes(DOCX.read_bytes())
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as container:
        container.writestr("word/leeg.bin", b"\0" * 6_000_000)
    target = tmp_path / "kopie.docx"
    assert run("explain", path, "--annotate-docx", target)[0] == 1
    assert not target.exists()
    limit = ("--limit", "max_ratio=10000")
    assert run("explain", path, *limit, "--annotate-docx", target)[0] == 0
    assert comments(target)


def test_standard_input_has_a_copy_too(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(EXAMPLE.read_bytes())))
    assert run("explain", "-", "--annotate-pdf", tmp_path / "kopie.pdf")[0] == 0
    assert notes(tmp_path / "kopie.pdf")


def test_a_document_that_is_no_pdf_has_no_copy(run: Run, folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "kopie.pdf"
    code, _, errors = run("explain", folder / "b.txt", "--annotate-pdf", target)
    assert (code, target.exists()) == (0, False)
    assert "1 document is no PDF" in errors


def test_no_copy_takes_the_place_of_what_is_there(run: Run, pdf: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.pdf"
    link.symlink_to(pdf)
    full = tmp_path / "vol"
    full.mkdir()
    (full / "iets.pdf").write_bytes(b"%PDF")
    for paths, target, why in (
        ([pdf], pdf, "is the document itself"),
        ([pdf], link, "is the document itself"),
        ([pdf], full, "holds files already"),
        ([pdf, pdf], tmp_path / "kopie.pdf", "is one file"),
        ([pdf.parent], tmp_path / "kopie.pdf", "is one file"),
        ([pdf.parent], pdf.parent / "nieuw", "lies in a folder that is read"),
        ([pdf], tmp_path / "weg" / "kopie.pdf", "cannot be written"),
    ):
        code, _, errors = run("woo", *paths, "--annotate-pdf", target)
        assert (code, why in errors) == (2, True), errors
    assert pdf.read_bytes() == EXAMPLE.read_bytes()
    assert not (pdf.parent / "nieuw").exists()
    assert (full / "iets.pdf").read_bytes() == b"%PDF"


def test_a_copy_that_fails_is_lost_alone(
    run: Run, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pdf.parent / "woo.docx").write_bytes(DOCX.read_bytes())

    def fail(*_: object, name: str, **__: object) -> bytes:
        raise CrashedReaderError(f"{name}: its annotator crashed")

    monkeypatch.setattr(IsolatedAnnotator, "highlighted", fail)
    target = tmp_path / "uit"
    options = ("--format", "csv", "--annotate-pdf", target, "--annotate-docx", target)
    code, out, errors = run("woo", pdf.parent, *options)
    assert code == 0
    assert out.startswith("source,")
    assert f"no annotated copy: {pdf}: its annotator crashed" in errors
    assert [path.name for path in target.iterdir()] == ["woo-docx.docx"]


def test_the_process_that_copies_ends(
    run: Run, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Child] = []
    started = IsolatedAnnotator._started
    monkeypatch.setattr(
        IsolatedAnnotator, "_started", lambda self: (made.append(self), started(self))[1]
    )
    assert run("explain", pdf, "--annotate-pdf", tmp_path / "kopie.pdf")[0] == 0
    assert notes(tmp_path / "kopie.pdf")
    assert [annotator._process for annotator in made] == [None]
