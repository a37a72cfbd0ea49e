"""What authorities need of each other, and how they get it today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

import attrs

from govmatters.conditions import Condition
from govmatters.model import Mechanism, Need, Paper

__all__ = [
    "AskedRow",
    "Demand",
    "DemandList",
    "Means",
    "Pair",
    "Supplier",
    "Supply",
    "Use",
]

Pair = tuple[str | None, str | None, str, str, str, Paper]
"""(supplier, who needs it, material type, noun and id of what asks, paper)."""


class Supply(StrEnum):
    """Whether what is needed comes from authorities, or from the applicant."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"

    @property
    def name_zh(self) -> str:
        """The state's Chinese name."""
        return {"met": "已保障", "partly": "部分保障", "unmet": "未保障"}[self.value]


@attrs.frozen(kw_only=True)
class Means:
    """
    An exemption that may spare a paper where it is asked for.

    Attributes:
        exemption: Its id.
        by: The mechanism.
        when: The condition under which it does; None: always.
        basis: By which law or document.
    """

    exemption: str
    by: Mechanism
    when: Condition | None = None
    basis: str | None = None


@attrs.frozen(kw_only=True)
class AskedRow:
    """
    One place of a list that asks for a paper.

    Attributes:
        place: The row's place in its list, from 1.
        alternative: The place of the alternative in the row, from 1; None: the row has but one.
        name: The row as the official list prints it.
        need: Required, optional or deferrable.
        when: All conditions under which the paper is asked for there; empty: always.
    """

    place: int
    alternative: int | None
    name: str | None
    need: Need
    when: tuple[Condition, ...]


@attrs.frozen(kw_only=True)
class Use:
    """
    A paper that a matter, or a bundle with rows of its own, asks for.

    Attributes:
        noun: ``matter`` or ``bundle``.
        id: Of the matter or bundle.
        paper: In the matter's own roles.
        rows: Where it asks, in the order of the list; at least one.
        supply: Met if some exemption by licence, data or check holds without a condition,
            partly if only under conditions, else unmet.
        means: Those exemptions, by id.
        otherwise: The exemptions by other mechanisms: they spare the paper, and supply nothing.
    """

    noun: str
    id: str
    paper: Paper
    rows: tuple[AskedRow, ...]
    supply: Supply
    means: tuple[Means, ...]
    otherwise: tuple[Means, ...]


@attrs.frozen(kw_only=True)
class Supplier:
    """
    An authority that has what is needed.

    Attributes:
        authority: Its id.
        matters: Ids of its matters that issue the paper; empty: it defined the e-licence's type.
    """

    authority: str
    matters: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Demand:
    """
    What one authority needs, and of whom.

    Attributes:
        authority: Id of the authority that needs it; None: the matter states none.
        type: Id of the material type.
        suppliers: Who has it; empty: nobody is known to.
        unshareable: Whether its data may not be shared on the day.
        uses: For what, by noun, id and paper; at least one.
    """

    authority: str | None
    type: str
    suppliers: tuple[Supplier, ...]
    unshareable: bool
    uses: tuple[Use, ...]

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every supplier with every use; None for a supplier whom nobody knows."""
        known: list[str | None] = [one.authority for one in self.suppliers]
        for supplier in known or [None]:
            for use in self.uses:
                yield supplier, self.authority, self.type, use.noun, use.id, use.paper


@attrs.frozen(kw_only=True)
class DemandList:
    """
    The demand-and-supply list (供需对接清单).

    Attributes:
        on: The day.
        region: Code of the region whose matters are looked at; None: all.
        digest: Of the registry.
        demands: By authority, type and suppliers; those of unknown authorities last.
    """

    on: dt.date
    region: str | None
    digest: str
    demands: tuple[Demand, ...]
