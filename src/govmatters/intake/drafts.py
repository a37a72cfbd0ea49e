"""What a record becomes before its papers are read: parts of the format, and its printed rows."""

from __future__ import annotations

from typing import Any

import attrs

from govmatters.intake.account import Account
from govmatters.intake.records import Record
from govmatters.intake.rows import PrintedRow

__all__ = ["Draft", "Linked"]


@attrs.define
class Linked:
    """
    A matter that a one-thing guide only names.

    Attributes:
        id: Of the matter.
        fields: What the guide says of it, in the format.
        results: Names of what it issues, with the paths where they stand.
    """

    id: str
    fields: dict[str, Any]
    results: list[tuple[str, str]]


@attrs.define
class Draft:
    """
    A record on its way.

    Attributes:
        record: As read.
        account: What became of its fields so far.
        id: Of the matter that it becomes.
        fields: The matter's fields but materials and outputs, in the format.
        authority: Name of the authority; None: none is printed.
        region: Code of the region; None: it is not known.
        rows: Its printed rows, in order.
        results: Names of what it issues, with the paths where they stand.
        linked: The matters that a one-thing guide names.
        bundle: The bundle of a one-thing guide but its matters; None for a single matter.
    """

    record: Record
    account: Account
    id: str
    fields: dict[str, Any]
    authority: str | None = None
    region: str | None = None
    rows: list[PrintedRow] = attrs.field(factory=list)
    results: list[tuple[str, str]] = attrs.field(factory=list)
    linked: list[Linked] = attrs.field(factory=list)
    bundle: dict[str, Any] | None = None
