"""What the measure of a population says: sums over cases, in all and by group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction

import attrs

from govmatters.model import Bounds, Mechanism

__all__ = ["Group", "Population", "Problem", "Tally"]


@attrs.frozen(kw_only=True)
class Tally:
    """
    Sums over some cases; each case counts as often as its weight says.

    Bounds part where facts are unknown; with all facts known, ends are equal and exact.

    Attributes:
        cases: Rows of the table.
        weight: Cases that they stand for.
        before: Papers when each matter is handled alone.
        after: Papers handed in.
        removed: Papers removed.
        share: ``removed / before``, without unit, in 0…1; 0 where before is 0.
        by_mechanism: The credit of each of the nine mechanisms, in papers; with all facts
            known they sum exactly to ``removed`` (RD-3).
        trips_alone: Trips when each matter is handled alone; unknown ends are None.
        trips: Trips.
        working_days_alone: Working days when each matter is handled alone, one after the other.
        working_days: Working days.
    """

    cases: int
    weight: int
    before: Bounds[int]
    after: Bounds[int]
    removed: Bounds[int]
    share: Bounds[Fraction]
    by_mechanism: Mapping[Mechanism, Bounds[Fraction]] = attrs.field(hash=False)
    trips_alone: Bounds[int]
    trips: Bounds[int]
    working_days_alone: Bounds[int]
    working_days: Bounds[int]


@attrs.frozen(kw_only=True)
class Group:
    """
    The cases that agree on what a population was grouped by.

    Attributes:
        key: A text for each name in ``by``, in that order; ``""`` where it is not known.
        tally: Their sums.
    """

    key: tuple[str, ...]
    tally: Tally


@attrs.frozen(kw_only=True)
class Problem:
    """
    Values of one column that cannot be taken, put together.

    Attributes:
        column: Name of the column.
        value: The value, as text; shortened.
        message: What is wrong with it, and what to do.
        cases: How many rows have it.
        rows: The first few of these rows, from 1, without the head.
    """

    column: str
    value: str
    message: str
    cases: int
    rows: tuple[int, ...]

    def __str__(self) -> str:
        """Write one line: the column, how many rows, the first of them, what is wrong."""
        where = f"column {self.column!r}: " if self.column else ""
        more = ", …" if self.cases > len(self.rows) else ""
        named = ", ".join(map(str, self.rows))
        rows = "row" if self.cases == 1 else "rows"
        return f"{where}{self.cases} {rows} ({named}{more}): {self.message}"


@attrs.frozen(kw_only=True)
class Population:
    """
    A bundle measured over a table of cases (RD-4).

    Attributes:
        bundle: Id of the bundle.
        digest: Of the registry's content.
        by: What groups stand for: ``region``, ``month`` …, or a question's id.
        first: The first day of a case; None if there is no case.
        last: The last day of a case.
        total: The sums over all cases.
        groups: By their keys, sorted; empty if nothing was asked for in ``by``.
        unknown: Questions that the bundle asks and the table has no column for.
        skipped: Rows left out for their problems.
        problems: Why, by column and value.
    """

    bundle: str
    digest: str
    by: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None
    total: Tally
    groups: tuple[Group, ...]
    unknown: tuple[str, ...] = ()
    skipped: int = 0
    problems: tuple[Problem, ...] = ()
