from __future__ import annotations

import pytest

from classifier.documents.page import Frame, Line, line
from classifier.documents.pdf.edges import cells_at_the_edges

FRAME = Frame(1, (0.0, 0.0, 595.0, 842.0))


def rows(*texts: tuple[str, ...], top: float, gap: float = 18) -> list[Line]:
    return [
        line(text, (left, top - gap * number, left + 60, top - gap * number + 11), FRAME, 11)
        for number, row in enumerate(texts)
        for text, left in zip(row, (72, 300), strict=False)
    ]


HEADER = (("Gemeente", "Datum"), ("Afdeling", "Kenmerk"))
RUNNING = ["Gemeente", "Datum", "Afdeling", "Kenmerk"]
TABLE = (("Besluit", "Termijn"), ("Bouw", "8 weken"), ("Kap", "6 weken"), ("Sloop", "5 weken"))


@pytest.mark.parametrize(
    ("lines", "running", "cells"),
    [
        (rows(*TABLE, top=780), ["Besluit", "Termijn"], ["Besluit", "Termijn"]),
        (rows(*TABLE, top=780), ["6 weken"], []),  # for want of rows below it
        (rows(*TABLE, top=90), ["6 weken", "5 weken"], ["5 weken", "6 weken"]),
        (rows(*TABLE, top=780, gap=45), ["Besluit", "Termijn"], []),
        (rows(*HEADER, ("Wij horen.",), ("Altijd.",), top=780), RUNNING, []),
        (rows(*TABLE, top=400), ["Besluit", "Termijn"], []),
    ],
)
def test_cells_are_told_from_running_lines(
    lines: list[Line], running: list[str], cells: list[str]
) -> None:
    kinds = {id(one): "header" for one in lines if one.text in running}
    assert [one.text for one in cells_at_the_edges(lines, kinds)] == cells
