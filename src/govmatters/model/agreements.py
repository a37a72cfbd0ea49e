"""Agreements on handling elsewhere (通办协议), and a region's targets."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import attrs

from govmatters.model.matters import Mode
from govmatters.model.provenance import Confidence

__all__ = ["Agreement", "Target"]


@attrs.frozen(kw_only=True)
class Agreement:
    """
    Regions that handle each other's matters.

    Attributes:
        id: Unique among agreements.
        name: Its Chinese name.
        members: Codes of regions, with all below them.
        modes: In which modes.
        items: Basic codes or ids of matters; None: any matter whose scope allows it.
        since: The first day on which it is in force.
        until: The last day on which it is in force.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    name: str
    members: tuple[str, ...]
    modes: tuple[Mode, ...] = ()
    items: tuple[str, ...] | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    source: str | None = None
    confidence: Confidence | None = None


@attrs.frozen(kw_only=True)
class Target:
    """
    What a region wants to reach, and by when.

    Attributes:
        id: Unique among targets.
        region: Code of the region.
        by: The day.
        indicators: (name of an indicator, wanted value), sorted; exact decimals.
        name: What the target is called.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    region: str
    by: dt.date
    indicators: tuple[tuple[str, Decimal], ...]
    name: str | None = None
    source: str | None = None
    confidence: Confidence | None = None
