"""What is hidden cannot be worked out from what is shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import islice, product
from pathlib import Path

import attrs
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import FEWER
from tests.population_output.populations import population, tally

from govmatters.errors import InvalidEntryError
from govmatters.io import load_text
from govmatters.model import Bounds
from govmatters.populations.changes.comparing import changes as compare
from govmatters.populations.changes.differences import Changes, change_of
from govmatters.populations.publishing.hiding import Cell, Counts, Key, hidden_keys, summed_under
from govmatters.populations.publishing.published import Published
from govmatters.populations.publishing.suppressing import suppress

MOST = 6
SHOP = (Path(__file__).parents[1] / "fixtures" / "cli" / "shop.yaml").read_text("utf-8")


def tables(*sizes: int) -> st.SearchStrategy[dict[Cell, Counts]]:
    """Draw tables with a cell or none at each place; some cells are empty and not there."""
    places = list(product(*([chr(97 + at) for at in range(size)] for size in sizes)))
    counts = st.lists(st.integers(0, MOST), min_size=len(places), max_size=len(places))
    return counts.map(
        lambda drawn: {key: (one, one) for key, one in zip(places, drawn, strict=True) if one}
    )


def sums_of(cells: Mapping[Cell, int]) -> dict[Key, int]:
    """Sum a table over every set of places."""
    sums: dict[Key, int] = {}
    for cell, count in cells.items():
        for key in summed_under(cell):
            sums[key] = sums.get(key, 0) + count
    return sums


def is_possible(cells: Mapping[Cell, int], known: Mapping[Key, int]) -> bool:
    """Say whether the cells that are not known can be filled so that all known sums hold."""
    under = {key: [cell for cell in cells if key in summed_under(cell)] for key in known}
    wanting = {cell: [key for key in summed_under(cell) if key in known] for cell in cells}
    return is_filled(list(cells), dict(known), {key: len(under[key]) for key in known}, wanting)


def is_filled(
    cells: Sequence[Cell],
    left: dict[Key, int],
    waiting: dict[Key, int],
    wanting: Mapping[Cell, Sequence[Key]],
) -> bool:
    """Fill cells with whole numbers from 1 that add up to what is left of each sum."""
    if not cells:
        return True
    cell, *rest = cells
    keys = wanting[cell]
    for key in keys:
        waiting[key] -= 1
    least = max([1, *(left[key] for key in keys if not waiting[key])])
    most = min([3 * MOST, *(left[key] - waiting[key] for key in keys)])
    for value in range(least, most + 1):
        for key in keys:
            left[key] -= value
        if is_filled(rest, left, waiting, wanting):
            return True
        for key in keys:
            left[key] += value
    for key in keys:
        waiting[key] += 1
    return False


def numbers_of(key: Key, cells: Mapping[Cell, int], hidden: frozenset[Key], below: int) -> int:
    """
    Count, up to ``below``, the numbers that a hidden key could hold for all the world knows.

    It knows every number that is not hidden, which cells there are, and that none is empty.
    """
    sums = sums_of(cells)
    known = {one: count for one, count in sums.items() if one not in hidden}
    near = sorted(range(1, sums[key] + below + 1), key=lambda number: abs(number - sums[key]))
    possible = (number for number in near if is_possible(cells, {**known, key: number}))
    return sum(1 for _ in islice(possible, below))


@pytest.mark.parametrize("sizes", [(6,), (3, 3), (4, 2), (2, 2, 2)])
@FEWER
@given(data=st.data(), below=st.integers(1, 5))
def test_no_hidden_number_is_known(sizes: tuple[int, ...], data: st.DataObject, below: int) -> None:
    """Whoever tries all tables that would look the same finds ``below`` numbers for each cell."""
    cells = data.draw(tables(*sizes))

    counts = {cell: cases for cell, (cases, _) in cells.items()}
    hidden = hidden_keys(cells, below)

    assert all(numbers_of(key, counts, hidden, below) >= below for key in hidden)


@FEWER
@given(cells=tables(3, 3), other=tables(3, 3), below=st.integers(1, 4))
def test_no_hidden_weight_is_known(
    cells: dict[Cell, Counts], other: dict[Cell, Counts], below: int
) -> None:
    """Nor do the sums of weights tell one, which rise and fall otherwise than cases."""
    weights = {cell: other.get(cell, (1, 1))[0] for cell in cells}

    hidden = hidden_keys({cell: (cells[cell][0], weights[cell]) for cell in cells}, below)

    assert all(numbers_of(key, weights, hidden, below) >= below for key in hidden)


@given(cells=tables(4, 3), below=st.integers(1, 6))
def test_small_ones_are_hidden_with_others(cells: dict[Cell, Counts], below: int) -> None:
    """Each small number is hidden, and no line whose sum is shown hides one number alone."""
    hidden = hidden_keys(cells, below)
    sums = sums_of({cell: cases for cell, (cases, _) in cells.items()})

    assert {key for key, count in sums.items() if count < below} <= hidden
    for whole in sums.keys() - hidden:
        for place in [at for at, text in enumerate(whole) if text is None]:
            line = [
                key
                for key in sums
                if key[place] is not None
                and all(
                    a == b for at, (a, b) in enumerate(zip(key, whole, strict=True)) if at != place
                )
            ]
            alone = [key for key in line if key in hidden]
            assert len(alone) != 1
            assert not alone or sum(sums[key] for key in alone) >= below


@given(cells=tables(4, 3), below=st.integers(1, 6))
def test_the_same_is_hidden_whatever_the_order(cells: dict[Cell, Counts], below: int) -> None:
    """The choice does not hang on the order of cells; nothing is hidden where nothing is small."""
    hidden = hidden_keys(cells, below)

    assert hidden_keys(dict(reversed(cells.items())), below) == hidden
    assert bool(hidden) == any(0 < one < below for one, _ in cells.values())


def test_a_bridge_is_no_protection() -> None:
    """
    Two hidden cells in each line do not do: one that alone joins two rings is known exactly.

    Rows a and b, columns x and y make a ring; c, d with z, w another. What is small at (a, z)
    would follow from the sums of rows a and b less those of columns x and y.
    """
    small = {("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"), ("a", "z")}
    small |= {("c", "z"), ("c", "w"), ("d", "z"), ("d", "w")}
    cells: dict[Cell, Counts] = {
        key: (2, 2) if key in small else (40, 40) for key in product("abcd", "xyzw")
    }

    hidden = hidden_keys(cells, 3)

    assert hidden > small
    assert (None, None) not in hidden


def test_the_least_other_cell_is_taken() -> None:
    """Of those that are large enough, the one with the fewest cases; the total stays."""
    counts = {"a": 3, "b": 500, "c": 8, "d": 7}

    hidden = hidden_keys({(key,): (one, one) for key, one in counts.items()}, 5)

    assert hidden == {("a",), ("d",)}


def test_weights_are_protected_beside_rows() -> None:
    """Few cases of much weight, or many of none: both are small."""
    cells: dict[Cell, Counts] = {
        ("a",): (2, 900),
        ("b",): (50, 1),
        ("c",): (60, 70),
        ("d",): (80, 90),
    }

    assert {("a",), ("b",)} <= hidden_keys(cells, 10)


def test_too_few_cases_at_all() -> None:
    """Where all are few, the total goes too; of nobody there is nothing to hide."""
    assert hidden_keys({("a",): (2, 2), ("b",): (1, 1)}, 5) == {("a",), ("b",), (None,)}
    assert hidden_keys({(): (4, 4)}, 5) == {()}
    assert hidden_keys({(): (5, 5)}, 5) == frozenset()
    assert hidden_keys({}, 5) == frozenset()


REGIONS = population(
    ("region", "month"),
    {
        ("430102", "2026-01"): tally(40),
        ("430102", "2026-02"): tally(2),
        ("430103", "2026-01"): tally(30),
        ("430103", "2026-02"): tally(25),
        ("", "2026-01"): tally(60),
        ("", "2026-02"): tally(90),
    },
)


def shown(published: Published) -> dict[Key, int | None]:
    """Map keys to cases."""
    every = (published.total, *published.subtotals, *published.groups)
    return {one.key: one.cases for one in every}


def test_a_table_of_two_keys() -> None:
    """A small cell takes a rectangle with it; subtotals and the total stay as they are."""
    published = suppress(REGIONS, below=5)

    assert shown(published) == {
        (None, None): 247,
        (None, "2026-01"): 130,
        (None, "2026-02"): 117,
        ("", None): 150,
        ("430102", None): 42,
        ("430103", None): 55,
        ("", "2026-01"): 60,
        ("", "2026-02"): 90,
        ("430102", "2026-01"): None,
        ("430102", "2026-02"): None,
        ("430103", "2026-01"): None,
        ("430103", "2026-02"): None,
    }


def test_figures_of_sums_are_of_what_is_shown() -> None:
    """Nothing published holds a figure of a hidden group, so that no rate tells it."""
    published = suppress(REGIONS, below=5)

    assert all(group.tally is None for group in published.groups if group.is_hidden)
    assert published.total.tally is not None
    assert published.total.tally.cases == 150
    assert published.total.tally.before.low == 9 * 150
    (one,) = [group for group in published.subtotals if group.key == ("430102", None)]
    assert (one.cases, one.tally) == (42, None)


def test_nothing_small_hides_nothing() -> None:
    """Then all figures are those that were measured."""
    published = suppress(REGIONS, below=2)

    assert [(one.key, one.tally) for one in published.groups] == [
        (one.key, one.tally) for one in REGIONS.groups
    ]
    assert published.total.tally == REGIONS.total
    assert published.total.cases == 247


def test_no_day_of_a_case_is_published() -> None:
    """Whole months instead; and no row that could not be read is quoted."""
    published = suppress(REGIONS, below=5)

    assert (published.first, published.last) == (dt.date(2026, 1, 1), dt.date(2026, 2, 28))
    assert {"problems", "skipped"}.isdisjoint(attrs.asdict(published, recurse=False))


def test_a_population_without_groups() -> None:
    """There is nothing but the total."""
    few = population((), {(): tally(3)})

    assert suppress(few, below=4).total.is_hidden
    assert suppress(few, below=3).total.tally == few.total
    assert suppress(few, below=4).groups == suppress(few, below=4).subtotals == ()
    nobody = suppress(population(("month",), {}), below=4)
    assert (nobody.total.cases, nobody.groups) == (0, ())


def test_changes_hide_what_populations_hide() -> None:
    """The same groups are hidden, with what is saved in them; sums are of what is shown."""
    keyed = {one.key: change_of(one.key, one.tally, one.tally) for one in REGIONS.groups}
    changes = Changes(
        bundle="restaurant",
        was_digest="0" * 64,
        becomes_digest="1" * 64,
        by=REGIONS.by,
        first=REGIONS.first,
        last=REGIONS.last,
        days=34,
        a_year=Fraction(365, 34),
        total=change_of((), REGIONS.total, REGIONS.total),
        groups=tuple(keyed.values()),
        skipped=3,
    )

    published = suppress(changes, below=5)

    same = suppress(REGIONS, below=5)
    every = (published.total, *published.subtotals, *published.groups)
    assert [(one.key, one.cases) for one in every] == list(shown(same).items())
    assert {(one.was, one.papers) for one in published.groups if one.is_hidden} == {(None, None)}
    assert published.total.was == same.total.tally
    assert published.total.papers == Bounds(0, 0)
    assert (published.first, published.last) == (same.first, same.last)
    assert published.a_year == Fraction(365, 59)
    alone = suppress(attrs.evolve(changes, by=(), groups=(), first=None, last=None), below=5)
    assert (alone.total.cases, alone.groups, alone.a_year) == (247, (), None)


def changed(was: Mapping[Cell, int], becomes: Mapping[Cell, int], by: tuple[str, ...]) -> Changes:
    """Make changes of the same cases, counted under two registries."""
    keys = sorted(was.keys() | becomes.keys())
    return Changes(
        bundle="restaurant",
        was_digest="0" * 64,
        becomes_digest="1" * 64,
        by=by,
        first=None,
        last=None,
        days=None,
        a_year=None,
        total=change_of((), tally(sum(was.values())), tally(sum(becomes.values()))),
        groups=tuple(
            change_of(key, tally(was.get(key, 0)), tally(becomes.get(key, 0))) for key in keys
        ),
    )


@pytest.mark.parametrize("sizes", [(5,), (3, 3)])
@FEWER
@given(data=st.data(), below=st.integers(1, 4))
def test_cases_that_move_are_not_told(
    sizes: tuple[int, ...], data: st.DataObject, below: int
) -> None:
    """Cases of regions that lie elsewhere then: neither side tells a small one, or a move."""
    was = {cell: cases for cell, (cases, _) in data.draw(tables(*sizes)).items()}
    places = list(product(*([chr(97 + at) for at in range(size)] for size in sizes)))
    becomes = dict(was)
    for cell in data.draw(st.lists(st.sampled_from(sorted(was)), max_size=4)) if was else ():
        there = data.draw(st.sampled_from(places))
        moved = data.draw(st.integers(0, becomes.get(cell, 0)))
        becomes[cell] = becomes.get(cell, 0) - moved
        becomes[there] = becomes.get(there, 0) + moved
    becomes = {cell: cases for cell, cases in becomes.items() if cases}

    published = suppress(changed(was, becomes, tuple("xyz"[: len(sizes)])), below=below)

    every = (published.total, *published.subtotals, *published.groups)
    hidden = frozenset(one.key for one in every if one.is_hidden)
    for one in every:
        assert one.was is None or (one.was.cases, one.was.weight) == (
            one.becomes and (one.becomes.cases, one.becomes.weight)
        )
    for side in (was, becomes):
        sums = sums_of(side)
        assert {one.key: one.cases for one in every if not one.is_hidden and sums} == {
            key: cases for key, cases in sums.items() if key not in hidden
        }
        small = [key for key, cases in sums.items() if cases < below]
        assert all(numbers_of(key, side, hidden, below) >= below for key in small)


def test_a_region_that_moves_to_another_city() -> None:
    """A city that only the other registry has is not shown, nor the one that lost a case."""
    text = SHOP.replace("questions:", "regions: {'430199': {name: 园区, parent: '%s'}}\nquestions:")
    day, places = dt.date(2026, 7, 1), ["430102"] * 60 + ["430199"] + ["430302"] * 70
    cases = pa.table({"staff": [3] * 131, "region": places})

    found = compare(
        load_text(text % "430100"), load_text(text % "430200"), "shop", cases,
        by=["city"], was_on=day, becomes_on=day,
    )  # fmt: skip

    counts = [(*one.key, one.was.cases, one.becomes.cases) for one in found.groups]
    assert counts == [("430100", 61, 60), ("430200", 0, 1), ("430300", 70, 70)]
    published = suppress(found, below=10)
    assert {one.key[0]: (one.cases, one.becomes) for one in published.groups[:2]} == {
        "430100": (None, None),
        "430200": (None, None),
    }
    assert (published.groups[2].cases, published.total.cases) == (70, 131)
    assert published.total.was == published.groups[2].was


@pytest.mark.parametrize("below", [0, -1, 2.5, True, "5"])
def test_a_bound_that_is_none(below: object) -> None:
    """Such a bound is refused in plain words."""
    with pytest.raises(InvalidEntryError, match="at least 1"):
        suppress(REGIONS, below=below)  # type: ignore[call-overload]
