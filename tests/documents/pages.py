"""Pages as government sites have them, and what is their text; written for the tests."""

from __future__ import annotations

from dataclasses import dataclass

_REGEL = (
    "Het college verleent geen ontheffing voor een terras als de vrije doorgang op het trottoir "
    "minder dan 1,80 meter bedraagt."
)
_HOREN = (
    "De medewerker hoort de aanvrager telefonisch en legt het gesprek dezelfde dag vast in het "
    "zaaksysteem."
)
_SLOT = "Deze beleidsregel treedt in werking op de dag na die van haar bekendmaking."
_BESLIS = "Binnen acht weken na ontvangst van de aanvraag neemt het college een besluit."


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    html: str
    text: tuple[str, ...]  # blocks that must be read, in order
    around: tuple[str, ...]  # strings that must not be


#: A municipal site with a main part, and much else in it.
GEMEENTE = Page(
    f"""<!DOCTYPE html><html lang="nl"><head><title>Terrassen | Gemeente Elzerade</title></head>
<body class="has-menu page"><a class="skip-link visually-hidden" href="#main">Direct naar
inhoud</a><div id="cookie-consent" class="cookiebar"><p>Wij gebruiken cookies om de site te
verbeteren.</p><button>Accepteren</button></div>
<header role="banner"><div class="logo">Gemeente Elzerade</div><nav><ul><li><a href="/">Home</a>
</li><li><a href="/bestuur">Bestuur</a></li></ul></nav></header>
<main id="main"><ol class="breadcrumb"><li><a href="/">Start</a></li><li><a href="/regels">Regels
</a></li><li>Terrassen</li></ol><h1>Beleidsregel terrassen</h1>
<div class="lees-voor readspeaker"><a href="#">Lees voor</a></div>
<p>{_REGEL}</p><h2>Procedure</h2><ul><li>{_HOREN}</li><li>{_BESLIS}</li></ul><p>{_SLOT}</p>
<p><a href="/contact">Neem contact op</a> als u een vraag hebt over uw aanvraag.</p>
<div class="social-share"><p>Deel deze pagina</p><ul><li><a href="x">Twitter</a></li></ul></div>
<section class="feedback"><h2>Was deze informatie nuttig?</h2><form>Ja Nee</form></section>
</main><footer><p>Postbus 1, Elzerade</p></footer></body></html>""",
    (
        "Beleidsregel terrassen",
        _REGEL,
        "Procedure",
        _HOREN,
        _BESLIS,
        _SLOT,
        "Neem contact op als u een vraag hebt over uw aanvraag.",
    ),
    (
        *("cookies", "Direct naar", "Home", "Start", "Lees voor", "Deel deze", "Twitter"),
        *("nuttig", "Postbus", "Accepteren"),
    ),
)

#: An old site without any element that says what is what.
OUD = Page(
    f"""<html><head><title>Handleiding</title></head><body><table role="presentation"><tr><td>
<div id="topmenu"><a href="a">Home</a> | <a href="b">Organisatie</a> | <a href="c">Zoeken</a> |
<a href="d">Contact</a></div></td></tr><tr><td><div class="kruimelpad">U bent hier: <a href="a">
Home</a> &gt; <a href="e">Handleiding</a></div></td></tr><tr><td><div class="linkerkolom"><ul>
<li><a href="1">Aanvragen</a></li><li><a href="2">Bezwaar maken</a></li><li><a href="3">Klachten
</a></li></ul></div></td><td><div id="inhoud"><p><b>Horen van de aanvrager</b></p><p>{_HOREN}</p>
<p>- {_BESLIS}<br>- {_REGEL}</p><p>Zie ook <a href="4">de handleiding bezwaar</a> en
<a href="5">de handleiding klachten</a>.</p></div></td></tr><tr><td><div class="voettekst">
&copy; Gemeente Elzerade 2009 | <a href="p">Printversie</a></div></td></tr></table></body>
</html>""",
    (
        "Horen van de aanvrager",
        _HOREN,
        _BESLIS,
        _REGEL,
        "Zie ook de handleiding bezwaar en de handleiding klachten.",
    ),
    ("Organisatie", "U bent hier", "Bezwaar maken", "Printversie", "2009"),
)

#: Consolidated law, with the buttons of the site behind each heading.
WETTENBANK = Page(
    f"""<!DOCTYPE html><html><head><title>wetten.nl - Regeling - Beleidsregel terrassen - BWBR0
</title></head><body><header><p>Overheid.nl</p></header><div id="broodkruimelpad"
class="row breadcrumb"><p>U bent hier: Home</p></div><div id="content"><h1>Beleidsregel terrassen
Elzerade</h1><div id="regeling"><div class="artikel"><h4>Artikel 1. Doorgang</h4>
<ul class="action-bar" aria-label="Lijst met mogelijke acties voor Artikel 1"><li><a href="l">Toon
relaties in LiDO</a></li><li><a href="p">Maak een permanente link</a></li><li>Druk het
regelingonderdeel af</li></ul><ul class="list--law"><li class="li"><span class="lidnr">1</span>
<p>{_REGEL}</p></li><li><p>2 {_BESLIS}</p></li></ul></div><div class="artikel"><h4>Artikel 2.
Slot</h4><p>{_SLOT}</p><p>Toon wetstechnische informatie</p></div></div></div>
<div class="footer row" role="contentinfo"><p>Over deze website</p></div></body></html>""",
    (
        "Beleidsregel terrassen Elzerade",
        "Artikel 1. Doorgang",
        f"1 {_REGEL}",
        f"2 {_BESLIS}",
        "Artikel 2. Slot",
        _SLOT,
    ),
    ("Overheid.nl", "U bent hier", "LiDO", "permanente", "Druk het", "technische", "Over deze"),
)

