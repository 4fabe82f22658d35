"""Check a corpus: what must be mended before it is learned from, and what looks wrong."""

from classifier.checking.check import Check, check
from classifier.checking.finding import Finding

__all__ = ["Check", "Finding", "check"]
