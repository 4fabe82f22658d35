"""Whether the rectangles of annotated copies enclose the words that they are about.

    python benchmarks/annotating.py [FOLDER]

In each PDF, every stretch of 1 to 5 words (in turn, over the whole text) is highlighted by
:func:`classifier.documents.pdf.annotating.annotated`. The copy is then read by two other
libraries: pypdf gives the rectangles and the notes, pdfminer.six the characters whose middle lies
in the rectangles. Letters and digits are compared, without case and accents, for each highlight.

Enclosed: the characters in the rectangles hold those of the words, in their order. Exact: they
hold nothing else, but what is drawn twice. Pages whose characters pdfminer.six does not know from
their text layer, as scans, are left out: where it finds under 80 % of our words on a page.
"""

from __future__ import annotations

import argparse
import io
import logging
import re
import unicodedata
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pypdf
from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTContainer, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from classifier.documents import Document, read
from classifier.documents.pdf.annotating import Highlight, annotated
from classifier.errors import DocumentError

FOLDER = Path(__file__).parents[1] / ".." / "shared" / "formats" / "pdf"
LENGTHS = (1, 2, 3, 4, 5)  # words of a highlight
KNOWN = 0.8  # of the words of a page
Character = tuple[str, float, float]  # and its middle
Rectangle = tuple[float, float, float, float]


def letters(text: str) -> str:
    """Return the letters and digits of a text as they are compared."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of words that cover a text."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    lengths, at = cycle(LENGTHS), 0
    while at < len(words):
        length = next(lengths)
        yield words[at][0], words[min(at + length, len(words)) - 1][1]
        at += length


def characters(content: bytes) -> Iterator[list[Character]]:
    """Yield the characters of each page, in the order of the file and in its coordinates."""
    manager = PDFResourceManager()
    device = PDFPageAggregator(manager, laparams=None)
    interpreter = PDFPageInterpreter(manager, device)
    for page in PDFPage.get_pages(io.BytesIO(content)):
        left, bottom = page.mediabox[:2]
        page.rotate = 0  # rectangles are those of the page as it is in the file
        interpreter.process_page(page)
        yield list(_below(device.get_result(), left, bottom))


def _below(container: LTContainer[Any] | LTPage, left: float, bottom: float) -> Iterator[Character]:
    for one in container:
        if isinstance(one, LTChar):
            x0, y0, x1, y1 = one.bbox
            yield one.get_text(), (x0 + x1) / 2 + left, (y0 + y1) / 2 + bottom
        elif isinstance(one, LTContainer):
            yield from _below(one, left, bottom)


def rectangles(content: bytes) -> Iterator[list[tuple[int, list[Rectangle]]]]:
    """Yield for each page the number in each note, and the rectangles of its highlight."""
    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        found = []
        for reference in page.get("/Annots", ()):
            one = reference.get_object()
            if one.get("/T") == "benchmark":
                points = [float(number) for number in one["/QuadPoints"]]
                quads = [points[at : at + 8] for at in range(0, len(points), 8)]
                found.append(
                    (
                        int(one["/Contents"]),
                        [(min(q[::2]), min(q[1::2]), max(q[::2]), max(q[1::2])) for q in quads],
                    )
                )
        yield found


def under(rectangle: Rectangle, some: list[Character]) -> str:
    """Return the letters whose middle lies in a rectangle."""
    left, bottom, right, top = rectangle
    return letters("".join(c for c, x, y in some if left <= x <= right and bottom <= y <= top))


def holds(found: str, asked: str) -> bool:
    """Tell whether letters hold those asked for, in their order."""
    rest = iter(found)
    return all(letter in rest for letter in asked)


def measure(content: bytes, document: Document) -> tuple[int, int, int]:
    """Return how many highlights were looked at, enclose their words, and hold nothing else."""
    spans = [span for span in stretches(document.text) if letters(document.text[span[0] : span[1]])]
    highlights = [
        Highlight(document.locate(*span), (255, 235, 90), str(number))
        for number, span in enumerate(spans)
    ]
    copy = annotated(content, highlights, author="benchmark", name="copy")
    found: dict[int, str] = {}
    known = set()
    pages = zip(characters(copy), rectangles(copy), document.pages, strict=True)
    for number, (some, noted, (start, end)) in enumerate(pages, start=1):
        theirs = letters("".join(character for character, _, _ in some))
        words = [letters(word) for word in document.text[start:end].split()]
        if sum(word in theirs for word in words) < KNOWN * len(words):
            continue
        known.add(number)
        for note, boxes in noted:
            found[note] = found.get(note, "") + "".join(under(box, some) for box in boxes)
    total = enclosed = exact = 0
    for number, (span, highlight) in enumerate(zip(spans, highlights, strict=True)):
        if not {place.page for place in highlight.places} <= known:
            continue
        asked = letters(document.text[slice(*span)])
        seen = found.get(number, "")
        total += 1
        enclosed += holds(seen, asked)
        exact += set(map(str, seen)) == set(asked) and len(seen) in (len(asked), 2 * len(asked))
    return total, enclosed, exact


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    folder = parser.parse_args().folder
    logging.disable()  # pdfminer warns of what it does not understand
    sums = [0, 0, 0]
    print("| file | highlights | enclosed | exact |\n|---|---|---|---|")
    for path in sorted(folder.rglob("*.pdf")):
        content = path.read_bytes()
        try:
            document = read(content, name=path.name, ocr="never")
        except DocumentError as error:
            print(f"| {path.name[:40]} | {str(error).split(': ', 1)[-1]} | | |")
            continue
        try:
            row = measure(content, document)
        except Exception as error:  # pdfminer raises what it likes on a file it cannot read
            print(f"| {path.name} | not read by pdfminer.six: {type(error).__name__} | | |")
            continue
        sums = [a + b for a, b in zip(sums, row, strict=True)]
        if row[0]:
            print(f"| {path.name} | {row[0]} | {row[1] / row[0]:.1%} | {row[2] / row[0]:.1%} |")
    total, enclosed, exact = sums
    print(f"\n{total:,} highlights: {enclosed / total:.2%} enclose their words, ", end="")
    print(f"{exact / total:.2%} hold nothing else")


if __name__ == "__main__":
    main()
