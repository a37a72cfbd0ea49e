"""Arguments of a wrong type are told before anything is read, all at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.population import scene

import govmatters as gm
from govmatters.errors import FactsError

DAY = dt.date(2026, 7, 1)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("by", "month", "a list of names, got 'month'"),
        ("by", None, "a list of names, got None"),
        ("by", [1], r"a list of names, got \[1\]"),
        ("by", {"month"}, "a list of names, got a set"),
        ("on", "2026-07-01", "a day as datetime.date, got '2026-07-01'"),
        ("on", dt.datetime(2026, 7, 1), "a day as datetime.date"),  # noqa: DTZ001 (has no zone)
        ("region", 430100, "a code as text, such as '430100', got 430100"),
        ("columns", ["age"], "a mapping from questions to names of columns"),
        ("columns", {"age": 1}, "a mapping from questions to names of columns"),
        ("atoms", "age < 18", "a list of atoms of conditions"),
        ("skip_bad", "yes", "True or False, got 'yes'"),
        ("skip_bad", None, "True or False, got None"),
        ("progress", 5, "a function of the rows done"),
    ],
)
def test_an_argument_says_what_it_wants(name: str, value: Any, wanted: str) -> None:  # noqa: ANN401
    """And what it got."""
    with pytest.raises(TypeError, match=f"{name} wants {wanted}"):
        gm.population(scene.registry(), scene.BUNDLE, scene.table(), **{name: value})


def test_all_wrong_arguments_are_told_at_once() -> None:
    """A registry is not written out."""
    registry: Any = scene.registry()
    swapped: Any = scene.BUNDLE
    wanted = "registry wants .*, got 'b'; bundle wants the id .*, got a Registry$"
    with pytest.raises(TypeError, match=wanted):
        gm.population(swapped, registry, scene.table())
    with pytest.raises(TypeError, match=r"was_on wants a day .*; becomes_on wants a day"):
        gm.changes(registry, registry, "b", scene.table(), was_on=swapped, becomes_on=swapped)


@pytest.mark.parametrize("function", [gm.population_rows, gm.suppress])
def test_only_results_are_published(function: Any) -> None:  # noqa: ANN401
    """A table of cases is none, and what is suppressed cannot be suppressed again."""
    options = {"below": 5} if function is gm.suppress else {}
    with pytest.raises(TypeError, match=r"result wants .*, got a Table"):
        function(scene.table(), **options)
    published: Any = gm.suppress(
        gm.population(scene.registry(), scene.BUNDLE, scene.table(), by=["month"]), below=2
    )
    with pytest.raises(TypeError, match="got a Published"):
        gm.suppress(published, below=2)


@pytest.mark.parametrize(
    ("function", "changed", "wanted"),
    [
        (gm.plan, {"registry": "data"}, "registry wants a registry, as gm.load gives one"),
        (gm.plan, {"bundle": 5}, "bundle wants the id of a bundle as text, got 5"),
        (gm.plan, {"on": "2026-07-01"}, "on wants a day as datetime.date"),
        (gm.plan, {"on": None}, "on wants a day as datetime.date, got None"),
        (gm.plan, {"region": 430100}, "region wants a code as text"),
        (gm.plan, {"facts": "adult"}, "facts wants a mapping from questions to answers"),
        (gm.plan, {"held": 5}, "held wants papers, or their texts, got 5"),
        (gm.plan, {"limit": "5"}, "limit wants a whole number, got '5'"),
        (gm.reduction, {"facts": [1]}, "facts wants a mapping from questions to answers"),
        (gm.compile, {"places": ["x"]}, "places wants a mapping from keys of matters"),
        (gm.compile, {"budget": True}, "budget wants a whole number, got True"),
        (gm.bundle_handling, {"at": 430100}, "at wants a code as text"),
        (gm.bundle_handling, {"facts": ["adult"]}, "facts wants a mapping"),
    ],
)
def test_plans_say_the_same(function: Any, changed: dict[str, object], wanted: str) -> None:  # noqa: ANN401
    """Whether a bundle is planned, compiled or handled from elsewhere."""
    given: dict[str, object] = {"registry": scene.registry(), "bundle": scene.BUNDLE, "on": DAY}
    given |= {"at": "430100"} if function is gm.bundle_handling else {}
    with pytest.raises(TypeError, match=wanted):
        function(**(given | changed))


@pytest.mark.parametrize("facts", ["adult", ["adult"], [1], 5])
def test_facts_of_a_compiled_bundle_are_a_mapping(facts: Any) -> None:  # noqa: ANN401
    """Also where they are looked up at once."""
    compiled = gm.compile(scene.registry(), scene.BUNDLE, on=DAY)
    for planned in (compiled.plan, compiled.counts, compiled.reduction, compiled.situations):
        with pytest.raises(TypeError, match="facts wants a mapping from questions to answers"):
            planned(facts)


def test_a_held_paper_is_a_paper_or_its_text() -> None:
    """A number is neither."""
    held: Any = [5]
    with pytest.raises(FactsError, match="held: no material type '5'"):
        gm.plan(scene.registry(), scene.BUNDLE, on=DAY, held=held)


def test_handling_wants_a_registry_and_a_matter() -> None:
    """In this order."""
    registry: Any = scene.registry()
    matter: Any = "m1"
    with pytest.raises(TypeError, match=r"registry wants .*, got 'm1'; matter wants the id"):
        gm.handling(matter, registry, at="430100", on=DAY)


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("registry", "b", "a registry"),
        ("number", "3", "a whole number, got '3'"),
        ("number", 3.5, "a whole number, got 3.5"),
        ("seed", None, "a whole number, got None"),
        ("first", "2026-07-01", "a day as datetime.date"),
        ("last", "2026-07-01", "a day as datetime.date"),
        ("regions", "430100", "a list of codes as text, got '430100'"),
        ("regions", [430100], "a list of codes as text"),
        ("marginals", {"adult": 0.5}, "a mapping from questions to weights by answer"),
        ("unknown", "a", "a share as a number, got 'a'"),
    ],
)
def test_synthetic_cases_say_the_same(name: str, value: object, wanted: str) -> None:
    """Before anything is drawn."""
    given: dict[str, Any] = {"registry": scene.registry(), "bundle": scene.BUNDLE, "number": 3}
    with pytest.raises(TypeError, match=f"{name} wants {wanted}"):
        gm.synthetic_cases(**(given | {"seed": 1, "first": DAY, name: value}))


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("compiled", scene.registry(), "a bundle, as gm.compile gives one, got a Registry"),
        ("by", None, "a list of names, got None"),
        ("by", [1], "a list of names"),
        ("table", scene.table(), "a table of Ibis, got a Table"),
        ("dialect", 5, "the name of a dialect as text, got 5"),
    ],
)
def test_statements_say_the_same(name: str, value: object, wanted: str) -> None:
    """As text, and as an expression."""
    compiled = gm.compile(scene.registry(), scene.BUNDLE, on=DAY)
    for function in (gm.sql, gm.query) if name != "dialect" else (gm.sql,):
        changed: Any = {"compiled": compiled, name: value}
        with pytest.raises(TypeError, match=f"{name} wants {wanted}"):
            function(**changed)
