"""Assess in one call: a document, or the texts in a data frame."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from classifier.assessment.assessment import Assessment
from classifier.assessor import Assessor, load
from classifier.documents import Document, OcrMode, read
from classifier.errors import ClassifierError, EmptyDocumentError, InputError
from classifier.labels import DOCUMENT_LABELS
from classifier.model.folder import fingerprint
from classifier.reports.csv import row

if TYPE_CHECKING:
    import pandas

_MISSING: Final = ("nan", "<NA>", "NaT")  # how pandas writes what is not there
_REASONS: Final = ("target", "against", "score", "reasons")
COLUMNS: Final = (
    "source",
    "decision",
    "outcome",
    "label",
    *(f"p_{label}" for label in DOCUMENT_LABELS),
    "n_words",
    "findings",
    "warnings",
    "model",
    "error_code",
    "error_message",
)


def assess(
    source: Path | bytes | str | Document,
    *,
    explain: bool = True,
    ocr: OcrMode = "auto",
    model: Assessor | Path | str | None = None,
) -> Assessment:
    """Assess one document with a model that is loaded once.

    Parameters
    ----------
    source : Path, bytes, str or Document
        What :func:`classifier.read` takes, or what it gave.
    explain : bool
        Whether to say why.
    ocr : {"auto", "always", "never"}
        Whether text is read in the images of pages, as :func:`classifier.read` takes it.
    model : Assessor, Path or str, optional
        A model, or its folder; by default the one that is shipped.

    Returns
    -------
    Assessment

    Raises
    ------
    DocumentError
        When the document cannot be read, holds fewer than 30 words or is not in Dutch.
    ModelError
        When the model cannot be used.

    Examples
    --------
    >>> text = "Open de zaak, noteer de datum en leg het dossier aan de teamleider voor. " * 4
    >>> assess(text).decision
    'uitvoeringsinstructie'
    """
    return _assessor(model).assess(source, explain=explain, ocr=ocr)


def assess_frame(
    frame: pandas.DataFrame,
    text: Hashable = "text",
    *,
    id: Hashable | None = None,
    explain: bool = False,
    model: Assessor | Path | str | None = None,
    top: int = 20,
) -> pandas.DataFrame:
    """Assess the texts in a data frame; a row that cannot be assessed says why.

    Parameters
    ----------
    frame : DataFrame
        A row a document.
    text : hashable
        The column with the texts (str), or the contents of files (bytes).
    id : hashable, optional
        The column with what to call each document; by default the index.
    explain : bool
        Whether to say why, in the columns ``target``, ``against``, ``score`` and ``reasons``.
    model : Assessor, Path or str, optional
        A model, or its folder; by default the one that is shipped.
    top : int
        How many reasons to give of each document.

    Returns
    -------
    DataFrame
        With the index of ``frame``, in its order, and the columns ``source``, ``decision``,
        ``outcome``, ``label``, ``p_beleidsregel``, ``p_overig``, ``p_uitvoeringsinstructie``,
        ``n_words``, ``findings`` (with spaces between), ``warnings``, ``model``, ``error_code``
        and ``error_message``. The last two are missing where all went well, the others where it
        did not.

    Raises
    ------
    InputError
        When it is no data frame of pandas, or has no such column, or more than one.
    ModelError
        When the model cannot be used.

    Examples
    --------
    >>> import pandas
    >>> work = "Open de zaak, noteer de datum en leg het dossier aan de teamleider voor. " * 4
    >>> frame = pandas.DataFrame({"text": [work, None]}, index=["a", "b"])
    >>> found = assess_frame(frame)
    >>> found.loc["a", "decision"], found.loc["b", "error_message"]
    ('uitvoeringsinstructie', 'b: no text in this row; give one, or leave the row out')
    """
    import pandas

    if not isinstance(frame, pandas.DataFrame):
        raise InputError(
            f"{type(frame).__name__} where a data frame of pandas is expected; make one with a "
            f"column {text!r}, such as pandas.DataFrame({{{text!r}: texts}})"
        )
    texts = _column(frame, text).tolist()
    names = (frame.index if id is None else _column(frame, id)).tolist()
    assessor = _assessor(model)
    columns = [*COLUMNS, *(_REASONS if explain else ())]
    rows = [
        _row(_assessed(assessor, content, str(name), explain), columns, top)
        for content, name in zip(texts, names, strict=True)
    ]
    found = pandas.DataFrame(rows, columns=columns, index=frame.index)
    kinds = dict.fromkeys(columns, "string") | {"n_words": "Int64"}
    kinds |= dict.fromkeys([c for c in columns if c.startswith("p_") or c == "score"], "float64")
    return found.astype(kinds)


def _assessed(assessor: Assessor, content: object, name: str, explain: bool) -> Assessment:
    try:
        document = read(_content(content, name), name=name)
    except ClassifierError as error:
        return assessor.failure(Document("", (), source=name), error)
    (assessment,) = assessor.assess_many([document], explain=explain)
    return assessment


def _content(cell: object, name: str) -> bytes:
    """Return the content of a cell as that of a file, so that no text is taken for a path."""
    if isinstance(cell, bytes):
        return cell
    if isinstance(cell, str):
        return cell.encode("utf-8", errors="replace")
    if cell is None or str(cell) in _MISSING:
        raise EmptyDocumentError(f"{name}: no text in this row; give one, or leave the row out")
    raise InputError(f"{name}: {type(cell).__name__} where a text is expected; give it as str")


def _row(assessment: Assessment, columns: list[str], top: int) -> dict[str, Any]:
    if assessment.error_code is not None:
        kept = ("source", "model", "error_code", "error_message")
        return {name: getattr(assessment, name) for name in kept}
    if assessment.explanation is not None:
        assessment = replace(assessment, explanation=assessment.explanation.top(top))
    cells = row(assessment)
    return {name: cells[name] for name in columns}


def _column(frame: pandas.DataFrame, name: Hashable) -> pandas.Series:
    number = list(frame.columns).count(name)
    if number != 1:
        has = ", ".join(map(str, frame.columns))
        raise InputError(
            f"the frame has {number} columns {name!r}, not one; give them other names"
            if number
            else f"the frame has no column {name!r}; it has: {has}; name one with text or id"
        )
    return frame[name]


def _assessor(model: Assessor | Path | str | None) -> Assessor:
    if isinstance(model, Assessor):
        return model
    folder = None if model is None else Path(model)
    return _loaded(folder, fingerprint(folder))


@lru_cache(maxsize=2)
def _loaded(folder: Path | None, fingerprint: str) -> Assessor:
    """Return the model in a folder, loaded anew only when its files are others than before."""
    return load(folder)
