"""RTF: the text of groups that are shown, as paragraphs, lists, tables and notes."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from classifier.documents.builder import DocumentBuilder
from classifier.documents.rtf.state import State
from classifier.documents.rtf.text import Flow
from classifier.documents.rtf.tokens import Token, charset_codec, code_page_codec, decode, tokens
from classifier.documents.rtf.words import (
    DECLARED,
    ENTERED,
    FLOWS,
    LABELS,
    SIGNS,
    SILENT,
    SYMBOLS,
    TABLES,
)
from classifier.errors import UnreadableDocumentError

_MAX_DEPTH: Final = 1_000  # groups in groups; word processors stay far below a hundred


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks of an RTF file.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    UnreadableDocumentError
        When its groups are nested too deeply.
    """
    reader = _Reader(builder)
    for token in tokens(content):
        reader.take(token)
    reader.close()


class _Reader:
    def __init__(self, builder: DocumentBuilder) -> None:
        self._builder = builder
        self._state = State()
        self._states: list[State] = []
        self._flows = [Flow(builder, "body")]
        self._codec = "cp1252"
        self._default_font = 0
        self._codecs: dict[int, str | None] = {}  # by font
        self._styles: dict[int, str] = {}  # the names; they end in a semicolon
        self._bytes = bytearray()  # of text that waits for the rest of a character
        self._units: list[int] = []  # of UTF-16 that wait for the rest of a character
        self._written = 0  # characters
        self._skip = 0  # characters to skip after a Unicode one
        self._starred = False

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind == "text":
            self._text(token.text)
            return
        if token.kind == "word" and token.word == "u":
            self._unicode(token.number or 0)
            return
        if self._skip and (token.kind == "symbol" or token.word in SIGNS):
            self._skip -= 1
            return
        self._skip = 0
        self._flush()
        if token.kind == "open":
            self._open()
        elif token.kind == "close":
            self._close()
        elif token.kind == "symbol":
            self._symbol(token.word)
        else:
            self._word(token.word, token.number)
            self._starred = False

    def close(self) -> None:
        """Finish what is at hand at the end of the file, also of one that was cut off."""
        self._flush()
        while self._states or self._state.opens:
            self._close()
        self._stamp()
        self._flows[0].close()

    # Groups

    def _open(self) -> None:
        if len(self._states) >= _MAX_DEPTH:
            raise UnreadableDocumentError(
                f"{self._builder.name}: groups nested deeper than {_MAX_DEPTH}, which word "
                "processors never write and which can do harm; save the document anew"
            )
        self._states.append(self._state)
        target = "none" if self._state.double else self._state.target
        self._state = replace(self._state, opens=False, double=False, target=target)

    def _close(self) -> None:
        if self._state.opens:
            self._stamp()
            flow = self._flows.pop()
            flow.close()
            self._flows[-1].current.notes += flow.paragraphs
            # Where braces are missing there is no state to go back to, and this one stays.
            self._state = replace(self._state, opens=False)
        if self._states:
            self._state = self._states.pop()
        self._starred = False

    # Text

    def _text(self, text: bytes) -> None:
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        if text and self._state.target != "none":
            if self._units:
                self._flush()
            self._bytes += text

    def _unicode(self, number: int) -> None:
        if self._state.target != "none":
            if self._bytes:
                self._flush()
            self._units.append(number & 0xFFFF)
        self._skip = self._state.fallback

    def _flush(self) -> None:
        if self._bytes:
            text = decode(bytes(self._bytes), self._codecs.get(self._state.font) or self._codec)
            self._bytes.clear()
            self._write(text)
        if self._units:
            pairs = b"".join(unit.to_bytes(2, "little") for unit in self._units)
            self._units.clear()
            self._write(pairs.decode("utf-16-le", errors="replace"))

    def _write(self, text: str) -> None:
        state = self._state
        if state.target == "stylesheet":
            self._styles[state.style] = self._styles.get(state.style, "") + text
        elif state.target == "title":
            self._builder.property_title += text
        elif state.target in {"label", "flow"} and not state.hidden and not state.deleted:
            self._written += len(text)
            limits, name = self._builder.limits, self._builder.name
            limits.check("max_chars", self._written, name, "characters of text")
            if state.target == "label":
                self._flows[-1].current.label.append(text)
            else:
                self._flows[-1].current.write(text, bold=state.bold)

    # Words

    def _symbol(self, sign: str) -> None:
        if sign == "*":
            self._starred = True
        elif sign in "\r\n":  # an old way to write the end of a paragraph
            self._format("par", None)
        else:
            self._write(SYMBOLS.get(sign, ""))

    def _word(self, word: str, number: int | None) -> None:
        state = self._state
        if word in SILENT:
            state.target = "none"
        elif word in TABLES:
            state.target = word
        elif word == "ud" and self._states and self._states[-1].double:
            state.target = self._states[-1].target
        elif self._starred and word not in ENTERED:
            state.target = "none"
        elif state.target == "flow" and word in LABELS:
            state.target = "label"
        elif state.target == "flow" and word in FLOWS:
            self._flows.append(Flow(self._builder, FLOWS[word]))
            self._state = State(font=state.font, fallback=state.fallback, opens=True)
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word in {"f", "uc", "upr"}:
            self._set(word, number)
        elif state.target in {"fonttbl", "stylesheet"}:
            self._define(word, number or 0)
        elif state.target == "flow":
            self._format(word, number)

    def _set(self, word: str, number: int | None) -> None:
        if word == "f":
            self._state.font = number or 0
        elif word == "uc":
            self._state.fallback = max(number or 0, 0)
        else:
            self._state.double = True

    def _define(self, word: str, number: int) -> None:
        if word == "fcharset":
            self._codecs[self._state.font] = charset_codec(number)
        elif word == "s":
            self._state.style = number

    def _format(self, word: str, number: int | None) -> None:
        state, flow = self._state, self._flows[-1]
        match word:
            case "par" | "sect" | "cell":
                self._stamp()
                if word == "cell":
                    flow.end_cell()
                else:
                    flow.end_paragraph(in_table=state.in_table)
            case "row":
                flow.end_row()
            case "nestcell":
                flow.end_inner_cell()
            case "nestrow":
                flow.end_inner_row()
            case "plain":
                state.font = self._default_font
                state.apply(word, number)
            case "deff":
                self._default_font = state.font = number or 0
            case "ansicpg":
                self._codec = code_page_codec(number or 0)
            case _ if word in DECLARED:
                self._codec = DECLARED[word]
            case _:
                state.apply(word, number)

    def _stamp(self) -> None:
        """Put the properties at hand on the paragraph: those at its end count."""
        paragraph = self._flows[-1].current
        paragraph.style = self._styles.get(self._state.style, "").strip("; ")
        paragraph.outline = self._state.outline
        paragraph.depth = self._state.depth
