"""Arguments of a wrong type are told before anything is read, all at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.population import scene

import govmatters as gm


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("by", "month", "a list of names, got the text 'month'"),
        ("by", None, "a list of names, got None"),
        ("by", [1], r"a list of names, got \[1\]"),
        ("on", "2026-07-01", "a day as datetime.date, got the text"),
        ("on", dt.datetime(2026, 7, 1), "a day as datetime.date"),  # noqa: DTZ001 (has no zone)
        ("region", 430100, "the code of a region as text"),
        ("columns", ["age"], "a mapping from questions to names of columns"),
        ("columns", {"age": 1}, "a mapping from questions to names of columns"),
        ("atoms", "age < 18", "atoms of conditions"),
        ("skip_bad", "yes", "True or False"),
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
    wanted = "registry wants .*, got the text 'b'; bundle wants the id .*, got a Registry$"
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
