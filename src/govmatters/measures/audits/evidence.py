"""Behind a verdict: the rows and amounts that make a number, and what is missing."""

from __future__ import annotations

from enum import StrEnum

import attrs

from govmatters.model import Confidence, Mechanism, Paper
from govmatters.rules.plans import Outcome

__all__ = ["Amount", "AuditRow", "Basis", "Lack", "Missing"]


class Lack(StrEnum):
    """What would have to be known to check a claim; ``subjects`` of `Missing` say of whom."""

    LISTS = "lists"
    DAYS = "days"
    TRIPS = "trips"
    COUNTS = "counts"
    PUBLISHED_LIST = "published_list"
    ROWS = "rows"
    ANSWERS = "answers"
    SITUATIONS = "situations"
    ACCEPTANCE = "acceptance"


@attrs.frozen
class Missing:
    """
    Something without which a claim cannot be checked.

    Attributes:
        what: What it is.
        subjects: Of whom: keys of matters for ``lists``, ``days``, ``trips`` and ``rows``;
            ids of questions, in the order worth asking, for ``answers`` and ``situations``;
            who refuses, for ``acceptance``; else empty.
    """

    what: Lack
    subjects: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class AuditRow:
    """
    A row with one of its papers, as far as it makes a number of materials.

    Attributes:
        matter: The matter's key; the bundle's id for its own rows and its form.
        row: Place of the row in the matter's list, from 1; None for the bundle's form.
        name: The row as the official list prints it, if known.
        paper: The paper, in the bundle's roles.
        outcomes: What becomes of the paper in the matter, over the situations that count.
        mechanisms: By what it is spared where it is, in their standard order.
        always: Whether it is handed in, or asked for before, in all of these situations.
        listed: Whether the published list has the paper; None if no list is published.
        confidence: How sure the row is, or else its matter.
    """

    matter: str
    row: int | None
    name: str | None
    paper: Paper
    outcomes: tuple[Outcome, ...]
    mechanisms: tuple[Mechanism, ...]
    always: bool
    listed: bool | None
    confidence: Confidence | None


class Basis(StrEnum):
    """On what an amount rests."""

    PROMISED = "promised"
    STATUTORY = "statutory"
    STATED = "stated"
    RULE = "rule"
    UNSTATED = "unstated"


@attrs.frozen(kw_only=True)
class Amount:
    """
    What a matter, a circle of matters or a desk adds to days, trips or steps.

    Attributes:
        matters: Keys of the matters; the bundle's id for what the bundle makes itself.
        number: How many; None if no record states it.
        basis: On what it rests: ``rule`` where PL-6 counts one because nobody states it.
        desk: The window, or id of the authority, where trips are counted by desks.
        always: Whether it is there in all situations that count.
    """

    matters: tuple[str, ...]
    number: int | None
    basis: Basis
    desk: str | None = None
    always: bool = True
