"""
A synthetic nation: catalogue items, authorities and their implementations, drawn from a seed.

Nothing here is a real record: names say so, and so does the source. Its proportions are guesses:
each authority repeats nearly all of what the catalogue states, provinces promise differently, and
one implementation in a thousand is wrong in something.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any

from stdnum.cn import uscc

from govmatters.codes.region_codes import is_region, parse_region
from govmatters.codes.regions import Regions
from govmatters.io import load_document
from govmatters.model import Authority, Guide, Matter, MatterCodes
from govmatters.national.tables import with_tables
from govmatters.registry import Registry

__all__ = [
    "BUNDLE",
    "COUNTY",
    "DAY",
    "ITEMS",
    "REGIONS",
    "implementations",
    "nation",
    "regions_of",
]

DAY = "2026-07-01"
BUNDLE = "synthetic"
COUNTY = "430102"
"""Where all items of the bundle are handled, however few implementations there are."""

ITEMS = 20_000
REGIONS = 3_000
DEPARTMENTS = 40
TYPES = 2_000
_SEED = 20260701
_PRACTICES = 12
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_GUIDE = ("conditions", "kind", "channels", "result", "fee", "flow")
_KINDS = ("licence", "form", "proof", "other")


def regions_of(count: int = REGIONS) -> tuple[str, ...]:
    """
    Choose regions that hold on the day: counties of every province in turn, then cities.

    Args:
        count: How many.

    Returns:
        Codes, sorted.
    """
    day, known = dt.date.fromisoformat(DAY), Regions()
    codes = [code for code in known.codes() if is_region(code) and not code.endswith("0000")]
    held = [code for code in codes if parse_region(code).is_valid_on(day)]
    by_province: dict[str, list[str]] = {}
    for code in sorted(held, key=lambda one: (one.endswith("00"), one)):
        by_province.setdefault(code[:2], []).append(code)
    chosen: list[str] = []
    for place in range(max(map(len, by_province.values()))):
        chosen.extend(some[place] for some in by_province.values() if place < len(some))
    return tuple(sorted(chosen[:count]))


def nation(items: int, regions: Sequence[str]) -> Registry:
    """
    Draw all but the implementations.

    Args:
        items: How many catalogue items.
        regions: Where there are authorities.

    Returns:
        The common part, the catalogue and the authorities.
    """
    draw = random.Random(_SEED)  # noqa: S311 (no secret)
    provinces = sorted({f"{code[:2]}0000" for code in regions})
    document = {
        "sources": {"synthetic": {"publisher": "合成数据，非真实记录"}},
        "questions": _questions(),
        "material_types": dict(_types(draw, provinces)),
        "exemptions": list(_exemptions(draw, provinces)),
        "catalogue": dict(_items(draw, items)),
        "authorities": dict(_authorities(regions)),
    }
    registry = load_document(document)
    return with_tables(registry, bundles=_bundles(registry))


def implementations(registry: Registry, regions: Sequence[str], count: int) -> Iterator[Matter]:
    """
    Draw implementations, sorted by id.

    Args:
        registry: As `nation` draws it.
        regions: The same as there.
        count: How many.

    Yields:
        Each with its authority and codes; an item is handled in as many regions as give the count.
    """
    draw = random.Random(_SEED + 1)  # noqa: S311 (no secret)
    practices = tuple(_practices())
    bundled = {one.matter for one in registry.bundles[BUNDLE].matters}
    items, owners = registry.catalogue.records, registry.authorities
    for place, item in enumerate(items):
        share = count * (place + 1) // len(items) - count * place // len(items)
        department = int(item.id[4:6]) % DEPARTMENTS
        stated = {name: getattr(item.guide, name) for name in _GUIDE}
        some = set(draw.sample(regions, share))
        if item.id in bundled and COUNTY not in some:
            some.remove(min(some))
            some.add(COUNTY)
        for region in sorted(some):
            owner = owners[f"{region}-{department:02d}"]
            practice = practices[(int(region[:2]) * 31 + place) % _PRACTICES]
            yield _implementation(item, owner, stated, practice, draw)


def _implementation(
    item: Matter,
    owner: Authority,
    stated: dict[str, Any],
    practice: dict[str, Any],
    draw: random.Random,
) -> Matter:
    slip = draw.random()
    digit = ("3" if owner.id[4:6] == "00" else "4") if slip > 0.001 else "2"  # noqa: PLR2004
    phone = f"0{draw.randrange(310, 999)}-{draw.randrange(2000000, 9000000)}"
    other = phone if slip < 0.002 else f"{phone[:4]}-{draw.randrange(2000000, 9000000)}"  # noqa: PLR2004
    region = owner.id[:6]
    return Matter(
        id=f"{item.id}-{region}",
        name=item.name,
        of=item.id,
        authority=owner.id,
        codes=MatterCodes(implementation=f"{owner.uscc}{digit}{item.id}"),
        guide=Guide(
            **stated,
            place=f"合成市民中心{region}",
            hours="工作日9:00-17:00",
            consult_phone=phone,
            complaint_phone=other,
        ),
        source="synthetic",
        **practice,
    )


def _practices() -> Iterator[dict[str, Any]]:
    """Give the ways in which provinces differ from the catalogue."""
    for number in range(_PRACTICES):
        yield {
            "promised_working_days": number % 7,
            "trips": number % 2,
            "in_hall": number % 3 > 0,
            "window": "comprehensive" if number % 4 else f"{number}号窗口",
            "high_frequency": number % 5 == 0,
        }


def _questions() -> dict[str, object]:
    asked: dict[str, object] = {
        f"q{number:03d}": {"ask": f"合成问题{number}", "type": "boolean"} for number in range(200)
    }
    for number in range(50):
        options = [f"选项{place}" for place in range(4)]
        asked[f"c{number:03d}"] = {"ask": f"合成选择{number}", "type": "choice", "options": options}
    return asked


def _types(
    draw: random.Random, provinces: Sequence[str]
) -> Iterator[tuple[str, dict[str, object]]]:
    for number in range(TYPES):
        kind: dict[str, object] = {
            "name": f"合成材料{number}",
            "kind": _KINDS[number % 4],
            "issued_by": ("government", "third_party", "applicant")[number % 3],
            "source": "synthetic",
        }
        if number % 4 == 0:
            some = sorted(draw.sample(provinces, 3))
            kind["elicence"] = {"recognised_in": some} if number % 8 else {"since": "2020-01-01"}
        yield f"t{number:04d}", kind


def _exemptions(draw: random.Random, provinces: Sequence[str]) -> Iterator[dict[str, object]]:
    for number in range(0, TYPES, 2):
        by = "licence" if number % 4 == 0 else ("data", "commitment", "check")[number % 3]
        one: dict[str, object] = {
            "id": f"e{number:04d}",
            "of": f"t{number:04d}",
            "by": by,
            "source": "synthetic",
        }
        if number % 10 == 0:
            one["in"] = sorted(draw.sample(provinces, 2))
        yield one


def _items(draw: random.Random, count: int) -> Iterator[tuple[str, dict[str, object]]]:
    for number in range(count):
        code = f"0001{number % 90 + 10}{number // 90:03d}000"
        statutory = draw.choice([5, 10, 15, 20])
        yield (
            code,
            {
                "name": f"合成事项{number}许可",
                "type": "licence",
                "levels": ["county", "city"],
                "laws": [f"《合成法{number % 300}》"],
                "audience": ["enterprise"] if number % 2 else ["person"],
                "statutory_working_days": statutory,
                "online": draw.choice(["consult", "apply", "accept", "full"]),
                "scope": draw.choice(["county", "city", "province"]),
                "materials": [_row(draw) for _ in range(min(3 + int(draw.expovariate(0.2)), 30))],
                "outputs": [f"t{draw.randrange(TYPES):04d}"] if number % 400 == 0 else [],
                "guide": _guide(number),
                "source": "synthetic",
            },
        )


def _guide(number: int) -> dict[str, object]:
    return {
        "conditions": f"合成条件{number % 500}",
        "kind": "promised",
        "channels": ["window", "online"],
        "result": "licence",
        "fee": {"charged": False},
        "flow": ["受理", "审核", "审批", "办结", "送达"],
    }


def _row(draw: random.Random) -> dict[str, object]:
    row: dict[str, object] = {
        "needs": f"t{int(TYPES * draw.random() ** 3):04d}",
        "basis": "《合成法》",
    }
    if draw.random() < 0.2:  # noqa: PLR2004 (one in five has a condition)
        row["when"] = f"q{draw.randrange(200):03d}"
    return row


def _authorities(regions: Sequence[str]) -> Iterator[tuple[str, dict[str, object]]]:
    for number, region in enumerate(regions):
        for department in range(DEPARTMENTS):
            body = f"11{region}{_own(number * DEPARTMENTS + department)}"
            yield (
                f"{region}-{department:02d}",
                {
                    "name": f"合成部门{department}",
                    "region": region,
                    "uscc": body + uscc.calc_check_digit(body),
                    "source": "synthetic",
                },
            )


def _own(number: int) -> str:
    """Write a number as nine characters of an organisation's code."""
    signs = []
    for _ in range(9):
        number, place = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[place])
    return "".join(reversed(signs))


def _bundles(registry: Registry) -> tuple[object, ...]:
    """Make one bundle of eight catalogue items, which every county handles by its own matters."""
    ids = tuple(registry.catalogue)
    chosen = [ids[place * len(ids) // 8] for place in range(8)]
    document = {
        "sources": {"synthetic": {"publisher": "合成数据，非真实记录"}},
        "matters": {key: {"name": "合成事项", "region": "100000"} for key in chosen},
        "bundles": {
            BUNDLE: {
                "name": "合成一件事",
                "region": "100000",
                "matters": chosen,
                "source": "synthetic",
            }
        },
    }
    return load_document(document).bundles.records
