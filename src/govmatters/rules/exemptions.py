"""What spares a paper (rules EX-1 to EX-3): which exemptions can hold, before any fact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from govmatters.model import Exemption, Matter, Mechanism, holds_on
from govmatters.registry import Registry

__all__ = ["LIFTS_WAITS", "exemptions_for"]

LIFTS_WAITS = frozenset({Mechanism.COMMITMENT, Mechanism.REUSE})
"""The mechanisms by which a paper need not be waited for (PL-5)."""


def exemptions_for(
    registry: Registry,
    material_type: str,
    *,
    matter: Matter | None,
    subjects: Collection[str],
    regions: Collection[str],
    on: dt.date,
) -> Iterator[Exemption]:
    """
    Find the exemptions that spare a paper in a matter, their conditions left open.

    Args:
        registry: Holds the exemptions.
        material_type: The paper's material type.
        matter: Where it is asked for; None for a bundle's own rows, which only exemptions
            without ``matters`` can spare.
        subjects: The paper's subject, in the matter's own roles; an exemption that names
            one of them holds.
        regions: Codes of the regions where it must hold: where the bundle is handled; from
            elsewhere, where it is handed in and where it is decided (HR-9).
        on: The day.

    Yields:
        Exemptions in the order of their ids; each may still depend on its ``when``.

    Source:
        EX-1, EX-2, EX-3, HR-9.
    """
    for exemption in registry.exemptions_by_type.get(material_type, ()):
        named = exemption.matters is None or (matter is not None and matter.id in exemption.matters)
        whose = exemption.subjects is None or not set(exemption.subjects).isdisjoint(subjects)
        if (
            named
            and whose
            and holds_on(on, since=exemption.since, until=exemption.until)
            and all(_lies_in(registry, region, exemption.regions) for region in regions)
            and all(_is_backed(registry, exemption, region, on) for region in regions)
            and not _is_excluded(exemption, matter)
        ):
            yield exemption


def _lies_in(registry: Registry, region: str, regions: tuple[str, ...] | None) -> bool:
    """EX-1: no regions named is everywhere."""
    if regions is None:
        return True
    return any(registry.geography.within(region, one) for one in regions)


def _is_backed(registry: Registry, exemption: Exemption, region: str, on: dt.date) -> bool:
    """EX-2: a licence exemption needs an e-licence, on the day and recognised here."""
    if exemption.by is not Mechanism.LICENCE:
        return True
    elicence = registry.material_types[exemption.of].elicence
    if elicence is None or not holds_on(on, since=elicence.since, until=elicence.until):
        return False
    return _lies_in(registry, region, elicence.recognised_in)


def _is_excluded(exemption: Exemption, matter: Matter | None) -> bool:
    """EX-3: no commitment in a matter that excludes it."""
    if exemption.by is not Mechanism.COMMITMENT or matter is None:
        return False
    return matter.commitment is not None and not matter.commitment.allowed
