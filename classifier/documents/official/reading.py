"""Official XML of any kind: to the module that knows the kind."""

from __future__ import annotations

from importlib import import_module

from classifier.documents.builder import DocumentBuilder
from classifier.documents.official.elements import local
from classifier.documents.official.parsing import tree_of
from classifier.documents.official.roots import module_of


def read(content: bytes, builder: DocumentBuilder) -> None:
    """Add the blocks and the metadata of an official publication.

    Parameters
    ----------
    content : bytes
        The file.
    builder : DocumentBuilder
        Takes the blocks.

    Raises
    ------
    TooLargeDocumentError
        When it is larger than ``limits.max_xml``.
    UnreadableDocumentError
        When it declares entities, is nested too deep or is not well-formed.
    """
    root = tree_of(content, builder.name, builder.limits)
    # STOP may stand deeper than the root, where its namespace was seen.
    kind = module_of(local(root), root.nsmap.values()) or "stop"
    import_module(f"classifier.documents.official.{kind}").read(root, builder)
