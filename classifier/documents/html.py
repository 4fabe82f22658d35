"""HTML: headings, paragraphs, lists and tables of the page's main part."""

from __future__ import annotations

import re
import warnings
from typing import Final

from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from bs4.element import Tag

from classifier.documents.builder import DocumentBuilder
from classifier.documents.encoding import decode, decode_as
from classifier.documents.html_main import Page, is_button
from classifier.documents.html_tree import (
    HEADINGS,
    events,
    heading_level,
    layout_tables,
    start_number,
)
from classifier.documents.lines import bullet_end, ordinal_end
from classifier.documents.unstyled import add_unstyled

_BOLD: Final = frozenset({"b", "strong"})
_BLOCKS: Final = frozenset(
    {"address", "article", "blockquote", "body", "center", "div", "hr", "html", "main", "p", "pre"}
    | {"section", "details", "summary", "fieldset", "legend", "figure", "figcaption"}
    | {"dl", "dt", "dd", "ol", "ul", "li", "table", "caption", "thead", "tbody", "tfoot", "tr"}
    | set(HEADINGS)
)
_CELLS: Final = frozenset({"td", "th"})
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{1,40})", re.I)
_HEAD: Final = 4096  # bytes in which a page says its encoding
_BARE_NUMBER: Final = re.compile(r"\(?(?:\d{1,3}|[a-z]{1,2})[.)°º]{0,2}")
_PARAGRAPH_BREAK: Final = re.compile(r"\n[ \t]*\n")


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
    page = Page(soup)
    builder.add("heading", page.title(), level=1)
    _Walk(builder, page).blocks()


def add_markup(markup: str, builder: DocumentBuilder) -> None:
    """Add the blocks of a fragment of HTML, as Markdown may hold.

    Parameters
    ----------
    markup : str
        The fragment.
    builder : DocumentBuilder
        Takes the blocks.
    """
    _Walk(builder, Page(_parse(markup), fragment=True)).blocks()


def _parse(markup: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is meant to be read so
        return BeautifulSoup(markup, "lxml")


def _characters(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = _CHARSET.search(content[:_HEAD])
        return decode_as(content, said[1].decode()) if said else decode(content)


class _Walk:
    """Gathers text until a block begins or ends."""

    def __init__(self, builder: DocumentBuilder, page: Page) -> None:
        self._builder = builder
        self._page = page
        self._bold = 0  # bold elements around the text
        self._is_bold = True  # all of the text so far
        self._contents = 0  # tables of contents around the text
        self._text: list[str] = []
        self._heading = 0
        self._lists: list[Tag] = []
        self._counts: list[int] = []
        self._marker = ""  # of the list item at hand, until its first text
        self._number = ""  # of an item of which nothing else was seen
        self._items = 0  # list items around the text
        self._cells: list[str] = []
        self._layout: frozenset[int] = frozenset()
        self._rows: list[bool] = []  # for each table around: whether its rows are rows of data

    def blocks(self) -> None:
        """Add the blocks of the page."""
        self._layout = layout_tables(self._page)
        for event, node in events(self._page):
            if isinstance(node, str):
                self._text.append(re.sub(r"\s+", " ", node))
                self._is_bold = self._is_bold and (self._bold > 0 or not node.strip())
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
        elif heading_level(tag):
            self._heading = heading_level(tag)
        elif tag.name in _BOLD:
            self._bold += 1
        elif tag.name in {"ol", "ul"}:
            self._contents += self._page.is_contents(tag)
            self._lists.append(tag)
            self._counts.append(start_number(tag))
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
        elif heading_level(tag):
            self._heading = 0
        elif tag.name in _BOLD:
            self._bold -= 1
        elif tag.name in {"ol", "ul"} and self._lists:
            self._contents -= self._page.is_contents(self._lists.pop())
            self._counts.pop()
        elif tag.name == "li":
            if self._number:
                self._builder.add("list_item", self._number, level=max(len(self._lists), 1))
                self._number = ""
            self._items -= 1
            self._marker = ""

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        bold, self._is_bold = self._is_bold, True
        for part in _PARAGRAPH_BREAK.split(text):
            if not part.strip() or is_button(part):
                continue
            if self._contents:
                self._builder.add_furniture("repeated", part)
            elif self._heading:
                self._builder.add("heading", part, level=self._heading)
            elif self._items:
                part = part.strip()
                if _BARE_NUMBER.fullmatch(part):  # its text stands in a block of its own
                    self._number = part
                    self._marker = f"{part} "
                    continue
                self._number = ""
                marker = "" if ordinal_end(part) else self._marker
                item = marker + part[bullet_end(part) :]
                self._builder.add("list_item", item, level=max(len(self._lists), 1))
                self._marker = ""
            else:
                add_unstyled(self._builder, part, bold=bold)
