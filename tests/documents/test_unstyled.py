from __future__ import annotations

import pytest

from classifier.documents import Limits
from classifier.documents.builder import DocumentBuilder
from classifier.documents.unstyled import add_numbered, add_unstyled


def blocks(builder: DocumentBuilder) -> list[tuple[str, int, str]]:
    document = builder.build()
    return [(b.kind, b.level, document.text[b.start : b.end]) for b in document.blocks]


def test_a_list_typed_with_line_breaks_in_one_paragraph() -> None:
    builder = DocumentBuilder("nota", Limits())
    add_unstyled(builder, "Nodig zijn:\n- een foto;\n- een formulier,\ningevuld;\n1. of dit.")
    add_unstyled(builder, "Postbus 12\n2500 EA Den Haag\nop grond van artikel\n4. en verder")
    assert blocks(builder) == [
        ("paragraph", 0, "Nodig zijn:"),
        ("list_item", 1, "een foto;"),
        ("list_item", 1, "een formulier, ingevuld;"),
        ("list_item", 1, "1. of dit."),
        ("paragraph", 0, "Postbus 12 2500 EA Den Haag op grond van artikel 4. en verder"),
    ]


@pytest.mark.parametrize(
    ("label", "text", "bold", "block"),
    [
        ("1.", "Zend de brief.", False, ("list_item", 2, "1. Zend de brief.")),
        ("1.", "Inleiding", False, ("list_item", 2, "1. Inleiding")),
        ("1.", "Inleiding", True, ("heading", 2, "1. Inleiding")),
        ("2.1", "Horen", False, ("heading", 2, "2.1 Horen")),
        ("2.1", "wij horen de aanvrager", False, ("list_item", 2, "2.1 wij horen de aanvrager")),
    ],
)
def test_a_number_apart_from_the_text(
    label: str, text: str, bold: bool, block: tuple[str, int, str]
) -> None:
    builder = DocumentBuilder("nota", Limits())
    add_numbered(builder, label, text, level=2, bold=bold)
    assert blocks(builder) == [block]


def test_headings_lie_below_the_one_that_the_format_knows() -> None:
    builder = DocumentBuilder("nota", Limits())
    add_unstyled(builder, "3.2 Horen", below=2)
    add_unstyled(builder, "Horen", bold=True, below=2)
    assert [level for _, level, _ in blocks(builder)] == [4, 4]
