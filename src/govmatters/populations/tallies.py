"""Sums over cases, added up batch by batch, and what they mean in the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from operator import add

import attrs

from govmatters.measures.credits import SCALE
from govmatters.model import Bounds, Mechanism
from govmatters.populations.results import Tally

__all__ = ["COSTS", "QUANTITIES", "WIDTH", "Key", "Sums", "add_to", "added", "share_of", "tally_of"]

COSTS = ("trips_alone", "trips", "working_days_alone", "working_days")
"""What a schedule costs; records need not state it, so that an end may be unknown."""

QUANTITIES: tuple[str, ...] = ("before", "after", "removed", *Mechanism, *COSTS)
"""What is summed, low and high; credits in parts of `measures.credits.SCALE` of a paper."""

_SIZE = len(QUANTITIES)
WIDTH = 2 + 4 * _SIZE
"""How many whole numbers the sums over some cases are."""

Key = tuple[str, ...]
"""What a group has in common, a text for each name in ``by``."""

Sums = tuple[int, ...]
"""Rows and cases; the lows; the highs; by quantity how many cases have no high end, and how
many have ends that are not exact."""


def added(some: Iterable[Mapping[Key, Sums]]) -> dict[Key, Sums]:
    """Add sums up, group by group; the order does not count."""
    found: dict[Key, Sums] = {}
    for one in some:
        add_to(found, one)
    return found


def add_to(found: dict[Key, Sums], more: Mapping[Key, Sums]) -> None:
    """Add sums to others, in place: the others may be of far more groups."""
    for key, sums in more.items():
        former = found.get(key)
        found[key] = sums if former is None else tuple(map(add, former, sums))


def tally_of(sums: Sums) -> Tally:
    """
    Say what sums mean.

    Args:
        sums: Over some cases.

    Returns:
        The tally: exact fractions, nothing rounded.

    Source:
        RD-3, RD-4.
    """
    bounds = _Reader(sums)
    before, after = bounds.whole("before"), bounds.whole("after")
    removed = bounds.whole("removed")
    return Tally(
        cases=sums[0],
        weight=sums[1],
        before=before,
        after=after,
        removed=removed,
        share=share_of(before, after, removed),
        by_mechanism={one: bounds.credit(one) for one in Mechanism},
        trips_alone=bounds.whole("trips_alone"),
        trips=bounds.whole("trips"),
        working_days_alone=bounds.whole("working_days_alone"),
        working_days=bounds.whole("working_days"),
    )


@attrs.frozen
class _Reader:
    """Reads bounds out of sums."""

    sums: Sums

    def whole(self, name: str) -> Bounds[int]:
        """Take the bounds of a quantity."""
        at = 2 + QUANTITIES.index(name)
        low, high, endless, vague = self.sums[at::_SIZE]
        return Bounds(low, None if endless else high, exact=not vague)

    def credit(self, mechanism: Mechanism) -> Bounds[Fraction]:
        """Take the bounds of a mechanism's credit, in papers."""
        whole = self.whole(mechanism)
        low, high = whole.low or 0, whole.high or 0
        return Bounds(Fraction(low, SCALE), Fraction(high, SCALE), whole.exact)


def share_of(before: Bounds[int], after: Bounds[int], removed: Bounds[int]) -> Bounds[Fraction]:
    """
    Bound ``removed / (removed + after)``: it grows with the first, falls with the second.

    Args:
        before: Papers when each matter is handled alone; says whether ends are exact.
        after: Papers handed in; an end that is unknown counts as 0.
        removed: Papers removed; the same.

    Returns:
        The share, in 0…1; 0 where there is no paper.

    Source:
        RD-4.
    """
    low, high = _ratio(removed.low, after.high), _ratio(removed.high, after.low)
    return Bounds(low, high, exact=low == high and before.exact)


def _ratio(removed: int | None, after: int | None) -> Fraction:
    whole = (removed or 0) + (after or 0)
    return Fraction(removed or 0, whole) if whole else Fraction(0)
