"""The settings: for documents and passages chosen by cross-validation, and for the Woo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from classifier.labels import ONDERZOEK


@dataclass(frozen=True, slots=True)
class Settings:
    """What was chosen by cross-validation; see ``benchmarks/quality.py``."""

    min_df: int = 3
    max_features: int = 30_000  # n-grams
    scale: float = 0.03  # of cues and structure beside the n-grams
    element_scale: float = 0.09  # of the elements in law that gather cues
    form_scale: float = 1.0  # of form beside the n-grams
    C: float = 8.0
    n_components: int = 100  # of the semantic smoothing; 0 for none
    shrinkage: int = 300  # words, and n-grams, that a text counts as having besides its own
    weight: float = 0.6  # of the smoothed n-grams beside the n-grams themselves
    agreement: float = 1.0  # how much it matters that an n-gram speaks alike in all sources


DOCUMENTS: Final = Settings()
# Passages were tuned on their own, and keep what suits short texts.
PASSAGES: Final = Settings(
    min_df=2,
    max_features=10_000,
    scale=0.05,
    element_scale=0.15,
    form_scale=0.6,
    C=8.0,
    n_components=0,
    shrinkage=100,
    agreement=0.0,
)
# What an invented document counts beside a real one: with less, real documents are told apart
# better, and invented ones of other domains worse (``benchmarks/quality.py``). With half, a letter
# to parliament about policy was taken for policy: there are such letters among the invented only.
INVENTED_WEIGHT: Final = 0.75
# How many times as common as the others a label of passages is to count. Onderzoek is by far the
# rarest: if it counted for as much as the others, too many working methods would be taken for it.
PASSAGE_LABEL_WEIGHT: Final[Mapping[str, float]] = {ONDERZOEK: 0.55}
# From this probability of onderzoek on, a passage of an instruction is proposed for withholding,
# if that of norm stays under the ceiling; of one with the wording of a norm only the sentences that
# show a method (``woo/norms.py``). Both chosen by cross-validation over the labelled passages of
# instructions (``benchmarks/woo.py``). The law puts it first that no norm is withheld: a higher
# ceiling finds more methods, and some norms.
WITHHOLDING_THRESHOLD: Final = 0.18
NORM_CEILING: Final = 0.3
# From this share of the text on, blacking out can be a disproportionate effort (Woo 3.1(1)): more
# is then black than can be read. The law gives no number; whoever decides may set another.
MAX_SHARE: Final = 0.5
