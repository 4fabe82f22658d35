"""Where the form of a document stands: title, letterhead, signature and page furniture.

What a document calls itself and how it is dressed up do not decide what it is, so these words are
kept apart from the words of its content. When in doubt, a line counts as content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from classifier.documents.document import Block, Stretch
from classifier.preprocessing.layout import blocks_of, text_of, token_starts, tokens_at

_TOP: Final = 20  # lines from the start of the document in which a letterhead may stand
_MASTHEAD: Final = 8  # blocks in which the title and what goes with it may stand
_TITLE_WORDS: Final = 25
_LETTERHEAD_WORDS: Final = 60  # reading may have joined the lines of a letterhead to one
_SIGNATURE_WORDS: Final = 20
_SIGNATURE_LINES: Final = 6  # after a closing formula: office, name, place, date
_END: Final = 0.6  # share of the text after which a signature without closing formula may stand

_MONTH: Final = (
    "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
)
_DATE: Final = rf"\d{{1,2}} {_MONTH} (?:19|20)\d\d"

# "1. Inleiding", "Artikel 1", "Samenvatting": here the content begins.
_PART: Final = re.compile(
    r"(?:§|\d+(?:\.\d+)*\.?\s|[IVX]+\b\.?|[A-Z]\.\s"
    r"|(?:enig )?(?:artikel|hoofdstuk|paragraaf|afdeling|deel|bijlage|stap)\b"
    r"|(?:inleid(?:ing|ende)|inhoud|samenvatting|aanleiding|achtergrond|algeme(?:en|ne)|doel"
    r"|uitgangspunten|definities|begrippen|begripsbepaling(?:en)?|overwegingen)\b)",
    re.IGNORECASE,
)
# "Aan: alle medewerkers", "Ons kenmerk  2021/12", "Behandeld door Team Dublin 1", "Postbus 12".
_FIELD: Final = re.compile(
    r"(?:(?:aan|van|cc|bcc|datum|kenmerk|(?:ons|uw) kenmerk|uw brief(?: van)?|betreft|betreffende"
    r"|onderwerp|bijlagen?(?:\(n\))?|contactpersoon|telefoon(?:nummer)?|tel\.?|fax|e-?mail(?:adres)?"
    r"|postadres|bezoekadres|verzonden|zaaknummer|dossiernummer|registratienummer|documentnummer"
    r"|afzender|vindplaats|auteurs?|eigenaar|status|versie|opsteller|doelgroep|voor wie"
    r"|ingangsdatum|classificatie|rubricering|intern nummer|nummer|afdeling|[vz]-nummer)"
    r"[ \t]*(?::|\t|[ ]{2,})|(?:behandeld door|inlichtingen bij|doorkiesnummer)\b|postbus \d"
    r"|aangetekend\b)",
    re.IGNORECASE,
)
# "Aan de colleges van burgemeester en wethouders": the addressee of a circular.
_ADDRESSEE: Final = re.compile(r"Aan (?:de|het|alle) [^.;:]{3,160},?\Z")
# "Geacht college,", "Beste collega's,", "Hoi allemaal,"
_SALUTATION: Final = re.compile(r"(?:Geachte?|Beste|Hoi|Hallo|Dag)\b[^.;:]{0,80}[,!]?\Z")
# "Hoogachtend,", "Met vriendelijke groet,", "Groet en succes,", "Aldus vastgesteld in de
# vergadering van 3 mei 2021"
_CLOSING: Final = re.compile(
    r"(?i:hoogachtend|(?:met )?(?:vriendelijke |hartelijke )?groet(?:en|jes)?)\b"
    r"|Aldus (?:vastgesteld|besloten|gegeven|gedaan|overeengekomen)\b"
)
# "De Staatssecretaris van Justitie en Veiligheid,", "namens deze,", "J. de Vries, burgemeester"
_OFFICE: Final = (
    r"(?:staatssecretaris|minister|burgemeester|(?:gemeente)?secretaris|voorzitter|griffier"
    r"|(?:algemeen |plv\. )?directeur(?:-generaal)?|hoofdofficier|korpschef|dijkgraaf"
    r"|inspecteur(?:-generaal)?|commissaris van de Koning|gedeputeerde staten"
    r"|(?:college van )?burgemeester en wethouders|raad van bestuur|teamleider"
    r"|afdelingshoofd|hoofd)"
)
_FOR: Final = "(?:namens|voor) (?:deze|dezen)"
_SIGNED: Final = re.compile(
    rf"(?:de|het|namens|voor)\s(?:de\s|het\s)?{_OFFICE}\b[^.;:]*,(?:\s{_FOR}\b.*)?\Z"
    rf"|{_FOR}\b[^.;]{{0,80}}\Z"
    rf"|[^.;:,]{{0,12}}(?:\.[^.;:,]{{0,30}}){{0,6}}, {_OFFICE}\.?\Z"
    rf"|(?:['’]s-)?[A-Z][\w-]+(?: [A-Z][\w-]+)?, {_DATE}\.?\Z"
    rf"|w\.g\.",
    re.IGNORECASE,
)
# "Staatscourant 2021 nr. 12345 12 maart 2021", "Gemeenteblad van Elzerade", "pagina 2 van 3"
_FURNITURE: Final = re.compile(
    rf"(?:staatscourant(?: van het Koninkrijk der Nederlanden)?(?: (?:19|20)\d\d)?"
    rf"(?:,? nr\.? ?\d+)?(?: {_DATE})?(?: \d+)?"
    rf"|(?:gemeenteblad|provinciaal blad|waterschapsblad|staatsblad"
    rf"|blad gemeenschappelijke regeling)(?: (?:van )?[^.;:]{{0,60}})?"
    rf"|(?:jaargang|nr\.) ?\d+(?: {_DATE})?"
    rf"|officiële (?:uitgave|publicatie) van [^.;:]{{3,80}}"
    rf"|(?:[^;:]{{0,40}} [-–|·] |[^.;:]{{0,40}}, )?(?:pagina|bladzijde|blz\.|p\.) \d+"
    rf"(?:(?: van |/)\d+)?"
    rf"|ISSN \d{{4}}-\d{{3}}[\dX])\.?",
    re.IGNORECASE,
)
_FURNITURE_LENGTH: Final = 120  # characters


@Language.factory("form", assigns=["doc.spans"])
def make_form(nlp: Language, name: str) -> Form:
    """Return the component for a pipeline; spaCy calls this."""
    return Form()


class Form:
    """Component that fills ``doc.spans["form"]``.

    The spans are labelled ``title``, ``letterhead``, ``signature`` or ``publication``; those of
    one label do not overlap.
    """

    fingerprint = "1"

    def __call__(self, doc: Doc) -> Doc:
        """Set the form spans of a doc."""
        text, blocks = text_of(doc), blocks_of(doc)
        lines = lines_of(text, blocks)
        found = {
            "title": title(text, blocks, doc._.title_span),
            "letterhead": letterhead(text, lines),
            "signature": signature(text, lines),
            "publication": furniture(text, lines),
        }
        labels = [label for label, stretches in found.items() for _ in stretches]
        stretches = [stretch for each in found.values() for stretch in each]
        starts = token_starts(doc)
        firsts = tokens_at(starts, [start for start, _ in stretches]).tolist()
        lasts = tokens_at(starts, [end for _, end in stretches]).tolist()
        doc.spans["form"] = [
            Span(doc, first, last, label=label)
            for label, first, last in zip(labels, firsts, lasts, strict=True)
            if first < last
        ]
        return doc


def lines_of(text: str, blocks: Sequence[Block]) -> list[Stretch]:
    """Return the lines of the blocks, without the white space around them."""
    return list(_lines(text, blocks))


def _lines(text: str, blocks: Sequence[Block]) -> Iterator[Stretch]:
    for block in blocks:
        position = block.start
        for line in text[block.start : block.end].splitlines(keepends=True):
            start = position + len(line) - len(line.lstrip())
            end = position + len(line.rstrip())
            if start < end:
                yield start, end
            position += len(line)


def title(text: str, blocks: Sequence[Block], known: Stretch | None) -> list[Stretch]:
    r"""Return the known title, and the short lines that open the document with it.

    Around the title stand the name of the authority and what the document calls itself
    ("Werkinstructie 2021/4"): as much form as the title.

    >>> text = "Gemeente Elzerade\n\nHandleiding\n\n1. Horen"
    >>> kinds = [Block("paragraph", 0, 17), Block("heading", 19, 30), Block("heading", 32, 40)]
    >>> title(text, kinds, None)
    [(0, 17), (19, 30)]
    """
    found = []
    for block in blocks[:_MASTHEAD]:
        line = text[block.start : block.end].split("\n", 1)[0].rstrip()
        if _is_letterhead(line):
            continue
        if not _opens_document(line) or block.kind not in ("heading", "paragraph"):
            break
        found.append((block.start, block.start + len(line)))
    if known is None or any(start <= known[0] < end for start, end in found):
        return found
    return [*found, known]


def _opens_document(line: str) -> bool:
    return (
        not line.endswith((".", ";", ":", ",", "?"))
        and _has_at_most(_TITLE_WORDS, line)
        and not _PART.match(line)
    )


def letterhead(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    r"""Return the lines near the top that say from whom, to whom, when and about what.

    >>> text = "Aan: alle teams\nHet beleid volgt."
    >>> letterhead(text, [(0, 15), (16, 33)])
    [(0, 15)]
    """
    return [(start, end) for start, end in lines[:_TOP] if _is_letterhead(text[start:end])]


def _is_letterhead(line: str) -> bool:
    if _FIELD.match(line):
        return _has_at_most(_LETTERHEAD_WORDS, line)
    form = _ADDRESSEE.match(line) or _SALUTATION.match(line)
    return form is not None and _has_at_most(_TITLE_WORDS, line)


def _has_at_most(words: int, line: str) -> bool:
    return len(line.split()) <= words


def signature(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    r"""Return the lines of a signature, of which those behind a closing formula need no form.

    >>> text = "Zo is het beleid.\nHoogachtend,\nA. Bos"
    >>> signature(text, [(0, 17), (18, 30), (31, 37)])
    [(18, 30), (31, 37)]
    """
    found = []
    left = 0  # lines that may still belong to the closing formula
    for number, (start, end) in enumerate(lines):
        line = text[start:end]
        closes = number > 0 and _CLOSING.match(line)
        is_late = start > _END * len(text)
        short = (closes or is_late or left) and _has_at_most(_SIGNATURE_WORDS, line)
        opens = closes and short
        signed = short and is_late and _SIGNED.match(line)
        if opens or signed:
            left = _SIGNATURE_LINES
        elif left and short and not line.endswith((".", ":", ";")):
            left -= 1
        else:
            left = 0
        if opens or left:
            found.append((start, end))
    return found


def furniture(text: str, lines: Sequence[Stretch]) -> list[Stretch]:
    """Return the lines that the publisher or the printer added to each page."""
    return [
        (start, end)
        for start, end in lines
        if end - start <= _FURNITURE_LENGTH and _FURNITURE.fullmatch(text, start, end)
    ]
