"""Regions that the national table lacks, and the authorities that act in regions."""

from __future__ import annotations

import attrs

from govmatters.model.provenance import Confidence

__all__ = ["Authority", "Region"]


@attrs.frozen(kw_only=True)
class Region:
    """
    A region that GB/T 2260 lacks, such as a functional zone.

    Attributes:
        id: Its code.
        name: Its Chinese name.
        parent: Code of the region that it lies in.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    name: str
    parent: str
    source: str | None = None
    confidence: Confidence | None = None


@attrs.frozen(kw_only=True)
class Authority:
    """
    Who handles matters (实施主体).

    Attributes:
        id: Named by matters and bundles.
        name: Its Chinese name.
        region: Code of the region that it acts in.
        uscc: Its unified social credit code, checked.
        source: Id of the source.
        confidence: How sure the record is.
    """

    id: str
    name: str
    region: str | None = None
    uscc: str | None = None
    source: str | None = None
    confidence: Confidence | None = None
