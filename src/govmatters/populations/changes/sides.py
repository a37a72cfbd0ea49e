"""The two measures of a comparison, made to look at the same rows and to tell them apart alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import attrs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govmatters.conditions import Condition
from govmatters.conditions.expressions import Constant
from govmatters.populations.cases.batches import cases_in
from govmatters.populations.cases.contract import DAY, contract_of
from govmatters.populations.kernels.compiling import Kernels
from govmatters.populations.kernels.settings import settings_of
from govmatters.populations.measuring import Measure
from govmatters.populations.partials import Partial
from govmatters.populations.populations import measure_of
from govmatters.registry import Registry
from govmatters.tables import Table

__all__ = ["Pair", "Sides", "sides_of"]

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
        was, becomes = self.was.of(batch, first), self.becomes.of(batch, first)
        if was.skipped or becomes.skipped:
            told = {**was.complaints, **becomes.complaints}
            rows, batch = batch.num_rows, batch.take(pa.array(self._taken(batch)))
            was, becomes = (
                attrs.evolve(part, rows=rows, skipped=rows - batch.num_rows, complaints=told)
                for part in (self.was.of(batch, first), self.becomes.of(batch, first))
            )
        return Pair(was, becomes, _days_in(batch, self.own))

    def _taken(self, batch: pa.RecordBatch) -> NDArray[np.int64]:
        """Find the rows that both can take."""
        keep = np.ones(batch.num_rows, dtype=np.bool_)
        for side in (self.was, self.becomes):
            for rows in _wrong_in(batch, side)[1]:
                keep[rows] = False
        left = np.flatnonzero(keep)
        return left[self._agreeing(batch.take(pa.array(left)))]

    def _agreeing(self, batch: pa.RecordBatch) -> NDArray[np.int64]:
        """Find the rows in which no two matters exclude each other, by halves: few do (AP-1)."""
        if not any(side.of(batch, 1).skipped for side in (self.was, self.becomes)):
            return np.arange(batch.num_rows)
        if batch.num_rows == 1:
            return np.arange(0)
        half = batch.num_rows // 2
        one, other = self._agreeing(batch.slice(0, half)), self._agreeing(batch.slice(half))
        return np.concatenate([one, other + half])


def _wrong_in(
    batch: pa.RecordBatch, measure: Measure
) -> tuple[NDArray[np.int64], list[NDArray[np.intp]]]:
    """Read the days of rows, and which rows one of the two cannot take."""
    cases, wrong = cases_in(
        batch, measure.settings, measure.contract, on=measure.on, region=measure.region
    )
    return cases.days, [one.rows for _, one in wrong]


def _days_in(batch: pa.RecordBatch, own: Measure | None) -> tuple[int, int] | None:
    if own is None:
        return None
    days, wrong = _wrong_in(batch, own)
    days = np.delete(days, np.concatenate(wrong)) if wrong else days
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
