"""Compiled loops add up what NumPy adds up: whichever is there, results are equal."""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import FEWER
from tests.population import scene, test_rich_bundle
from tests.population.one_by_one import table_of
from tests.population.test_choices import chosen
from tests.population.test_population_law import Drawn, populations

import govmatters as gm
from govmatters.io import load_document
from govmatters.populations import population
from govmatters.populations.kernels import adding, gauges
from govmatters.populations.kernels.planes import packed
from govmatters.testing.strategies import BUNDLE

SEVERAL_BLOCKS = 100_000
"""Of cases: more than one block of words, and the last one is not full."""


@pytest.fixture(autouse=True, scope="module")
def _has_numba() -> None:
    """Nothing can be compared without it."""
    pytest.importorskip("numba")


def both(*arguments: object, **options: object) -> Iterator[gm.Population]:
    """Measure by loops, then by steps, whatever the number of cases."""
    for many in (0, 1 << 62):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(adding, "MANY", many)
            patch.setattr(adding, "_EACH", 0)
            yield population(*arguments, **options)  # type: ignore[arg-type]


@pytest.mark.rule("RD-4")
@FEWER
@given(populations(), st.sampled_from([(), ("region",), ("month", "region")]))
def test_loops_and_steps_add_up_the_same(drawn: Drawn, by: tuple[str, ...]) -> None:
    """Whatever the registry, days, regions, gaps, weights and groups."""
    registry, cases = drawn
    loops, steps = both(registry, BUNDLE, table_of(registry, cases), by=by, skip_bad=True)
    assert loops == steps


def many_of(table: pa.Table) -> pa.Table:
    """Draw cases of a table, many times over, in no order."""
    draw = random.Random(11)  # noqa: S311 (nothing secret)
    return table.take(pa.array(draw.choices(range(len(table)), k=SEVERAL_BLOCKS)))


@pytest.mark.parametrize("by", [(), ("kind",), ("age", "region", "month")])
def test_many_cases_of_every_type(by: tuple[str, ...]) -> None:
    """Over several blocks, with groups that begin and end within words, weights and gaps."""
    table = many_of(scene.table())
    loops, steps = both(scene.registry(), scene.BUNDLE, table, by=by)
    assert loops == steps
    assert loops.total.cases == SEVERAL_BLOCKS


@pytest.mark.parametrize("weight", [1, 3, 10**12])
def test_groups_that_begin_and_end_with_words_and_blocks(weight: int) -> None:
    """Counts are cut at bits, words of 64 cases and blocks of 32,768; sums may be of any size."""
    sizes = [64, 128, 32768 - 192, 64, 1, 63, 32, 32, 32768 - 192, 32768, 300]
    ages = [20 + group for group, size in enumerate(sizes) for _ in range(size)]
    whole = scene.table(age=[20] * 6, weight=[weight] * 6).drop_columns(["day", "region"])
    table = whole.take(pa.array([4] * len(ages))).set_column(2, "age", pa.array(ages))
    loops, steps = both(scene.registry(), scene.BUNDLE, table, by=["age"], on=dt.date(2026, 1, 1))
    assert loops == steps
    assert [one.tally.cases for one in loops.groups] == sizes


@given(st.integers(1, 1200), st.integers(1, 130), st.integers())
def test_planes_put_in_order_are_those_of_truths_in_order(
    cases: int, planes: int, seed: int
) -> None:
    """Whatever the number of cases and planes; bits beyond the last case are 0."""
    loops = adding.loaded()
    assert loops is not None
    draw = np.random.default_rng(abs(seed))
    truths, order = draw.random((planes, cases)) < 0.5, draw.permutation(cases)
    found = loops.arranged(np.stack([packed(one) for one in truths]), order)
    assert found.tolist() == [packed(one).tolist() for one in truths[:, order]]


@pytest.mark.rule("AP-1")
@pytest.mark.parametrize("by", [(), ("kind",)])
def test_many_cases_of_which_some_contradict_a_choice(by: tuple[str, ...]) -> None:
    """They are left out of every sum, and named."""
    adult = [True, True, None, None, False, False]
    whole = scene.table(age=[20] * 6, adult=adult).drop_columns(["day", "region"])
    day = dt.date(2026, 1, 1)
    loops, steps = both(chosen(), scene.BUNDLE, many_of(whole), by=by, on=day, skip_bad=True)
    assert loops == steps
    assert 0 < loops.skipped < SEVERAL_BLOCKS


@pytest.mark.rule("AP-1")
def test_cases_that_all_contradict_a_choice() -> None:
    """Nothing is left to schedule."""
    table = scene.table(age=[20] * 6, adult=[True] * 6)
    loops, steps = both(chosen(), scene.BUNDLE, table, by=["kind"], skip_bad=True)
    assert loops == steps
    assert loops.skipped == len(table)


def test_a_bundle_that_asks_nothing() -> None:
    """Its network has no input that could be put in order."""
    document = scene.document()
    document["exemptions"] = []
    for matter in document["matters"].values():
        matter["materials"] = [{"needs": "p1"}]
    document["bundles"][scene.BUNDLE]["matters"] = [{"matter": "m1"}, {"matter": "m2"}]
    loops, steps = both(load_document(document), scene.BUNDLE, scene.table(), by=["month"])
    assert loops == steps
    assert loops.total.before.low == 2 * loops.total.weight


@pytest.mark.parametrize("widest", [gauges.WIDEST, 1])
def test_many_cases_with_waits_and_circles(widest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where components are too wide for a table, so that views are planned as they come."""
    monkeypatch.setattr(gauges, "WIDEST", widest)
    draw = random.Random(12)  # noqa: S311 (nothing secret)
    questions = test_rich_bundle.QUESTIONS
    table = pa.table(
        {name: [draw.random() < 0.5 for _ in range(SEVERAL_BLOCKS)] for name in questions}
    )
    for changed in ({}, test_rich_bundle.RING):
        registry = test_rich_bundle.registry(**changed)
        loops, steps = both(registry, "b", table, on=dt.date(2026, 1, 1), by=["first"])
        assert loops == steps


def test_without_numba_numpy_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to install the extra."""
    monkeypatch.setattr(adding, "MANY", 0)
    monkeypatch.setitem(sys.modules, "govmatters.populations.kernels.loops", None)
    adding.loaded.cache_clear()
    try:
        found = population(scene.registry(), scene.BUNDLE, scene.table())
    finally:
        adding.loaded.cache_clear()
    assert found.total.cases == len(scene.table())


def test_where_the_compiler_cannot_work_numpy_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its files may be damaged, or the disk full; figures do not depend on them."""

    def damaged() -> None:
        raise OSError

    loops = adding.loaded()
    assert loops is not None
    monkeypatch.setattr(adding, "MANY", 0)
    monkeypatch.setattr(loops, "tried", damaged)
    adding.loaded.cache_clear()
    try:
        assert adding.loaded() is None
        found = population(scene.registry(), scene.BUNDLE, scene.table())
    finally:
        adding.loaded.cache_clear()
    assert found.total.cases == len(scene.table())


def test_all_that_is_used_is_compiled_at_first() -> None:
    """So that nothing can fail later."""
    loops = adding.loaded()
    assert loops is not None
    both_ways = list(both(scene.registry(), scene.BUNDLE, many_of(scene.table()), by=["kind"]))
    assert both_ways[0] == both_ways[1]
    used = (loops.run, loops.counted, loops.arranged)
    assert [len(one.signatures) for one in used] == [1, 1, 1]
