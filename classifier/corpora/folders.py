"""A folder per label: the documents in each, of any format, with the folder's name as label."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from classifier.corpora.entry import Entry
from classifier.corpora.files import FileTexts
from classifier.corpora.records import encodable
from classifier.documents import Document, read_all
from classifier.documents.folders import is_hidden


def folders_in(root: Path) -> list[Path]:
    """Return the folders in a folder, by name; hidden ones are passed over."""
    shown = (path for path in root.iterdir() if not is_hidden(path.name))
    return sorted(path for path in shown if path.is_dir())


def read(root: Path, files: FileTexts) -> Iterator[Entry]:
    """Yield the documents in the folders of a folder, also those in zip files and mails.

    Parameters
    ----------
    root : Path
        The folder with a folder for each label; what lies beside those has no label.
    files : FileTexts
        Reads the documents.
    """
    loose = [p for p in root.iterdir() if p.is_file() and not is_hidden(p.name)]
    for path, label in [(folder, folder.name) for folder in folders_in(root)] + [
        (file, None) for file in sorted(loose)
    ]:
        for found in read_all(path, limits=files.limits, reader=files.reader):
            name = encodable(str(Path(found.source).relative_to(root)))
            yield Entry(
                id=name,
                text=found.text if isinstance(found, Document) else "",
                label=label,
                where=found.source,
                group=name,
                source=root.name,
                path=name,
                problems=() if isinstance(found, Document) else (found.error.message,),
            )
