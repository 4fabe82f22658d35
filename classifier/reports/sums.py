"""Rounding for show: the rounded numbers still add up to the rounded total."""

from __future__ import annotations

from collections.abc import Sequence


def rounded(values: Sequence[float], total: float, decimals: int = 3) -> list[float]:
    """Round values so that they add up to their rounded total, each by less than one last digit.

    Parameters
    ----------
    values : sequence of float
        What adds up to ``total``.
    total : float
        The sum before rounding.
    decimals : int
        How many to keep.

    Returns
    -------
    list of float

    Examples
    --------
    >>> rounded([0.333, 0.333, 0.334], 1.0, decimals=1)
    [0.3, 0.3, 0.4]
    """
    unit = 10**decimals
    whole = [round(value * unit) for value in values]
    missing = round(total * unit) - sum(whole)
    step = 1 if missing > 0 else -1
    # The values that rounding moved furthest the other way give way first.
    order = sorted(
        range(len(values)), key=lambda index: step * (whole[index] - values[index] * unit)
    )
    for index in order[: abs(missing)]:
        whole[index] += step
    return [number / unit for number in whole]


def signed(value: float, decimals: int = 3) -> str:
    """Return a number with its sign, as Dutch writes it.

    >>> signed(0.25), signed(-1.5)
    ('+0,250', '−1,500')
    """
    return f"{value:+.{decimals}f}".replace(".", ",").replace("-", "−")
