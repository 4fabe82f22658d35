"""Read a corpus of any format: a file, a folder of them, or a folder for each label."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import chain
from pathlib import Path

from classifier.corpora import folders
from classifier.corpora.entry import Entry, Fields, RowPlace
from classifier.corpora.files import FileTexts
from classifier.corpora.formats import Format, format_of
from classifier.corpora.merging import merged
from classifier.corpora.records import Record
from classifier.corpora.renaming import renamed
from classifier.corpora.rows import SUFFIXES, read_rows
from classifier.documents import Limits
from classifier.documents.builder import OcrMode
from classifier.documents.folders import is_hidden
from classifier.errors import CorpusError


def read_entries(
    path: Path,
    *,
    fields: Fields | None = None,
    names: Mapping[str, str] | None = None,
    texts: Path | None = None,
    limits: Limits | None = None,
    ocr: OcrMode = "auto",
) -> Iterator[Entry]:
    """Read a corpus; what cannot be used is an entry too, which says what is wrong with it.

    Parameters
    ----------
    path : Path
        A file (JSONL, JSON, CSV, Parquet, XLSX or RIS, of our own form or as Label Studio, doccano,
        Prodigy or ASReview export it), a folder with such files, or a folder with a folder for
        each label. Content decides, not the name.
    fields : Fields, optional
        What the columns are called.
    names : mapping of str to str, optional
        Our label for each of theirs, such as ``{"1": "beleidsregel"}``.
    texts : Path, optional
        The folder of the files that rows name, which may lie in folders of it; by default files
        lie beside the corpus.
    limits : Limits, optional
        How large the files that a corpus names or holds may be.
    ocr : {"auto", "always", "never"}
        Whether text is read in the images of their pages, as :func:`classifier.read` takes it.

    Raises
    ------
    CorpusError
        When there is no corpus, or it cannot be read at all.
    """
    fields, names = fields or Fields(), names or {}
    with closing(FileTexts(limits or Limits(), ocr)) as files:
        if not path.is_dir():
            yield from _read_table(path, fields, names, texts, files)
            return
        tables = tables_in(path)
        for table in tables:
            yield from _read_table(table, fields, names, texts, files)
        if tables:
            return
        if not folders.folders_in(path):
            raise CorpusError(
                f"{path}: no corpus here; give a folder with JSONL, JSON, CSV, Parquet, XLSX or "
                "RIS, or with a folder for each label"
            )
        yield from renamed(folders.read(path, files), names)


def tables_in(folder: Path) -> list[Path]:
    """Return the files in a folder that are corpora by their names, sorted; not hidden ones."""
    found = (p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and p.is_file())
    return sorted(path for path in found if not is_hidden(path.name))


def _read_table(
    table: Path,
    fields: Fields,
    names: Mapping[str, str],
    texts: Path | None,
    files: FileTexts,
) -> Iterator[Entry]:
    if not table.is_file():
        raise CorpusError(f"{table}: no such file; check the path of the corpus")
    records = read_rows(table, text_field=fields.text, id_field=fields.id)
    # The first row that can be read tells the format of all.
    begin: list[Record] = []
    for record in records:
        begin.append(record)
        if record.fields and record.error is None:
            break
    form = format_of(begin[-1].fields if begin else {})
    entries = _entries(table, chain(begin, records), form, fields, texts or table.parent, files)
    labelled = renamed(entries, names)
    yield from merged(labelled) if form.merges else labelled


def _entries(
    table: Path,
    records: Iterator[Record],
    form: Format,
    fields: Fields,
    folder: Path,
    files: FileTexts,
) -> Iterator[Entry]:
    for number, record in enumerate(records, start=1):
        place = RowPlace(f"{table}, {record.where}", f"{table.stem}-{number}", table.stem, folder)
        if record.error is None:
            yield from form.read(record.fields, place, fields, files)
            continue
        # Its other columns may be shifted, so only its place is sure.
        problem = f"{table}: {record.error}"
        yield Entry(place.id, "", None, place.where, place.id, problems=(problem,))
