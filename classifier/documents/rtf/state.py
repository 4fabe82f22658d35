"""What holds in a group of RTF: the form of its characters and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class State:
    """What holds in a group, and is restored at its end."""

    target: str = "flow"  # where text goes: flow | label | fonttbl | stylesheet | title | none
    bold: bool = False
    hidden: bool = False
    deleted: bool = False  # or moved away
    font: int = 0
    fallback: int = 1  # characters that follow a Unicode one, for old programs
    double: bool = False  # the groups in it hold the same text twice, first not in Unicode
    opens: bool = False  # this group began the flow at hand
    style: int = 0
    outline: int = 0  # the level of a heading, from 1
    depth: int = 1  # in a list
    in_table: bool = False

    def apply(self, word: str, number: int | None) -> None:
        """Change what a control word changes; words of no meaning for the text change nothing."""
        on = number != 0
        match word:
            case "pard":
                self.style = self.outline = 0
                self.depth = 1
                self.in_table = False
            case "plain":
                self.bold = self.hidden = self.deleted = False
            case "b":
                self.bold = on
            case "v":
                self.hidden = on
            case "deleted" | "mvf":
                self.deleted = on
            case "intbl":
                self.in_table = on
            case "s":
                self.style = number or 0
            case "outlinelevel":
                self.outline = number + 1 if number is not None and 0 <= number < 9 else 0
            case "ilvl":
                self.depth = min(max(number or 0, 0), 8) + 1
