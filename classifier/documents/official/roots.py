"""The kinds of official XML, known by the root element; no parser is needed for that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_COMMENTS: Final = r"(?:<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->|\s)*"
_ROOT: Final = re.compile(
    rf"{_COMMENTS}(?:<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>{_COMMENTS})?"
    r"<(?:[\w.-]+:)?([\w.-]+)",
    re.S | re.I,
)
_NAMESPACE: Final = re.compile(r"\bxmlns(?::[\w.-]+)?\s*=\s*[\"']([^\"'<>]{1,200})[\"']")
_STOP: Final = re.compile(r"https?://standaarden\.overheid\.nl/(?:stop|lvbb)/")
_LATEST: Final = re.compile(r'\b_latestItem="([\w./-]{1,200})"')

# The module that reads each root element. Parts of a publication are also kept as files of their
# own, and the official journals had roots of their own before the roof of officiele-publicatie.
_MODULES: Final = {
    **dict.fromkeys(
        ("toestand", "wetgeving", "wet-besluit", "regeling", "circulaire", "verdrag"), "bwb"
    ),
    "cvdr": "cvdr",
    **dict.fromkeys(
        (
            *("officiele-publicatie", "staatscourant", "staatsblad", "tractatenblad"),
            *("gemeenteblad", "provinciaalblad", "provincieblad", "waterschapsblad"),
            *("bladgemeenschappelijkeregeling", "kamerstuk", "aanlevering"),
            *("stcart", "staatsbl", "trblad", "kamerwrk"),
        ),
        "op",
    ),
}

# Roots of files that say something about a text without holding it, and what to take instead.
_METADATA: Final = {
    "work": (
        "a manifest of the BWB, which lists the versions of a regulation",
        "take the toestand of the version that you want",
    ),
    "wetstechnische-informatie": (
        "the technical information (WTI) of the BWB about a regulation",
        "take its toestand (BWBR…_date_0.xml), which holds the text",
    ),
    "metadata_gegevens": (
        "the metadata of an official publication",
        "take the publication itself, which has the same address without /metadata",
    ),
    **dict.fromkeys(
        ("searchretrieveresponse", "gzd"),
        ("an answer of the search service", "take the file that it gives the address of"),
    ),
}


def root_of(head: str) -> str:
    """Return the local name of the root element in lower case; "" when there is none.

    Parameters
    ----------
    head : str
        The first characters of the file.

    >>> root_of('<?xml version="1.0"?><!-- van <b> --><c:CVDR xmlns:c="urn:c">')
    'cvdr'
    """
    match = _ROOT.match(head)
    return match[1].lower() if match else ""


def module_of(root: str, namespaces: Iterable[str]) -> str:
    """Return the name of the module in this package that reads a file; "" when none does.

    Parameters
    ----------
    root : str
        The name of its root element, in lower case.
    namespaces : iterable of str
        Those that it uses; the names of STOP are those of older formats as well.

    >>> module_of("toestand", []), module_of("wet", [])
    ('bwb', '')
    """
    if root and any(map(_STOP.match, namespaces)):
        return "stop"
    return _MODULES.get(root, "")


def is_official(head: str) -> bool:
    """Return whether a file is an official publication in XML.

    Parameters
    ----------
    head : str
        The first characters of the file.
    """
    root = root_of(head)
    # Of a text without a root no namespaces are looked for, which takes a while.
    return root != "" and module_of(root, _NAMESPACE.findall(head)) != ""


def refusal(head: str) -> str:
    """Return why a file of official metadata is not read and what to do; "" for other files.

    Parameters
    ----------
    head : str
        The first characters of the file.
    """
    root = root_of(head)
    if root not in _METADATA or (root == "work" and "BWB" not in head):
        return ""
    what, remedy = _METADATA[root]
    latest = _LATEST.search(head)
    if latest:
        remedy = f"{remedy}, such as {latest[1]}"
    return f"{what}; {remedy}"
