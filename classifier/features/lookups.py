"""Look-up tables of fitted estimators: made when they are first asked for, and never stored."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

from sklearn.base import BaseEstimator


class WithLookups(BaseEstimator):  # type: ignore[misc]
    """An estimator with look-up tables, each a cached property that follows from what it learned.

    So a stored estimator, and one that is sent to another process, does without them.
    """

    # What was learned and stays out as well, since it tells of the documents.
    _not_stored: ClassVar[frozenset[str]] = frozenset()

    def _forget_lookups(self) -> None:
        """Drop the tables, for something else is about to be learned."""
        for name in [name for name in vars(self) if self._is_lookup(name)]:
            delattr(self, name)

    def __getstate__(self) -> dict[str, Any]:
        """Return what was set and learned."""
        state = super().__getstate__().items()
        return {
            name: value
            for name, value in state
            if name not in self._not_stored and not self._is_lookup(name)
        }

    def _is_lookup(self, name: str) -> bool:
        return isinstance(getattr(type(self), name, None), cached_property)
