"""The passages of a document, each labelled by what it does: norm, werkwijze, onderzoek, overig."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Doc

from classifier.assessment.assessment import Passage
from classifier.features import Observer
from classifier.features.context import PassageObserver, with_label
from classifier.labels import OVERIG
from classifier.model.scorer import Scorer

_REASONS: Final = {
    "norm": "zegt wat er over mensen of bedrijven wordt beslist",
    "werkwijze": "zegt hoe medewerkers of uitvoerders te werk gaan",
    "onderzoek": "zegt wat er wordt gevraagd, onderzocht of gecontroleerd",
    "overig": "achtergrond, uitleg of wettelijk kader",
}


def label_passages(
    doc: Doc, scorer: Scorer | None, label: str, observe: Observer | None = None
) -> tuple[Passage, ...]:
    """Return the labelled passages of a doc.

    Parameters
    ----------
    doc : Doc
        From :func:`classifier.preprocessing.preprocess`.
    scorer : Scorer or None
        Labels passages; None gives no passages.
    label : str
        The likeliest label of the document.
    observe : Observer, optional
        Of the doc, when it is observed as a whole as well.

    Returns
    -------
    tuple of Passage
        In the order of the text.
    """
    spans = doc.spans["passages"]
    if scorer is None or not len(spans):
        return ()
    observations = [with_label(one, label) for one in PassageObserver(doc, observe).all()]
    rows = scorer.extractor.transform(observations)
    values = scorer.classifier.effective.probabilities(rows)
    labels = scorer.classifier.classes_.tolist()
    passages = []
    for span, observation, chances in zip(spans, observations, values.tolist(), strict=True):
        by_label = dict(zip(labels, chances, strict=True))
        if not len(observation.ids) and OVERIG in by_label:
            # A title or a letterhead: without words, the model would only repeat its prior.
            by_label = {name: float(name == OVERIG) for name in labels}
        kind = max(labels, key=by_label.__getitem__)
        reason = _REASONS.get(kind, "")
        passages.append(Passage(span.start_char, span.end_char, kind, by_label, reason=reason))
    return tuple(passages)
