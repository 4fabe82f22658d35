"""How long to wait before asking again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from random import Random


@dataclass(frozen=True, slots=True)
class Waiting:
    """Waits that double, spread by chance, and are as long as the service asks.

    Chance keeps those who were turned away together from coming back together.
    """

    first: float  # seconds
    most: float  # seconds
    random: Random

    def seconds(self, tried: int, asked: str, now: float) -> float | None:
        """Return how long to wait, None when the service asks for more than is waited.

        Parameters
        ----------
        tried : int
            How many retries there were.
        asked : str
            The ``Retry-After`` of the answer: seconds, or a moment; "" when there was none.
        now : float
            Seconds since 1970.

        Examples
        --------
        >>> waiting = Waiting(2.0, 60.0, Random(1))
        >>> [1 <= waiting.seconds(0, "", 0.0) <= 2, waiting.seconds(0, "30", 0.0)]
        [True, 30.0]
        """
        own = min(self.most, self.first * 2.0**tried) * self.random.uniform(0.5, 1.0)
        wanted = _retry_after(asked, now)
        if wanted > self.most:
            return None
        return max(own, wanted)


def _retry_after(asked: str, now: float) -> float:
    """Return the seconds that a header asks to wait; 0 for one that says nothing sensible."""
    asked = asked.strip()
    if asked.isascii() and asked.isdecimal():
        return float(asked[:9])
    try:
        moment = parsedate_to_datetime(asked)
    except ValueError:
        return 0.0
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, moment.timestamp() - now)
