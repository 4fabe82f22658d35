"""What of a corpus is left out for want of a label or a text, and how much of that is too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from classifier.corpora.entry import Entry, Fields
from classifier.corpora.faults import is_misread
from classifier.counting import counted
from classifier.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Incomplete:
    """The rows of a corpus that lack a label or a text; they are no reason to refuse the others."""

    unlabelled: list[Entry] = field(default_factory=list)
    textless: list[Entry] = field(default_factory=list)  # with a label

    def left_out_of(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Yield what has a label and a text, or a problem that may have cost it one of these.

        Parameters
        ----------
        entries : iterable of Entry
            A corpus, which may be labelled in part; the others are kept here.
        """
        for entry in entries:
            if entry.problems or (entry.label is not None and entry.text.strip()):
                yield entry
            else:
                (self.unlabelled if entry.label is None else self.textless).append(entry)

    def check(self, n_others: int, fields: Fields) -> None:
        """Refuse a corpus of which most labelled rows lack a text.

        Parameters
        ----------
        n_others : int
            How many rows have a label and a text.
        fields : Fields
            What the columns are called.

        Raises
        ------
        CorpusError
            Naming the first such row and the remedy.
        """
        n_labelled = n_others + len(self.textless)
        if not is_misread(len(self.textless), n_labelled):
            return
        first = self.textless[0]
        has = f"; it has: {', '.join(first.columns)}" if first.columns else ""
        rows = counted(n_labelled, "row with a label", "rows with a label")
        raise CorpusError(
            f"{first.where}: no text in {fields.text!r}, as in {len(self.textless)} of {rows}; "
            f"name the column with the texts with --text-field, or leave those rows out{has}"
        )

    def told(self) -> Iterator[str]:
        """Yield in words how many rows are left out, and the first, for each reason."""
        for left_out, what in ((self.unlabelled, "a label"), (self.textless, "text")):
            if left_out:
                rows = counted(len(left_out), f"row without {what} is", f"rows without {what} are")
                yield f"{rows} left out, the first {left_out[0].where}"
