"""Tallies taken together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from govmatters.model import Bounds, Mechanism
from govmatters.populations.results import Tally
from govmatters.populations.tallies import share_of

__all__ = ["sum_of"]

T = TypeVar("T", int, Fraction)


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """
    Add up tallies of different cases.

    Args:
        tallies: Any number of them, in any order.

    Returns:
        Their sum. An end that is unknown in one of them is unknown; bounds of the share are
        safe outer ones.

    Source:
        RD-4.
    """
    some = tuple(tallies)
    before = _added([one.before for one in some], 0)
    after = _added([one.after for one in some], 0)
    removed = _added([one.removed for one in some], 0)
    return Tally(
        cases=sum(one.cases for one in some),
        weight=sum(one.weight for one in some),
        before=before,
        after=after,
        removed=removed,
        share=share_of(before, after, removed),
        by_mechanism={
            mechanism: _added([one.by_mechanism[mechanism] for one in some], Fraction(0))
            for mechanism in Mechanism
        },
        trips_alone=_added([one.trips_alone for one in some], 0),
        trips=_added([one.trips for one in some], 0),
        working_days_alone=_added([one.working_days_alone for one in some], 0),
        working_days=_added([one.working_days for one in some], 0),
    )


def _added(some: Sequence[Bounds[T]], zero: T) -> Bounds[T]:
    low = _sum([one.low for one in some], zero)
    high = _sum([one.high for one in some], zero)
    return Bounds(low, high, exact=all(one.exact for one in some))


def _sum(ends: Sequence[T | None], zero: T) -> T | None:
    known = [end for end in ends if end is not None]
    return sum(known, zero) if len(known) == len(ends) else None
