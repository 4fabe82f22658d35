"""The statute database (BWB): a regulation as it holds from a day on, a "toestand"."""

from __future__ import annotations

from typing import Final

from lxml import etree

from classifier.documents.builder import DocumentBuilder
from classifier.documents.characters import one_line
from classifier.documents.official.elements import children, descendants, local, text_of
from classifier.documents.official.walk import Walk

_DATES: Final = {"uitgiftedatum": "published", "ondertekeningsdatum": "signed"}


def read(root: etree._Element, builder: DocumentBuilder) -> None:
    """Add the blocks and the metadata of a toestand, or of a regulation by itself.

    The short title (citeertitel) is the heading of the text, as on wetten.overheid.nl, with the
    full one (intitule) under it where that says more.

    Parameters
    ----------
    root : Element
        Of the file.
    builder : DocumentBuilder
        Takes the blocks.
    """
    law = next((one for one in (root, *children(root, "wetgeving")) if _titles(one)), root)
    titles = {one_line(text_of(one)): one for one in _titles(law)}
    _describe(root, builder, list(titles))
    for title, element in titles.items():
        first = element is next(iter(titles.values()))
        builder.add("heading" if first else "paragraph", title, level=int(first))
    for element in _titles(law):
        law.remove(element)
    Walk(builder).blocks(root)


def _titles(law: etree._Element) -> list[etree._Element]:
    return children(law, "citeertitel") + children(law, "intitule")


def _describe(root: etree._Element, builder: DocumentBuilder, titles: list[str]) -> None:
    law = next(iter(children(root, "wetgeving")), root)
    for title in titles:
        builder.describe("title", title)
    builder.describe("type", law.get("soort", ""))
    builder.describe("identifier", root.get("bwb-id", ""))
    in_force = root.get("inwerkingtreding") or law.get("inwerkingtredingsdatum", "")
    builder.describe("in_force", in_force)
    for origin in descendants(law, "oorspronkelijk"):  # the first is that of the title
        for date in descendants(origin, *_DATES):
            builder.describe(_DATES[local(date)], date.get("isodatum", ""))
        break
    builder.describe("source", root.get("bwb-ng-vast-deel", ""))
