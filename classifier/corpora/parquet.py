"""Parquet, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from classifier.corpora.records import Columns, Record, check_columns, record_of
from classifier.errors import CorpusError

_BATCH: Final = 64  # rows in memory at a time


def read_parquet(path: Path, columns: Columns) -> Iterator[Record]:
    """Yield the rows of a Parquet file; raise CorpusError when it turns out to be damaged."""
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    number = 0
    try:
        with ParquetFile(path) as file:
            check_columns(path, list(file.schema_arrow.names), columns)
            for batch in file.iter_batches(batch_size=_BATCH):
                for row in batch.to_pylist():
                    number += 1
                    yield record_of(row, columns, f"row {number}")
    except ArrowException as error:
        raise CorpusError(
            f"{path}: not readable as Parquet after row {number} ({error}); write the file anew"
        ) from error
