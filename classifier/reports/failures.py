"""What could not be read or judged, and what to do about it, in Dutch for the pages of a lawyer.

Errors are told by their codes, warnings by the words that they begin with. What the library said
itself, in English and with names and numbers, stands beside it.
"""

from __future__ import annotations

import re
from typing import Final

_ANEW: Final = "Haal het bestand opnieuw op bij de bron, of sla het op in een andere vorm."
_MANAGER: Final = "Leg de melding voor aan de beheerder van deze software."
_ERRORS: Final = {
    "error": f"Er ging iets mis. {_MANAGER}",
    "internal": f"De software maakte zelf een fout. {_MANAGER}",
    "unreadable": f"Het bestand is beschadigd of kan niet worden geopend. {_ANEW}",
    "not_found": (
        "Het bestand is niet gevonden, of er staan geen bestanden in de map. Controleer de naam en "
        "de map."
    ),
    "encrypted": "Het bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord.",
    "unknown_format": (
        "Dit kan niet als één stuk worden gelezen. Sla een bestand op als PDF of DOCX; kies uit "
        "een map of zipbestand één stuk."
    ),
    "empty": "Het bestand bevat geen tekst. Controleer of dit het juiste bestand is.",
    "needs_ocr": (
        "De tekst staat alleen in afbeeldingen, zoals bij een scan, en die konden niet worden "
        "gelezen. Zoek het stuk met gewone tekst, of laat tekstherkenning (OCR) installeren of "
        "toestaan."
    ),
    "too_large": (
        "Het bestand is groter dan is toegestaan. Splits het, of laat de grens verhogen."
    ),
    "timeout": "Het lezen duurde te lang. Splits het bestand, of laat meer tijd toe.",
    "crashed": f"Het lezen brak af, zoals bij een beschadigd of kwaadaardig bestand. {_ANEW}",
    "too_short": (
        "Er is te weinig tekst om over te oordelen. Controleer of het stuk volledig is, of "
        "beoordeel het zelf."
    ),
    "other_language": (
        "De tekst is niet in het Nederlands, en alleen Nederlandse stukken worden beoordeeld. "
        "Beoordeel het stuk zelf, of bied een Nederlandse versie aan."
    ),
    "lexicon": f"De lijst met aanwijzingen klopt niet. {_MANAGER}",
    "model": f"Het model kan niet worden gebruikt. {_MANAGER}",
    "model_not_found": f"Het model is niet gevonden. {_MANAGER}",
    "model_untrusted": f"Het modelbestand bevat onderdelen die niet zijn vertrouwd. {_MANAGER}",
    "model_pipeline": f"Het model hoort bij een andere voorbewerking van de tekst. {_MANAGER}",
    "missing_package": f"Er ontbreekt een onderdeel van deze software. {_MANAGER}",
    "remote": f"Stukken op zo’n adres kunnen hier niet worden gelezen. {_MANAGER}",
    "cluster": f"De rekencomputers kunnen niet worden gebruikt. {_MANAGER}",
    "corpus": f"De gelabelde verzameling kan niet worden gebruikt. {_MANAGER}",
    "input": f"Wat is opgegeven, kan niet worden gebruikt. {_MANAGER}",
    "download": "De tekst kon niet worden opgehaald. Probeer het later opnieuw.",
    "download_missing": "De bron kent deze tekst niet. Controleer het kenmerk.",
    "download_unreachable": "De bron geeft geen antwoord. Probeer het later opnieuw.",
    "journal": f"Een eerdere reeks kan niet worden voortgezet. {_MANAGER}",
}
_OCR: Final = "Laat tekstherkenning (OCR) installeren of toestaan"
# The first of these beginnings that fits tells the warning.
_WARNINGS: Final = {
    "not read, for it is damaged": "niet gelezen, want beschadigd. Haal het bestand opnieuw op bij "
    "de bron.",
    "not read, for it takes OCR": "niet gelezen, want de tekst staat in een afbeelding, zoals bij "
    f"een scan. {_OCR}.",
    "not read, for OCR came to": "niet gelezen, want er zijn te veel pagina’s met tekst in een "
    "afbeelding. Splits het bestand, of laat de grens verhogen.",
    "not read, for OCR took over": "niet gelezen, want de tekstherkenning (OCR) duurde te lang. "
    "Laat meer tijd toe.",
    "not read, for ": "niet gelezen, want de tekstherkenning (OCR) mislukte. Scan opnieuw.",
    "read with words run together": "gelezen, maar met woorden aan elkaar, waardoor de kansen "
    f"minder zeker zijn. {_OCR}.",
}
_PAGES: Final = re.compile(r"(page|pages) ([\d, -]+): ")


def error(code: str) -> str:
    """Return what an error means and what to do, in sentences.

    >>> error("encrypted")
    'Het bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord.'
    """
    return _ERRORS.get(code, _ERRORS["error"])


def warning(line: str) -> str | None:
    """Return a warning in Dutch, None when there are no words for it.

    >>> warning("pages 2, 4-6: not read, for it is damaged; get the file anew from its source")
    'Pagina’s 2, 4-6: niet gelezen, want beschadigd. Haal het bestand opnieuw op bij de bron.'
    """
    match = _PAGES.match(line)
    if match is None:
        return None
    said = line[match.end() :]
    told = next((dutch for start, dutch in _WARNINGS.items() if said.startswith(start)), None)
    pages = "Pagina" if match[1] == "page" else "Pagina’s"
    return None if told is None else f"{pages} {match[2]}: {told}"
