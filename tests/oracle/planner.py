"""The plan by brute force: every choice of alternatives is tried (PL-1 to PL-4)."""

from __future__ import annotations

import itertools
from functools import cached_property

import attrs
from tests.oracle.scene import Ask, Row, Scene, exempts
from tests.oracle.waits import (
    Issuers,
    Waits,
    deadlocked,
    issuers,
    makes_wait,
    reachable,
    spared_by_output,
    waits,
)

__all__ = ["MECHANISMS", "Best", "HandedIn", "Planner", "may_be_shared"]

MECHANISMS = frozenset(
    {
        "output",
        "licence",
        "data",
        "check",
        "commitment",
        "prefill",
        "reuse",
        "share",
        "one_form",
    }
)
Listing = tuple[tuple[str, int, int], ...]
LOST_WITH_THE_BUNDLE = {"output", "share", "one_form"}


@attrs.frozen(order=True)
class HandedIn:
    """
    One paper that is handed in and counts as one.

    Attributes:
        paper: As text.
        where: The matter that it is handed in to; empty if it is handed in once for all.
        copies: How many.
    """

    paper: str
    where: str
    copies: int


@attrs.frozen
class Choice:
    """
    One alternative for each row that counts, and what follows whatever is in force.

    Attributes:
        positions: (matter, place) → position of the alternative.
        asks: The papers of the chosen alternatives.
        waits: Who waits for whom.
        reach: The same, directly or through others.
        deadlocked: The asks that nobody can obtain.
        output: The asks that an earlier matter issues.
    """

    positions: dict[tuple[str, int], int]
    asks: tuple[Ask, ...]
    waits: Waits
    reach: Waits
    deadlocked: frozenset[Ask]
    output: frozenset[Ask]

    @property
    def listing(self) -> Listing:
        """PL-4: the sorted list of (matter, row, alternative)."""
        return _listing(self.positions)

    def but(self, row: tuple[str, int], position: int) -> Listing:
        """Give the listing of the choice that takes another alternative for one row."""
        return _listing(self.positions | {row: position})


def _listing(positions: dict[tuple[str, int], int]) -> Listing:
    return tuple(sorted((key, place, position) for (key, place), position in positions.items()))


@attrs.frozen
class Best:
    """
    The best choice for the mechanisms in force.

    Attributes:
        choice: The choice.
        handed_in: What is handed in.
        equally_good: (matter, place) → other positions that cost no more deadlocks, papers or
            copies, all else as it is.
    """

    choice: Choice
    handed_in: tuple[HandedIn, ...]
    equally_good: dict[tuple[str, int], list[int]]


