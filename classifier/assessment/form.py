"""What form says of a document, beside what its substance says.

Form is no proof: a document can call itself the opposite of what it is, and what decides is the
substance. So the label is also taken with the features of form left out, and what the title calls
the document is set beside it.
"""

from __future__ import annotations

import re
from typing import Final

from scipy.sparse import csr_matrix
from spacy.tokens import Doc

from classifier.assessment.evidence import SelfName
from classifier.assessment.wordlists import load_wordlists
from classifier.features import FeatureExtractor
from classifier.labels import BELEIDSREGEL, UITVOERINGSINSTRUCTIE
from classifier.model.additive import AdditiveClassifier
from classifier.model.splitting import SplitScores
from classifier.preprocessing.layout import text_of

_LISTS: Final = {
    "naam_beleidsregel": BELEIDSREGEL,
    "naam_beleid": BELEIDSREGEL,
    "naam_uitvoeringsinstructie": UITVOERINGSINSTRUCTIE,
    "naam_stappen": UITVOERINGSINSTRUCTIE,
}
# The lines of a letterhead that say what the document is about.
_SUBJECT: Final = re.compile(r"[ \t]*(?:onderwerp|betreft|betr\.?|over)\b", re.IGNORECASE)
# "Evaluatie van de beleidsregel", "Reactie op werkinstructie 4": about one, not one.
_ABOUT: Final = re.compile(
    r"\b(?:aan|bij|evaluatie|in|inzake|naar|op|over|tegen|van|wijziging)\b(?:[ \t]+\w+)?[ \t]*\Z",
    re.IGNORECASE,
)


def without_form(
    row: csr_matrix,
    extractor: FeatureExtractor,
    classifier: AdditiveClassifier,
    split: SplitScores | None = None,
) -> dict[str, float]:
    """Return the probabilities of the labels when form counts for nothing.

    Parameters
    ----------
    row : csr_matrix, shape (1, n_features)
        One document.
    extractor : FeatureExtractor
        Knows the families of the features.
    classifier : AdditiveClassifier
    split : SplitScores, optional
        The scores of the row, when they have been split already.
    """
    split = classifier.split_scores(row) if split is None else split
    values = split.without(extractor.families(row.indices) == "form").probabilities
    return dict(zip(classifier.classes_.tolist(), values.tolist(), strict=True))


def self_name(doc: Doc) -> SelfName | None:
    """Return what a document calls itself in its title or its subject, if that claims a label.

    Parameters
    ----------
    doc : Doc
        From :func:`classifier.preprocessing.preprocess`.
    """
    text = text_of(doc)
    addressing = {span.start for span in doc.spans["form"] if span.label_ == "letterhead"}
    for span in sorted(doc.spans["form"], key=lambda span: span.start):
        start, end = span.start_char, span.end_char
        is_title = span.label_ == "title" and span.start not in addressing
        is_subject = span.label_ == "letterhead" and bool(_SUBJECT.match(text, start))
        if (is_title or is_subject) and (found := _first(text, start, end)):
            return found
    return None


def _first(text: str, start: int, end: int) -> SelfName | None:
    """Return the first name in a line that the line is not merely about."""
    lists = load_wordlists()
    names = [
        SelfName(match[0].lower(), label, start + match.start(), start + match.end())
        for name, label in _LISTS.items()
        for match in lists[name].pattern.finditer(text[start:end])
        if not _ABOUT.search(text[start : start + match.start()])
    ]
    return min(names, key=lambda name: (name.start, -name.end), default=None)
