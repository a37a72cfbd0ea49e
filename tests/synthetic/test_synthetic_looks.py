"""What a bundle looks at over days and regions is what it looks at on some day in some region."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import govmatters as gm
from govmatters.conditions import Atom
from govmatters.synthetic.looking import look_of
from govmatters.testing.drawing import DAYS, REGIONS
from govmatters.testing.strategies import BUNDLE, documents

FEW = settings(max_examples=min(40, settings().max_examples))
DAY = dt.timedelta(days=1)


def looked_at(
    registry: gm.Registry, days: list[dt.date], regions: list[str]
) -> dict[str, set[Atom]]:
    """Compile the bundle for each day and region by itself."""
    found: dict[str, set[Atom]] = {}
    for day in days:
        for region in regions:
            compiled = gm.compile(registry, BUNDLE, on=day, region=region).compiled
            for block in compiled.program.blocks:
                found.setdefault(block.question, set()).update(block.atoms)
    return found


@FEW
@given(
    documents(), st.lists(st.sampled_from(REGIONS), min_size=1, max_size=3, unique=True), st.data()
)
def test_a_look_is_all_that_is_looked_at(
    document: dict[str, Any], regions: list[str], data: st.DataObject
) -> None:
    """Days on which nothing changes, and regions that no exemption tells apart, are skipped."""
    registry = gm.io.load_document(document)
    all_days = sorted(
        {dt.date.fromisoformat(day) + step * DAY for day in DAYS for step in (-1, 0, 1)}
    )
    first, last = sorted(data.draw(st.tuples(*[st.sampled_from(all_days)] * 2)))
    look = look_of(registry, BUNDLE, first=first, last=last, regions=regions)
    days = [day for day in all_days if first <= day <= last]

    assert {name: set(atoms) for name, atoms in look.atoms.items()} == looked_at(
        registry, days, regions
    )


def test_what_only_one_region_asks_is_asked() -> None:
    """Where an exemption of one region has a condition."""
    registry = gm.io.load_document(
        {
            "questions": {"local": {"type": "boolean"}},
            "material_types": {"t": {"name": "甲"}},
            "matters": {"m": {"name": "甲", "region": "430000", "materials": [{"needs": "t"}]}},
            "exemptions": [{"id": "e", "of": "t", "by": "data", "in": ["430100"], "when": "local"}],
            "bundles": {"b": {"name": "乙", "region": "430000", "matters": ["m"]}},
        }
    )
    on = dt.date(2026, 7, 1)
    for regions, asked in ((["430200"], set()), (["430200", "430102"], {"local"})):
        cases = gm.synthetic_cases(registry, "b", 1, seed=1, first=on, regions=regions)

        assert set(cases.schema.names) == {"day", "region"} | asked
