"""HTML: headings, paragraphs, lists and tables of the page's main part."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from typing import Final, Literal

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, Tag

from classifier.documents.builder import DocumentBuilder
from classifier.documents.encoding import decode
from classifier.documents.lines import bullet_end, ordinal_end
from classifier.documents.typed import add_typed

_DROPPED: Final = frozenset(
    {"script", "style", "head", "template", "noscript", "svg", "math", "iframe", "object"}
    | {"nav", "header", "footer", "aside", "form", "button", "select", "dialog"}
)
_KEPT_IN: Final = ("main", "article")  # where a header holds the title, not the site's menu
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BLOCKS: Final = frozenset(
    {"address", "article", "blockquote", "body", "center", "div", "hr", "html", "main", "p", "pre"}
    | {"section", "details", "summary", "fieldset", "legend", "figure", "figcaption"}
    | {"dl", "dt", "dd", "ol", "ul", "li", "table", "caption", "thead", "tbody", "tfoot", "tr"}
    | set(_HEADINGS)
)
_CELLS: Final = frozenset({"td", "th"})
_NOT_IN_CELLS: Final = frozenset({"table", "ul", "ol", "section", "article", *_HEADINGS})
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_MIN_MAIN: Final = 200  # characters; a shorter <main> is not the page's text
_PARAGRAPH_BREAK: Final = re.compile(r"\n[ \t]*\n")

_Event = tuple[Literal["start", "text", "end"], Tag | str]


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of an HTML page.

    Parameters
    ----------
    content : bytes
        The file; what it says about its own encoding is believed only when it is not UTF-8.
    builder : DocumentBuilder
        Takes the blocks.
    """
    soup = _parse(_characters(content))
    if soup.title:
        builder.property_title = soup.title.get_text()
    _Walk(builder).blocks(_main(soup))


def add_markup(markup: str, builder: DocumentBuilder) -> None:
    """Add the blocks of a fragment of HTML, as Markdown may hold.

    Parameters
    ----------
    markup : str
        The fragment.
    builder : DocumentBuilder
        Takes the blocks.
    """
    _Walk(builder).blocks(_parse(markup))


def _parse(markup: str | bytes) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is meant to be read so
        return BeautifulSoup(markup, "lxml")


def _characters(content: bytes) -> str | bytes:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content


def _main(soup: BeautifulSoup) -> Tag:
    for main in soup.find_all("main", limit=1):
        if isinstance(main, Tag) and len(main.get_text(" ", strip=True)) >= _MIN_MAIN:
            return main
    return soup


def _events(root: Tag) -> Iterator[_Event]:
    """Walk the tree without recursion: pages may be nested as deep as they like."""
    stack: list[tuple[Tag, Iterator[object]]] = [(root, iter(root.contents))]
    inside = int(root.name in _KEPT_IN)  # how many of these are around
    while stack:
        tag, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            inside -= tag.name in _KEPT_IN
            yield "end", tag
        elif isinstance(child, Tag):
            if _is_dropped(child, inside > 0):
                continue
            yield "start", child
            inside += child.name in _KEPT_IN
            stack.append((child, iter(child.contents)))
        elif type(child) is NavigableString:  # not a comment or declaration
            yield "text", str(child)


def _is_dropped(tag: Tag, inside: bool) -> bool:
    if tag.name == "header" and inside:
        return False
    return (
        tag.name in _DROPPED
        or tag.has_attr("hidden")
        or _HIDDEN.search(str(tag.get("style") or "")) is not None
    )


class _Walk:
    """Gathers text until a block begins or ends."""

    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._text: list[str] = []
        self._heading = 0
        self._lists: list[Tag] = []
        self._counts: list[int] = []
        self._marker = ""  # of the list item at hand, until its first text
        self._items = 0  # list items around the text
        self._cells: list[str] = []
        self._layout: frozenset[int] = frozenset()
        self._rows: list[bool] = []  # for each table around: whether its rows are rows of data

    def blocks(self, root: Tag) -> None:
        """Add the blocks of a tree."""
        self._layout = _layout_tables(root)
        for event, node in _events(root):
            if isinstance(node, str):
                self._text.append(re.sub(r"\s+", " ", node))
            elif event == "start":
                self._start(node)
            else:
                self._end(node)
        self._flush()

    def _start(self, tag: Tag) -> None:
        in_row = bool(self._rows) and self._rows[-1]
        if tag.name == "br":
            self._text.append("\n")
        elif in_row and tag.name != "tr":
            self._text.append(" ")
        elif tag.name in _BLOCKS or tag.name in _CELLS:
            self._flush()
        if tag.name == "table":
            self._rows.append(id(tag) not in self._layout)
        elif tag.name in _HEADINGS:
            self._heading = _HEADINGS[tag.name]
        elif tag.name in {"ol", "ul"}:
            self._lists.append(tag)
            self._counts.append(_start_number(tag))
        elif tag.name == "li":
            self._items += 1
            if self._lists and self._lists[-1].name == "ol":
                self._marker = f"{self._counts[-1]}. "
                self._counts[-1] += 1

    def _end(self, tag: Tag) -> None:
        in_row = bool(self._rows) and self._rows[-1]
        if in_row and tag.name in _CELLS:
            self._cells.append("".join(self._text))
            self._text.clear()
        elif in_row and tag.name == "tr":
            self._builder.add_row(self._cells)
            self._cells = []
        elif tag.name in _BLOCKS or tag.name in _CELLS:
            if in_row and tag.name not in {"table", "caption"}:
                self._text.append(" ")
            else:
                self._flush()
        if tag.name == "table" and self._rows:
            self._rows.pop()
        elif tag.name in _HEADINGS:
            self._heading = 0
        elif tag.name in {"ol", "ul"} and self._lists:
            self._lists.pop()
            self._counts.pop()
        elif tag.name == "li":
            self._items -= 1
            self._marker = ""

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        for part in _PARAGRAPH_BREAK.split(text):
            if not part.strip():
                continue
            if self._heading:
                self._builder.add("heading", part, level=self._heading)
            elif self._items:
                part = part.strip()
                marker = "" if ordinal_end(part) else self._marker
                item = marker + part[bullet_end(part) :]
                self._builder.add("list_item", item, level=max(len(self._lists), 1))
                self._marker = ""
            else:
                add_typed(self._builder, part)


def _layout_tables(root: Tag) -> frozenset[int]:
    """Return the identities of the tables that lay out the page instead of holding data."""
    found = set()
    around: list[Tag] = []
    for event, tag in _events(root):
        if not isinstance(tag, Tag):
            continue
        if event == "start" and around and tag.name in _NOT_IN_CELLS:
            found.add(id(around[-1]))
        if tag.name != "table":
            continue
        if event == "start":
            around.append(tag)
            if tag.get("role") == "presentation":
                found.add(id(tag))
        elif around:
            around.pop()
    return frozenset(found)


def _start_number(tag: Tag) -> int:
    start = str(tag.get("start") or "")
    return int(start) if start.isdecimal() and len(start) < 6 else 1
