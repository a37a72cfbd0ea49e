"""Papers that made-up matters ask for and issue, and what spares them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any, TypeVar

import attrs

from govmatters.synthetic.shapes import Kind, Shape

__all__ = ["SOURCE", "Chance", "Made", "Papers", "Record"]

SOURCE = "synthetic"
"""The source that every record names."""

Record = tuple[str, str, dict[str, Any]]
"""The collection, the id, and the record as in a file."""

_T = TypeVar("_T")
_REMEMBERED = 1000
_TRIES = 8


class Chance:
    """
    Draws; only ``random()`` is used, which Python promises to keep as it is.

    Args:
        seed: At least 0.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random  # noqa: S311 (no secret is made)

    def is_one_in(self, number: int) -> bool:
        """Say yes once in so many times."""
        return self.below(number) == 0

    def below(self, bound: int) -> int:
        """Draw a whole number from 0 to below a bound."""
        return int(self._random() * bound)

    def one(self, among: Sequence[_T]) -> _T:
        """Draw one of several."""
        return among[self.below(len(among))]


@attrs.define
class Made:
    """Records that were made on the way, until they are handed over."""

    _records: list[Record] = attrs.field(factory=list)
    _counts: dict[str, int] = attrs.field(factory=dict)

    def number(self, noun: str) -> int:
        """Give the next number of a noun, from 0."""
        self._counts[noun] = self._counts.get(noun, -1) + 1
        return self._counts[noun]

    def add(self, collection: str, key: str, record: dict[str, Any]) -> None:
        """Keep a record; it names its source."""
        self._records.append((collection, key, {**record, "source": SOURCE}))

    def drained(self) -> list[Record]:
        """Hand over what was made."""
        made, self._records = self._records, []
        return made


@attrs.define
class Papers:
    """
    The papers made so far, as far as those that come have to know them.

    Attributes:
        shape: How often papers are common, rare, linked and spared.
        chance: Draws.
        made: Gets material types and exemptions.
        provinces: Where a common paper may be spared, each by itself, whoever asks for it; a
            rare one then is spared everywhere. None: papers are spared matter by matter.
    """

    shape: Shape
    chance: Chance
    made: Made
    provinces: tuple[str, ...] | None
    _electronic: dict[str, bool] = attrs.field(factory=dict)
    _waiting: list[str] = attrs.field(factory=list)
    _issued: list[str] = attrs.field(factory=list)
    _uses: list[int] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        """Repeat each common paper as often as it is asked for."""
        self._uses = [n for n, kind in enumerate(self.shape.common) for _ in range(kind.uses)]

    def choose(self, own: set[str]) -> str:
        """
        Choose a paper: one that another matter issues, a common one, or a rare one.

        Args:
            own: The papers of the list so far; the new one is added.
        """
        place = self.chance.below(self.shape.askings)
        if place < self.shape.linked and self._issued:
            draw = self._linked
        elif self.shape.linked <= place < self.shape.linked + len(self._uses):
            draw = self._common
        else:
            draw = self._rare
        kind = next((kind for _ in range(_TRIES) if (kind := draw()) not in own), None)
        kind = self._rare() if kind is None else kind
        own.add(kind)
        return kind

    def issue(self) -> str:
        """Make a paper that a matter issues."""
        number = self.made.number("output")
        key = f"synthetic_output_{number:06d}"
        kind = Kind({"kind": "licence", "issued_by": "government"}, 0)
        self._declare(key, f"合成证照{number:06d}", kind)
        if len(self._issued) < _REMEMBERED:
            self._issued.append(key)
        else:
            self._issued[self.chance.below(_REMEMBERED)] = key
        return key

    def spare(self, kind: str, **where: list[str]) -> None:
        """Make an exemption, as often as there is one."""
        marks = self.shape.marks[self._electronic[kind]] or (None,)
        mechanism = self.chance.one(marks)
        if mechanism is not None:
            key = f"synthetic_exemption_{self.made.number('exemption'):06d}"
            self.made.add("exemptions", key, {"of": kind, "by": mechanism, **where})

    def _linked(self) -> str:
        return self.chance.one(self._issued)

    def _common(self) -> str:
        number = self.chance.one(self._uses)
        key = f"synthetic_common_{number:03d}"
        if key not in self._electronic:
            self._declare(key, f"合成通用材料{number:03d}", self.shape.common[number])
            for province in self.provinces or ():
                self.spare(key, **{"in": [province]})
        return key

    def _rare(self) -> str:
        """Take a rare paper that another matter asked for, or make one."""
        kinds = self.shape.rare or (Kind({}, 1),)
        uses = sum(kind.uses for kind in kinds)
        if self._waiting and self.chance.below(uses) < uses - len(kinds):
            return self._waiting.pop(self.chance.below(len(self._waiting)))
        kind, number = self.chance.one(kinds), self.made.number("paper")
        key = f"synthetic_paper_{number:06d}"
        self._declare(key, f"合成材料{number:06d}", kind)
        self._waiting.extend([key] * (kind.uses - 1))
        if self.provinces is not None:
            self.spare(key)
        return key

    def _declare(self, key: str, name: str, kind: Kind) -> None:
        self._electronic[key] = kind.is_electronic
        self.made.add("material_types", key, {"name": name, **kind.fields})
