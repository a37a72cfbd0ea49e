"""What authorities need of each other: lists of demand, of responsibility, of what is withheld."""

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
    "NegativeList",
    "Pair",
    "Provision",
    "Responsibility",
    "ResponsibilityList",
    "Supplier",
    "Supply",
    "Use",
    "Withheld",
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


@attrs.frozen(kw_only=True)
class Provision:
    """
    What a supplier must provide to one authority.

    Attributes:
        type: Id of the material type.
        to: Id of the authority that needs it; None: the matter states none.
        matters: Ids of the supplier's matters that issue the paper.
        unshareable: Whether its data may not be shared on the day.
        uses: For what, as in `Demand`.
    """

    type: str
    to: str | None
    matters: tuple[str, ...]
    unshareable: bool
    uses: tuple[Use, ...]


@attrs.frozen(kw_only=True)
class Responsibility:
    """
    What one authority must provide.

    Attributes:
        authority: Id of the authority; None: of these, nobody is known to have them.
        provisions: By type, then by whom they are for.
    """

    authority: str | None
    provisions: tuple[Provision, ...]

    @property
    def pairs(self) -> Iterator[Pair]:
        """Every use, as `Demand.pairs` has it."""
        for one in self.provisions:
            for use in one.uses:
                yield self.authority, one.to, one.type, use.noun, use.id, use.paper


@attrs.frozen(kw_only=True)
class ResponsibilityList:
    """
    The responsibility list (责任清单): the demand list seen from the suppliers.

    Attributes:
        on: The day.
        region: As in `DemandList`.
        digest: Of the registry.
        responsibilities: By authority; what nobody is known to have comes last.
    """

    on: dt.date
    region: str | None
    digest: str
    responsibilities: tuple[Responsibility, ...]


@attrs.frozen(kw_only=True)
class Withheld:
    """
    A material type whose data may not be shared.

    Attributes:
        type: Its id.
        basis: By which law; None: none is stated.
        since: The first day on which they may not.
        until: The last day on which they may not.
        uses: What asks for it all the same, by noun, id and paper.
        means: The exemptions by licence, data or check that therefore cannot hold, by id.
    """

    type: str
    basis: str | None
    since: dt.date | None
    until: dt.date | None
    uses: tuple[Use, ...]
    means: tuple[Means, ...]


@attrs.frozen(kw_only=True)
class NegativeList:
    """
    The negative list (负面清单): what may not be shared on the day.

    Attributes:
        on: The day.
        region: Code of the region whose matters and exemptions are looked at; None: all.
        digest: Of the registry.
        withheld: By type.
    """

    on: dt.date
    region: str | None
    digest: str
    withheld: tuple[Withheld, ...]
