"""Checks of regions that were abolished or lie too low: where they are silent, and how grave."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from govmatters.checks import check
from govmatters.io import load_document
from govmatters.model import Severity

OLD, NEW = "430122", "430112"


def found(document: dict[str, Any], on: dt.date | None = None) -> dict[str, Severity]:
    """Check a registry, and say at which records abolished regions are found."""
    return {
        one.subject: one.severity
        for one in check(load_document(document), on)
        if one.check == "region-abolished"
    }


def matter(**more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Write a registry of one matter in a county that was abolished in 2011."""
    sources = {"page": {"publisher": "门户", "retrieved": dt.date(2026, 7, 1)}}
    sources["old"] = {"publisher": "门户", "retrieved": dt.date(2009, 7, 1)}
    return {"sources": sources, "matters": {"m": {"name": "事项", "region": OLD} | more}}


@pytest.mark.parametrize(
    ("more", "on", "severity"),
    [
        ({}, None, Severity.NOTE),
        ({}, dt.date(2026, 7, 1), Severity.WARNING),
        ({"source": "page"}, None, Severity.WARNING),
        ({"source": "old"}, dt.date(2026, 7, 1), Severity.WARNING),
        ({"until": dt.date(2012, 1, 1)}, None, Severity.WARNING),
        ({"source": "page", "region": f"{OLD}003"}, None, Severity.WARNING),
    ],
)
def test_the_day_says_how_grave(
    more: dict[str, Any], on: dt.date | None, severity: Severity
) -> None:
    """The day asked about goes before the source's, and that before none."""
    assert found(matter(**more), on) == {"matter m": severity}


@pytest.mark.parametrize(
    ("more", "on"),
    [
        ({}, dt.date(2010, 7, 1)),
        ({}, dt.date(2011, 12, 31)),
        ({"source": "old"}, None),
        ({"source": "page", "until": dt.date(2009, 12, 31)}, None),
        ({"until": dt.date(2009, 12, 31)}, dt.date(2026, 7, 1)),
        ({"region": NEW}, dt.date(2026, 7, 1)),
    ],
)
def test_what_held_in_its_time_is_well(more: dict[str, Any], on: dt.date | None) -> None:
    """A record that ended, or was read, before the code ended names it rightly."""
    assert found(matter(**more), on) == {}


def test_every_record_that_names_a_region_is_looked_at() -> None:
    """Once, where it is stated: a matter does not answer for its authority."""
    document = {
        "regions": {"zone": {"name": "园区", "parent": OLD}},
        "authorities": {"a": {"name": "某局", "region": OLD}},
        "material_types": {
            "card": {"name": "证", "kind": "licence", "elicence": {"recognised_in": [OLD]}}
        },
        "catalogue": {"item": {"name": "事项", "region": OLD}},
        "matters": {
            "m": {"name": "事项", "authority": "a"},
            "n": {"name": "事项", "of": "item", "region": "zone"},
        },
        "exemptions": [{"id": "e", "of": "card", "by": "licence", "in": [OLD, NEW]}],
        "bundles": {"b": {"name": "一件事", "region": OLD, "matters": ["m"]}},
        "agreements": {"g": {"name": "协议", "members": [OLD, "360323"], "modes": ["anywhere"]}},
        "targets": {"t": {"region": OLD, "by": dt.date(2009, 1, 1), "indicators": {}}},
    }

    assert set(found(document, dt.date(2026, 7, 1))) == {
        "region zone",
        "authority a",
        "material type card",
        "catalogue item item",
        "exemption e",
        "bundle b",
        "agreement g",
    }


@pytest.mark.parametrize(
    ("region", "levels", "is_below"),
    [
        ("430102", ["city"], True),
        ("430100", ["province"], True),
        ("430102", ["province"], True),
        ("110101", ["city"], True),
        ("110000", ["city"], False),
        ("430100", ["city"], False),
        ("430000", ["city"], False),
        ("430102", ["city", "county"], False),
        ("430102", ["county"], False),
        ("430102", ["township"], False),
        ("430102", ["nation"], False),
        ("429004", ["city"], False),
        ("441900", ["county"], False),
        ("430102", [], False),
    ],
)
def test_a_county_where_a_city_is_meant(region: str, levels: list[str], *, is_below: bool) -> None:
    """Only the lowest level counts, and only the province's and the city's."""
    one = {"name": "事项", "region": region, "levels": levels}
    ids = {one.check for one in check(load_document({"matters": {"m": one}}))}

    assert ("region-below-level" in ids) is is_below