#: An official announcement: the title is outside the main part, which has a table of contents.
BEKENDMAKING = Page(
    f"""<!DOCTYPE html><html><head><title>Gemeenteblad 2024, 1 | Overheid.nl</title></head><body>
<div class="header"><h1>Beleidsregel horen</h1></div><div class="sidebar"><h2>Publicatiegegevens
</h2><p>Download als PDF</p></div><div role="main"><ul class="toc"><li><a href="#a">Horen</a></li>
<li><a href="#b">Slot</a></li></ul><h2 id="a">Horen</h2><p>{_HOREN}</p><p>{_REGEL}</p><table>
<tr><th>Soort</th><th>Termijn</th></tr><tr><td>Spoed</td><td>een dag</td></tr></table>
<h2 id="b">Slot</h2><p>Dit <del>besluit</del><ins>beleid</ins> geldt. <span class="sr-only">weg
hiermee</span></p><p>{_SLOT}</p><p><a href="#top">Naar boven</a></p></div></body></html>""",
    (
        "Beleidsregel horen",
        "Horen",
        _HOREN,
        _REGEL,
        "Soort | Termijn",
        "Spoed | een dag",
        "Slot",
        "Dit beleid geldt.",
        _SLOT,
    ),
    ("Publicatiegegevens", "Download", "weg hiermee", "Naar boven", "besluitbeleid"),
)

#: A knowledge base of an agency, made of nameless divisions.
KENNISBANK = Page(
    f"""<!DOCTYPE html><html><head><title>Werkinstructie</title></head><body><div id="app"><div
class="css-1x"><a href="/a">Kennisbank</a><a href="/b">Nieuws</a><a href="/c">Mijn werk</a></div>
<div class="css-2y"><article><h1>Werkinstructie horen</h1><p>Bijgewerkt op 3 maart 2024.</p>
<div role="heading" aria-level="2">Voor het gesprek</div><p>{_HOREN}</p><div class="menu-kaart">
<p>{_BESLIS}</p><p>{_REGEL}</p></div><h2>Verwijzingen</h2><ul><li><a href="/w1">Werkinstructie
bezwaar</a></li><li><a href="/w2">Beleidsregel terrassen</a></li></ul></article></div>
<div class="css-3z"><ul><li><a href="/x">Ook gelezen: klachten</a></li><li><a href="/y">Ook gelezen:
bezwaar</a></li><li><a href="/z">Ook gelezen: toezicht</a></li></ul></div></div></body></html>""",
    (
        "Werkinstructie horen",
        "Bijgewerkt op 3 maart 2024.",
        "Voor het gesprek",
        _HOREN,
        _BESLIS,
        _REGEL,
        "Verwijzingen",
        "Werkinstructie bezwaar",
        "Beleidsregel terrassen",
    ),
    ("Kennisbank", "Mijn werk", "Ook gelezen"),
)

#: A page of an official journal as it was until 2015: tables of contents before and after.
JAARGANG = Page(
    f"""<!DOCTYPE html><html><head><title>Staatscourant 2014, 1</title></head><body>
<div id="Inhoud"><div class="nummer">Jaargang 2014<br />Nr. 1</div><div id="left-column">
<a href="#VolledigeInhoudsOpgave"><strong>Toon volledige inhoudsopgave</strong></a>
<ul class="toc"><li><a href="#broodtekst">Lichaam</a></li></ul><h2>Gerelateerde informatie
</h2></div>
<div id="broodtekst"><div class="officiele-publicatie"><p>{_REGEL}</p><p>{_BESLIS}</p>
<p>{_SLOT}</p></div></div>
<div class="verberg" id="VolledigeInhoudsOpgave"><h1>Inhoudsopgave</h1>
<ul class="toc"><li><a href="#d1">Lichaam</a></li></ul></div></div></body></html>""",
    (_REGEL, _BESLIS, _SLOT),
    ("Jaargang", "Lichaam", "Inhoudsopgave", "Gerelateerde"),
)

PAGES = {
    "gemeente": GEMEENTE,
    "oud": OUD,
    "wettenbank": WETTENBANK,
    "bekendmaking": BEKENDMAKING,
    "kennisbank": KENNISBANK,
    "jaargang": JAARGANG,
}
