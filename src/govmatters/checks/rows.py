"""Rows that some applicants cannot meet, as all their alternatives are closed to them."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from govmatters.checks.views import View
from govmatters.checks.witnesses import LIMIT
from govmatters.conditions import Answer, Condition
from govmatters.model import Finding, Material, Need

__all__ = ["rows_can_be_met"]


@attrs.frozen
class _Asked:
    """A row, who states it, and when it is looked at."""

    record: tuple[str, str]
    place: int
    row: Material
    accepts: Condition | None
    given: tuple[tuple[str, Answer], ...] = ()


def rows_can_be_met(view: View) -> Iterator[Finding]:
    """
    AP-2: where a row applies, one of its alternatives is open.

    Only situations that the matter, or the bundle for its own rows, accepts are looked at;
    optional rows may be closed.

    Args:
        view: The registry.

    Yields:
        ``row-cannot-be-met`` (warning) with facts that show it; ``row-not-checked`` (note).
    """
    for asked in dict.fromkeys(_asked(view)):
        row = asked.row
        closable = all(one.when is not None for one in row.alternatives)
        if row.need is not Need.OPTIONAL and closable:
            yield from _row(view, asked)


def _asked(view: View) -> Iterator[_Asked]:
    """Walk all rows; one that many matters inherit alike stands once, at its item."""
    for matter in view.matters.values():
        record = ("matter", matter.id)
        if matter.of is not None and view.registry.matters[matter.id].materials is None:
            record = ("catalogue item", matter.of)
        for place, row in enumerate(matter.materials or (), start=1):
            yield _Asked(record, place, row, matter.accepts_when)
    for bundle in view.registry.bundles.records:
        for place, row in enumerate(bundle.materials, start=1):
            yield _Asked(("bundle", bundle.id), place, row, bundle.accepts_when, bundle.given)


def _row(view: View, asked: _Asked) -> Iterator[Finding]:
    alternatives = [one.when for one in asked.row.alternatives]
    conditions = [asked.accepts, asked.row.when, *alternatives]
    truths = view.truths(conditions, asked.given)
    where = f"row {asked.place}" + (f" ({asked.row.name})" if asked.row.name else "")
    if truths is None:
        yield view.finding(
            "row-not-checked",
            asked.record,
            f"{where} has more than {LIMIT} situations, so whether it can be met is not known",
            "use fewer questions in its conditions, so that it can be checked",
        )
        return
    accepts, applies, *opened = truths.planes
    closed = accepts & applies
    for plane in opened:
        closed &= ~plane
    if closed:
        yield view.finding(
            "row-cannot-be-met",
            asked.record,
            f"{where} cannot be met where {truths.facts(closed)}: all alternatives are closed",
            "add an alternative, or narrow the row's `when`",
        )
