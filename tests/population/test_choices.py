"""Of a choice of matters exactly one applies (AP-1): cases that say otherwise are left out."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.population import scene
from tests.population.one_by_one import Case, bounds_of, measured, table_of

from govmatters.errors import CaseTableError
from govmatters.io import load_document
from govmatters.populations import population
from govmatters.registry import Registry

PLACES = [{"matter": "m1", "when": "age >= 18"}, {"matter": "m2", "when": "adult"}]
FACTS: list[dict[str, object]] = [
    {"age": 20, "adult": False},
    {"age": 20, "adult": True},
    {"age": 20},
    {"adult": True},
    {"age": 10, "adult": True},
    {},
]


def chosen() -> Registry:
    """Give a bundle of which one matter or the other applies."""
    document = scene.document()
    document["bundles"]["b"]["matters"] = [{"one_of": PLACES}]
    return load_document(document)


def applicants(*facts: dict[str, object]) -> list[Case]:
    """Let applicants with these facts come on one day."""
    return [Case(facts=one, on=dt.date(2026, 1, 1), region="430100", weight=2) for one in facts]


@pytest.mark.rule("AP-1")
def test_known_and_unknown_cases_are_those_of_single_plans() -> None:
    """The one that is contradictory is skipped, the others count as each would alone."""
    full: dict[str, object] = {"born": dt.date(1990, 1, 1), "home": "430100"}
    several = [{}, full | {"kind": "old", "extras": ["x"]}, full | {"kind": "new", "extras": []}]
    for more in several:
        cases = applicants(*(one | more for one in FACTS))
        found = population(chosen(), "b", table_of(chosen(), cases), skip_bad=True)
        wanted = measured(chosen(), "b", cases)
        assert (found.skipped, found.total.cases) == (1, 5)
        assert wanted["refused"] == 1
        assert bounds_of(found.total) == wanted["bounds"]
        assert [one.rows for one in found.problems] == [(2,)]


@pytest.mark.rule("AP-1")
def test_contradictory_cases_are_told_with_their_rows() -> None:
    """The message names the matters of the choice."""
    table = table_of(chosen(), applicants(*FACTS))
    with pytest.raises(CaseTableError, match="more than one of m1, m2 apply"):
        population(chosen(), "b", table)
