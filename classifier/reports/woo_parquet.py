"""Proposals under the Woo as Parquet, for analysis: the rows and columns of the CSV."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import BinaryIO, Final

import pyarrow
from pyarrow import parquet

from classifier.reports.parquet import encodable
from classifier.reports.woo import COLUMNS, flat
from classifier.woo.proposal import WooProposal

_ROWS: Final = 1_000  # in memory at a time, which become a row group
_TYPES: Final = {
    **dict.fromkeys(("page", "start", "end"), pyarrow.int64()),
    **dict.fromkeys(("confidence", "share"), pyarrow.float64()),
    **dict.fromkeys(("disproportionate", "meaningful"), pyarrow.bool_()),
}


def write(proposals: Iterable[WooProposal], stream: BinaryIO) -> None:
    """Write a row a proposal, and one for a document that has none; texts stand as they are.

    Parameters
    ----------
    proposals : iterable of WooProposal
        What to write.
    stream : BinaryIO
        Where to.
    """
    schema = pyarrow.schema([(name, _TYPES.get(name, pyarrow.string())) for name in COLUMNS])
    rows = chain.from_iterable(map(flat, proposals))
    with parquet.ParquetWriter(stream, schema) as writer:
        while some := [encodable(row) for row in islice(rows, _ROWS)]:
            writer.write_table(pyarrow.Table.from_pylist(some, schema))
