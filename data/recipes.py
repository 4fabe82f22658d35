"""Which example document is made from which authored text, and the conventions of that text.

The file names say what a document is about and nothing of its label.
"""

from __future__ import annotations

from layout import Recipe

RECIPES = (
    Recipe(
        "opzet-nader-gehoor.pdf",
        "asiel_01.txt",
        "WERKINSTRUCTIE 2022/41-A",
        headings=(r"\d\. .{4,40}",),
        rows=r"(Aan|Onderwerp|Ingangsdatum|Vervangt|Status)  +(\S.*)",
        furniture=r"Pagina \d van 3$",
        footer="WI 2022/41-A – alleen voor gebruik binnen de dienst – pagina {page}",
    ),
    Recipe(
        "plaatsing-beperkt-beveiligde-afdeling.pdf",
        "justitie_10.txt",
        "WERKINSTRUCTIE 4.12",
        headings=(r"\d\. .{4,40}",),
        furniture=r"^WI 4\.12 ",
        footer="WI 4.12 – blad {page}",
    ),
    Recipe(
        "uitwegen-provinciale-wegen.pdf",
        "gemeente_30.txt",
        "Uitwegen op provinciale wegen",
        headings=(r"Hoofdstuk \d\. .*", r"\d\.\d .{4,30}"),
        rows=r"(Stroomweg|Gebiedsontsluiting [AB]|Erftoegangsweg) +(\d.*)",
        furniture=r"^ +Beleidsregel uitwegen +2$",
        footer="Beleidsregel uitwegen – {page}",
    ),
    Recipe(
        "inkomen-uit-onderneming.docx",
        "migratie_09.txt",
        "Inkomen uit eigen onderneming bij gezinshereniging",
        headings=(r"\d .{4,40}",),
        furniture=r"^Eigenaar van dit document",
        footer="Eigenaar van dit document: team Gezin, 06-00000000",
    ),
    Recipe(
        "woo-verzoeken.docx",
        "gemeente_19.txt",
        "WOO-VERZOEKEN: ZO DOEN WE DAT",
        headings=(r"\d  \S.*|Inhoud",),
        rows=r"   ((?:Omvangrijk|Herhaald) verzoek|Journalist|Dwangsom|Beroep)  +(\S.*)",
        furniture=r"\| Woo-instructie \| 2$",
        footer="Provincie Noorderkwartier | Woo-instructie",
    ),
    Recipe(
        "tegenprestatie-en-afstemming.docx",
        "sociaal_23.txt",
        "Verordening tegenprestatie en afstemming Sluiskerke",
        headings=(r"HOOFDSTUK \d  .*", r"Artikel \d+"),
        furniture=r"^Gemeenteblad Sluiskerke – nr",
        footer="Gemeenteblad Sluiskerke – nr. 000",
    ),
    Recipe(
        "behandeling-bezwaarschriften.odt",
        "sociaal_09.txt",
        "Besluit behandeling bezwaarschriften sociale zekerheid",
        headings=(r"Artikel \d+",),
        furniture=r"^- 2 -$",
    ),
    Recipe(
        "gebreken-tachograaf.odt",
        "toezicht_22.txt",
        "Betreft: instructies aan onze inspecteurs bij gebreken aan de tachograaf",
        headings=(
            r"Wat telt als defect en wat als knoeien|Wat er dan volgt|Wanneer wij soepeler zijn"
            r"|Hoe gaat het langs de weg\?|Afwijken",
        ),
        furniture=r"^ILT – brief aan brancheorganisaties – pagina 2$",
        footer="ILT – brief aan brancheorganisaties",
    ),
    Recipe(
        "extra-geld-laag-inkomen.html",
        "sociaal_05.txt",
        "Extra geld als u al lang een laag inkomen heeft",
        headings=(r".{3,50}\?|Aanvragen",),
        furniture=r"^Home > |^gemeente Vierpolders$|^\(i\) Cookies",
        footer="Home > Werk en inkomen > Extra geld|Cookies > Toegankelijkheid > Proclaimer",
    ),
    Recipe(
        "nieuwe-aanvraagroute-wlz.html",
        "justitie_09.txt",
        "VRAAG & ANTWOORD VOOR ONDERZOEKERS – nieuwe aanvraagroute Wlz",
        headings=(r"Vraag \d+\. .*",),
        furniture=r"^CIZ intranet > ",
        footer="CIZ intranet > Onderzoek > Vraagbaak|Zoeken > Mijn pagina > Afmelden",
    ),
    Recipe(
        "pleegkinderen-nareis.md",
        "asiel_23.txt",
        "Pleegkinderen in de nareisprocedure",
        headings=(r"\d\. .{4,50}",),
        furniture=r"^-----|^IB 2024/12  ",
    ),
    Recipe(
        "bewonersvergunning-verwerken.md",
        "gemeente_11.txt",
        "Handleiding voor de balie en de digitale werkvoorraad",
        headings=(r"Hoofdstuk 4  .*", r"4\.\d .{4,30}"),
        rows=r"  (groen vinkje|oranje|rood kruis) +(\S.*)",
        furniture=r"– applicatiebeheer – pagina",
    ),
    Recipe("ondertekening-dtv.txt", "migratie_16.txt", ""),
    Recipe("geschiktheid-beleidsbepalers.txt", "toezicht_25.txt", ""),
)
