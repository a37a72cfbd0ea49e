"""
A bundle compiled for a day and a region: every condition a node of one network.

The classes here are what compilation makes and what planning reads. Truths are nodes of
the network; places of matters in the bundle are numbers, in the order of their keys.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property

import attrs

from govmatters.model import APPLICANT, Bundle, Finding, Material, Matter, Mechanism, Need, Paper
from govmatters.registry import Registry
from govmatters.situations import FALSE, Block, Network

__all__ = ["Alternative", "Form", "Ground", "Occurrence", "OneOf", "Program", "Row", "Use"]


@attrs.frozen(kw_only=True)
class Use:
    """
    A matter's place in the bundle.

    Attributes:
        key: How plans name it.
        matter: The matter on the day, with what it inherits.
        applies: Node: it applies (AP-1).
        active: Node: it applies and its handling condition is met (AP-5).
        refused: Node: it applies and its handling condition is not met.
        subjects: (the matter's role, the bundle's role), sorted, with ``applicant``.
    """

    key: str
    matter: Matter
    applies: int
    active: int
    refused: int
    subjects: tuple[tuple[str, str], ...]


@attrs.frozen
class Ground:
    """An exemption that may spare a paper, and the node that says when."""

    exemption: str
    mechanism: Mechanism
    node: int


@attrs.frozen(kw_only=True)
class Occurrence:
    """
    A paper in one alternative of a row.

    Attributes:
        paper: In the bundle's roles.
        owner: The place whose own paper it is, if its type is not shared (PL-1).
        grounds: What may spare it.
        issuers: Other places that issue it, sorted.
        held: Node: the applicant holds it already.
    """

    paper: Paper
    owner: int | None
    grounds: tuple[Ground, ...]
    issuers: tuple[int, ...]
    held: int

    @property
    def unit(self) -> tuple[Paper, int | None]:
        """What tells papers apart."""
        return self.paper, self.owner


@attrs.frozen(kw_only=True)
class Alternative:
    """
    One alternative of a row.

    Attributes:
        position: From 1, in the order that the analyst prefers.
        open: Node: its ``when`` holds.
        condition: The text of its ``when``.
        occurrences: Its papers.
    """

    position: int
    open: int
    condition: str | None
    occurrences: tuple[Occurrence, ...]


@attrs.frozen(kw_only=True)
class Row:
    """
    A row of a matter's list, as far as a component goes.

    Attributes:
        use: The place that asks; None for the bundle's own rows.
        place: From 1, in the matter's whole list, of whatever day.
        material: The row as it was written.
        active: Node: the matter asks for anything at all.
        asked: Node: the row applies.
        unmet: Node: it applies, counts, and all its alternatives are closed (AP-2).
        alternatives: At least one.
    """

    use: int | None
    place: int
    material: Material
    active: int
    asked: int
    unmet: int
    alternatives: tuple[Alternative, ...]

    @property
    def is_optional(self) -> bool:
        """Whether the row has no part in counts (AP-2)."""
        return self.material.need is Need.OPTIONAL


@attrs.frozen(kw_only=True)
class Form:
    """
    The bundle's one form (PL-3).

    Attributes:
        paper: The form, of the applicant.
        replaces: Material types.
        grounds: What may spare the form itself, in any applying matter.
    """

    paper: Paper
    replaces: frozenset[str]
    grounds: tuple[Ground, ...]


@attrs.frozen(kw_only=True)
class OneOf:
    """
    Places of which exactly one applies (AP-1).

    Attributes:
        uses: The places that exist on the day.
        conflict: Node: two or more apply.
        none: Node: none applies although one must.
    """

    uses: tuple[int, ...]
    conflict: int
    none: int


@attrs.frozen(kw_only=True)
class Program:
    """
    A bundle compiled for a day and a region.

    Attributes:
        registry: What it was compiled from.
        bundle: The bundle.
        on: The day.
        region: Code of the region where the bundle is handled.
        network: All conditions.
        blocks: The situations' factors: every atom that matters.
        known: Truths that the bundle or the questions' ranges settle.
        accepted: Node: the bundle is not refused (AP-5).
        uses: Places, in the order of their keys.
        one_ofs: Choices of matters.
        rows: Rows of all matters, by place and row.
        own_rows: The bundle's own rows (RD-6).
        after: (who waits, for whom, node: both are active), sorted.
        form: The bundle's one form.
        findings: What compilation noticed, such as a matter outside its days.
    """

    registry: Registry
    bundle: Bundle
    on: dt.date
    region: str
    network: Network
    blocks: tuple[Block, ...]
    accepted: int
    uses: tuple[Use, ...]
    one_ofs: tuple[OneOf, ...]
    rows: tuple[Row, ...]
    own_rows: tuple[Row, ...]
    after: tuple[tuple[int, int, int], ...]
    form: Form | None
    findings: tuple[Finding, ...]

    @cached_property
    def ranks(self) -> dict[tuple[Paper, int | None], int]:
        """Where a paper stands in lists: the form first, then as rows first ask for it."""
        units: list[tuple[Paper, int | None]] = [(self.form.paper, None)] if self.form else []
        for row in (*self.rows, *self.own_rows):
            units += [one.unit for way in row.alternatives for one in way.occurrences]
        return {unit: rank for rank, unit in enumerate(dict.fromkeys(units))}

    def rank(self, use: int | None, place: int, unit: tuple[Paper, int | None]) -> int:
        """Rank a paper of a row by matter, row and paper; the bundle's own rows come last."""
        number = len(self.uses) if use is None else use
        return (number * self._breadth + place) * self._breadth + self.ranks[unit]

    @cached_property
    def _breadth(self) -> int:
        """More than any row's place and any paper's rank: small numbers sort twice as fast."""
        places = [row.place for row in (*self.rows, *self.own_rows)]
        return 1 + max([len(self.ranks), *places])

    @cached_property
    def subjects(self) -> tuple[str, ...]:
        """Whose papers there can be: the bundle's roles, and those that its rows name."""
        found = {APPLICANT, *(self.bundle.roles or ())}
        found.update(mapped for use in self.uses for _, mapped in use.subjects)
        found.update(paper.subject for paper, _ in self.ranks)
        return tuple(sorted(found))

    @cached_property
    def refusing(self) -> tuple[Use, ...]:
        """The places that some facts refuse."""
        return tuple(use for use in self.uses if use.refused != FALSE)

    @cached_property
    def closing(self) -> tuple[Row, ...]:
        """The rows whose alternatives some facts all close."""
        return tuple(row for row in (*self.rows, *self.own_rows) if row.unmet != FALSE)

    def name(self, use: int | None) -> str:
        """Name who asks: the matter's key, or the bundle's id for its own rows."""
        return self.bundle.id if use is None else self.uses[use].key
