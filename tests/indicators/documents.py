"""Registries for tests of indicators: what all of them need, and random matters."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from govmatters.io import load_document
from govmatters.registry import Registry

__all__ = ["COUNTIES", "DAY", "matters", "registry_with"]

DAY = dt.date(2026, 7, 1)
COUNTIES = ("360502", "360521")
"""All that lies in the city 360500, in the table of the day."""

_BASE: dict[str, Any] = {
    "authorities": {
        "city_office": {"name": "甲", "region": "360500"},
        "east_office": {"name": "乙", "region": "360502"},
        "placeless_office": {"name": "丙"},
    },
    "material_types": {
        "card": {"name": "证", "kind": "licence", "elicence": {"recognised_in": ["360000"]}},
        "far_card": {"name": "外证", "kind": "licence", "elicence": {"recognised_in": ["430000"]}},
        "form": {"name": "表", "kind": "form"},
        "permit": {"name": "许可证", "kind": "licence"},
    },
    "questions": {"home": {"ask": "户籍所在地？", "type": "region"}},
}


def registry_with(matters: dict[str, dict[str, Any]], **collections: Any) -> Registry:  # noqa: ANN401
    """
    Load a registry.

    Args:
        matters: By id; a matter without a region and an authority is of the city 360500.
        collections: What else there is.

    Returns:
        The registry.
    """
    placed = {
        key: {"name": key}
        | ({} if {"region", "authority"} & one.keys() else {"region": "360500"})
        | one
        for key, one in matters.items()
    }
    return load_document({**_BASE, "matters": placed, **collections})


_KEYS: dict[str, st.SearchStrategy[Any]] = {
    "type": st.sampled_from(["licence", "benefit", "public_service", "internal", "penalty"]),
    "online": st.sampled_from(["none", "consult", "apply", "accept", "full"]),
    "trips": st.integers(0, 2),
    "promised_working_days": st.integers(0, 3),
    "statutory_working_days": st.integers(0, 3),
    "secret": st.booleans(),
    "presence": st.sampled_from(
        [
            {"required": "none"},
            {"required": "on_site"},
            {"required": "in_person", "basis": "某法"},
        ]
    ),
    "high_frequency": st.booleans(),
    "scope": st.sampled_from(["county", "city", "province"]),
    "modes": st.sampled_from([[], ["full_online"]]),
    "window": st.sampled_from(["comprehensive", "other"]),
    "in_hall": st.booleans(),
    "delivery": st.sampled_from(["no_application", "instant", "promise"]),
    "assisted": st.booleans(),
    "self_service": st.booleans(),
    "reachable_at": st.lists(st.sampled_from(["city", "county", "village"]), unique=True),
    "eseal": st.booleans(),
    "outputs": st.sampled_from([[], ["permit"]]),
    "materials": st.sampled_from(
        [[], [{"needs": "card"}], [{"needs": "form"}], [{"needs": "far_card"}]]
    ),
    "levels": st.lists(st.sampled_from(["city", "county"]), unique=True),
}
"""What a matter may state that any indicator reads."""


@st.composite
def matters(draw: st.DrawFn, *, most: int = 4) -> dict[str, dict[str, Any]]:
    """Draw matters of the city and its counties, some keys of which are not stated."""
    number = draw(st.integers(0, most))
    return {f"m{place}": draw(_matter()) for place in range(number)}


def _matter() -> st.SearchStrategy[dict[str, Any]]:
    where = st.sampled_from(
        [
            {"region": "360500"},
            {"authority": "city_office"},
            {"authority": "east_office"},
            {"region": "360521"},
        ]
    )
    return st.builds(
        lambda place, stated: place | stated, where, st.fixed_dictionaries({}, optional=_KEYS)
    )


def completion() -> st.SearchStrategy[dict[str, Any]]:
    """Draw a value for every key."""
    return st.fixed_dictionaries(_KEYS)
