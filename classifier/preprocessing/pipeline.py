"""The preprocessing pipelines by name, and the identity that a model records.

A pipeline is a Dutch tokenizer, with or without statistical components, followed by the rule
components of this folder. What a model learned is only valid for the pipeline it learned from, so
a pipeline has an id that changes whenever a component, its data or the lexicon changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc

from classifier.documents.document import Document
from classifier.errors import ModelError
from classifier.preprocessing import (  # noqa: F401  (importing registers the factories)
    cues,
    form,
    layout,
    passages,
    references,
    sentences,
    statistical,
)
from classifier.preprocessing.tokenizing import BoundedTokenizer

# To be raised when the tokenizing or the layout changes; components have their own fingerprints.
VERSION: Final = 1
# Words and signs between spaces whose tokens the tokenizer keeps, which takes some 20 MB. By
# default it keeps 10,000, fewer than a few hundred documents hold, and cuts all others anew each
# time.
MOST_KEPT: Final = 100_000
PASSAGES: Final = "passages"
COMPONENTS: Final = ("sentences", "form", "references", "cues", PASSAGES)


def _rules() -> Language:
    return spacy.blank("nl")


PIPELINES: Final[dict[str, Callable[[], Language]]] = {
    "nl_rules": _rules,
    statistical.SHIPPED: statistical.load_shipped,
    statistical.PACKAGE: statistical.load_package,
}


def build_pipeline(name: str = "nl_rules") -> Language:
    """Return the pipeline of that name, with the rule components added.

    Parameters
    ----------
    name : str
        A name in ``PIPELINES``.

    Raises
    ------
    ModelError
        When there is no pipeline of that name, its package is not installed, or it is damaged.
    """
    if name not in PIPELINES:
        raise ModelError(f"unknown pipeline {name!r}; choose from: {', '.join(sorted(PIPELINES))}")
    layout.register()
    nlp = PIPELINES[name]()
    nlp.tokenizer.max_cache_size = MOST_KEPT  # type: ignore[union-attr]
    nlp.tokenizer = BoundedTokenizer(nlp.tokenizer, nlp.vocab, MOST_KEPT)
    nlp.meta["name"] = name
    for component in COMPONENTS:
        nlp.add_pipe(component)
    return nlp


def pipeline_id(nlp: Language) -> str:
    """Return the name and a short hash over everything that decides what the pipeline gives.

    Parameters
    ----------
    nlp : Language
        A pipeline from ``build_pipeline``.
    """
    parts = [f"{nlp.meta['lang']}-{nlp.meta['version']}"]
    parts += [f"{name}:{_fingerprint(component)}" for name, component in nlp.pipeline]
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"{nlp.meta['name']}-{VERSION}-{digest[:8]}"


def _fingerprint(component: Callable[[Doc], Doc]) -> str:
    if isinstance(component, TrainablePipe):
        # Pipelines of one name and version may have learned from other texts.
        return statistical.weights_digest(component)
    return getattr(component, "fingerprint", "")


def preprocess(nlp: Language, document: Document, *, with_passages: bool = True) -> Doc:
    """Return the doc of a document, with everything that the components found.

    Parameters
    ----------
    nlp : Language
        A pipeline from ``build_pipeline``.
    document : Document
        What reading gave; its blocks and title go before the components.
    with_passages : bool
        Whether the passages are looked for; a label needs none.
    """
    (doc,) = preprocess_together(nlp, [document], with_passages=with_passages)
    return doc


def preprocess_together(
    nlp: Language, documents: Sequence[Document], *, with_passages: bool = True
) -> list[Doc]:
    """Return the docs of some documents, each component taking all of them in turn.

    What a component works with then lies near: short documents take less time so than one by one.

    Parameters
    ----------
    nlp, documents, with_passages
        As for :func:`preprocess`; few documents, for all of their docs are held.
    """
    docs = [_made(nlp, document) for document in documents]
    # To call the pipeline itself looks up more for each component.
    for name, component in nlp.pipeline:
        if name in COMPONENTS:
            if with_passages or name != PASSAGES:
                docs = [component(doc) for doc in docs]
        else:
            docs = [doc if len(doc) > statistical.PIECE else component(doc) for doc in docs]
    return docs


def _made(nlp: Language, document: Document) -> Doc:
    """Return the doc of a document before the components, but tagged when it is long."""
    # Reading limits the size of a document; spaCy's own limit is meant for its parser.
    nlp.max_length = max(nlp.max_length, len(document.text))
    doc = nlp.make_doc(document.text)
    doc._.blocks = document.blocks
    doc._.title_span = document.title_span
    doc._.plain_text = document.text
    if len(doc) > statistical.PIECE:
        tagging = [each for name, each in nlp.pipeline if name not in COMPONENTS]
        if tagging:
            statistical.tag_in_pieces(tagging, doc, statistical.PIECE)
    return doc