@attrs.frozen(slots=False)
class Planner:
    """Tries every choice of one scene."""

    scene: Scene

    @cached_property
    def issued_by(self) -> Issuers:
        """PL-5: who issues each paper."""
        return issuers(self.scene)

    @cached_property
    def choices(self) -> list[Choice]:
        """PL-2: every way to take one open alternative for each row that counts."""
        rows = [row for row in self.scene.rows if row.counts]
        return [self._choice(rows, taken) for taken in itertools.product(*(r.open for r in rows))]

    def _choice(self, rows: list[Row], taken: tuple[int, ...]) -> Choice:
        asks = tuple(
            ask
            for row, position in zip(rows, taken, strict=True)
            for ask in row.alternatives[position]
        )
        waiting = waits(self.scene, self.issued_by, asks)
        reach = reachable(waiting)
        facts = (self.scene, self.issued_by)
        return Choice(
            positions={
                (row.matter, row.place): position for row, position in zip(rows, taken, strict=True)
            },
            asks=asks,
            waits=waiting,
            reach=reach,
            deadlocked=frozenset(ask for ask in asks if deadlocked(*facts, ask, reach)),
            output=frozenset(ask for ask in asks if spared_by_output(*facts, ask, reach)),
        )

    def makes_wait(self, ask: Ask) -> bool:
        """PL-5: whether its matter waits for whoever issues it."""
        return makes_wait(self.scene, ask)

    @cached_property
    def open(self) -> dict[tuple[str, int], tuple[int, ...]]:
        """AP-2: (matter, place) → the open alternatives of each row that counts."""
        return {(row.matter, row.place): row.open for row in self.scene.rows if row.counts}

    def in_force(self, mechanisms: frozenset[str]) -> frozenset[str]:
        """AP-5: a refused bundle's matters are planned without what the bundle would bring."""
        return mechanisms - LOST_WITH_THE_BUNDLE if self.scene.bundle_refused else mechanisms

    def best(self, mechanisms: frozenset[str] = MECHANISMS) -> Best:
        """
        PL-4: take the choice that is least, in the rule's order.

        Args:
            mechanisms: Those in force.
        """
        scored = []
        for choice in self.choices:
            papers = self.handed_in(choice, mechanisms)
            scored.append(((_score(choice, papers), choice.listing), choice, papers))
        (least, _), choice, papers = min(scored, key=lambda one: one[0])
        scores = {other.listing: score for (score, _), other, _ in scored}
        equally_good = {
            row: [
                at
                for at in self.open[row]
                if at != position and scores[choice.but(row, at)][:3] == least[:3]
            ]
            for row, position in choice.positions.items()
        }
        return Best(choice=choice, handed_in=papers, equally_good=equally_good)

    def spared_by(self, choice: Choice, ask: Ask, mechanisms: frozenset[str]) -> set[str]:
        """PL-2, EX-6: all mechanisms in force that spare a paper in its matter."""
        found = {by for _, by in ask.exemptions}
        if ask in choice.output:
            found.add("output")
        return found & self.in_force(mechanisms)

    def is_replaced(self, ask: Ask, mechanisms: frozenset[str]) -> bool:
        """PL-3: the bundle's form stands for the paper, if it is handed in."""
        form = self.scene.bundle.get("form", {"replaces": []})
        return "one_form" in self.in_force(mechanisms) and ask.type in form["replaces"]

    def form_is_spared(self, mechanisms: frozenset[str]) -> bool:
        """PL-3: an exemption in force, for any applying matter, spares the bundle's form."""
        return any(by in mechanisms for _, by in self.form_exemptions())

    def form_exemptions(self) -> list[tuple[str, str]]:
        """PL-3: the exemptions that spare the bundle's form, with their mechanisms."""
        form = self.scene.bundle["form"]["is"]
        return [
            (exemption["id"], exemption["by"])
            for exemption in self.scene.document.get("exemptions", [])
            if exemption["of"] == form
            and any(
                exempts(self.scene, exemption, key, self._applicants_roles(key))
                for key in self.scene.matters
            )
        ]

    def _applicants_roles(self, key: str) -> set[str]:
        """Name the matter's own roles that the bundle maps to `applicant`."""
        mapped = self.scene.roles[key]
        own = {"applicant", *self.scene.matters[key]["roles"], *mapped}
        return {role for role in own if mapped.get(role, role) == "applicant"}

    def handing(self, choice: Choice, mechanisms: frozenset[str]) -> list[Ask]:
        """PL-2, PL-3: the chosen papers that nothing spares; as themselves or as the form."""
        return [
            ask
            for ask in choice.asks
            if not self.spared_by(choice, ask, mechanisms)
            and not (self.is_replaced(ask, mechanisms) and self.form_is_spared(mechanisms))
        ]

    def handed_in(self, choice: Choice, mechanisms: frozenset[str]) -> tuple[HandedIn, ...]:
        """
        PL-3: what is handed in.

        Args:
            choice: The chosen alternatives.
            mechanisms: Those in force.

        Returns:
            Sorted; as many as `count` says.
        """
        copies: dict[tuple[str, str], int] = {}
        for ask in self.handing(choice, mechanisms):
            kind, paper, where = ask.type, ask.paper, ask.matter
            if self.is_replaced(ask, mechanisms):
                kind = self.scene.bundle["form"]["is"]
                paper, where = f"{kind} of applicant", "the bundle"
            if "share" in self.in_force(mechanisms) and may_be_shared(self.scene, kind):
                where = ""
            copies[paper, where] = max(ask.copies, copies.get((paper, where), 0))
        return tuple(sorted(HandedIn(*key, number) for key, number in copies.items()))

    def rows_handed_in(self, choice: Choice, mechanisms: frozenset[str]) -> int:
        """RD-5: how many rows have a paper handed in, as itself or as the bundle's form."""
        return len({(ask.matter, ask.place) for ask in self.handing(choice, mechanisms)})


def _score(choice: Choice, papers: tuple[HandedIn, ...]) -> tuple[int, int, int, int]:
    """PL-4: (deadlocked papers, papers, copies, positions)."""
    return (
        len({ask.paper for ask in choice.deadlocked}),
        len(papers),
        sum(paper.copies for paper in papers),
        sum(choice.positions.values()),
    )


def may_be_shared(scene: Scene, kind: str) -> bool:
    """PL-1: whether two matters may mean the same paper of a type."""
    return bool(scene.document["material_types"][kind].get("shared", True))
