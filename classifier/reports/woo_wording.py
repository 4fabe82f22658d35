"""What a lawyer reads of a proposal under the Woo, in Dutch; always as a proposal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from classifier.labels import BELEIDSREGEL, NORM, OVERIG, TWIJFEL, UITVOERINGSINSTRUCTIE
from classifier.reports import failures
from classifier.reports.wording import PASSAGE_LABELS, percentage
from classifier.woo.grounds import load_grounds
from classifier.woo.proposal import Proposal, WooProposal

PROPOSAL: Final = "Dit is een voorstel van software; een mens weegt elke passage en beslist."
# What whoever decides has to do beside it, each with its provision.
REMINDERS: Final = (
    "Weeg elke passage kritisch: een later Woo-verzoek (artikel 4.1 Woo) om hetzelfde document kan "
    "slagen, en dan vraagt een weigering op een grond van artikel 5.1, tweede lid, een "
    "uitdrukkelijke motivering (artikel 5.1, derde lid, Woo).",
    "Doe bij gedeeltelijke openbaarmaking daarvan mededeling (artikel 3.1, tweede lid, Woo) en "
    "stel belanghebbenden met te verwachten bedenkingen in de gelegenheid hun zienswijze te geven "
    "(artikel 3.1, derde lid, Woo).",
    "Passages die niet zien op (de uitvoering van) beleid als bedoeld in artikel 3.1 Woo hoeven "
    "niet uit eigen beweging openbaar te worden gemaakt; dat beoordeelt deze software niet.",
    "Persoonsgegevens worden gezocht met vaste regels: er kunnen er meer in de tekst staan.",
    "Leg een passage bij twijfel over lakken voor aan de Woo-deskundige.",
)
_CAUTIONS: Final = {
    "ook_norm": (
        "let op: de passage stelt mogelijk ook een norm; een norm wordt niet geweigerd, dus splits "
        "haar eerst"
    ),
    "soort_onzeker": "let op: of dit een uitvoeringsinstructie is, staat nog niet vast",
}


def why(item: Proposal) -> str:
    """Return why a ground is proposed, with the alternatives and what to look at first."""
    return "; ".join((f"mogelijk te weigeren: {item.reason}", *besides(item)))


def besides(item: Proposal) -> Iterator[str]:
    """Yield what is to be considered beside a ground and its reason: alternatives and cautions."""
    if item.alternatives:
        yield f"anders te overwegen: Woo {', '.join(item.alternatives)}"
    yield from (_CAUTIONS[caution] for caution in item.cautions)


def legend(proposal: WooProposal) -> Iterator[str]:
    """Yield the grounds that the proposals of a document name, in the words of the statute."""
    named = {code for item in proposal.proposals for code in (item.ground, *item.alternatives)}
    for code, ground in load_grounds().by_code.items():
        if code in named:
            weighing = "absoluut" if ground.absolute else "af te wegen tegen openbaarheid"
            yield f"Woo {code}: {ground.protects} ({weighing})"


def summary(proposal: WooProposal) -> Iterator[str]:
    """Yield what follows for the document as a whole, or why nothing does, and the warnings."""
    if proposal.error_code is not None:
        yield f"niet beoordeeld: {failures.error(proposal.error_code)}"
        yield f"Melding: {proposal.error_message} [{proposal.error_code}]"
        return
    yield from consequences(proposal)
    for warning in proposal.warnings:
        yield f"Waarschuwing: {failures.warning(warning) or warning}"


def consequences(proposal: WooProposal) -> Iterator[str]:
    """Yield what follows from the proposals for the document as a whole, a line each."""
    yield from _kind(proposal)
    passages = [item for item in proposal.proposals if item.kind == "passage"]
    personal = len(proposal.proposals) - len(passages)
    if not proposal.proposals:
        yield "Niets gevonden dat voor weigering kan worden voorgesteld."
    else:
        parts = " of delen daarvan" if proposal.partial else ""
        yield (
            f"Voorstel: {_counted(len(passages), 'passage', 'passages')}{parts} en "
            f"{_counted(personal, 'persoonsgegeven', 'persoonsgegevens')}, samen "
            f"{percentage(proposal.share)} van de tekst."
        )
    if passages:
        yield from _effort(proposal)


def _kind(proposal: WooProposal) -> Iterator[str]:
    if proposal.label == UITVOERINGSINSTRUCTIE and proposal.decision == TWIJFEL:
        yield (
            "Twijfel of dit een uitvoeringsinstructie is: leg dat eerst voor aan de "
            "Woo-deskundige; dit voorstel geldt alleen als het er een is."
        )
    elif proposal.label == BELEIDSREGEL:
        yield (
            "Lijkt een beleidsregel: die wordt bekendgemaakt (artikel 3:42 Awb); passages worden "
            "niet voorgesteld, alleen persoonsgegevens."
        )
    elif proposal.label == OVERIG:
        yield (
            "Lijkt beleidsregel noch uitvoeringsinstructie: alleen persoonsgegevens zijn bekeken."
        )


def _effort(proposal: WooProposal) -> Iterator[str]:
    counts = [f"{count} × {PASSAGE_LABELS[label]}" for label, count in proposal.remaining.items()]
    if proposal.partial:
        counts.append(f"een deel van {_counted(proposal.partial, 'passage', 'passages')}")
    left = ", ".join(counts)
    if proposal.disproportionate:
        yield (
            f"Dat is {percentage(proposal.max_share)} of meer: lakken kan een onevenredige "
            "inspanning zijn. Na een kritische afweging kan actieve openbaarmaking dan in haar "
            "geheel achterwege blijven (artikel 3.1, eerste lid, Woo)."
        )
    yield f"Er blijft over: {left or 'geen enkele passage'}."
    if proposal.remaining.get(NORM):
        yield (
            "Er blijven passages over die een norm stellen: die worden niet geweigerd; maak ze "
            "bekend of breng ze onder in een beleidsregel."
        )
    elif proposal.partial:
        yield (
            "Van een passage die ook een norm kan stellen, blijft dat deel over: een norm wordt "
            "niet geweigerd; maak die bekend of breng die onder in een beleidsregel."
        )
    elif not proposal.meaningful:
        yield (
            "Wat overblijft zegt weinig over het werk: openbaarmaking daarvan dient mogelijk geen "
            "redelijk belang (artikel 3.1, eerste lid, Woo)."
        )
    else:
        yield (
            "Wat overblijft is op zichzelf nog te begrijpen en komt voor openbaarmaking in "
            "aanmerking."
        )


def _counted(number: int, one: str, many: str) -> str:
    return f"{number or 'geen'} {one if number == 1 else many}"
