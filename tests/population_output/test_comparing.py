"""What a change saves: the difference of two measures of the same rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from weakref import ref

import attrs
import pyarrow as pa
import pytest
from tests.population_output.populations import tally

import govmatters as gm
from govmatters.errors import CaseTableError, UnknownIdError
from govmatters.io import load_text
from govmatters.model import Bounds
from govmatters.populations import measuring
from govmatters.populations.cases.tables import CaseTable
from govmatters.populations.changes import comparing
from govmatters.populations.changes.comparing import changes
from govmatters.populations.changes.differences import Changes, change_of
from govmatters.populations.changes.sides import Pair
from govmatters.populations.cores import Progress
from govmatters.populations.engines.clusters import ClusterTable
from govmatters.populations.kernels import counting
from govmatters.populations.kernels.counting import Slice
from govmatters.populations.measuring import Measure
from govmatters.populations.partials import Partial, joined
from govmatters.registry import Registry
from govmatters.tables import Table

Work = Callable[[pa.RecordBatch, int], Pair]
DAY = dt.date(2026, 7, 1)
SHOP = (Path(__file__).parents[1] / "fixtures" / "cli" / "shop.yaml").read_text("utf-8")
TAX = "    name: 税务登记\n"
REGISTRY = load_text(SHOP.replace(TAX, f"{TAX}    promised_working_days: 2\n    trips: 1\n"))


def cases(number: int) -> pa.Table:
    """Draw cases of a shop; they are synthetic."""
    drawn = gm.synthetic_cases(
        REGISTRY, "shop", number, seed=7, first=dt.date(2026, 3, 1), last=dt.date(2026, 4, 29)
    )
    return drawn.read_all()


def without_licences(registry: Registry) -> Registry:
    """Drop every e-licence: the registry before it was switched on."""
    kept = [one for one in registry.exemptions.records if one.by is not gm.Mechanism.LICENCE]
    return attrs.evolve(registry, exemptions=Table.of("exemption", kept))


def without_bundle(registry: Registry) -> Registry:
    """Drop the bundle."""
    kept = [one for one in registry.bundles.records if one.id != "shop"]
    return attrs.evolve(registry, bundles=Table.of("bundle", kept))


def planned(registry: Registry, table: pa.Table) -> tuple[int, int]:
    """Plan every case alone: papers handed in, and working days."""
    bundle = gm.compile(registry, "shop", on=DAY)
    plans = [
        bundle.plan({key: one for key, one in row.items() if key not in {"day", "region"}})
        for row in table.to_pylist()
    ]
    return sum(one.after.low or 0 for one in plans), sum(one.working_days.low or 0 for one in plans)


def test_the_difference_is_that_of_plans() -> None:
    """Papers and days saved are those of all cases planned alone, before and then."""
    table = cases(60)

    found = changes(without_licences(REGISTRY), REGISTRY, "shop", table, was_on=DAY, becomes_on=DAY)

    was, becomes = planned(without_licences(REGISTRY), table), planned(REGISTRY, table)
    assert found.total.papers == Bounds(was[0] - becomes[0], was[0] - becomes[0])
    assert found.total.working_days == Bounds(was[1] - becomes[1], was[1] - becomes[1])
    assert was[0] > becomes[0]
    assert found.total.trips == Bounds(0, 0)
    assert (found.was_digest, found.becomes_digest) != (found.becomes_digest, found.was_digest)


def test_a_new_bundle_was_handled_alone() -> None:
    """Before there was a bundle, nothing is shared: its papers are those of each matter alone."""
    table = cases(60)

    found = changes(without_bundle(REGISTRY), REGISTRY, "shop", table, was_on=DAY, becomes_on=DAY)

    alone = [
        gm.plan(REGISTRY, "shop", on=DAY, facts=facts).working_days_alone
        for facts in (
            {key: one for key, one in row.items() if key not in {"day", "region"}}
            for row in table.to_pylist()
        )
    ]
    assert found.was_alone
    assert not found.becomes_alone
    assert found.total.was.working_days.low == sum(one.low or 0 for one in alone)
    assert (found.total.papers.low or 0) > 0
    back = changes(REGISTRY, without_bundle(REGISTRY), "shop", table, was_on=DAY, becomes_on=DAY)
    assert back.becomes_alone
    assert back.total.papers.low == -(found.total.papers.high or 0)


def test_a_year_is_told_beside_the_sum() -> None:
    """The span of the cases is that of their days, also where one day is given for all."""
    own = changes(REGISTRY, REGISTRY, "shop", cases(400))
    given = changes(REGISTRY, REGISTRY, "shop", cases(400), was_on=DAY, becomes_on=DAY)

    assert (own.first, own.last, own.days) == (dt.date(2026, 3, 1), dt.date(2026, 4, 29), 60)
    assert own.a_year == Fraction(365, 60)
    assert (given.first, given.last, given.days) == (own.first, own.last, 60)


def test_cases_without_days_have_no_year() -> None:
    """Then a day must be given for either side, and there is nothing to scale by."""
    table = cases(20).drop_columns(["day"])

    found = changes(REGISTRY, REGISTRY, "shop", table, was_on=DAY, becomes_on=DAY)

    assert (found.first, found.days, found.a_year) == (None, None, None)
    with pytest.raises(CaseTableError, match="day"):
        changes(REGISTRY, REGISTRY, "shop", table, was_on=DAY)


def test_situations_of_both_registries_are_told_apart() -> None:
    """Those that gain nothing are named, and all groups add up to the total."""
    found = changes(
        without_licences(REGISTRY),
        REGISTRY,
        "shop",
        cases(300),
        by=["region", "situation"],
        was_on=DAY,
        becomes_on=DAY,
    )

    assert sum(one.was.cases for one in found.groups) == 300
    assert sum(one.papers.low or 0 for one in found.groups) == found.total.papers.low
    assert all(one.was.cases == one.becomes.cases for one in found.groups)
    assert all(one.papers.low == 0 for one in found.without_gain)
    assert all("adult" in one.key[1] for one in found.groups)


def test_a_bad_row_is_left_out_of_both() -> None:
    """What only one of the two cannot take is not measured by the other either."""
    routes = REGISTRY.questions["kind"]
    narrow = attrs.evolve(routes, options=routes.options[:-1])
    others = [one for one in REGISTRY.questions.records if one.id != "kind"]
    table = cases(200)
    bad = table["kind"].to_pylist().count(routes.options[-1])
    was = attrs.evolve(REGISTRY, questions=Table.of("question", [*others, narrow]))

    def compared(*, skip_bad: bool) -> Changes:
        return changes(was, REGISTRY, "shop", table, skip_bad=skip_bad)

    found = compared(skip_bad=True)
    assert 0 < bad == found.skipped == sum(one.cases for one in found.problems)
    assert found.total.was.cases == found.total.becomes.cases == 200 - bad
    with pytest.raises(CaseTableError, match=f"{bad} of 200 rows"):
        compared(skip_bad=False)


def choosing(when: str) -> Registry:
    """Let only one of two matters apply, which answers may contradict."""
    places = (
        f"[register, {{one_of: [{{matter: seal, when: {when}}}, {{matter: tax, when: adult}}]}}]"
    )
    return load_text(SHOP.replace("[register, seal, tax]", places))


def test_rows_that_exclude_each_other_are_measured_twice_at_most(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each side finds the rows of two matters (AP-1) once, however many there are."""
    table = pa.table(
        {
            "staff": [number % 90 for number in range(900)],
            "adult": [number % 4 > 0 for number in range(900)],
            "day": [DAY + dt.timedelta(number) for number in range(900)],
        }
    )
    counted: list[int] = []

    def summed(cases: Slice) -> object:
        counted.append(cases.size)
        return counting.summed(cases)

    monkeypatch.setattr(measuring, "summed", summed)
    found = changes(
        choosing("staff < 10"), choosing("staff < 60"), "shop", table, by=["adult"], skip_bad=True
    )

    rows = table.to_pylist()
    left = [row for row in rows if not (row["adult"] and row["staff"] < 60)]
    assert sum(counted) <= 4 * 900
    assert (found.skipped, found.total.was.cases) == (900 - len(left), len(left))
    assert found.total.becomes.cases == len(left)
    assert (found.first, found.last) == (left[0]["day"], left[-1]["day"])
    assert [one.rows[:2] for one in found.problems] == [(2, 3)]
    measured = gm.population(choosing("staff < 10"), "shop", pa.Table.from_pylist(left))
    assert found.total.was == measured.total


