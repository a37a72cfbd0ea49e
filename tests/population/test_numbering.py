"""However many values and groups there are, each case keeps its own."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from tests.population import scene
from tests.population.test_contract import refused

from govmatters.populations import Population, population
from govmatters.populations.cases.grouping import Labels, grouped


def measure(**columns: list[object] | None) -> Population:
    """Measure cases that have nothing but these columns and a day, by the first of them."""
    size = len(next(iter(columns.values())) or [])
    day = [dt.date(2026, 1, 1)] * size
    rest = dict.fromkeys(("name", "adult", "age", "born", "home", "kind", "extras", "weight"))
    table = scene.table(**{**rest, "region": None, "day": day, **columns})
    return population(scene.registry(), scene.BUNDLE, table, by=list(columns)[:1])


@pytest.mark.parametrize("size", [255, 256, 257, 300])
def test_texts_may_have_more_values_than_a_byte(size: int) -> None:
    """A place above 255 is no place of before."""
    first = dt.date(1999, 6, 1)
    days = [first + dt.timedelta(days=number) for number in range(size)]
    assert measure(born=[str(day) for day in days]) == measure(born=list(days))


def test_numbers_may_be_written_with_a_point_but_must_be_whole() -> None:
    """As pandas writes numbers where some are missing."""
    assert measure(age=[17.0, 60.0, None]) == measure(age=[17, 60, None])
    assert "1 row" in refused(scene.table(age=[20, 17, 70, None, 30.5, 61.0]))


@pytest.mark.parametrize(("kinds", "others"), [(3, 2), (256, 256), (257, 257), (1100, 1000)])
def test_groups_are_numbered_in_their_order(kinds: int, others: int) -> None:
    """Few, more than 16 bits tell apart, and more than are counted one by one."""
    draw = np.random.default_rng(5)
    places = draw.integers(0, kinds, 2000), draw.integers(0, others, 2000)
    texts = [[f"{number:05}" for number in range(count)][::-1] for count in (kinds, others)]
    labels = [Labels(*one) for one in zip(places, texts, strict=True)]
    groups, keys = grouped(labels, 2000)
    own = [(texts[0][one], texts[1][other]) for one, other in zip(*places, strict=True)]
    assert [keys[group] for group in groups.tolist()] == own
    assert keys == sorted(set(own))
