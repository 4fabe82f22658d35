"""Markdown: its headings, lists and tables, without the marks that make them."""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from classifier.documents.builder import DocumentBuilder
from classifier.documents.encoding import decode
from classifier.documents.lines import ordinal_end
from classifier.documents.unstyled import add_unstyled

_FRONT_MATTER: Final = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S
)
_NOTE: Final = re.compile(r"^\[\^[^\]\n]{1,60}\]:[ \t]*", re.M)  # the beginning of a footnote
_NOTE_SIGN: Final = re.compile(r"\[\^[^\]\n]{1,60}\]")
_TASK: Final = re.compile(r"\[([ xX])\][ \t]+(?=\S)")  # a box to tick, at the beginning of an item
_TITLE: Final = re.compile(r"^(?:title|titel):[ \t]*(['\"]?)(.+?)\1[ \t]*$", re.M | re.I)
_MAX_NESTING: Final = 100  # what is nested deeper is left out: no one writes it by hand
_TAG: Final = re.compile(r"<br\b", re.I)


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of a Markdown file.

    Parameters
    ----------
    content : bytes
        The file, in any common encoding.
    builder : DocumentBuilder
        Takes the blocks.
    """
    text = decode(content)
    builder.limits.check("max_chars", len(text), builder.name, "characters of text")
    front = _FRONT_MATTER.match(text)
    if front:
        title = _TITLE.search(front[1])
        builder.property_title = title[2] if title else ""
        text = text[front.end() :]
    # Footnotes are not of the standard: each becomes a paragraph where it stands.
    text = _NOTE_SIGN.sub("", _NOTE.sub("\n", text))
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(
        ["table", "strikethrough"]
    )
    _Walk(builder).blocks(parser.parse(text))


class _Walk:
    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._heading = 0
        self._depth = 0  # of lists
        self._marker = ""  # the number of the item at hand, until its first text
        self._cells: list[str] | None = None  # of the row at hand

    def blocks(self, tokens: list[Token]) -> None:
        """Add the blocks of a parsed text."""
        for token in tokens:
            match token.type:
                case "heading_open":
                    self._heading = int(token.tag[1])
                case "heading_close":
                    self._heading = 0
                case "bullet_list_open" | "ordered_list_open":
                    self._depth += 1
                case "bullet_list_close" | "ordered_list_close":
                    self._depth -= 1
                case "list_item_open":
                    self._marker = f"{token.info}{token.markup} " if token.info else ""
                case "tr_open":
                    self._cells = []
                case "tr_close":
                    self._builder.add_row(self._cells or [])
                    self._cells = None
                case "inline":
                    self._add(_text(token), bold=_is_bold(token))
                case "code_block" | "fence":
                    self._builder.add("paragraph", token.content)
                case "html_block":
                    # Imported here: most Markdown holds no HTML, and its parser is slow to load.
                    from classifier.documents.html import add_markup

                    add_markup(token.content, self._builder)

    def _add(self, text: str, *, bold: bool) -> None:
        if self._cells is not None:
            self._cells.append(text)
        elif self._heading:
            self._builder.add("heading", text, level=self._heading)
        elif self._depth:
            marker = "" if ordinal_end(text) else self._marker
            box = _TASK.match(text)
            if box:
                text = ("☐ " if box[1] == " " else "☒ ") + text[box.end() :]
            self._builder.add("list_item", marker + text, level=self._depth)
            self._marker = ""
        else:
            add_unstyled(self._builder, text, bold=bold)


def _is_bold(token: Token) -> bool:
    """Tell whether all of a paragraph is bold."""
    depth = 0
    for child in token.children or []:
        depth += (child.type == "strong_open") - (child.type == "strong_close")
        if child.type in {"text", "code_inline"} and child.content.strip() and not depth:
            return False
    return True


def _text(token: Token) -> str:
    """Return inline content as plain text; of an image, its description."""
    parts = []
    for child in token.children or []:
        if child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type == "html_inline":
            parts.append(" " if _TAG.match(child.content) else "")
        elif child.type == "image":
            parts.append(_text(child))
        else:
            parts.append(child.content)
    return "".join(parts)
