"""Small nations: registries whose matters come many times, alike and not quite alike."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
from hypothesis import strategies as st

from govmatters.io import load
from govmatters.model import Guide, MatterCodes, OnlineDepth
from govmatters.model.matters import (
    Delivery,
    Level,
    Matter,
    MatterType,
    PlaceByLaw,
    Presence,
    PresenceRequired,
    Scope,
)
from govmatters.national.tables import with_tables
from govmatters.registry import Registry
from govmatters.testing.drawing import REGIONS
from govmatters.testing.strategies import registries

__all__ = ["DAYS", "LATE", "nations"]

BAD = sorted((Path(__file__).parents[1] / "checks" / "bad").glob("*.yaml"))
DAYS = (None, dt.date(2026, 7, 1), dt.date(2025, 1, 1))
LATE = dt.date(2026, 7, 1)
PLACES = (*REGIONS[:5], "430122", "110101", "430103", "431200")
CREDIT = ("11430100006127328X", "11100000MB03271699")
CODES = (
    None,
    MatterCodes(implementation=f"{CREDIT[1]}1000115035000"),
    MatterCodes(implementation=f"{CREDIT[1]}4000115035000", item="01"),
    MatterCodes(implementation=f"{CREDIT[1]}4000115035000", item="02"),
    MatterCodes(basic="000115035000"),
    MatterCodes(basic="000115035000", item="01"),
    MatterCodes(local="L-1", implementation="431012063W00"),
    MatterCodes(),
)
CHANGES: dict[str, tuple[Any, ...]] = {
    "name": ("甲事项", "乙事项备案"),
    "promised_working_days": (0, 3, 40),
    "statutory_working_days": (20, 31),
    "laws": (("《甲法》",), ("《乙法》",)),
    "levels": ((Level.CITY,), (Level.COUNTY, Level.PROVINCE), (Level.COUNTY,)),
    "online": tuple(OnlineDepth),
    "scope": tuple(Scope),
    "high_frequency": (True, False),
    "in_hall": (True, False),
    "window": ("comprehensive", "w1"),
    "secret": (True, False),
    "type": (MatterType.LICENCE, MatterType.BENEFIT, MatterType.INTERNAL, MatterType.PENALTY),
    "presence": (
        Presence(required=PresenceRequired.NONE),
        Presence(required=PresenceRequired.IN_PERSON, basis="《甲法》"),
    ),
    "delivery": tuple(Delivery),
    "trips": (0, 1, 2),
    "place_by_law": (PlaceByLaw(scope=Scope.CITY),),
    "assisted": (True, False),
    "self_service": (True, False),
    "reachable_at": ((Level.VILLAGE,), (Level.CITY, Level.COUNTY)),
    "eseal": (True, False),
    "since": (dt.date(2026, 1, 1),),
    "until": (dt.date(2025, 6, 1),),
    "guide": (
        None,
        Guide(),
        Guide(place="一楼", hours="9:00-17:00", consult_phone="0790-6440000"),
        Guide(consult_phone="0790-6440000", complaint_phone="0790-6440001"),
        Guide(consult_phone="0790-6440000", complaint_phone="0790-6440000", place="二楼"),
        Guide(consult_phone="010-12345678", complaint_phone="0101-2345678"),
        Guide(consult_phone="6440000", complaint_phone="12345", common_questions=0),
    ),
}


@st.composite
def nations(draw: st.DrawFn) -> Registry:
    """Draw a registry, and let its matters be handled in many places."""
    base = draw(registries(max_matters=3) | st.sampled_from(BAD).map(load))
    authorities = [None, *base.authorities]
    copies = [
        _copy(draw, matter, number, authorities)
        for matter in base.matters.records[:4]
        for number in range(draw(st.integers(0, 5)))
    ]
    items = tuple(draw(st.permutations(base.catalogue.records)))
    coded = [_coded(draw, one) for one in items]
    matters = (*base.matters.records, *copies)
    return with_tables(base, matters=matters, catalogue=coded)


def _copy(draw: st.DrawFn, matter: Matter, number: int, authorities: list[str | None]) -> Matter:
    """Let a matter be handled elsewhere, mostly alike."""
    changes: dict[str, Any] = {"id": f"{matter.id}~{number}"}
    changes["region"] = draw(st.sampled_from([matter.region or "430100", *PLACES]))
    changes["authority"] = draw(st.sampled_from([matter.authority, *authorities]))
    changes["codes"] = draw(st.sampled_from([matter.codes, *CODES]))
    for name in draw(st.lists(st.sampled_from(sorted(CHANGES)), max_size=2, unique=True)):
        changes[name] = draw(st.sampled_from(CHANGES[name]))
    changed = attrs.evolve(matter, **changes)
    is_backwards = changed.since and changed.until and changed.since > changed.until
    return attrs.evolve(changed, until=None) if is_backwards else changed


def _coded(draw: st.DrawFn, item: Matter) -> Matter:
    """Let an item have codes of its own at times."""
    if draw(st.integers(0, 9)) < 8:
        return item
    return attrs.evolve(item, codes=draw(st.sampled_from(CODES)))
