"""The law of populations (RD-4): the measure of many is the sum of plans made one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.effort import FEWER
from tests.population.one_by_one import Case, bounds_of, measured, table_of

from govmatters.io import load_document
from govmatters.populations import population
from govmatters.registry import Registry
from govmatters.testing.strategies import BUNDLE, documents, situations_of

Drawn = tuple[Registry, list[Case]]


@st.composite
def populations(draw: st.DrawFn, /, **sizes: int) -> Drawn:
    """Draw a registry, and cases of its bundle on several days and in several regions."""
    document = draw(documents(**sizes))
    registry = load_document(document)
    count = draw(st.integers(1, 8))
    complete = draw(st.sampled_from([None, True]))
    drawn = [draw(situations_of(document, complete=complete)) for _ in range(count)]
    home = registry.bundle(BUNDLE).region
    return registry, [
        Case(
            facts=one.facts,
            on=one.on,
            region=one.region or home,
            weight=draw(st.sampled_from([1, 1, 0, 3])),
        )
        for one in drawn
    ]


@pytest.mark.rule("RD-4")
@FEWER
@given(populations())
def test_a_population_is_the_sum_of_its_plans(drawn: Drawn) -> None:
    """Whatever the registry, days, regions, gaps and weights."""
    registry, cases = drawn
    wanted = measured(registry, BUNDLE, cases)
    found = population(registry, BUNDLE, table_of(registry, cases), skip_bad=True)
    outside = sum(one.cases for one in found.problems if one.column == "day")
    if outside:
        return  # a day without any matter is refused here, and an empty plan there
    assert found.total.cases == wanted["cases"]
    assert found.total.weight == wanted["weight"]
    assert found.skipped == wanted["refused"]
    if wanted["bounds"]:
        assert bounds_of(found.total) == wanted["bounds"]


@pytest.mark.rule("RD-4")
@FEWER
@given(populations(), st.sampled_from([("region",), ("month", "region"), ("situation",)]))
def test_groups_add_up_to_the_whole(drawn: Drawn, by: tuple[str, ...]) -> None:
    """Grouping parts the sums, and changes nothing else."""
    registry, cases = drawn
    table = table_of(registry, cases)
    whole = population(registry, BUNDLE, table, skip_bad=True)
    parts = population(registry, BUNDLE, table, by=by, skip_bad=True)
    assert parts.total == whole.total
    assert sum(group.tally.cases for group in parts.groups) == whole.total.cases
    for name in bounds_of(whole.total):
        lows = sum(bounds_of(group.tally)[name].low or 0 for group in parts.groups)
        assert lows == bounds_of(whole.total)[name].low
