"""What the comparison of two measures of the same cases says."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from govmatters.model import Bounds
from govmatters.populations.results import Problem, Tally

__all__ = ["Change", "Changes", "change_of"]


@attrs.frozen(kw_only=True)
class Change:
    """
    The same cases, measured twice.

    Attributes:
        key: A text for each name in ``by``, in that order; ``""`` where it is not known.
        was: As it was.
        becomes: As it becomes.
        papers: Papers saved: those handed in before, less those handed in then.
        trips: Trips saved.
        working_days: Working days saved.
    """

    key: tuple[str, ...]
    was: Tally
    becomes: Tally
    papers: Bounds[int]
    trips: Bounds[int]
    working_days: Bounds[int]

    @property
    def gains_nothing(self) -> bool:
        """Whether for certain nothing is saved; trips or days that nobody states do not count."""
        costs = [
            saved
            for saved, one, other in (
                (self.trips, self.was.trips, self.becomes.trips),
                (self.working_days, self.was.working_days, self.becomes.working_days),
            )
            if _is_stated(one) or _is_stated(other)
        ]
        return all(saved.high is not None and saved.high <= 0 for saved in (self.papers, *costs))


@attrs.frozen(kw_only=True)
class Changes:
    """
    A bundle measured twice over the same table of cases.

    Attributes:
        bundle: Id of the bundle.
        was_digest: Of the content of the registry as it was.
        becomes_digest: Of the content of the registry as it becomes.
        was_on: The day on which all cases were looked at; None: each on its own.
        becomes_on: The day on which all cases are looked at; None: each on its own.
        was_alone: Whether there was no such bundle, so that its matters were handled alone.
        becomes_alone: Whether there is no such bundle any more.
        by: What groups stand for.
        first: The first day of a case; None if cases have no day, or there is none.
        last: The last day of a case.
        days: From the first to the last, both counted; None if there are none.
        a_year: What makes of a sum over so many days one over 365; None if there are none.
        total: All cases.
        groups: By their keys, sorted; empty if nothing was asked for in ``by``.
        unknown: Questions that the bundle asks, before or then, and the table has no column for.
        skipped: Rows left out of both, for their problems in either.
        problems: Why, by column and value.
    """

    bundle: str
    was_digest: str
    becomes_digest: str
    was_on: dt.date | None = None
    becomes_on: dt.date | None = None
    was_alone: bool = False
    becomes_alone: bool = False
    by: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    days: int | None
    a_year: Fraction | None
    total: Change
    groups: tuple[Change, ...]
    unknown: tuple[str, ...] = ()
    skipped: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def without_gain(self) -> tuple[Change, ...]:
        """The groups that for certain gain nothing."""
        return tuple(one for one in self.groups if one.gains_nothing)


def change_of(key: tuple[str, ...], was: Tally, becomes: Tally) -> Change:
    """
    Compare two tallies of the same cases.

    Args:
        key: What the cases have in common.
        was: As it was.
        becomes: As it becomes.

    Returns:
        The change. Where one of the two is not a single number, the difference is bounded from
        outside: facts that are unknown are the same before and then, which is not made use of.
    """
    return Change(
        key=key,
        was=was,
        becomes=becomes,
        papers=_less(was.after, becomes.after),
        trips=_less(was.trips, becomes.trips),
        working_days=_less(was.working_days, becomes.working_days),
    )


def _is_stated(cost: Bounds[int]) -> bool:
    """Whether records state what it takes; unknown facts may part its ends all the same."""
    return cost.exact and cost.high is not None


def _less(one: Bounds[int], other: Bounds[int]) -> Bounds[int]:
    is_single = one.is_known and other.is_known
    low = None if one.low is None or other.high is None else one.low - other.high
    high = None if one.high is None or other.low is None else one.high - other.low
    return Bounds(low, high, exact=is_single and one.exact and other.exact)
