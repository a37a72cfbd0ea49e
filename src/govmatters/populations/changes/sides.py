"""The two measures of a comparison, made to look at the same rows and to tell them apart alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import attrs
import numpy as np
import pyarrow as pa

from govmatters.conditions import Condition
from govmatters.conditions.expressions import Constant
from govmatters.populations.cases.batches import cases_in
from govmatters.populations.cases.contract import DAY, contract_of
from govmatters.populations.kernels.compiling import Kernels
from govmatters.populations.kernels.settings import settings_of
from govmatters.populations.measuring import Measure
from govmatters.populations.partials import Joining, Partial, spanned
from govmatters.populations.populations import measure_of, refuse_strange_day
from govmatters.registry import Registry
from govmatters.tables import Table

__all__ = ["Pair", "Sides", "paired", "sides_of"]

_NEVER = Condition("false", Constant(False))  # noqa: FBT003 (a truth)


@attrs.frozen
class Pair:
    """
    What some rows contribute to either side.

    Attributes:
        was: As it was.
        becomes: As it becomes.
        days: The first and the last day of their own column; None if it has none.
    """

    was: Partial
    becomes: Partial
    days: tuple[int, int] | None


@attrs.frozen(kw_only=True)
class Sides:
    """
    Two measures of the same cases.

    Attributes:
        was: As it was.
        becomes: As it becomes.
        own: Looks at nothing but the day of each case; None if the table has no such column.
    """

    was: Measure
    becomes: Measure
    own: Measure | None

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that either looks at, and no other; sorted."""
        some = [one.contract.needed for one in (self.was, self.becomes, self.own) if one]
        return tuple(sorted({name for names in some for name in names}))

    def of(self, batch: pa.RecordBatch, first: int) -> Pair:
        """
        Measure a batch twice; what one of the two cannot take, neither takes.

        Args:
            batch: With the columns that are needed, at least.
            first: The number of its first row, from 1.

        Returns:
            What it contributes.

        Raises:
            CaseTableError: As `Measure.of`.
            SearchBudgetError: As `Measure.of`.
        """
        sides = self.was, self.becomes
        found = [side.judged(batch, first) for side in sides]
        taken = found[0][1] & found[1][1]
        some = batch if taken.all() else batch.filter(pa.array(taken))
        told = {**found[0][0].complaints, **found[1][0].complaints}
        was, becomes = (
            attrs.evolve(
                part if np.array_equal(own, taken) else side.of(some, first),
                rows=batch.num_rows,
                skipped=batch.num_rows - some.num_rows,
                complaints=told,
            )
            for side, (part, own) in zip(sides, found, strict=True)
        )
        return Pair(was, becomes, _days_in(some, self.own))


def paired(some: Iterable[Pair]) -> Pair:
    """Add contributions up, one by one; as `joined`."""
    was, becomes = Joining(), Joining()
    days: tuple[int, int] | None = None
    for one in some:
        was.add(one.was)
        becomes.add(one.becomes)
        days = spanned(days, one.days)
    return Pair(was.total, becomes.total, days)


def _days_in(batch: pa.RecordBatch, own: Measure | None) -> tuple[int, int] | None:
    """Read the first and the last day that can be read."""
    if own is None:
        return None
    cases, wrong = cases_in(batch, own.settings, own.contract, on=own.on, region=own.region)
    bad = [one.rows for _, one in wrong]
    days = np.delete(cases.days, np.concatenate(bad)) if bad else cases.days
    return (int(days.min()), int(days.max())) if len(days) else None


def sides_of(  # noqa: PLR0913 (as `changes`)
    registries: tuple[Registry, Registry],
    days: tuple[dt.date | None, dt.date | None],
    bundle: str,
    schema: pa.Schema,
    *,
    by: Sequence[str],
    region: str | None,
    columns: Mapping[str, str],
) -> Sides:
    """
    Check what is asked of a table, before anything of it is read.

    Args:
        registries: As it was, and as it becomes.
        days: The day of all cases on either side; None: each on its own.
        bundle: The bundle's id.
        schema: The table's columns.
        by: What to group by.
        region: The region of all cases.
        columns: Column by question.

    Returns:
        The sides: each knows the questions of both, and tells situations apart by the atoms of
        both.

    Raises:
        CaseTableError: If the table lacks what is needed.
        UnknownIdError: If neither has such a bundle or region, or one not its matters.
    """
    was, becomes = registries
    aligned = _aligned(was, becomes, bundle), _aligned(becomes, was, bundle)
    looked_at = {atom for one in aligned for atom in settings_of(one, bundle).atoms}
    atoms = tuple(sorted(looked_at, key=lambda atom: (atom.question, str(atom))))
    asked = tuple(dict.fromkeys(atom.question for atom in atoms))
    has_day = columns.get(DAY, DAY) in schema.names

    def side(registry: Registry, on: dt.date | None) -> Measure:
        given = None if has_day else on
        made = measure_of(
            Kernels(settings_of(registry, bundle)), schema,
            by=by, on=given, region=region, columns=columns, atoms=atoms,
        )  # fmt: skip
        refuse_strange_day(made.settings, on)
        names = tuple(dict.fromkeys((*made.contract.columns, *asked)))
        contract = contract_of(made.settings, schema, columns, asked=names, on=given, region=region)
        contract = contract if on is None else attrs.evolve(contract, day=None)
        return attrs.evolve(made, contract=contract, on=on)

    sides = side(aligned[0], days[0]), side(aligned[1], days[1])
    own = _own(sides[1], columns.get(DAY, DAY)) if has_day else None
    return Sides(was=sides[0], becomes=sides[1], own=own)


def _own(side: Measure, column: str) -> Measure:
    contract = attrs.evolve(side.contract, columns={}, day=column, region=None, weight=None)
    return attrs.evolve(side, contract=contract, on=None)


def _aligned(one: Registry, other: Registry, bundle: str) -> Registry:
    """Give a registry the questions of another, and a bundle that it lacks, never accepted."""
    further = [own for own in other.questions.records if own.id not in one.questions]
    if further:
        one = attrs.evolve(
            one, questions=Table.of(one.questions.noun, [*one.questions.records, *further])
        )
    if bundle not in one.bundles and bundle in other.bundles:
        alone = attrs.evolve(other.bundles[bundle], accepts_when=_NEVER)
        one = attrs.evolve(one, bundles=Table.of(one.bundles.noun, [*one.bundles.records, alone]))
    return one
