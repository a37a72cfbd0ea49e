"""Records of a made-up registry, one after the other; each names nothing that comes later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import attrs

from govmatters.codes.regions import Regions
from govmatters.synthetic.grids import Grid
from govmatters.synthetic.papers import SOURCE, Chance, Made, Papers, Record
from govmatters.synthetic.shapes import Profile, Row, Shape

__all__ = ["Record", "records_of"]

_LAWS = 1000
_WINDOWS = 30
_MOST_DAYS = 20
_MOST_TRIPS = 2

_DAYS, _TRIPS, _WINDOW, _LIST = 3, 10, 5, 20
"""Of so many implementations one states the field otherwise than its catalogue item. Assumed: no
published list shows both."""


def records_of(shape: Shape, grid: Grid, *, seed: int, bundles: int) -> Iterator[Record]:
    """
    Make records.

    Args:
        shape: What they are like.
        grid: Which matters there are, and where.
        seed: At least 0.
        bundles: How many bundles.

    Yields:
        Sources first, then each catalogue item or matter after what it names, bundles last.
    """
    chance, made = Chance(seed), Made()
    papers = Papers(shape, chance, made, grid.provinces if grid.items else None)
    maker = _Maker(shape, grid, chance, made, papers)
    publisher = (
        f"合成数据，纯属虚构，不涉及任何真实事项（govmatters synthetic registry, seed {seed}）"
    )
    yield "sources", SOURCE, {"publisher": publisher}
    for number in range(grid.items):
        maker.catalogue_item(number)
        yield from made.drained()
    for number in range(grid.matters):
        if grid.items:
            maker.implementation(number)
        else:
            maker.matter(number)
        yield from made.drained()
    for number in range(bundles):
        maker.bundle(number)
        yield from made.drained()


@attrs.frozen
class _Item:
    """A catalogue item, as far as its implementations have to know it."""

    id: str
    name: str
    office: int
    rows: str
    days: int
    is_online: bool


@attrs.define
class _Maker:
    """Makes records from what was made before."""

    shape: Shape
    grid: Grid
    chance: Chance
    made: Made
    papers: Papers
    items: list[_Item] = attrs.field(factory=list)
    authorities: set[str] = attrs.field(factory=set)

    def catalogue_item(self, number: int) -> None:
        """Make a catalogue item, with what it names."""
        key, name = f"synthetic_item_{number:06d}", f"合成基本目录事项{number:06d}"
        profile = self.chance.one(self.shape.profiles)
        record = self._stated(name, profile)
        limits = [
            record[f"{what}_working_days"] for what in _LIMITS if f"{what}_working_days" in record
        ]
        item = _Item(
            id=key,
            name=name,
            office=profile.office,
            rows=json.dumps(record["materials"], ensure_ascii=False),
            days=min([*limits, _MOST_DAYS]),
            is_online=record.get("online") == "full",
        )
        self.items.append(item)
        self.made.add("catalogue", key, record)

    def matter(self, number: int) -> None:
        """Make a matter that states everything itself, with what it names."""
        key, region = _matter(number), self.grid.region_of(number)
        profile = self.chance.one(self.shape.profiles)
        record = self._stated(f"合成事项{number:07d}", profile)
        record["authority"] = self._authority(region, profile.office)
        self.made.add("matters", key, record)
        for kind in _asked(record):
            self.papers.spare(kind, matters=[key], **{"in": [f"{region[:2]}0000"]})

    def implementation(self, number: int) -> None:
        """Make a matter that says only where it differs from its catalogue item."""
        chance, item = self.chance, self.items[self.grid.item_of(number)]
        authority = self._authority(self.grid.region_of(number), item.office)
        record: dict[str, Any] = {"name": item.name, "of": item.id, "authority": authority}
        if chance.is_one_in(_DAYS) and item.days:
            record["promised_working_days"] = 1 + chance.below(item.days)
        if chance.is_one_in(_TRIPS) and not item.is_online:
            record["trips"] = chance.below(_MOST_TRIPS + 1)
        if chance.is_one_in(_WINDOW):
            record["window"] = f"合成窗口{chance.below(_WINDOWS):02d}"
        if chance.is_one_in(_LIST):
            rows = json.loads(item.rows)
            del rows[chance.below(len(rows))]
            record["materials"] = rows
        self.made.add("matters", _matter(number), record)

    def bundle(self, number: int) -> None:
        """Make a bundle of matters of one region."""
        region, matters = self.grid.bundle(number)
        size = min(self.chance.one(self.shape.bundles), len(matters))
        chosen: dict[int, None] = {}
        while len(chosen) < size:
            chosen[self.chance.one(matters)] = None
        name, places = f"合成一件事{number:05d}", [_matter(one) for one in chosen]
        record = {"name": name, "region": region, "matters": places}
        self.made.add("bundles", f"synthetic_bundle_{number:05d}", record)

    def _stated(self, name: str, profile: Profile) -> dict[str, Any]:
        """Make all that a matter or an item states."""
        record: dict[str, Any] = {"name": name, **profile.fields}
        if self.grid.has_counties and "levels" in record:
            record["levels"] = list(dict.fromkeys([*record["levels"], "county"]))
        laws = {f"合成法规{self.chance.below(_LAWS):04d}": None for _ in range(profile.laws)}
        own: set[str] = set()
        size = self.chance.one(self.shape.lists)
        rows = [self._row(self.chance.one(self.shape.rows), own) for _ in range(size)]
        outputs = [self.papers.issue() for _ in range(profile.outputs)]
        lists = {"laws": list(laws), "materials": rows, "outputs": outputs}
        return record | {key: listed for key, listed in lists.items() if listed}

    def _row(self, row: Row, own: set[str]) -> dict[str, Any]:
        """Make a row of a list; the papers of the list so far are added to."""
        alternatives: list[Any] = []
        for size in row.papers:
            papers = [self.papers.choose(own) for _ in range(size)]
            alternatives.append(papers[0] if size == 1 else {"all_of": papers})
        alone = len(alternatives) == 1 and isinstance(alternatives[0], str)
        made = {"needs": alternatives[0] if alone else {"any_of": alternatives}, **row.fields}
        if row.is_conditional:
            number = self.made.number("question")
            made["when"] = f"synthetic_question_{number:06d}"
            asked = {"ask": f"是否属于合成情形{number:06d}？", "type": "boolean"}
            self.made.add("questions", made["when"], asked)
        return made

    def _authority(self, region: str, office: int) -> str:
        key = f"synthetic_authority_{region}_{office:02d}"
        if key not in self.authorities:
            self.authorities.add(key)
            name = f"合成机构{office:02d}（{Regions().name(region)}）"
            self.made.add("authorities", key, {"name": name, "region": region})
        return key


_LIMITS = ("promised", "statutory")


def _matter(number: int) -> str:
    return f"synthetic_matter_{number:07d}"


def _asked(record: dict[str, Any]) -> list[str]:
    """Name the papers of a list, each once."""
    found: dict[str, None] = {}
    for row in record["materials"]:
        needs = row["needs"]
        for one in [needs] if isinstance(needs, str) else needs["any_of"]:
            found.update(dict.fromkeys([one] if isinstance(one, str) else one["all_of"]))
    return list(found)
