"""Whether a model has learned from a corpus that it is scored on, as far as its folder tells."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from classifier.corpora.checksums import checksums, corpus_files
from classifier.corpora.corpus import LabelledDocument, fingerprint
from classifier.model.persistence import ModelInfo

# Of a file or a text, wherever in a lock it stands: also those of other forms than today's.
_DIGEST: Final = re.compile(r"\b[0-9a-f]{64}\b")
_OTHERS: Final = ("unlabelled", "passages")  # counted in trained_on, but not sources of documents


def overlap(
    name: str,
    info: ModelInfo,
    lock: str,
    documents: Sequence[LabelledDocument],
    corpora: Iterable[Path] = (),
) -> Iterator[str]:
    """Yield what is known of a model having learned from documents of a corpus.

    Parameters
    ----------
    name : str
        What to call the model.
    info : ModelInfo
        Which names the sources that it learned from; its version ends in the fingerprint of the
        corpus.
    lock : str
        The lock of the model, which holds checksums of what it learned from; "" without one.
    documents : sequence of LabelledDocument
        The corpus.
    corpora : iterable of Path
        The files of the corpus, or the folders.

    Yields
    ------
    str
        A sentence for each sign; when there is none, one that says what is known.
    """
    if info.version.endswith(f".{fingerprint(list(documents))}"):
        yield f"{name} was trained on exactly this corpus; its scores here are worth nothing"
        return
    by_lock = list(learned_by_lock(name, lock, documents, corpora))
    yield from by_lock
    sources = {document.source for document in documents} & set(info.trained_on) - {*_OTHERS}
    if sources:
        n_documents = sum(document.source in sources for document in documents)
        yield (
            f"{name} was trained on sources of these names, which {n_documents} of the "
            f"{len(documents)} documents have: {', '.join(sorted(sources))}"
        )
    if by_lock or sources:
        return
    recorded = ["checksums of its files"] if _DIGEST.search(lock) else []
    recorded += ["names of its sources"] if info.trained_on else []
    if recorded:
        yield (
            f"{name}: no sign that it was trained on this corpus, but it records "
            f"{' and '.join(recorded)}, by which the same texts in another file are not known"
        )
    else:
        yield f"{name}: nothing is known of what it was trained on"


def learned_by_lock(
    name: str,
    lock: str,
    documents: Sequence[LabelledDocument],
    corpora: Iterable[Path] = (),
) -> Iterator[str]:
    """Yield what the lock of a model tells of its having learned from documents of a corpus.

    Parameters
    ----------
    name, lock, documents, corpora
        As in :func:`overlap`.

    Yields
    ------
    str
        A sentence on the files of the corpus, and one on the texts of its documents; none when the
        lock lists none of them.
    """
    digests = set(_DIGEST.findall(lock))
    own = (file for path in corpora for file in corpus_files(path))
    named = (document.file for document in documents if document.file is not None)
    read = checksums((*own, *named)) if digests else {}
    files = [file for file, checksum in read.items() if checksum in digests]
    if files:
        shown = ", ".join(path.name for path in files[:3])
        more = f" and {len(files) - 3} more" if len(files) > 3 else ""
        yield f"{name} was trained on files of this corpus (by its lock): {shown}{more}"
    texts = sum(_digest(document.text) in digests for document in documents)
    if texts:
        yield f"{name} was trained on {texts} of these documents (by its lock)"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
