"""Shares of which some parts are not known: exact bounds, and the fewest changes to reach one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from govmatters.model import Bounds

__all__ = ["Weight", "bounds_of", "fewest_at_best", "fewest_to_be_sure"]


@attrs.frozen
class Weight:
    """
    What one matter brings into a share.

    Attributes:
        low: The least that it adds to the numerator.
        high: The most that it adds to the numerator.
        whole: What it adds to the denominator, at least 0: where matters are counted, 1.
        is_sure: Whether it counts; False if it may have to be left out.
    """

    low: int
    high: int
    whole: int
    is_sure: bool = True

    def worst(self, wanted: Fraction) -> Fraction:
        """Tell how far it lies beyond what is wanted, if all turns out badly."""
        beyond = self.low - wanted * self.whole
        return beyond if self.is_sure else min(Fraction(0), beyond)

    def best(self, wanted: Fraction) -> Fraction:
        """Tell how far it lies beyond what is wanted, if all turns out well."""
        beyond = self.high - wanted * self.whole
        return beyond if self.is_sure else max(Fraction(0), beyond)

    def mended(self, wanted: Fraction) -> Fraction:
        """Tell how far it lies beyond what is wanted, once it counts and is reached whole."""
        return (1 - wanted) * self.whole


def bounds_of(weights: Iterable[Weight]) -> Bounds[Fraction]:
    """
    Bound a share.

    Args:
        weights: One for each matter that counts or may count.

    Returns:
        The least and the greatest share that what is unknown leaves possible; both are
        attained. None at both ends if nothing counts. Exact if nothing is unknown.

    Examples:
        >>> bounds_of([Weight(1, 1, 1), Weight(0, 1, 1)])
        Bounds(low=Fraction(1, 2), high=Fraction(1, 1), exact=False)
        >>> bounds_of([Weight(1, 1, 1), Weight(0, 0, 1, is_sure=False)])
        Bounds(low=Fraction(1, 2), high=Fraction(1, 1), exact=False)
    """
    some = [one for one in weights if one.whole]
    high = _highest([(one.high, one) for one in some])
    low = _highest([(-one.low, one) for one in some])
    if low is None or high is None:
        return Bounds(None, None, exact=False)
    return Bounds(-low, high, all(one.is_sure and one.low == one.high for one in some))


def _highest(parts: Sequence[tuple[int, Weight]]) -> Fraction | None:
    """Take what counts, and of what may count whatever raises the share, the best first."""
    part = sum(part for part, one in parts if one.is_sure)
    whole = sum(one.whole for _, one in parts if one.is_sure)
    others = [
        (Fraction(part, one.whole), part, one.whole) for part, one in parts if not one.is_sure
    ]
    for share, more, wider in sorted(others, reverse=True):
        if whole and share <= Fraction(part, whole):
            break
        part, whole = part + more, whole + wider
    return Fraction(part, whole) if whole else None


def fewest_to_be_sure(
    weights: Sequence[Weight], wanted: Fraction, ranks: Sequence[tuple[int, str]]
) -> tuple[int, ...] | None:
    """
    Choose the fewest matters to mend, so that a share is reached whatever turns out.

    Args:
        weights: One for each matter that counts or may count.
        wanted: The share.
        ranks: Of matters that bring equally much, the one of the lesser rank is taken first.

    Returns:
        Places of matters, those that bring most first; no shorter list is enough. None if
        mending all of them is not.

    Examples:
        >>> open_ones = [Weight(0, 0, 1), Weight(0, 1, 1), Weight(1, 1, 1)]
        >>> fewest_to_be_sure(open_ones, Fraction(1, 2), [(2, "a"), (1, "b"), (0, "c")])
        (1,)
    """
    return _fewest([one.worst(wanted) for one in weights], weights, wanted, ranks)


def fewest_at_best(weights: Sequence[Weight], wanted: Fraction) -> int | None:
    """
    Count the fewest matters to mend, if all that is not known turns out well.

    Args:
        weights: As `fewest_to_be_sure`.
        wanted: The share.

    Returns:
        How many; None if mending all of them is not enough.
    """
    ranks = [(0, "")] * len(weights)
    chosen = _fewest([one.best(wanted) for one in weights], weights, wanted, ranks)
    return None if chosen is None else len(chosen)


def _fewest(
    slacks: Sequence[Fraction],
    weights: Sequence[Weight],
    wanted: Fraction,
    ranks: Sequence[tuple[int, str]],
) -> tuple[int, ...] | None:
    """Mend what brings most until what is lacking is made up for."""
    lacking = -sum(slacks, Fraction(0))
    gains = [one.mended(wanted) - slack for one, slack in zip(weights, slacks, strict=True)]
    chosen: list[int] = []
    for place in sorted(range(len(gains)), key=lambda n: (-gains[n], ranks[n], n)):
        if lacking <= 0 or gains[place] <= 0:
            break
        lacking -= gains[place]
        chosen.append(place)
    return tuple(chosen) if lacking <= 0 else None
