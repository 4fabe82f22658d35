"""How a service is asked: seldom, patiently, and for no more than can be kept."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """How a service is asked."""

    rate: float = 1.0  # requests a second, at most
    retries: int = 5  # times that a request is made again
    timeout: float = 30.0  # seconds to connect, and between two pieces of an answer
    most_seconds: float = 300.0  # that one answer may take
    first_wait: float = 2.0  # seconds before the first retry; doubled for each next
    most_wait: float = 120.0  # seconds before a retry, also where the service asks for more
    max_bytes: int = 100_000_000  # of an answer, unpacked
    seed: int = 0  # of the chance that spreads the waits
