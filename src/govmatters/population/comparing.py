"""What changes if: the same cases under two registries, or on two days, in one reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import attrs

from govmatters.errors import CaseTableError
from govmatters.population.clusters import ClusterTable, cluster_table
from govmatters.population.differences import Changes
from govmatters.population.grouping import TIMES
from govmatters.population.partials import Partial, joined
from govmatters.population.populations import population_of
from govmatters.population.sides import Sides, sides_of
from govmatters.population.tables import case_table
from govmatters.registry import Registry

__all__ = ["changes"]

_YEAR = 365

Progress = Callable[[int, int | None], None]


def changes(  # noqa: PLR0913 (two registries, two days, the cases and what is asked)
    was: Registry,
    becomes: Registry,
    bundle: str,
    cases: object,
    *,
    by: Sequence[str] = (),
    was_on: dt.date | None = None,
    becomes_on: dt.date | None = None,
    region: str | None = None,
    columns: Mapping[str, str] | None = None,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> Changes:
    """
    Measure what a change saves the same cases: an exemption switched on, a list shortened.

    Args:
        was: The registry as it was. If it has no such bundle, its matters are handled alone.
        becomes: The registry as it becomes; it may be the same.
        bundle: The bundle's id, in one of the two at least.
        cases: As in `population`; read once.
        by: As in `population`. Situations are told apart by all that either of the two looks
            at. Where a day is given for all cases, there is no ``day``, ``month`` or ``year``.
        was_on: The day on which all cases are looked at as it was, whatever their own; None:
            each on its own day.
        becomes_on: The same, as it becomes.
        region: As in `population`.
        columns: As in `population`.
        skip_bad: Whether rows that cannot be taken, before or then, are left out of both.
        progress: As in `population`.

    Returns:
        Papers, trips and working days saved, in all and by group.

    Raises:
        CaseTableError: As in `population`.
        UnknownIdError: If neither has such a bundle, or one of them not its matters.
        SearchBudgetError: If a choice of alternatives is too large.

    Source:
        AP-5, RD-4.
    """
    _refuse_times(by, was_on or becomes_on)
    table = cluster_table(cases) or case_table(cases)
    sides = sides_of(
        (was, becomes), (was_on, becomes_on), bundle, table.schema,
        by=by, region=region, columns=columns or {},
    )  # fmt: skip
    total = _totals(sides, table, progress or _untold)
    found = [
        population_of(measure, part, skip_bad=skip_bad)
        for measure, part in zip(sides.measures, total.parts, strict=True)
    ]
    return _changes(sides, found, total.days)


def _untold(_rows: int, _of: int | None) -> None:
    """Nobody wants to know."""


def _refuse_times(by: Sequence[str], on: dt.date | None) -> None:
    faults = [
        f"by: all cases are looked at on {on}, so that none can be grouped by {name!r}; leave it "
        "out, or the day"
        for name in by
        if on is not None and name in TIMES
    ]
    if faults:
        raise CaseTableError(tuple(faults))


@attrs.frozen
class _Pair:
    """What some rows contribute to either side, and the days that their own column has."""

    parts: tuple[Partial, Partial]
    days: tuple[int, int] | None


def _totals(sides: Sides, table: object, told: Progress) -> _Pair:
    if isinstance(table, ClusterTable):
        was, becomes = (table.measured(measure) for measure in sides.measures)
        _refuse_uneven(was, becomes)
        return _Pair((was, becomes), was.days if sides.is_dated else None)
    pairs = tuple(_measured(sides, table, told))  # type: ignore[arg-type]
    days = [pair.days for pair in pairs if pair.days is not None]
    return _Pair(
        (joined(pair.parts[0] for pair in pairs), joined(pair.parts[1] for pair in pairs)),
        (min(first for first, _ in days), max(last for _, last in days)) if days else None,
    )
