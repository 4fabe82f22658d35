"""What a feature stands for: in words for someone who reads law, and on what legal basis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from classifier.preprocessing.lexicon import load_lexicon


@dataclass(frozen=True, slots=True)
class Meaning:
    """A feature in words."""

    description: str  # in Dutch
    basis: str = ""  # "Awb 4:84"; "" when there is none


_MEANINGS: Final = {
    "cue:element:afwijking": Meaning("ruimte om af te wijken", "Awb 4:84"),
    "cue:element:algemene_regel": Meaning("algemene regel voor herhaalde toepassing", "Awb 1:3(4)"),
    "cue:element:arbeidsvoorwaarden": Meaning("arbeidsvoorwaarden"),
    "cue:element:avv": Meaning("algemeen verbindend voorschrift"),
    "cue:element:belangenafweging": Meaning("afweging van belangen", "Awb 1:3(4)"),
    "cue:element:besluit": Meaning("vaststelling bij besluit", "Awb 1:3(4)"),
    "cue:element:bevoegdheid": Meaning("gebruik van een bevoegdheid", "Awb 4:81 en 4:83"),
    "cue:element:externe_werking": Meaning("werking naar buiten", "Awb 1:3(4)"),
    "cue:element:feitenvaststelling": Meaning("vaststelling van feiten", "Awb 1:3(4)"),
    "cue:element:formulieren_systemen": Meaning("formulieren, systemen en registratie"),
    "cue:element:geadresseerde_intern": Meaning("gericht tot eigen medewerkers of uitvoerders"),
    "cue:element:indexering": Meaning("indexering van bedragen"),
    "cue:element:individueel_besluit": Meaning("besluit in één geval"),
    "cue:element:interne_contacten": Meaning("interne contacten"),
    "cue:element:interne_termijnen": Meaning("termijnen voor het eigen werk"),
    "cue:element:mandaat": Meaning("mandaat en organisatie"),
    "cue:element:mededeling": Meaning("mededeling of voorlichting"),
    "cue:element:onderzoeksvragen": Meaning("vragen en controles", "Woo 5.1(2)(d) en (i)"),
    "cue:element:ontkenning_beleid": Meaning("ontkenning dat het beleid is"),
    "cue:element:overeenkomst": Meaning("overeenkomst"),
    "cue:element:overleg": Meaning("intern overleg"),
    "cue:element:sanctie_bedragen": Meaning("sancties en bedragen in besluiten"),
    "cue:element:stappen": Meaning("stappen van het werk"),
    "cue:element:verslag": Meaning("verslaglegging"),
    "cue:element:verzending": Meaning("verzending van stukken"),
    "cue:element:wetsuitleg": Meaning("uitleg van een wettelijk voorschrift", "Awb 1:3(4)"),
    "form:letterhead": Meaning("briefhoofd of colofon"),
    "form:signature": Meaning("ondertekening"),
    "form:publication": Meaning("vermelding van de bekendmaking"),
    "grammar:actor_applicant": Meaning("de aanvrager of burger is het die iets doet"),
    "grammar:actor_authority": Meaning("het bestuursorgaan is het dat iets doet"),
    "grammar:actor_official": Meaning("de medewerker of ambtenaar is het die iets doet"),
    "grammar:imperative": Meaning("opdracht in de gebiedende wijs"),
    "grammar:infinitive": Meaning("opdracht met een heel werkwoord"),
    "grammar:modal_behoren": Meaning("“behoren te” bij een werkwoord"),
    "grammar:modal_dienen": Meaning("“dienen te” bij een werkwoord"),
    "grammar:modal_hoeven": Meaning("“hoeven te” bij een werkwoord"),
    "grammar:modal_kunnen": Meaning("“kunnen” in een of andere vorm"),
    "grammar:modal_moeten": Meaning("“moeten” in een of andere vorm"),
    "grammar:modal_mogen": Meaning("“mogen” in een of andere vorm"),
    "grammar:modal_zullen": Meaning("“zullen” in een of andere vorm"),
    "grammar:passive": Meaning("lijdende vorm"),
    "grammar:person_formal": Meaning("de lezer wordt met u aangesproken"),
    "grammar:person_impersonal": Meaning("“men”"),
    "grammar:person_informal": Meaning("de lezer wordt met je of jullie aangesproken"),
    "grammar:person_we": Meaning("de schrijver spreekt van wij of ons"),
    "grammar:question_closed": Meaning("vraag waarop ja of nee het antwoord is"),
    "grammar:question_open": Meaning("vraag naar wie, wat, waar, wanneer of hoe"),
    "structure:address": Meaning("verwijzing naar een webpagina of e-mailadres"),
    "structure:amount": Meaning("bedrag"),
    "structure:article_heading": Meaning("indeling in artikelen"),
    "structure:cross_reference": Meaning("verwijzing naar een ander deel van de tekst"),
    "structure:heading": Meaning("tussenkop"),
    "structure:list_item": Meaning("punt van een opsomming"),
    "structure:long_sentence": Meaning("lange zin"),
    "structure:numbered_item": Meaning("genummerde opsomming"),
    "structure:percentage": Meaning("percentage"),
    "structure:question": Meaning("vraag"),
    "structure:reference": Meaning("verwijzing naar wet- of regelgeving"),
    "structure:short_sentence": Meaning("korte zin"),
    "structure:step": Meaning("genummerde stap"),
    "structure:table_row": Meaning("regel van een tabel"),
}

_AROUND: Final = {
    "document": "soort document",
    "heading": "in de kop erboven",
    "before": "in de passage ervoor",
    "after": "in de passage erna",
    "throughout": "in het hele document",
}


def meaning(feature: str) -> Meaning:
    """Return what a feature stands for: a cue as the lexicon describes it.

    A model may know a feature for which there are no words any more; then its name stands.

    Parameters
    ----------
    feature : str
        Its name, such as "cue:hardheidsclausule".

    Examples
    --------
    >>> meaning("ngram:niet verleend")
    Meaning(description='niet verleend', basis='')
    >>> meaning("cue:hardheidsclausule").basis
    'Awb 4:84'
    >>> meaning("context:before:structure:question").description
    'in de passage ervoor: vraag'
    """
    family, _, rest = feature.partition(":")
    if family == "ngram":
        return Meaning(rest)
    if family == "context":
        place, _, seen = rest.partition(":")
        known = meaning(seen) if ":" in seen else Meaning(seen)
        return Meaning(f"{_AROUND[place]}: {known.description}", known.basis)
    lexicon = load_lexicon()
    if family in {"cue", "form"} and rest in lexicon:
        return Meaning(lexicon[rest].description, lexicon[rest].basis)
    return _MEANINGS.get(feature, Meaning(feature))
