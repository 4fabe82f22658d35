"""Active learning: what to label next, and how much reading that saves."""

from classifier.active.candidates import Candidate, document_of, passages_of
from classifier.active.suggesting import Suggestion, suggest

__all__ = ["Candidate", "Suggestion", "document_of", "passages_of", "suggest"]
