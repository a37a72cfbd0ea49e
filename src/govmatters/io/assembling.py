"""Entries of documents to a registry: read in the order in which they rest on each other."""

from __future__ import annotations

from typing import Any

import attrs

from govmatters.codes.regions import NATION, Regions
from govmatters.io.context import Context
from govmatters.io.nodes import place_of
from govmatters.io.sections import SHAPES, Entry, structured
from govmatters.registry import Registry

__all__ = ["registry_of", "structure"]


def structure(entries: list[Entry], context: Context) -> None:
    """
    Read records: regions, then questions, then the rest, which rests on both.

    Args:
        entries: Get their records.
        context: Holds all ids; gets the faults, the regions and the questions.
    """
    declared = sorted(context.ids.get("regions", ()))
    context.regions = Regions(tuple((code, code, NATION) for code in declared))
    for collection in SHAPES:
        for entry in (entry for entry in entries if entry.collection == collection):
            structured(entry, context)
        if collection == "regions":
            _keep_regions(entries, context)
        if collection == "questions":
            _keep_questions(entries, context)


def _keep_regions(entries: list[Entry], context: Context) -> None:
    """Let the declared regions be known; one at fault lies in the nation for now."""
    known = [
        (entry.id, entry.id, NATION)
        if entry.record is None
        else (entry.id, entry.record.name, entry.record.parent)
        for entry in entries
        if entry.collection == "regions"
    ]
    context.regions = Regions(tuple(sorted(known)))


def _keep_questions(entries: list[Entry], context: Context) -> None:
    """Let the questions be known; what names one at fault is not blamed for it."""
    asked = [entry for entry in entries if entry.collection == "questions"]
    context.questions |= {entry.id: entry.record for entry in asked if entry.record is not None}
    context.broken.update(entry.id for entry in asked if entry.record is None)


def registry_of(entries: list[Entry]) -> Registry:
    """
    Put records into their tables, and keep where each stood.

    Args:
        entries: Each with its record.

    Returns:
        The registry.
    """
    records: dict[str, Any] = {name: [] for name in SHAPES}
    for entry in entries:
        records[entry.collection].append(entry.record)
    registry = Registry(**records)
    nouns = {name: getattr(registry, name).noun for name in SHAPES}
    origins = {(nouns[entry.collection], entry.id): place_of(entry.key) for entry in entries}
    return attrs.evolve(registry, origins=origins)
