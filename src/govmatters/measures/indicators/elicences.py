"""Which e-licences a matter could call, and which it does (电子证照用证)."""

from __future__ import annotations

import datetime as dt

from govmatters.model import Matter, Mechanism, Need, holds_on
from govmatters.registry import Registry
from govmatters.rules.exemptions import exemptions_for

__all__ = ["available_elicences", "called_elicences"]


def available_elicences(registry: Registry, matter: Matter, on: dt.date) -> frozenset[str] | None:
    """
    Tell which papers of a matter have an e-licence that is recognised where it is handled.

    Args:
        registry: Holds the material types.
        matter: With all that it inherits.
        on: The day.

    Returns:
        Ids of material types; None if the matter does not state its list or its region. Rows
        that nobody must meet do not count, every alternative of a row does.
    """
    wanted = _subjects(matter)
    if wanted is None or matter.region is None:
        return None
    return frozenset(kind for kind in wanted if _exists(registry, kind, matter.region, on))


def called_elicences(registry: Registry, matter: Matter, on: dt.date) -> frozenset[str] | None:
    """
    Tell of which papers of a matter the e-licence is called.

    Args:
        registry: Holds the exemptions.
        matter: With all that it inherits.
        on: The day.

    Returns:
        Ids of the material types that an exemption by `licence` spares in the matter (EX-1,
        EX-2), be it only under a condition; None as in `available_elicences`.
    """
    wanted = _subjects(matter)
    if wanted is None or matter.region is None:
        return None
    region = matter.region
    return frozenset(
        kind
        for kind, subjects in wanted.items()
        if any(
            one.by is Mechanism.LICENCE
            for one in exemptions_for(
                registry, kind, matter=matter, subjects=subjects, regions=(region,), on=on
            )
        )
    )


def _subjects(matter: Matter) -> dict[str, frozenset[str]] | None:
    """Tell of whom each kind of paper is asked for; None if there is no list."""
    if matter.materials is None:
        return None
    found: dict[str, set[str]] = {}
    for row in matter.materials:
        if row.need is not Need.OPTIONAL:
            for paper in (paper for one in row.alternatives for paper in one.papers):
                found.setdefault(paper.type, set()).add(paper.subject)
    return {kind: frozenset(subjects) for kind, subjects in found.items()}


def _exists(registry: Registry, kind: str, region: str, on: dt.date) -> bool:
    """EX-2: the e-licence exists on the day, and is recognised in the region."""
    elicence = registry.material_types[kind].elicence
    if elicence is None or not holds_on(on, since=elicence.since, until=elicence.until):
        return False
    where = elicence.recognised_in
    return where is None or any(registry.geography.within(region, one) for one in where)
