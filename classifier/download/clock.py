"""Time, as the one thing that tests replace: what waits asks for it here."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """Tells the time and waits."""

    monotonic: Callable[[], float] = time.monotonic  # seconds, from any point on
    now: Callable[[], float] = time.time  # seconds since 1970, UTC
    sleep: Callable[[float], None] = time.sleep  # for so many seconds


class Pace:
    """Lets requests begin at least so far apart, whoever makes them.

    Parameters
    ----------
    rate : float
        Requests a second, at most.
    clock : Clock
        Tells the time and waits.

    Raises
    ------
    ValueError
        When the rate is not above zero.
    """

    def __init__(self, rate: float, clock: Clock) -> None:
        if not rate > 0:
            raise ValueError(f"rate is {rate}; give requests a second, above 0")
        self._apart = 1 / rate
        self._clock = clock
        self._next = clock.monotonic()

    def wait(self) -> None:
        """Wait until the next request may begin."""
        ahead = self._next - self._clock.monotonic()
        if ahead > 0:
            self._clock.sleep(ahead)
        self._next = self._clock.monotonic() + self._apart
