"""What a cue may be evidence of: the elements of each label, and what is form.

The elements of a beleidsregel are those of Awb 1:3(4); those of an uitvoeringsinstructie say how
the work is done; those of overig are the other things that an authority writes.
"""

from __future__ import annotations

import re
from typing import Final

from classifier.labels import BELEIDSREGEL, OVERIG, UITVOERINGSINSTRUCTIE

ELEMENTS: Final[dict[str, tuple[str, ...]]] = {
    BELEIDSREGEL: (
        "afwijking",
        "algemene_regel",
        "belangenafweging",
        "besluit",
        "bevoegdheid",
        "externe_werking",
        "feitenvaststelling",
        "sanctie_bedragen",
        "wetsuitleg",
    ),
    UITVOERINGSINSTRUCTIE: (
        "formulieren_systemen",
        "geadresseerde_intern",
        "interne_contacten",
        "interne_termijnen",
        "onderzoeksvragen",
        "ontkenning_beleid",
        "overleg",
        "stappen",
        "verslag",
        "verzending",
    ),
    OVERIG: (
        "arbeidsvoorwaarden",
        "avv",
        "indexering",
        "individueel_besluit",
        "mandaat",
        "mededeling",
        "overeenkomst",
    ),
}
# Form is no proof: these elements may signal any label, and can be masked.
FORM_ELEMENTS: Final = (
    "adressering",
    "bekendmaking",
    "ondertekening",
    "vermelding",
    "zelfbenaming",
)

# What a document calls itself: its name alone, or a broader word that points at the document.
SELF_LABEL: Final = re.compile(
    r"\b(?:(?:beleidsregel|werkinstructie|uitvoeringsinstructie|dienstinstructie)s?|circulaires?"
    r"|(?:deze|dit|onderhavige|voorliggende) (?:beleidskader|beleidslijn|richtlijn(?:en)?|leidraad"
    r"|aanwijzing(?:en)?|instructies?|handleiding|handboek|protocol|werkwijzer|regeling|besluit"
    r"|verordening|convenant|overeenkomst|procedure|werkproces))\b"
)
