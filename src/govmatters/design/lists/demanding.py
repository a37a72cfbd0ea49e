"""Which authority needs which paper of which other, for what, and how it gets it today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from govmatters.checks.sharing import SHARING
from govmatters.checks.sparing import is_governments
from govmatters.codes.successions import refuse_abolished
from govmatters.design.lists.asking import Asker, askers_of, papers_of
from govmatters.design.lists.suppliers import Suppliers
from govmatters.measures.supplies import (
    AskedRow,
    Demand,
    DemandList,
    Means,
    Supplier,
    Supply,
    Use,
)
from govmatters.model import Exemption, MaterialKind, MaterialType, Paper
from govmatters.registry import Registry
from govmatters.rules.exemptions import exemptions_for

__all__ = ["demand_list", "in_order", "means_of", "order_of"]

_Key = tuple[str | None, str, tuple[Supplier, ...]]


def demand_list(registry: Registry, *, on: dt.date, region: str | None = None) -> DemandList:
    """
    List which authority needs which paper of which other (供需对接清单).

    A paper is on the list if the government issues it: its type says so, or some matter of the
    day issues it; or if, where it is asked for, some exemption by licence, data or check may
    spare it; or if its data may not be shared. Forms never are.

    Args:
        registry: Any.
        on: The day.
        region: Code of a region: only what its matters and bundles ask for; None: everywhere.

    Returns:
        The demands. Each such paper of each matter, and of each bundle's own rows, stands in
        exactly one; where nobody is known to have it, the demand has no supplier.

    Raises:
        UnknownIdError: If there is no such region.
        AbolishedRegionError: If the region was abolished before the day.
        InvalidEntryError: If the region begins later.

    Examples:
        >>> import datetime, govmatters as gm
        >>> found = gm.demand_list(gm.load(), on=datetime.date(2026, 7, 1), region="430100")
        >>> one = next(one for one in found.demands if one.type == "death_certificate")
        >>> one.authority, one.suppliers[0].authority
        ('changsha_civil_affairs', 'changsha_health')

    Source:
        LI-1 to LI-3 in docs/lists.md.
    """
    if region is not None:
        refuse_abolished(region, registry.geography, on)
    suppliers = Suppliers(registry, on)
    banned = {one.id for one in registry.on(on).material_types.records if one.unshareable}
    found: dict[_Key, list[Use]] = {}
    for asker in askers_of(registry, on, region):
        for use in _uses_of(registry, asker, on):
            kind = use.paper.type
            if use.means or kind in banned or _is_had(registry.material_types[kind], suppliers):
                key = (asker.authority, kind, suppliers.of(kind, asker.region))
                found.setdefault(key, []).append(use)
    demands = (
        Demand(
            authority=authority,
            type=kind,
            suppliers=known,
            unshareable=kind in banned,
            uses=in_order(uses),
        )
        for (authority, kind, known), uses in found.items()
    )
    ordered = tuple(sorted(demands, key=_order))
    return DemandList(on=on, region=region, digest=registry.digest, demands=ordered)


def order_of(authority: str | None) -> tuple[bool, str]:
    """Sort authorities by id, one that is not known last."""
    return authority is None, authority or ""


def _order(demand: Demand) -> tuple[object, ...]:
    suppliers = tuple((one.authority, one.matters) for one in demand.suppliers)
    return *order_of(demand.authority), demand.type, suppliers


def in_order(uses: Iterable[Use]) -> tuple[Use, ...]:
    """Sort uses by noun, id and paper."""
    return tuple(sorted(uses, key=lambda use: (use.noun, use.id, use.paper)))


def _is_had(kind: MaterialType, suppliers: Suppliers) -> bool:
    """Whether some authority has papers of a type, as far as the registry tells."""
    return is_governments(kind) or suppliers.is_issued(kind.id)


def _uses_of(registry: Registry, asker: Asker, on: dt.date) -> Iterator[Use]:
    for paper, rows in papers_of(asker, on).items():
        if registry.material_types[paper.type].kind is not MaterialKind.FORM:
            yield _use(registry, asker, paper, rows, on)


def _use(
    registry: Registry, asker: Asker, paper: Paper, rows: tuple[AskedRow, ...], on: dt.date
) -> Use:
    sparing = list(
        exemptions_for(
            registry,
            paper.type,
            matter=asker.matter,
            subjects={paper.subject},
            regions=() if asker.region is None else (asker.region,),
            on=on,
        )
    )
    means = means_of(one for one in sparing if one.by in SHARING)
    return Use(
        noun=asker.noun,
        id=asker.id,
        paper=paper,
        rows=rows,
        supply=_supply(means),
        means=means,
        otherwise=means_of(one for one in sparing if one.by not in SHARING),
    )


def means_of(exemptions: Iterable[Exemption]) -> tuple[Means, ...]:
    """Keep of exemptions what the lists say of them, in the order of their ids."""
    return tuple(
        Means(exemption=one.id, by=one.by, when=one.when, basis=one.basis)
        for one in sorted(exemptions, key=lambda one: one.id)
    )


def _supply(means: tuple[Means, ...]) -> Supply:
    if not means:
        return Supply.UNMET
    return Supply.MET if any(one.when is None for one in means) else Supply.PARTLY
