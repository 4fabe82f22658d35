"""Cues: where the wordings of the lexicon stand in a text."""

from __future__ import annotations

from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from classifier.preprocessing.lexicon import Lexicon, load_lexicon

_ANCHOR = "anchor|"  # no id of a cue holds a bar


@Language.factory("cues", assigns=["doc.spans"], requires=["doc.sents"])
def make_cues(nlp: Language, name: str) -> Cues:
    """Return the component for a pipeline; spaCy calls this."""
    return Cues(nlp, load_lexicon())


class Cues:
    """Component that fills ``doc.spans["cues"]``; a span's label is the id of its cue.

    All phrases and anchors are found in one pass. A token pattern, which costs a hundred times as
    much, is tried only in the sentences where one of its anchors was found.

    Parameters
    ----------
    nlp : Language
        The pipeline, for its tokenizer and vocabulary.
    lexicon : Lexicon
        The cues.
    """

    def __init__(self, nlp: Language, lexicon: Lexicon) -> None:
        self.fingerprint = f"1-{lexicon.digest}"
        self._phrases = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._patterns: dict[str, Matcher] = {}
        for cue in lexicon.cues:
            if cue.phrases:
                self._phrases.add(cue.id, [nlp.make_doc(phrase) for phrase in cue.phrases])
            if cue.patterns:
                anchors = sorted({a for pattern in cue.patterns for a in pattern.anchors})
                self._phrases.add(_ANCHOR + cue.id, [nlp.make_doc(anchor) for anchor in anchors])
                matcher = Matcher(nlp.vocab)
                matcher.add(cue.id, [list(pattern.tokens) for pattern in cue.patterns])
                self._patterns[cue.id] = matcher

    def __call__(self, doc: Doc) -> Doc:
        """Set the cues of a doc, in order."""
        found: dict[str, list[Span]] = {}
        sentences: dict[str, dict[int, Span]] = {}
        for span in self._phrases(doc, as_spans=True):
            if span.label_.startswith(_ANCHOR):
                sentence = span.sent if doc.has_annotation("SENT_START") else doc[:]
                sentences.setdefault(span.label_.removeprefix(_ANCHOR), {})[sentence.start] = sentence
            else:
                found.setdefault(span.label_, []).append(span)
        for cue, anchored in sentences.items():
            for sentence in anchored.values():
                found.setdefault(cue, []).extend(self._patterns[cue](sentence, as_spans=True))
        # Of overlapping hits of one cue the longest counts; those of other cues stand beside it.
        spans = [span for spans in found.values() for span in filter_spans(spans)]
        doc.spans["cues"] = sorted(spans, key=lambda span: (span.start, span.end, span.label_))
        return doc
