"""Marks of free submission: as exemptions, and as what a guide claims of its list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from govmatters.intake.papers import ReadRow
from govmatters.model import Mechanism, Paper

__all__ = ["exemptions_of", "listed"]


def exemptions_of(matter: str, rows: Iterable[ReadRow]) -> list[dict[str, Any]]:
    """
    Write the marks of a matter's rows, one exemption a paper's type and mechanism.

    Args:
        matter: Id of the matter.
        rows: Its rows.

    Returns:
        Exemptions in the format, without what limits all of them alike.
    """
    subjects: dict[tuple[str, Mechanism], list[str]] = {}
    for row in rows:
        mechanism, papers = row.spared or (Mechanism.LICENCE, ())
        for paper in papers:
            some = subjects.setdefault((paper.type, mechanism), [])
            some += [] if paper.subject in some else [paper.subject]
    return [
        {
            "id": f"{matter}-{kind}-{mechanism}",
            "of": kind,
            "by": str(mechanism),
            "subjects": roles,
        }
        for (kind, mechanism), roles in subjects.items()
    ]


def listed(rows: Iterable[ReadRow]) -> list[dict[str, str]]:
    """
    Write a printed list as what the authority claims.

    Args:
        rows: The rows.

    Returns:
        Published papers in the format: each row by its first alternative, each paper once.
    """
    found: dict[Paper, str | None] = {}
    for row in rows:
        first = row.papers if row.meaning is None else row.meaning.alternatives[0]
        mechanism, spared = row.spared or (None, ())
        for paper in first:
            found.setdefault(paper, str(mechanism) if paper in spared else None)
    return [
        {"needs": str(paper)} | ({} if by is None else {"by": by}) for paper, by in found.items()
    ]
