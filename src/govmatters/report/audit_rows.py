"""What makes a computed number, for reading: rows of materials, days, desks and steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType

from govmatters.measures.audits.claims import ClaimVerdict
from govmatters.measures.audits.evidence import Amount, AuditRow
from govmatters.measures.audits.results import Audit, Claim
from govmatters.model import Confidence
from govmatters.report.naming import Names
from govmatters.report.tables import heading, table

__all__ = ["evidence_of"]


def evidence_of(audit: Audit, names: Names) -> Iterator[RenderableType]:
    """
    Lay out what makes the numbers of all claims that are not confirmed.

    Args:
        audit: The audit.
        names: Of its bundle.

    Yields:
        A heading and a table for the rows of materials, before and after in one, and for
        each other number; claims with the same amounts share a table.
    """
    gaps = [claim for claim in audit.claims if claim.verdict is not ClaimVerdict.CONFIRMED]
    of_materials = [claim for claim in gaps if claim.rows]
    if of_materials:
        yield _heading(of_materials, names)
        yield _rows([row for claim in of_materials for row in claim.rows], names)
    shown: dict[tuple[Amount, ...], list[Claim]] = {}
    for claim in gaps:
        if claim.amounts:
            shown.setdefault(claim.amounts, []).append(claim)
    for amounts, claims in shown.items():
        yield _heading(claims, names)
        yield _amounts(amounts, names)


def _heading(claims: Iterable[Claim], names: Names) -> RenderableType:
    return heading("、".join(names.labels(claim.figure.value) for claim in claims))


def _rows(rows: Iterable[AuditRow], names: Names) -> RenderableType:
    """Lay out rows in their order; papers of one row that fare alike share a line."""
    first: dict[tuple[object, ...], AuditRow] = {}
    for row in rows:
        first.setdefault((row.matter, row.row, row.paper), row)
    lines: dict[tuple[str, int | None, str], dict[tuple[str, ...], list[str]]] = {}
    for row in first.values():
        place = row.matter, row.row, row.name or ""
        lines.setdefault(place, {}).setdefault(_said(row, names), []).append(names.paper(row.paper))
    words = ("matter", "row", "material", "outcome", "listed", "confidence")
    columns = [names.labels(key) for key in words]
    return table(columns, _lines(lines, names), right=columns[1:2])


def _lines(
    lines: dict[tuple[str, int | None, str], dict[tuple[str, ...], list[str]]], names: Names
) -> Iterator[tuple[object, ...]]:
    """Write the lines, each matter's name once."""
    shown: str | None = None
    for (matter, place, name), alike in lines.items():
        for said, papers in alike.items():
            needs = " + ".join(papers)
            who = None if matter == shown else names.matter(matter)
            yield who, place, f"{name}：{needs}" if name else needs, *said
            shown = matter


def _said(row: AuditRow, names: Names) -> tuple[str, ...]:
    """Say what becomes of a paper, whether it is listed, and how sure the row is."""
    labels = names.labels
    outcomes = "／".join(labels.beside(one.name_zh, one.value) for one in row.outcomes)
    by = "、".join(one.name_zh for one in row.mechanisms)
    is_sure = row.confidence in {None, Confidence.SOURCED}
    is_lacking = row.listed is False and any(one.is_handed_in for one in row.outcomes)
    return (
        f"{outcomes}{f'（{by}）' if by else ''}{_sometimes(row.always, names)}",
        labels("not_listed") if is_lacking else "",
        "" if is_sure else str(row.confidence),
    )


def _amounts(amounts: tuple[Amount, ...], names: Names) -> RenderableType:
    labels = names.labels
    is_desk = any(amount.desk is not None for amount in amounts)
    words = ["matter", "amount", "basis", *(["desk"] if is_desk else [])]
    columns = [labels(key) for key in words]
    return table(columns, (_amount(one, names) for one in amounts), right=columns[1:2])


def _amount(amount: Amount, names: Names) -> tuple[object, ...]:
    labels = names.labels
    desk = () if amount.desk is None else (_desk(amount.desk, names),)
    return (
        f"{names.matters(amount.matters)}{_sometimes(amount.always, names)}",
        labels.unknown if amount.number is None else amount.number,
        labels(f"basis_{amount.basis.value}"),
        *desk,
    )


def _desk(desk: str, names: Names) -> str:
    """Name the authority behind a desk, or the matter; a window is its own name."""
    registry = names.registry
    for records in (registry.authorities, registry.matters):
        if desk in records:
            return names.labels.beside(records[desk].name, desk)
    return desk


def _sometimes(always: bool, names: Names) -> str:  # noqa: FBT001 (what the record says)
    return "" if always else f"（{names.labels('possible')}）"
