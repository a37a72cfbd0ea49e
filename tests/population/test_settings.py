"""Whatever begins, ends or holds only in a region counts from that day on, and there only."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from tests.population.one_by_one import Case, bounds_of, measured, table_of

from govmatters.io import load_document
from govmatters.populations import population
from govmatters.registry import Registry

REGIONS = ("430100", "430102", "430200", "360500")
DATED = ("matter", "row", "output", "exemption", "elicence")
"""What begins on the first of a month, and ends on its tenth, one after the other."""


def days_of(name: str) -> dict[str, str]:
    """When something begins and ends."""
    month = 1 + DATED.index(name)
    return {"since": f"2026-{month:02}-01", "until": f"2026-{month:02}-10"}


def registry() -> Registry:
    """Everything that can have days or regions has them."""
    plain: dict[str, Any] = {"name": "事项", "authority": "a"}
    licence = {"recognised_in": ["430100", "360000"], **days_of("elicence")}
    return load_document(
        {
            "format": "govmatters/1",
            "authorities": {"a": {"name": "甲", "region": "430100"}},
            "material_types": {
                **{name: {"name": name, "kind": "proof"} for name in ("out", "p1", "p2", "p3")},
                "card": {"name": "证", "kind": "licence", "elicence": licence},
            },
            "matters": {
                "m1": plain | {"outputs": [{"paper": "out", **days_of("output")}]},
                "m2": plain
                | {
                    "materials": [
                        {"needs": "out"},
                        {"needs": "p1", **days_of("row")},
                        {"needs": "p2"},
                        {"needs": "card"},
                    ]
                },
                "m3": plain | days_of("matter") | {"materials": [{"needs": "p3"}]},
            },
            "exemptions": [
                {"id": "e1", "of": "p2", "by": "data", "in": ["430102"], **days_of("exemption")},
                {"id": "e2", "of": "card", "by": "licence"},
            ],
            "bundles": {
                "b": {
                    "name": "一件事",
                    "region": "430100",
                    "matters": [{"matter": name} for name in ("m1", "m2", "m3")],
                }
            },
        }
    )


def edges() -> list[dt.date]:
    """The days before, on and after each day on which something begins or ends."""
    ends = [dt.date.fromisoformat(day) for name in DATED for day in days_of(name).values()]
    return sorted({day + dt.timedelta(days=step) for day in ends for step in (-1, 0, 1)})


@pytest.mark.rule("AP-3")
@pytest.mark.rule("EX-2")
def test_each_day_and_region_counts_as_it_would_alone() -> None:
    """All in one table, in groups of one case."""
    cases = [Case(facts={}, on=day, region=region) for day in edges() for region in REGIONS]
    found = population(registry(), "b", table_of(registry(), cases), by=["day", "region"])
    by_key = {group.key: group.tally for group in found.groups}
    assert len(by_key) == len(cases)
    assert len({tally.after for tally in by_key.values()}) > 1
    for case in cases:
        tally = by_key[case.on.isoformat(), case.region]
        assert bounds_of(tally) == measured(registry(), "b", [case])["bounds"], case
