"""Proposals under the Woo as Parquet, for analysis: the rows and columns of the CSV."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import BinaryIO, Final

import pyarrow

from classifier.reports.parquet import write_rows
from classifier.reports.woo import COLUMNS, flat
from classifier.woo.proposal import WooProposal

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
    write_rows(COLUMNS, _TYPES, chain.from_iterable(map(flat, proposals)), stream)
