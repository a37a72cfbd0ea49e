"""Populations made by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

from govmatters.model import Bounds, Mechanism
from govmatters.populations.results import Group, Population, Tally
from govmatters.populations.summing import sum_of

ALONE, TOGETHER = 9, 4


def tally(cases: int, weight: int | None = None, *, unsure: int = 0) -> Tally:
    """
    Make the sums of some cases, each with 9 papers before and 4 after.

    Args:
        cases: Rows.
        weight: Cases that they stand for; as many by default.
        unsure: How many papers more may be handed in.
    """
    weight = cases if weight is None else weight
    removed = (ALONE - TOGETHER) * weight
    after = TOGETHER * weight
    credit = {one: Bounds(Fraction(0), Fraction(0)) for one in Mechanism}
    credit[Mechanism.SHARE] = Bounds(Fraction(removed - unsure, 3), Fraction(removed, 3))
    credit[Mechanism.LICENCE] = Bounds(
        Fraction(removed - unsure) * 2 / 3, Fraction(removed) * 2 / 3
    )
    whole = ALONE * weight or 1
    return Tally(
        cases=cases,
        weight=weight,
        before=Bounds(ALONE * weight, ALONE * weight),
        after=Bounds(after, after + unsure),
        removed=Bounds(removed - unsure, removed),
        share=Bounds(Fraction(removed - unsure, whole), Fraction(removed, whole)),
        by_mechanism=credit,
        trips_alone=Bounds(3 * weight, 3 * weight),
        trips=Bounds(weight, weight),
        working_days_alone=Bounds(20 * weight, 20 * weight),
        working_days=Bounds(8 * weight, None),
    )


def population(by: tuple[str, ...], groups: Mapping[tuple[str, ...], Tally]) -> Population:
    """Make a population of groups."""
    made = tuple(Group(key=key, tally=one) for key, one in sorted(groups.items()))
    return Population(
        bundle="restaurant",
        digest="0" * 64,
        by=by,
        first=dt.date(2026, 1, 7),
        last=dt.date(2026, 2, 9),
        total=sum_of(groups.values()),
        groups=made if by else (),
    )
