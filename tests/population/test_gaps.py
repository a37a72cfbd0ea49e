"""What is unknown parts the bounds as it does for a single case, however much is unknown."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.population import scene
from tests.population.one_by_one import Case, bounds_of, measured, table_of

import govmatters as gm
from govmatters.io import load_document
from govmatters.populations import population
from govmatters.populations.kernels import gauges


def many_questions(count: int) -> dict[str, Any]:
    """A bundle whose every row hangs on a question of its own."""
    document = scene.document()
    names = [f"q{number}" for number in range(count)]
    document["questions"] = {name: {"ask": "?", "type": "boolean"} for name in names}
    document["matters"] = {
        "m1": {
            "name": "甲",
            "authority": "a",
            "materials": [
                {"needs": f"p{1 + number % 6}", "when": name} for number, name in enumerate(names)
            ],
        }
    }
    document["exemptions"] = [{"id": "e1", "of": "p1", "by": "data", "when": "q1"}]
    document["bundles"]["b"]["matters"] = [{"matter": "m1"}]
    return document


def cases(names: list[str]) -> list[Case]:
    """Know nothing, one answer, all answers, another answer."""
    facts = [{}, {names[0]: True}, dict.fromkeys(names, True), {names[1]: False}]
    return [Case(facts=one, on=dt.date(2026, 1, 1), region="430100") for one in facts]


@pytest.mark.parametrize("count", [3, 12, 14])
def test_more_situations_than_are_walked_are_bounded_as_a_plan_is(count: int) -> None:
    """Within the limit, at it, and beyond it."""
    registry = load_document(many_questions(count))
    some = cases(sorted(registry.questions))
    found = population(registry, "b", table_of(registry, some))
    assert bounds_of(found.total) == measured(registry, "b", some)["bounds"]


def test_views_that_are_planned_as_they_come_count_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A component with too many situations for a table."""
    wanted = population(scene.registry(), "b", scene.table(), by=["region"])
    monkeypatch.setattr(gauges, "WIDEST", 0)
    assert population(scene.registry(), "b", scene.table(), by=["region"]) == wanted


def test_a_known_population_is_exact() -> None:
    """Both ends are equal, and the credits sum to what is removed."""
    found = population(scene.registry(), "b", scene.table().slice(0, 2))
    total = found.total
    assert total.before == gm.Bounds(7, 7)
    assert sum(one.low or 0 for one in total.by_mechanism.values()) == total.removed.low


def test_costs_that_are_not_stated_are_not_exact() -> None:
    """A desk of a matter that states no trips is perhaps visited, whatever else is known."""
    document = scene.document()
    del document["matters"]["m1"]["trips"]
    registry = load_document(document)
    some = [
        Case(facts=facts, on=dt.date(2026, 1, 1), region="430100")
        for facts in ({"age": 10}, {"age": 10, "adult": True}, {})
    ]
    for one in some:
        found = population(registry, "b", table_of(registry, [one]))
        assert bounds_of(found.total) == measured(registry, "b", [one])["bounds"]
        assert not found.total.trips.exact
