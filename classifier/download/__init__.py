"""Downloading: the texts of labelled documents, from the official sources.

Our tables hold labels and public numbers, no texts. From a number follows an address
(:mod:`identifiers`, :mod:`addresses`), from the day that was labelled a version (:mod:`versions`,
:mod:`searching`), from both a file (:mod:`client` asks politely, :mod:`store` keeps), and from the
file a text, by our own reader (:mod:`rebuilding`), or a passage of it (:mod:`excerpts`).

What the services offer is taken from what KOOP publishes about them: "Handleiding SRU 2.0",
"Gebruikersdocumentatie BWB - Zoeken binnen het basiswettenbestand", and the use cases of the SRU
interface of the BWB; from a manifest and files as the repository serves them; and from how other
open programs ask them: that the search service may give a whole answer with status 406, and has a
version of the BWB once for each time that it was seen otherwise. None of this was tried against the
services themselves.
"""

from classifier.download.addresses import Services
from classifier.download.client import Client
from classifier.download.clock import Clock
from classifier.download.excerpts import Excerpt, excerpts_of
from classifier.download.identifiers import Identifier, identifier_of
from classifier.download.manners import Manners
from classifier.download.official import Official
from classifier.download.rebuilding import Failure, Rebuilding
from classifier.download.store import Store

__all__ = [
    "Client",
    "Clock",
    "Excerpt",
    "Failure",
    "Identifier",
    "Manners",
    "Official",
    "Rebuilding",
    "Services",
    "Store",
    "excerpts_of",
    "identifier_of",
]
