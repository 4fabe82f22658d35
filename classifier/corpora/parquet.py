"""Parquet, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from classifier.corpora.records import Columns, Record, check_columns, record_of
from classifier.errors import CorpusError

# Rows in memory at a time. A text that many rows share is unfolded for each of them, so that a file
# of a kilobyte may hold gigabytes.
_BATCH: Final = 1


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
    except (ArrowException, OSError) as error:
        raise CorpusError(
            f"{path}: not readable as Parquet after row {number} ({error}); write the file anew"
        ) from error
