"""Where a record comes from, how sure it is, and on which days it exists."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

__all__ = ["Confidence", "Source", "holds_on"]


class Confidence(StrEnum):
    """How sure a record is."""

    SOURCED = "sourced"
    INFERRED = "inferred"
    DERIVED = "derived"
    GENERAL_KNOWLEDGE = "general-knowledge"


@attrs.frozen(kw_only=True)
class Source:
    """
    A publication that records rest on.

    Attributes:
        id: Named by a record's ``source``.
        publisher: Who published it.
        url: Where.
        retrieved: The day on which it was read.
        confidence: How sure what rests on it is, unless the record says otherwise.
    """

    id: str
    publisher: str | None = None
    url: str | None = None
    retrieved: dt.date | None = None
    confidence: Confidence | None = None


def holds_on(on: dt.date, *, since: dt.date | None, until: dt.date | None) -> bool:
    """
    Say whether a record exists on a day (AP-3).

    Args:
        on: The day.
        since: The first day; None for always before.
        until: The last day; None for always after.

    Returns:
        Whether ``since ≤ on ≤ until``.
    """
    return (since is None or since <= on) and (until is None or on <= until)
