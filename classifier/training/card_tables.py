"""The tables of the card of a model, in Markdown; names from outside stay in their cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from classifier.evaluation.measures import Interval
from classifier.features.meaning import meaning
from classifier.labels import UITVOERINGSINSTRUCTIE
from classifier.model.persistence import Model
from classifier.model.weights import Weight, global_weights, strongest

_SHOWN: Final = 8  # features of a family and a label
# An n-gram is named only when it is widespread: what stands in a few documents may be a name.
_MIN_SHARE: Final = 0.01
_MIN_DOCUMENTS: Final = 10
_WITH_BASIS: Final = ("element", "cue", "form")  # families whose features rest on a provision
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|&~#])")
_FAMILIES: Final = {
    "element": "Elementen (bundelen aanwijzingen die in het recht hetzelfde zeggen)",
    "cue": "Aanwijzingen",
    "structure": "Opbouw",
    "grammar": "Grammatica",
    "context": "Omgeving van een passage",
    "form": "Vorm (geen bewijs, kan worden weggelaten)",
    "ngram": "Woorden en woordparen",
}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown; figures are set to the right."""
    lines = [[str(cell) for cell in row] for row in rows]
    figures = [
        bool(lines) and all(re.match(r"^[−+-]?\d", line[column]) for line in lines)
        for column in range(len(head))
    ]
    return "\n".join(
        f"| {' | '.join(cells)} |"
        for cells in (head, ["---:" if right else "---" for right in figures], *lines)
    )


def escaped(text: str) -> str:
    r"""Return text from outside for a cell: on one line, with nothing that Markdown reads.

    >>> escaped("a|b *c*\n<d>")
    'a\\|b \\*c\\* \\<d\\>'
    """
    shown = "".join(c if c.isprintable() else " " for c in text)
    return _SPECIAL.sub(r"\\\1", " ".join(shown.split()))


def trained_on_table(trained_on: Mapping[str, int]) -> str:
    """Return how many documents of each source were learned from."""
    names = {"unlabelled": "zonder label, voor de samenhang van woorden", "passages": "passages"}
    rows = [(names.get(name, escaped(name)), n) for name, n in trained_on.items()]
    return table(("bron", "documenten"), rows)


def scores_table(scores: Mapping[str, Any], threshold: float) -> str:
    """Return the scores for documents that were not learned from."""
    of_decided, passages = scores["accuracy_of_decided"], scores.get("passages")
    rows: list[tuple[str, str]] = [
        ("documenten", str(scores["n_documents"])),
        ("macro-F1", str(Interval(**scores["macro_f1"]))),
        (f"F1 {UITVOERINGSINSTRUCTIE}", str(Interval(**scores["f1_uitvoeringsinstructie"]))),
        *(
            (f"F1 {label}", f"{value:.3f}")
            for label, value in scores["f1"].items()
            if label != UITVOERINGSINSTRUCTIE
        ),
        ("juist, van alle documenten", f"{scores['accuracy']:.3f}"),
        (f"beslist (kans van ten minste {threshold:.2f})", f"{scores['decided']:.0%}"),
        ("juist, van wat is beslist", "–" if of_decided is None else f"{of_decided:.3f}"),
        ("verwachte kalibratiefout (ECE)", f"{scores['calibration_error']:.3f}"),
    ]
    if "brier_score" in scores:
        rows.append(("Brier-score (0 tot 2)", f"{scores['brier_score']:.3f}"))
    if passages:
        value = f"{Interval(**passages['macro_f1'])}"
        rows.append((f"macro-F1 van {passages['n_documents']} passages", value))
    return table(("maat", "waarde"), rows)


def sources_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the scores of each source that is large enough."""
    if not rows:
        return "Niet per bron vastgelegd, of er is één bron."
    return table(
        ("bron", "documenten", "macro-F1", f"F1 {UITVOERINGSINSTRUCTIE}", "juist"),
        [
            (
                escaped(row["name"]),
                row["n_documents"],
                f"{row['macro_f1']:.3f}",
                "–" if row["f1_instruction"] is None else f"{row['f1_instruction']:.3f}",
                f"{row['accuracy']:.3f}",
            )
            for row in rows
        ],
    )


def calibration_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return how often the model is right, by how sure it says to be."""
    if not rows:
        return "Niet per klasse van zekerheid vastgelegd; de kalibratiefout staat hierboven."
    return table(
        ("kans volgens het model", "documenten", "werkelijk juist"),
        [(f"{r['confidence']:.2f}", r["n_documents"], f"{r['right']:.2f}") for r in rows],
    )


def feature_tables(model: Model, *, with_ngrams: bool = True) -> str:
    """Return what weighs most for each label, a table a family, with the legal basis of cues."""
    weights = [
        each
        for each in global_weights(model.documents)
        if each.family != "ngram" or (with_ngrams and _is_widespread(each, model.info.trained_on))
    ]
    return "\n\n".join(
        f"**{_FAMILIES[family]}**\n\n{_weights_table(found, with_basis=family in _WITH_BASIS)}"
        for family, found in strongest(weights, _SHOWN).items()
        if found
    )


def ablation_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return what each family buys, when that was measured."""
    if not rows:
        return "Niet gemeten voor dit model; `benchmarks/ablation.py` meet het."
    return table(
        ("weggelaten", "proef", "macro-F1", "kost aan macro-F1"),
        [
            (
                escaped(row["left_out"]),
                escaped(row["test"]),
                f"{row['macro_f1']:.3f}",
                escaped(row["worth"]),
            )
            for row in rows
        ],
    )


def _weights_table(weights: Iterable[Weight], *, with_basis: bool) -> str:
    rows = []
    for each in weights:
        known = meaning(each.feature)
        basis = [escaped(known.basis)] if with_basis else []
        rows.append((each.label, escaped(known.description), *basis, f"+{each.weight:.2f}"))
    basis = ["grondslag"] if with_basis else []
    return table(("spreekt voor", "kenmerk", *basis, "gewicht"), rows)


def _is_widespread(weight: Weight, trained_on: Mapping[str, int]) -> bool:
    n_documents = sum(n for name, n in trained_on.items() if name != "passages")
    # A figure in an n-gram can be a number of a file or a telephone.
    has_figure = any(character.isdigit() for character in weight.feature)
    widespread = weight.share >= _MIN_SHARE and weight.share * n_documents >= _MIN_DOCUMENTS
    return widespread and not has_figure
