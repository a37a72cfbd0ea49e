"""What reports of measured populations share: keys and names of groups, days, what was left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from govmatters.populations.results import Problem
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.places import place_name
from govmatters.report.tables import cell, heading, items, line

__all__ = ["MOST", "NAMES", "keys_of", "names_of", "notes_of", "rest_of", "span_of"]

MOST = 60
"""How many groups a report lists, at most."""

_PLACES = frozenset({"region", "city", "province"})
NAMES = {
    "region": "by_region",
    "city": "by_city",
    "province": "by_province",
    "day": "by_the_day",
    "month": "by_month",
    "year": "by_year",
    "situation": "by_situation",
}


def span_of(
    first: dt.date | None, last: dt.date | None, labels: Labels
) -> Iterator[RenderableType]:
    """
    Write between which days cases lie.

    Args:
        first: The first day; None if there is none.
        last: The last day.
        labels: The words.

    Yields:
        A line; nothing without days.
    """
    if first is not None and last is not None:
        yield line(labels("span"), f"{first.isoformat()} – {last.isoformat()}")


def names_of(by: Sequence[str], registry: Registry, labels: Labels) -> list[str]:
    """
    Name what groups stand for.

    Args:
        by: As a population has it.
        registry: Names questions.
        labels: The words.

    Returns:
        A heading for each.
    """
    return [
        labels(NAMES[name]) if name in NAMES else labels.beside(registry.questions[name].ask, name)
        for name in by
    ]


def keys_of(
    by: Sequence[str], key: Sequence[str | None], registry: Registry, labels: Labels
) -> list[str]:
    """
    Write what a group has in common.

    Args:
        by: What groups stand for.
        key: A text for each; None for all.
        registry: Names regions.
        labels: The words.

    Returns:
        A text for each.
    """
    return [_key(name, text, registry, labels) for name, text in zip(by, key, strict=True)]


def _key(name: str, text: str | None, registry: Registry, labels: Labels) -> str:
    if text is None:
        return labels("all_cases")
    if not text:
        return labels.unknown
    return place_name(text, registry.geography) if name in _PLACES else text


def rest_of(groups: int, labels: Labels) -> Iterator[RenderableType]:
    """
    Say how many groups are not listed.

    Args:
        groups: How many there are.
        labels: The words.

    Yields:
        A line; nothing if all are.
    """
    if groups > MOST:
        yield cell(f"  … {groups - MOST} {labels('more_groups')}", "dim")


def notes_of(
    unknown: Sequence[str], skipped: int, problems: Sequence[Problem], labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out what was not known, and what was left out.

    Args:
        unknown: Questions without a column.
        skipped: Rows left out.
        problems: Why.
        labels: The words.

    Yields:
        The parts; nothing if all was known and taken.
    """
    if unknown:
        yield heading(labels("no_column"), len(unknown))
        yield from items(unknown)
    if skipped:
        yield heading(labels("skipped_cases"), skipped)
        yield from items(problems[:MOST], "yellow")
        yield from rest_of(len(problems), labels)
