"""The papers of a population: a bundle over a table of cases, on all cores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import attrs
import pyarrow as pa

from govmatters.arguments import demand, demand_if_given
from govmatters.conditions import Atom
from govmatters.errors import CaseTableError, suggestion
from govmatters.populations.cases.answers import day_of
from govmatters.populations.cases.batches import fault_of_day
from govmatters.populations.cases.contract import contract_of
from govmatters.populations.cases.grouping import PLACES, SITUATION, TIMES
from govmatters.populations.cases.tables import case_table
from govmatters.populations.cores import Progress, side_by_side, untold
from govmatters.populations.engines.clusters import ClusterTable, cluster_table
from govmatters.populations.kernels.compiling import Kernels
from govmatters.populations.kernels.settings import Settings, settings_of
from govmatters.populations.measuring import Measure
from govmatters.populations.partials import Partial, joined, problems_of
from govmatters.populations.results import Group, Population
from govmatters.populations.tallies import WIDTH, tally_of
from govmatters.registry import Registry

__all__ = [
    "CompiledPopulation",
    "compile_population",
    "measure_of",
    "population",
    "population_of",
    "refuse_strange_day",
]


@attrs.frozen(eq=False)
class CompiledPopulation:
    """
    A bundle made ready for tables of cases of any days and regions.

    It never changes as far as anybody can see, and may be shared between threads and pickled.

    Attributes:
        kernels: The bundle, compiled when a day or region first needs it.
    """

    kernels: Kernels

    def measure(  # noqa: PLR0913 (the cases and what is asked are separate things)
        self,
        cases: object,
        *,
        by: Sequence[str] = (),
        on: dt.date | None = None,
        region: str | None = None,
        columns: Mapping[str, str] | None = None,
        atoms: Sequence[Atom] | None = None,
        skip_bad: bool = False,
        progress: Progress | None = None,
    ) -> Population:
        """
        Measure a table of cases, exactly as if each case were planned alone.

        A row is an application. A column that is called like a question holds the answers to
        it; ``day`` holds the day, ``region`` the code of the region where it is handled,
        ``weight`` how many cases a row stands for. No other column is read. An empty answer is
        unknown, and parts the bounds.

        Args:
            cases: Path of a Parquet, Arrow or CSV file, or of a folder of Parquet files; an
                Arrow table, a data frame of pandas or Polars, a DuckDB relation, or another
                Arrow stream; a data frame of Spark, which is measured where it is.
            by: What to group by: ``region``, ``city``, ``province``, ``day``, ``month``,
                ``year``, ``situation``, or questions.
            on: The day of all cases; a column ``day`` must not be there then.
            region: Code of the region of all cases, if no column has it; the bundle's own by
                default.
            columns: Column by question, or by ``day``, ``region`` and ``weight``, where a
                column is called otherwise.
            atoms: What tells situations apart; by default all that the bundle can look at.
            skip_bad: Whether rows that cannot be taken are left out and told, not refused.
            progress: Told how many rows are done, and of how many.

        Returns:
            The sums in all and by group.

        Raises:
            CaseTableError: If the table lacks what is needed, or holds what cannot be taken:
                with one line for each column and value.
            UnknownIdError: If there is no such region.
            SearchBudgetError: If a choice of alternatives is too large.
            TypeError: If an argument is of a wrong type.

        Source:
            RD-4, PL-8.
        """
        demand(by=by, skip_bad=skip_bad)
        demand_if_given(on=on, region=region, columns=columns, atoms=atoms, progress=progress)
        table = cluster_table(cases) or case_table(cases)
        measure = measure_of(
            self.kernels, table.schema, by=by, on=on, region=region, columns=columns, atoms=atoms
        )
        told = progress or untold
        if isinstance(table, ClusterTable):
            total = table.measured(measure)
            told(total.rows, total.rows)
        else:
            total = joined(side_by_side(measure.of, table, measure.contract.needed, told))
        return population_of(measure, total, skip_bad=skip_bad)


def compile_population(registry: Registry, bundle: str) -> CompiledPopulation:
    """
    Make a bundle ready, to measure several tables of cases.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.

    Returns:
        The bundle; it is compiled when a day or region first needs it.

    Raises:
        UnknownIdError: If there is no such bundle.
        TypeError: If an argument is of a wrong type.
    """
    demand(registry=registry, bundle=bundle)
    return CompiledPopulation(Kernels(settings_of(registry, bundle)))


def population(  # noqa: PLR0913 (the bundle, the cases and what is asked are separate things)
    registry: Registry,
    bundle: str,
    cases: object,
    *,
    by: Sequence[str] = (),
    on: dt.date | None = None,
    region: str | None = None,
    columns: Mapping[str, str] | None = None,
    atoms: Sequence[Atom] | None = None,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> Population:
    """
    Measure a bundle over one table of cases; see `CompiledPopulation.measure`.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        cases: As in `CompiledPopulation.measure`, like all that follow: a file or a table.
        by: What to group by.
        on: The day of all cases.
        region: Code of the region of all cases.
        columns: Column by question.
        atoms: What tells situations apart.
        skip_bad: Whether rows that cannot be taken are left out and told.
        progress: Told how many rows are done, and of how many.

    Returns:
        The sums in all and by group.

    Raises:
        GovMattersError: As `compile_population` and `CompiledPopulation.measure`.
        TypeError: As these.

    Source:
        RD-4, PL-8.
    """
    return compile_population(registry, bundle).measure(
        cases,
        by=by,
        on=on,
        region=region,
        columns=columns,
        atoms=atoms,
        skip_bad=skip_bad,
        progress=progress,
    )


def measure_of(  # noqa: PLR0913 (as population)
    kernels: Kernels,
    schema: pa.Schema,
    *,
    by: Sequence[str] = (),
    on: dt.date | None = None,
    region: str | None = None,
    columns: Mapping[str, str] | None = None,
    atoms: Sequence[Atom] | None = None,
) -> Measure:
    """
    Check what is asked of a table, before anything of it is read.

    Args:
        kernels: The bundle.
        schema: The table's columns.
        by: What to group by.
        on: The day of all cases.
        region: The region of all cases.
        columns: Column by question.
        atoms: What tells situations apart.

    Returns:
        What is asked of every batch; it can be pickled.

    Raises:
        CaseTableError: If the table lacks what is needed.
        UnknownIdError: If there is no such region.
    """
    settings = kernels.settings
    asked = _asked(settings, by)
    found = contract_of(settings, schema, columns or {}, asked=asked, on=on, region=region)
    refuse_strange_day(settings, on)
    where = settings.bundle.region if region is None else region
    settings.registry.geography.name(where)
    return Measure(
        kernels=kernels,
        contract=found,
        by=tuple(by),
        on=on,
        region=where,
        atoms=_open_atoms(settings) if atoms is None else tuple(atoms),
    )


def refuse_strange_day(settings: Settings, on: dt.date | None) -> None:
    """
    Refuse a day for all cases that lies outside the registry's.

    Raises:
        CaseTableError: If it does, as where the bundle has no matter.
    """
    fault = None if on is None else fault_of_day(settings, on)
    if fault is not None:
        raise CaseTableError((f"on: {fault}",))


def _open_atoms(settings: Settings) -> tuple[Atom, ...]:
    """All that the bundle can look at and does not settle itself."""
    given = dict(settings.bundle.given)
    return tuple(atom for atom in settings.atoms if atom.question not in given)


def _asked(settings: Settings, by: Sequence[str]) -> tuple[str, ...]:
    """The questions to group by; refuses names that mean nothing."""
    twice = sorted({name for name in by if list(by).count(name) > 1})
    if twice:
        raise CaseTableError(tuple(f"by: {name!r} stands twice; leave one out" for name in twice))
    special = (*PLACES, *TIMES, SITUATION)
    asked = tuple(name for name in by if name not in special)
    questions = settings.registry.questions
    unknown = [name for name in asked if name not in questions]
    if unknown:
        known = (*special, *settings.questions)
        lines = [
            f"by: there is nothing called {name!r} to group by; "
            f"{suggestion(name, known) or 'known are ' + ', '.join(known)}"
            for name in unknown
        ]
        raise CaseTableError(tuple(lines))
    return asked


def population_of(measure: Measure, total: Partial, *, skip_bad: bool) -> Population:
    """
    Write what all batches contribute together.

    Args:
        measure: What was asked.
        total: The contributions.
        skip_bad: Whether rows that cannot be taken were to be left out.

    Returns:
        The population.

    Raises:
        CaseTableError: If there are such rows and they were not.
    """
    problems = problems_of(total.complaints)
    if problems and not skip_bad:
        raise CaseTableError(
            (
                *map(str, problems),
                f"{total.skipped} of {total.rows} rows cannot be taken; mend them, or skip them",
            )
        )
    groups = sorted(total.sums.items())
    whole = [sum(column) for column in zip(*total.sums.values(), strict=True)] or [0] * WIDTH
    days = total.days
    return Population(
        bundle=measure.settings.bundle.id,
        digest=measure.settings.registry.digest,
        by=measure.by,
        first=None if days is None else day_of(days[0]),
        last=None if days is None else day_of(days[1]),
        total=tally_of(tuple(whole)),
        groups=tuple(Group(key=key, tally=tally_of(sums)) for key, sums in groups if measure.by),
        unknown=measure.contract.unknown,
        skipped=total.skipped,
        problems=problems,
    )
