"""What the control words of RTF mean for a reader of its text."""

from __future__ import annotations

from typing import Final

#: Words that stand for a character.
SIGNS: Final = {
    "tab": "\t",
    "line": "\n",
    "emdash": "—",
    "endash": "–",
    "bullet": "•",
    "emspace": " ",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "enspace": " ",
    "lbr": "\n",
    "softline": "\n",
    "qmspace": " ",
    "page": "\n",
    "column": "\n",
}
#: What follows a backslash and is no word; the soft hyphen is left out.
SYMBOLS: Final = {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
#: Groups whose text is not shown, or is shown elsewhere in the file.
SILENT: Final = frozenset(
    {"colortbl", "pict", "nonshppict", "shprslt", "sp", "objdata", "objclass", "objname"}
    | {"fldinst", "info", "annotation", "atnid", "atnauthor", "xe", "tc", "tcn", "rxe", "template"}
    | {"bkmkstart", "bkmkend", "listtable", "listoverridetable", "revtbl", "rsidtbl", "filetbl"}
    | {"nonesttables", "mmathPict", "ftnsep", "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn"}
)
#: Groups that programs are told to skip when they do not know them, but that hold text.
ENTERED: Final = frozenset({"shpinst", "shptxt", "do", "dptxbxtext", "nesttableprops", "ud"})
#: Groups with a flow of paragraphs of their own, and its kind.
FLOWS: Final = {
    **dict.fromkeys(("footnote", "shptxt", "dptxbxtext"), "notes"),
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "footer"),
}
#: Groups with the number or bullet of a list item, as shown.
LABELS: Final = frozenset({"listtext", "pntext"})
#: Groups that say something about the document.
TABLES: Final = frozenset({"fonttbl", "stylesheet", "title"})
#: The set of characters of the whole document.
DECLARED: Final = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