def test_days_are_of_rows_that_are_taken() -> None:
    """A row of two matters that exclude each other is left out with its day."""
    days = [DAY, DAY + dt.timedelta(1), DAY + dt.timedelta(2)]
    table = pa.table({"staff": [1, 40, 1], "adult": [True] * 3, "day": days})

    found = gm.population(choosing("staff < 10"), "shop", table, skip_bad=True)

    assert (found.skipped, found.first, found.last) == (2, days[1], days[1])


def test_a_stream_is_read_once() -> None:
    """A reader that can be read a single time is enough for both sides."""
    table = cases(50)

    found = changes(REGISTRY, REGISTRY, "shop", table.to_reader())

    assert found.total.was.cases == 50
    assert found.total.papers == Bounds(0, 0)
    assert found.total.gains_nothing


@attrs.frozen(eq=False)
class Cluster(ClusterTable):
    """A cluster of one executor, which has the table and tells only sums."""

    def measured(self, measure: Measure) -> Partial:
        """Measure the cases where they are."""
        return joined([measure.of(batch, 1) for batch in self.frame.to_batches()])


def test_a_cluster_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each side is measured where the cases are; rows that one cannot take end it there."""
    table = cases(80)
    monkeypatch.setattr(comparing, "cluster_table", lambda some: Cluster(table.schema, some))

    def compared(one: pa.Table, *, skip_bad: bool = False) -> Changes:
        return changes(
            without_licences(REGISTRY), REGISTRY, "shop", one, by=["kind"], skip_bad=skip_bad
        )

    found = compared(table)
    bad = table.set_column(2, "adult", pa.array(["perhaps"] * 80))
    with pytest.raises(CaseTableError, match="80 of 80"):
        compared(bad, skip_bad=True)
    monkeypatch.undo()
    assert found == compared(table)


def test_what_cannot_be_asked() -> None:
    """Months of a day that all share; a bundle that neither has."""
    with pytest.raises(CaseTableError, match="'month'"):
        changes(REGISTRY, REGISTRY, "shop", cases(5), by=["month"], becomes_on=DAY)
    with pytest.raises(UnknownIdError, match="no_such"):
        changes(REGISTRY, REGISTRY, "no_such", cases(5))


@pytest.mark.parametrize("side", ["was_on", "becomes_on"])
def test_a_day_without_any_matter_is_refused(side: str) -> None:
    """Whichever side it is of, and whatever days the cases have."""
    matters = [attrs.evolve(one, since=dt.date(2000, 1, 1)) for one in REGISTRY.matters.records]
    dated = attrs.evolve(REGISTRY, matters=Table.of(REGISTRY.matters.noun, matters))
    days: dict[str, dt.date] = {side: dt.date(1999, 12, 31)}
    with pytest.raises(CaseTableError, match="on: no matter of bundle 'shop' exists on 1999-12-31"):
        changes(dated, dated, "shop", cases(5), **days)  # type: ignore[arg-type]


def test_progress_is_told() -> None:
    """How many rows are done, of how many."""
    told: list[tuple[int, int | None]] = []

    changes(
        REGISTRY,
        REGISTRY,
        "shop",
        cases(5),
        progress=lambda done, of: told.append((done, of)),
    )

    assert told == [(5, 5)]


def test_batches_are_added_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A contribution is not held once it is added: there may be thousands, each of many groups."""
    held: list[int] = []

    def many(work: Work, table: CaseTable, needed: Sequence[str], told: Progress) -> Iterator[Pair]:
        made: list[ref[Partial]] = []
        (batch,) = table.batches(needed)
        told(0, None)
        for _ in range(20):
            held.append(sum(one() is not None for one in made))
            pair = work(batch, 1)
            made.append(ref(pair.was))
            yield pair

    monkeypatch.setattr(comparing, "side_by_side", many)
    found = changes(REGISTRY, REGISTRY, "shop", cases(50), by=["situation"])

    assert max(held) <= 2
    assert found.total.was.cases == sum(one.was.cases for one in found.groups) == 20 * 50


def test_differences_of_bounds_are_outer() -> None:
    """A difference is exact only where both are single numbers; unknown stays unknown."""
    sure, unsure = tally(10), tally(10, unsure=3)

    assert change_of((), unsure, sure).papers == Bounds(0, 3, exact=False)
    assert change_of((), sure, unsure).papers == Bounds(-3, 0, exact=False)
    assert change_of((), sure, tally(10)).papers == Bounds(0, 0)
    assert change_of((), sure, sure).working_days == Bounds(None, None, exact=False)
    assert change_of((), sure, sure).gains_nothing
    assert not change_of((), unsure, sure).gains_nothing
    stated = attrs.evolve(sure, working_days=Bounds(80, 80))
    assert change_of((), stated, sure).gains_nothing
    assert not change_of((), sure, stated).gains_nothing
