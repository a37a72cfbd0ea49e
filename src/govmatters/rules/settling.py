"""
One component in one situation: waits, deadlocks, and the exact choice (rules PL-2 to PL-5).

Everything here is plain truth: nodes of the network have been evaluated, so that the rules
can be read as they are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from math import prod

import attrs

from govmatters.model import Mechanism, Need, Paper
from govmatters.rules.choosing import choose
from govmatters.rules.components import Component
from govmatters.rules.exemptions import LIFTS_WAITS
from govmatters.rules.programs import Alternative, Ground, Occurrence, Row

__all__ = ["ALL", "BIT", "STRUCTURAL", "Asked", "Handing", "Item", "Local", "Settled", "bits_of"]

BIT = {mechanism: 1 << place for place, mechanism in enumerate(Mechanism)}
"""A set of mechanisms is a number; this is the bit of each."""

ALL = sum(BIT.values())
"""All mechanisms."""

STRUCTURAL = BIT[Mechanism.OUTPUT] | BIT[Mechanism.SHARE] | BIT[Mechanism.ONE_FORM]
"""The mechanisms that only a bundle brings."""

_MANY = 128
"""With no more choices than this all are tried; beyond, the solver searches."""

Item = tuple[Paper, int | None]
"""What is handed in once: a paper, and the place it is counted for if it is not shared."""


def bits_of(mechanisms: Iterable[Mechanism]) -> int:
    """Write a set of mechanisms as a number."""
    total = 0
    for mechanism in mechanisms:
        total |= BIT[mechanism]
    return total


@attrs.frozen
class Handing:
    """
    A paper in an open alternative of a row that applies.

    Attributes:
        row: The row.
        occurrence: The paper.
        grounds: The exemptions that hold.
        spared_by: Their mechanisms, as bits.
        issuers: Who issues it for this matter (PL-5), sorted.
        makes_wait: Whether the matter waits for the issuers.
        may_flow: Whether an issuer's output can stand in for it (EX-4).
    """

    row: Row
    occurrence: Occurrence
    grounds: tuple[Ground, ...]
    spared_by: int
    issuers: tuple[int, ...]
    makes_wait: bool
    may_flow: bool

    @property
    def can_flow(self) -> bool:
        """Whether an output stands in for it as long as no circle stops it."""
        return self.may_flow and bool(self.issuers)

    @property
    def counts_now(self) -> bool:
        """Whether the paper is due now, not later (容缺后补, EX-5)."""
        return self.row.material.need is not Need.DEFERRABLE


@attrs.frozen
class Asked:
    """A row that applies and counts, with its open alternatives."""

    row: Row
    alternatives: tuple[Alternative, ...]
    handings: tuple[tuple[Handing, ...], ...]


@attrs.frozen
class Settled:
    """
    A choice of alternatives, and what follows from it.

    Attributes:
        choice: The place of the chosen alternative of each asked row.
        handings: (a paper of a chosen alternative, whether it is deadlocked, whether an
            output stands in for it).
        dead: The deadlocked papers.
        items: What is handed in, and in how many copies.
    """

    choice: tuple[int, ...]
    handings: tuple[tuple[Handing, bool, bool], ...]
    dead: frozenset[Paper]
    items: Mapping[Item, int]

    @property
    def merit(self) -> tuple[int, int, int]:
        """What makes choices equally good: deadlocked papers, papers, copies; less is better."""
        return len(self.dead), len(self.items), sum(self.items.values())


class Local:
    """
    A component in one situation.

    Args:
        component: The component.
        truths: The truth of each of its nodes, in their order.
        budget: How many conflicts the solver may meet in one choice.
    """

    def __init__(self, component: Component, truths: Iterable[int], budget: int) -> None:
        self.component = component
        self.program = component.program
        self.budget = budget
        self._truth = dict(zip(component.nodes, truths, strict=True))
        self._settled: dict[int, Settled] = {}

    def holds(self, node: int) -> bool:
        """Say whether a node is true here."""
        return bool(self._truth[node])

    @cached_property
    def is_together(self) -> bool:
        """Whether the bundle is not refused, so that its matters are handled together (AP-5)."""
        return self.holds(self.program.accepted)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The rows that apply, count and can be met, in the order of places and rows."""
        return tuple(self._asked(self._awaited_by()))

    def _asked(self, awaited_by: Mapping[int, frozenset[int]]) -> Iterator[Asked]:
        for row, alternatives in self._open_rows():
            handings = tuple(
                tuple(self._handing(row, o, awaited_by) for o in alternative.occurrences)
                for alternative in alternatives
            )
            yield Asked(row, alternatives, handings)

    def _open_rows(self) -> Iterator[tuple[Row, tuple[Alternative, ...]]]:
        """AP-2: rows that apply, with the alternatives that are open."""
        for row in self.component.rows:
            if not row.is_optional and self.holds(row.asked):
                alternatives = tuple(one for one in row.alternatives if self.holds(one.open))
                if alternatives:
                    yield row, alternatives

    def _issuing(self, occurrence: Occurrence) -> tuple[int, ...]:
        """The other applying matters that output a paper, before any is dropped."""
        if not self.is_together:
            return ()
        uses = self.program.uses
        return tuple(i for i in occurrence.issuers if self.holds(uses[i].active))

    def _makes_wait(self, row: Row, occurrence: Occurrence) -> bool:
        """PL-5: a paper makes a wait unless it is there, is deferred, or need not be awaited."""
        lifted = any(
            ground.mechanism in LIFTS_WAITS and self.holds(ground.node)
            for ground in occurrence.grounds
        )
        material = row.material
        deferred = material.need is Need.DEFERRABLE
        return not (lifted or deferred or material.existing or self.holds(occurrence.held))

    def _awaited_by(self) -> dict[int, frozenset[int]]:
        """PL-5: for each place all that it could wait for, over all open alternatives."""
        if not self.component.is_circular:
            return {}
        waits = set(self.after_pairs())
        for row, alternatives in self._open_rows():
            for alternative in alternatives:
                for occurrence in alternative.occurrences:
                    if row.use is not None and self._makes_wait(row, occurrence):
                        waits.update((row.use, issuer) for issuer in self._issuing(occurrence))
        return _closure(waits)

    def after_pairs(self) -> Iterator[tuple[int, int]]:
        """Give (who waits, for whom) that the bundle's order demands here."""
        return ((one, other) for one, other, node in self.component.after if self.holds(node))

    def _handing(
        self, row: Row, occurrence: Occurrence, awaited_by: Mapping[int, frozenset[int]]
    ) -> Handing:
        issuing = self._issuing(occurrence)
        free = tuple(i for i in issuing if row.use not in awaited_by.get(i, ()))
        grounds = tuple(ground for ground in occurrence.grounds if self.holds(ground.node))
        return Handing(
            row=row,
            occurrence=occurrence,
            grounds=grounds,
            spared_by=bits_of(ground.mechanism for ground in grounds),
            issuers=free or issuing,
            makes_wait=self._makes_wait(row, occurrence),
            may_flow=not row.material.existing and not self.holds(occurrence.held),
        )

    def settled(self, mechanisms: int = ALL) -> Settled:
        """
        Choose alternatives exactly, with some mechanisms in force (PL-4).

        Args:
            mechanisms: Bits of those in force; a refused bundle has no structural ones.

        Returns:
            The best choice and what follows from it.

        Raises:
            BudgetSpentError: If the solver would need more than the budget.
        """
        mechanisms = self.in_force(mechanisms)
        if mechanisms not in self._settled:
            self._settled[mechanisms] = self._best(mechanisms)
        return self._settled[mechanisms]

    def in_force(self, mechanisms: int) -> int:
        """AP-5: a refused bundle has no structural mechanisms."""
        return mechanisms if self.is_together else mechanisms & ~STRUCTURAL

    def _best(self, mechanisms: int) -> Settled:
        counts = [range(len(asked.alternatives)) for asked in self.asked]
        if prod([len(count) for count in counts]) > _MANY:
            return self.outcome(choose(self, mechanisms), mechanisms)
        outcomes = [self.outcome(choice, mechanisms) for choice in product(*counts)]
        return outcomes[0] if len(outcomes) == 1 else min(outcomes, key=self._order)

    def _order(self, settled: Settled) -> tuple[tuple[int, int, int], int, tuple[int, ...]]:
        """PL-4: the objective, in its order."""
        positions = tuple(
            asked.alternatives[place].position
            for asked, place in zip(self.asked, settled.choice, strict=True)
        )
        return settled.merit, sum(positions), positions

    def outcome(self, choice: tuple[int, ...], mechanisms: int) -> Settled:
        """Follow a choice: waits, deadlocks, outputs that flow, papers handed in."""
        chosen = [
            handing
            for asked, place in zip(self.asked, choice, strict=True)
            for handing in asked.handings[place]
        ]
        reach = self._reach(chosen)
        handings = tuple((one, *_circle(one, reach)) for one in chosen)
        items: dict[Item, int] = {}
        for handing, _, flows in handings:
            item = self.item(handing, mechanisms, flows=flows)
            if item is not None:
                items[item] = max(items.get(item, 0), handing.row.material.copies)
        dead = frozenset(one.occurrence.paper for one, is_dead, _ in handings if is_dead)
        return Settled(choice, handings, dead, items)

    def _reach(self, chosen: Iterable[Handing]) -> Mapping[int, frozenset[int]]:
        if not self.component.is_circular:
            return {}
        waits = set(self.after_pairs())
        for one in chosen:
            if one.makes_wait and one.row.use is not None:
                waits.update((one.row.use, issuer) for issuer in one.issuers)
        return _closure(waits)

    def item(self, handing: Handing, mechanisms: int, *, flows: bool) -> Item | None:
        """PL-2, PL-3: what handing in a paper comes to, or None if it is spared."""
        spared_by = handing.spared_by | (BIT[Mechanism.OUTPUT] if flows else 0)
        if spared_by & mechanisms:
            return None
        place = None if mechanisms & BIT[Mechanism.SHARE] else handing.row.use
        occurrence, form = handing.occurrence, self.component.form
        if (
            form
            and mechanisms & BIT[Mechanism.ONE_FORM]
            and (occurrence.paper.type in form.replaces)
        ):
            if self.form_spared_by & mechanisms:
                return None
            return form.paper, None if mechanisms & BIT[Mechanism.SHARE] else -1
        return occurrence.paper, place if occurrence.owner is None else occurrence.owner

    @cached_property
    def form_mechanisms(self) -> frozenset[Mechanism]:
        """PL-3: the mechanisms that spare the bundle's form itself."""
        form = self.component.form
        grounds = form.grounds if form else ()
        return frozenset(ground.mechanism for ground in grounds if self.holds(ground.node))

    @cached_property
    def form_spared_by(self) -> int:
        """The same, as bits."""
        return bits_of(self.form_mechanisms)


def _closure(waits: Iterable[tuple[int, int]]) -> dict[int, frozenset[int]]:
    """For each place all that it waits for, directly or through others."""
    direct: dict[int, set[int]] = {}
    for one, other in sorted(waits):
        direct.setdefault(one, set()).add(other)
    found: dict[int, frozenset[int]] = {}
    for start, awaited in direct.items():
        reached: set[int] = set()
        left = list(awaited)
        while left:
            place = left.pop()
            if place not in reached:
                reached.add(place)
                left.extend(direct.get(place, ()))
        found[start] = frozenset(reached)
    return found


def _circle(handing: Handing, reach: Mapping[int, frozenset[int]]) -> tuple[bool, bool]:
    """PL-5, EX-4: whether a paper is deadlocked, and whether an output stands in for it."""
    waiting = [handing.row.use in reach.get(issuer, ()) for issuer in handing.issuers]
    if not waiting:
        return False, False
    return handing.makes_wait and all(waiting), handing.may_flow and not all(waiting)
