"""What a document asks for: its places, rows, alternatives and papers."""

from __future__ import annotations

import math
from collections.abc import Iterator

from govmatters.testing.drawing import Document

__all__ = ["BUNDLE", "asked_for", "entries_of", "limit_choices", "papers_of", "places_of"]

BUNDLE = "bundle"
"""Id of the one bundle of every document."""


def places_of(document: Document) -> Iterator[Document]:
    """Walk the places of the bundle's matters."""
    for entry in document["bundles"][BUNDLE]["matters"]:
        yield from entry.get("one_of", [entry])


def asked_for(document: Document) -> Iterator[tuple[str | None, str, str, str]]:
    """Walk what is asked for: (matter, None for the bundle; type; own role; subject)."""
    for place in places_of(document):
        one, roles = document["matters"][place["matter"]], place.get("roles", {})
        # A matter may leave its rows to its catalogue item.
        item = document.get("catalogue", {}).get(one.get("of"), {})
        for kind, role in papers_of(one.get("materials", item.get("materials", []))):
            yield place["matter"], kind, role, roles.get(role, role)
    for kind, role in papers_of(document["bundles"][BUNDLE]["materials"]):
        yield None, kind, role, role


def papers_of(rows: list[Document]) -> Iterator[tuple[str, str]]:
    """Walk (type, role) of all alternatives of rows."""
    for material in rows:
        for entry in entries_of(material):
            for text in entry.get("all_of", [entry.get("paper")]):
                kind, _, role = text.partition(" of ")
                yield kind, role or "applicant"


def entries_of(material: Document) -> list[Document]:
    """Give the alternatives of a row, each as a map."""
    needs = material["needs"]
    entries = needs["any_of"] if isinstance(needs, dict) else [needs]
    return [{"paper": entry} if isinstance(entry, str) else entry for entry in entries]


def limit_choices(document: Document, most: int) -> None:
    """Cut rows to their first alternative, from the first on, while there are too many choices."""
    names = [place["matter"] for place in places_of(document)]
    rows = [
        (material, names.count(name))
        for name, one in document["matters"].items()
        for material in one["materials"]
    ]
    for material, _ in rows:
        if math.prod(len(entries_of(one)) ** times for one, times in rows) <= most:
            return
        if isinstance(material["needs"], dict):
            del material["needs"]["any_of"][1:]
