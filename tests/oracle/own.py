"""The bundle's own rows: chosen among themselves, and added to what the matters ask (RD-6)."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

import attrs
from tests.oracle.planner import HandedIn, may_be_shared
from tests.oracle.scene import Ask, Row, Scene
from tests.oracle.waits import candidates

__all__ = ["OwnRows"]


@attrs.frozen
class OwnRows:
    """
    The best choice for the bundle's own rows.

    Attributes:
        scene: What applies.
        positions: Row's place → position of the alternative.
        handing: The papers that nothing spares.
        equally_good: Row's place → other positions that cost no more papers or copies, all
            else as it is.
    """

    scene: Scene
    positions: dict[int, int]
    handing: tuple[Ask, ...]
    equally_good: dict[int, list[int]] = attrs.field(factory=dict)

    @classmethod
    def of(cls, scene: Scene) -> OwnRows:
        """RD-6: choose like PL-4, among these rows alone; nothing here can be deadlocked."""
        rows = [row for row in scene.own_rows if row.counts and not scene.bundle_refused]
        scored = []
        for taken in itertools.product(*(row.open for row in rows)):
            own = cls._taken(scene, rows, taken)
            scored.append((own.score(), own))
        best = min(scored, key=lambda one: one[0])[1]
        return attrs.evolve(best, equally_good=best.swaps(scored))

    def swaps(self, scored: list[tuple[Any, OwnRows]]) -> dict[int, list[int]]:
        """PL-4: other choices that differ in one row and cost as much."""
        found: dict[int, list[int]] = {}
        for score, other in scored:
            rows = [at for at in self.positions if self.positions[at] != other.positions[at]]
            if len(rows) == 1 and score[:2] == self.score()[:2]:
                found.setdefault(rows[0], []).append(other.positions[rows[0]])
        return found

    @classmethod
    def _taken(cls, scene: Scene, rows: list[Row], taken: tuple[int, ...]) -> OwnRows:
        chosen = list(zip(rows, taken, strict=True))
        asks = [ask for row, position in chosen for ask in row.alternatives[position]]
        return cls(
            scene=scene,
            positions={row.place: position for row, position in chosen},
            handing=tuple(ask for ask in asks if not spared_by(scene, ask)),
        )

    def score(self) -> tuple[Any, ...]:
        """PL-4: papers, copies, positions, then the listing."""
        copies: dict[str, int] = {}
        for ask in self.handing:
            copies[ask.paper] = max(ask.copies, copies.get(ask.paper, 0))
        listing = sorted(self.positions.items())
        return len(copies), sum(copies.values()), sum(self.positions.values()), listing

    def added(self, handed_in: Iterable[HandedIn]) -> list[str]:
        """
        RD-6: the papers that the matters do not hand in already.

        Args:
            handed_in: What the matters hand in, all mechanisms in force.

        Returns:
            Papers, sorted.
        """
        already = {
            one.paper for one in handed_in if may_be_shared(self.scene, one.paper.split(" of ")[0])
        }
        return sorted({ask.paper for ask in self.handing} - already)

    def outcome(self, row: Row, position: int, ask: Ask) -> str:
        """PL-7: what becomes of one paper of one of the rows."""
        if not row.applies:
            return "not_applicable"
        if row.need == "optional":
            return "optional"
        if position not in row.open:
            return "not_applicable"
        if self.positions[row.place] != position:
            return "not_chosen"
        if spared_by(self.scene, ask):
            return "spared"
        return "deferred" if ask.deferrable else "submit"


def spared_by(scene: Scene, ask: Ask) -> set[str]:
    """RD-6: exemptions without `matters` spare, and the output of an applying matter."""
    found = {by for _, by in ask.exemptions}
    wanted_as_it_was = ask.existing or ask.paper in scene.held
    if candidates(scene, ask) and not wanted_as_it_was:
        found.add("output")
    return found
