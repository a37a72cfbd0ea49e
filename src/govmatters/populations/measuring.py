"""
One batch of cases after the other: checked, sorted by setting and group, and counted.

The same value measures a batch in this process and on a cluster: it holds the registry and
what was asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govmatters.conditions import Atom
from govmatters.populations.cases import grouping
from govmatters.populations.cases.answers import EPOCH, day_of
from govmatters.populations.cases.batches import Cases, cases_in
from govmatters.populations.cases.columns import distinct_in
from govmatters.populations.cases.contract import Contract
from govmatters.populations.kernels.compiling import Kernels
from govmatters.populations.kernels.counting import Slice, summed
from govmatters.populations.kernels.kernels import Kernel
from govmatters.populations.kernels.settings import Settings
from govmatters.populations.partials import Complaints, Partial, complained, merged
from govmatters.populations.tallies import Key, Sums, added

__all__ = ["Measure"]


@attrs.frozen(eq=False, kw_only=True)
class Measure:
    """
    What is asked of every batch.

    Attributes:
        kernels: The bundle, setting by setting.
        contract: Which column answers what.
        by: What cases are grouped by.
        on: The day of all cases; None if a column has it.
        region: The region of all cases, if no column has it.
        atoms: What tells situations apart.
    """

    kernels: Kernels
    contract: Contract
    by: tuple[str, ...]
    on: dt.date | None
    region: str
    atoms: tuple[Atom, ...]

    @property
    def settings(self) -> Settings:
        """What the bundle can look at."""
        return self.kernels.settings

    def of(self, batch: pa.RecordBatch, first: int) -> Partial:
        """
        Measure a batch.

        Args:
            batch: With the columns that the contract needs, at least.
            first: The number of its first row, from 1.

        Returns:
            What it contributes.

        Raises:
            CaseTableError: If it has too many situations to group by them.
            SearchBudgetError: If a choice of alternatives is too large.
        """
        return self.judged(batch, first)[0]

    def judged(self, batch: pa.RecordBatch, first: int) -> tuple[Partial, NDArray[np.bool_]]:
        """
        Measure a batch, and say which of its rows are taken.

        Args:
            batch: As in `of`.
            first: As in `of`.

        Returns:
            (what it contributes, whether each row is taken).

        Raises:
            CaseTableError: As `of`.
            SearchBudgetError: As `of`.
        """
        cases, wrong = cases_in(batch, self.settings, self.contract, on=self.on, region=self.region)
        keep = np.ones(batch.num_rows, dtype=np.bool_)
        complaints: list[Complaints] = []
        for column, one in wrong:
            keep[one.rows] = False
            rows = (one.rows + first).tolist()
            complaints.append(complained(column, one.value, one.message, rows))
        left = np.flatnonzero(keep)
        cases = cases if len(left) == cases.size else cases.taken(left)
        sums, conflicts = self._summed(cases) if len(left) else ({}, [])
        for uses, some in conflicts:
            keep[left[some]] = False
            rows = (np.sort(left[some]) + first).tolist()
            complaints.append(self._conflict(uses, rows))
        days = cases.days[keep[left]] if conflicts else cases.days
        partial = Partial(
            sums=sums,
            days=(int(days.min()), int(days.max())) if len(days) else None,
            rows=batch.num_rows,
            skipped=int(len(keep) - keep.sum()),
            complaints=merged(complaints),
        )
        return partial, keep

    def _summed(self, cases: Cases) -> tuple[dict[Key, Sums], list[_Conflict]]:
        """Sum cases by setting and group; those in which two of a ``one_of`` apply come back."""
        groups, keys = grouping.grouped(list(self._labels(cases)), cases.size)
        found: list[dict[Key, Sums]] = []
        out: list[_Conflict] = []
        for kernel, rows in self._by_setting(cases):
            rows = _sorted_by(groups, rows)  # noqa: PLW2901 (the same rows in their order)
            every = Slice(
                kernel=kernel,
                answers=cases.answers,
                groups=groups,
                weights=cases.weights,
                regions=self.settings.registry.geography,
            )
            sums, conflicts = summed(every if rows is None else every.taken(rows))
            found += [{keys[group]: own} for group, own in sums]
            out += [(uses, some if rows is None else rows[some]) for uses, some in conflicts]
        return added(found), out

    def _by_setting(self, cases: Cases) -> Iterator[tuple[Kernel, NDArray[np.intp] | None]]:
        """Part cases by setting; None where all have the same."""
        turns = [turn.toordinal() - EPOCH for turn in self.settings.turns]
        around = [self.settings.around(code) for code in cases.regions]
        numbers = {area: at for at, area in enumerate(dict.fromkeys(around))}
        days = cases.days[:1] if self.contract.day is None else cases.days
        places = cases.places[:1] if self.contract.region is None else cases.places
        stretches = np.searchsorted(turns, days, side="right") * len(numbers)
        keys = np.array([numbers[area] for area in around])[places] + stretches
        settings = distinct_in(keys)
        for setting in settings:
            at = int(np.argmax(keys == setting))
            place = int(cases.places[at])
            key = setting // len(numbers), around[place]
            kernel = self.kernels.of(key, day_of(int(cases.days[at])), cases.regions[place])
            yield kernel, None if len(settings) == 1 else np.flatnonzero(keys == setting)

    def _labels(self, cases: Cases) -> Iterator[grouping.Labels]:
        regions = self.settings.registry.geography
        for name in self.by:
            if name in grouping.TIMES:
                yield grouping.of_days(name, cases.days)
            elif name in grouping.PLACES:
                yield grouping.of_regions(name, cases.places, cases.regions, regions)
            elif name == grouping.SITUATION:
                yield grouping.of_situations(self.atoms, cases.answers, cases.size, regions)
            elif name in cases.answers:
                yield grouping.Labels(*cases.answers[name].texts())
            else:
                yield grouping.Labels(np.zeros(cases.size, dtype=np.uint8), [""])

    def _conflict(self, uses: tuple[str, ...], rows: list[int]) -> Complaints:
        of = f"of {', '.join(uses)}" if uses else "matter of a choice"
        message = (
            f"the answers make more than one {of} apply, of which bundle "
            f"{self.settings.bundle.id!r} has only one; mend the answers"
        )
        return complained("", "", message, rows)


_Conflict = tuple[tuple[str, ...], NDArray[np.intp]]


def _sorted_by(groups: grouping.Groups, rows: NDArray[np.intp] | None) -> NDArray[np.intp] | None:
    """Sort rows by group; None if they are all rows, and sorted."""
    own = groups if rows is None else groups[rows]
    if np.all(own[:-1] <= own[1:]):
        return rows
    order = np.argsort(own, kind="stable")
    return order if rows is None else rows[order]
