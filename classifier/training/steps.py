"""What is said about a training while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done, and how far it is.

    >>> str(Step("preprocessing", 40, 90)), str(Step("learning"))
    ('preprocessing: 40 of 90', 'learning')
    """

    message: str
    done: int | None = None  # None for what is said once
    total: int | None = None

    def __str__(self) -> str:
        return self.message if self.done is None else f"{self.message}: {self.done} of {self.total}"


Progress = Callable[[Step], None]
