"""What changes if: the same cases under two registries, or on two days, in one reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from govmatters.arguments import demand, demand_if_given
from govmatters.errors import CaseTableError
from govmatters.populations.cases.answers import day_of
from govmatters.populations.cases.grouping import TIMES
from govmatters.populations.cases.tables import CaseTable, case_table
from govmatters.populations.changes.differences import Change, Changes, change_of
from govmatters.populations.changes.sides import Pair, Sides, paired, sides_of
from govmatters.populations.cores import Progress, side_by_side, untold
from govmatters.populations.engines.clusters import ClusterTable, cluster_table
from govmatters.populations.populations import population_of
from govmatters.populations.results import Population
from govmatters.populations.summing import sum_of
from govmatters.registry import Registry

__all__ = ["changes"]

_YEAR = 365


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
        skip_bad: Whether rows that cannot be taken, before or then, are left out of both; not
            on a cluster.
        progress: As in `population`.

    Returns:
        Papers, trips and working days saved, in all and by group.

    Raises:
        CaseTableError: As in `population`.
        UnknownIdError: If neither has such a bundle, or one of them not its matters.
        SearchBudgetError: If a choice of alternatives is too large.
        TypeError: If an argument is of a wrong type.

    Source:
        AP-5, RD-4.
    """
    demand(was=was, becomes=becomes, bundle=bundle, by=by, skip_bad=skip_bad)
    demand_if_given(was_on=was_on, becomes_on=becomes_on, region=region)
    demand_if_given(columns=columns, progress=progress)
    _refuse_times(by, was_on or becomes_on)
    table = cluster_table(cases) or case_table(cases)
    sides = sides_of(
        (was, becomes),
        (was_on, becomes_on),
        bundle,
        table.schema,
        by=by,
        region=region,
        columns=columns or {},
    )
    total = _totals(sides, table, progress or untold)
    skips = skip_bad and not isinstance(table, ClusterTable)
    made = _changes(
        population_of(sides.was, total.was, skip_bad=skips),
        population_of(sides.becomes, total.becomes, skip_bad=skips),
        total.days,
    )
    return attrs.evolve(
        made,
        was_digest=was.digest,
        becomes_digest=becomes.digest,
        was_on=was_on,
        becomes_on=becomes_on,
        was_alone=bundle not in was.bundles,
        becomes_alone=bundle not in becomes.bundles,
    )


def _refuse_times(by: Sequence[str], on: dt.date | None) -> None:
    faults = [
        f"by: all cases are looked at on {on}, so that none can be grouped by {name!r}; leave it "
        "out, or the day"
        for name in by
        if on is not None and name in TIMES
    ]
    if faults:
        raise CaseTableError(tuple(faults))


def _totals(sides: Sides, table: CaseTable | ClusterTable, told: Progress) -> Pair:
    if isinstance(table, ClusterTable):
        return _on_cluster(sides, table)
    return paired(side_by_side(sides.of, table, sides.needed, told))


def _on_cluster(sides: Sides, table: ClusterTable) -> Pair:
    was, becomes = table.measured(sides.was), table.measured(sides.becomes)
    days = [part.days for side, part in ((sides.was, was), (sides.becomes, becomes)) if not side.on]
    return Pair(was, becomes, days[0] if days else None)


def _changes(was: Population, becomes: Population, days: tuple[int, int] | None) -> Changes:
    first, last = map(day_of, days) if days else (None, None)
    span = None if days is None else days[1] - days[0] + 1
    return Changes(
        bundle=was.bundle,
        was_digest=was.digest,
        becomes_digest=becomes.digest,
        by=was.by,
        first=first,
        last=last,
        days=span,
        a_year=None if span is None else Fraction(_YEAR, span),
        total=change_of((), was.total, becomes.total),
        groups=tuple(_groups(was, becomes)),
        unknown=tuple(sorted({*was.unknown, *becomes.unknown})),
        skipped=was.skipped,
        problems=was.problems,
    )


def _groups(was: Population, becomes: Population) -> Iterator[Change]:
    """Compare group by group; regions may lie elsewhere in the other registry."""
    before, then = ({one.key: one.tally for one in side.groups} for side in (was, becomes))
    nobody = sum_of(())
    for key in sorted(before.keys() | then.keys()):
        yield change_of(key, before.get(key, nobody), then.get(key, nobody))
