"""What records rest on: sources that are missing, and general knowledge."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import row_title, several
from govmatters.model import Confidence, Finding, Material
from govmatters.registry import Registry

__all__ = ["general_knowledge_is_marked", "records_have_sources"]

_SOURCED = ("catalogue", "matters", "material_types", "exemptions", "bundles", "authorities")


def records_have_sources(view: View) -> Iterator[Finding]:
    """
    Find records without a source where others of their kind have one.

    Args:
        view: The registry.

    Yields:
        ``source-not-stated`` (note).
    """
    for name in _SOURCED:
        table = getattr(view.registry, name)
        without = [record for record in table.records if record.source is None]
        if len(without) == len(table.records):
            continue
        for record in without:
            if record.confidence is not Confidence.GENERAL_KNOWLEDGE:
                yield view.finding(
                    "source-not-stated",
                    (table.noun, record.id),
                    "names no source, though others of its kind do",
                    "add `source`, or `confidence: general-knowledge` if there is none",
                )


def general_knowledge_is_marked(view: View) -> Iterator[Finding]:
    """
    Find what rests on general knowledge only, so that somebody may look for a source.

    Args:
        view: The registry.

    Yields:
        ``general-knowledge`` (note), one a record, which names its rows of that kind.
    """
    known = _unsure_sources(view.registry)
    for name in _SOURCED:
        table = getattr(view.registry, name)
        for record in table.records:
            if _is_unsure(record.confidence, record.source, known):
                what, rows = "rests on general knowledge only", []
            else:
                rows = _rows(getattr(record, "materials", None) or (), known)
                what = f"has rows that rest on general knowledge only: {several(rows)}"
                if not rows:
                    continue
            yield view.listing(
                "general-knowledge",
                (table.noun, record.id),
                what,
                "look for a source that says so",
                rows,
            )


def _unsure_sources(registry: Registry) -> frozenset[str]:
    unsure = Confidence.GENERAL_KNOWLEDGE
    return frozenset(one.id for one in registry.sources.records if one.confidence is unsure)


def _is_unsure(
    confidence: Confidence | None, source: str | None, unsure_sources: frozenset[str]
) -> bool:
    """Whether a record says so, or says nothing and its source does."""
    if confidence is not None:
        return confidence is Confidence.GENERAL_KNOWLEDGE
    return source in unsure_sources


def _rows(rows: tuple[Material, ...], unsure_sources: frozenset[str]) -> list[str]:
    return [
        row_title(row) for row in rows if _is_unsure(row.confidence, row.source, unsure_sources)
    ]
