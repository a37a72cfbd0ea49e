"""What authorities must provide to each other, and what may not be shared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from govmatters.measures.supplies import Means, Pair, Use

__all__ = ["NegativeList", "Provision", "Responsibility", "ResponsibilityList", "Withheld"]


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
