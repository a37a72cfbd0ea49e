"""Records of a made-up registry, one after the other; each names nothing that comes later."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import attrs

from govmatters.codes.regions import Regions
from govmatters.synthetic.grids import Grid
from govmatters.synthetic.shapes import Kind, Profile, Row, Shape

__all__ = ["SOURCE", "Record", "records_of"]

SOURCE = "synthetic"
"""The source that every record names."""

Record = tuple[str, str, dict[str, Any]]
"""The collection, the id, and the record as in a file."""

_T = TypeVar("_T")
_LAWS = 1000
_REMEMBERED = 1000
_TRIES = 8

_DAYS_DIFFER, _TRIPS_DIFFER, _WINDOW_DIFFERS, _LIST_DIFFERS = 1 / 3, 1 / 10, 1 / 5, 1 / 20
"""How often an implementation states a field otherwise than its catalogue item: assumed, for no
published list has both."""


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
    maker = _Maker(shape, grid, random.Random(seed))  # noqa: S311 (no secret is made)
    publisher = (
        f"合成数据，纯属虚构，不涉及任何真实事项（govmatters synthetic registry, seed {seed}）"
    )
    yield "sources", SOURCE, {"publisher": publisher, "confidence": "general-knowledge"}
    yield from maker.catalogue()
    for number in range(grid.matters):
        yield from maker.matter(number)
    for number in range(bundles):
        yield from maker.bundle(number)


@attrs.define
class _Maker:
    """What was made so far, as far as what comes has to know it."""

    shape: Shape
    grid: Grid
    random: random.Random
    new: list[Record] = attrs.field(factory=list)
    counts: dict[str, int] = attrs.field(factory=dict)
    known: set[str] = attrs.field(factory=set)
    electronic: dict[str, bool] = attrs.field(factory=dict)
    waiting: list[str] = attrs.field(factory=list)
    issued: list[str] = attrs.field(factory=list)
    items: list[tuple[str, int, str]] = attrs.field(factory=list)
    _uses: list[int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Repeat each common paper as often as it is asked for."""
        self._uses = [n for n, kind in enumerate(self.shape.common) for _ in range(kind.uses)]

    def below(self, bound: int) -> int:
        """Draw a number; only ``random()`` is promised to stay as it is."""
        return int(self.random.random() * bound)

    def one(self, among: Sequence[_T]) -> _T:
        """Draw one of several."""
        return among[self.below(len(among))]

    def catalogue(self) -> Iterator[Record]:
        """Make the catalogue items, with what they name."""
        for number in range(self.grid.items):
            profile = self.one(self.shape.profiles)
            item = f"synthetic_item_{number:06d}"
            record = self._stated(f"合成基本目录事项{number:06d}", profile)
            rows = json.dumps(record["materials"], ensure_ascii=False)
            self.items.append((item, profile.office, rows))
            yield from self._drained()
            yield "catalogue", item, record

    def matter(self, number: int) -> Iterator[Record]:
        """Make a matter, with what it names."""
        key, region = f"synthetic_matter_{number:07d}", self.grid.region_of(number)
        if self.grid.items:
            record = self._implementation(self.items[self.grid.item_of(number)], region)
        else:
            profile = self.one(self.shape.profiles)
            record = self._stated(f"合成事项{number:07d}", profile)
            record = {"authority": self._authority(region, profile.office), **record}
        asked = self._asked(record) if not self.grid.items else []
        yield from self._drained()
        yield "matters", key, record
        for kind in asked:
            self._spare(kind, matters=[key], **{"in": [_province(region)]})
        yield from self._drained()

    def bundle(self, number: int) -> Iterator[Record]:
        """Make a bundle of matters of one region."""
        region, matters = self.grid.bundle(number)
        size = min(self.one(self.shape.bundles), len(matters))
        chosen: dict[int, None] = {}
        while len(chosen) < size:
            chosen[self.one(matters)] = None
        yield (
            "bundles",
            f"synthetic_bundle_{number:05d}",
            {
                "name": f"合成一件事{number:05d}",
                "region": region,
                "matters": [f"synthetic_matter_{one:07d}" for one in chosen],
                "source": SOURCE,
            },
        )

    def _drained(self) -> list[Record]:
        """Hand over what was made on the way."""
        made, self.new = self.new, []
        return made

    def _number(self, noun: str) -> int:
        self.counts[noun] = self.counts.get(noun, -1) + 1
        return self.counts[noun]

    def _stated(self, name: str, profile: Profile) -> dict[str, Any]:
        """Make all that a matter or an item states."""
        record: dict[str, Any] = {"name": name, **profile.fields}
        if profile.laws:
            laws = {f"合成法规{self.below(_LAWS):04d}": None for _ in range(profile.laws)}
            record["laws"] = list(laws)
        own: set[str] = set()
        rows = [
            self._row(self.one(self.shape.rows), own) for _ in range(self.one(self.shape.lists))
        ]
        outputs = [self._output() for _ in range(profile.outputs)]
        record["materials"] = rows
        if outputs:
            record["outputs"] = outputs
        record["source"] = SOURCE
        return record

    def _row(self, row: Row, own: set[str]) -> dict[str, Any]:
        """Make a row of a list; the papers of a list so far are added to."""
        alternatives: list[Any] = []
        for size in row.papers:
            papers = [self._paper(own) for _ in range(size)]
            alternatives.append(papers[0] if size == 1 else {"all_of": papers})
        alone = len(alternatives) == 1 and isinstance(alternatives[0], str)
        made: dict[str, Any] = {"needs": alternatives[0] if alone else {"any_of": alternatives}}
        made.update(row.fields)
        if row.is_conditional:
            number = self._number("question")
            question = f"synthetic_question_{number:06d}"
            ask = {"ask": f"是否属于合成情形{number:06d}？", "type": "boolean", "source": SOURCE}
            self.new.append(("questions", question, ask))
            made["when"] = question
        return made

    def _paper(self, own: set[str]) -> str:
        """Choose a paper: one that another matter issues, a common one, or a rare one."""
        place = self.below(self.shape.askings)
        if place < self.shape.linked and self.issued:
            choose = self._issued
        elif self.shape.linked <= place < self.shape.linked + len(self._uses):
            choose = self._common
        else:
            choose = self._rare
        kind = next((kind for _ in range(_TRIES) if (kind := choose()) not in own), None)
        kind = self._rare() if kind is None else kind
        own.add(kind)
        return kind

    def _issued(self) -> str:
        return self.one(self.issued)

    def _common(self) -> str:
        number = self.one(self._uses)
        kind = f"synthetic_common_{number:03d}"
        self._declare(kind, f"合成通用材料{number:03d}", self.shape.common[number])
        return kind

    def _rare(self) -> str:
        """Take a rare paper that another matter asked for, or make one."""
        kinds = self.shape.rare or (Kind({}, 1),)
        uses = sum(kind.uses for kind in kinds)
        if self.waiting and self.below(uses) < uses - len(kinds):
            return self.waiting.pop(self.below(len(self.waiting)))
        kind = self.one(kinds)
        number = self._number("paper")
        key = f"synthetic_paper_{number:06d}"
        self._declare(key, f"合成材料{number:06d}", kind)
        self.waiting.extend([key] * (kind.uses - 1))
        return key

    def _output(self) -> str:
        number = self._number("output")
        key = f"synthetic_output_{number:06d}"
        record = {"kind": "licence", "issued_by": "government"}
        self._declare(key, f"合成证照{number:06d}", Kind(record, 0))
        if len(self.issued) < _REMEMBERED:
            self.issued.append(key)
        else:
            self.issued[self.below(_REMEMBERED)] = key
        return key

    def _declare(self, key: str, name: str, kind: Kind) -> None:
        """Add a material type, once; under a catalogue, with what spares it wherever it is."""
        if key in self.known:
            return
        if key.startswith("synthetic_common"):
            self.known.add(key)
        self.electronic[key] = kind.is_electronic
        self.new.append(("material_types", key, {"name": name, **kind.fields, "source": SOURCE}))
        if not self.grid.items:
            return
        if key in self.known:
            for province in self.grid.provinces:
                self._spare(key, **{"in": [province]})
        else:
            self._spare(key)

    def _spare(self, kind: str, **where: list[str]) -> None:
        """Add an exemption, as often as there is one."""
        marks = self.shape.marks[self.electronic[kind]] or (None,)
        mechanism = self.one(marks)
        if mechanism is not None:
            key = f"synthetic_exemption_{self._number('exemption'):06d}"
            record = {"of": kind, "by": mechanism, **where, "source": SOURCE}
            self.new.append(("exemptions", key, record))

    def _authority(self, region: str, office: int) -> str:
        key = f"synthetic_authority_{region}_{office:02d}"
        if key not in self.known:
            self.known.add(key)
            name = f"合成机构{office:02d}（{Regions().name(region)}）"
            self.new.append(
                ("authorities", key, {"name": name, "region": region, "source": SOURCE})
            )
        return key

    def _implementation(self, item: tuple[str, int, str], region: str) -> dict[str, Any]:
        """Make a matter that says only where it differs from its catalogue item."""
        key, office, rows = item
        record: dict[str, Any] = {
            "name": f"合成基本目录事项{key[-6:]}",
            "of": key,
            "authority": self._authority(region, office),
        }
        if self.random.random() < _DAYS_DIFFER:
            record["promised_working_days"] = 1 + self.below(20)
        if self.random.random() < _TRIPS_DIFFER:
            record["trips"] = self.below(3)
        if self.random.random() < _WINDOW_DIFFERS:
            record["window"] = f"合成窗口{self.below(30):02d}"
        if self.random.random() < _LIST_DIFFERS:
            listed = json.loads(rows)
            del listed[self.below(len(listed))]
            record["materials"] = listed
        return record | {"source": SOURCE}

    def _asked(self, record: dict[str, Any]) -> list[str]:
        """Name the papers of a list, each once."""
        found: dict[str, None] = {}
        for row in record["materials"]:
            needs = row["needs"]
            for one in [needs] if isinstance(needs, str) else needs["any_of"]:
                found.update(dict.fromkeys([one] if isinstance(one, str) else one["all_of"]))
        return list(found)


def _province(region: str) -> str:
    return f"{region[:2]}0000"
