"""The same paper asked for twice (R08), or outside the lists (R04)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from govmatters.checks.lists import types_asked
from govmatters.checks.views import View
from govmatters.checks.wording import several
from govmatters.conditions import Condition
from govmatters.model import Bundle, Finding, Material, Need, Paper, PublishedPaper

__all__ = ["papers_are_asked_once", "published_papers_are_listed"]

_Ask = tuple[Paper, Condition | None]


def papers_are_asked_once(view: View) -> Iterator[Finding]:
    """
    R08: two rows of a matter that apply together ask for different papers.

    Args:
        view: The registry.

    Yields:
        ``same-paper-twice`` (error), at most one a matter. Rows with alternatives, of conditions
        that differ, optional ones, and papers that are not `shared` are left alone.
    """
    for matter in view.matters.values():
        asks = Counter(ask for row in matter.materials or () for ask in _asks(view, row))
        always = {paper for paper, when in asks if when is None}
        twice = [
            str(paper)
            for (paper, when), count in asks.items()
            for _ in range(count if when is not None and paper in always else count - 1)
        ]
        if twice:
            yield view.listing(
                "same-paper-twice",
                view.owner(matter, "materials"),
                f"asks twice for {several(twice)}",
                "make one row of them; if the papers differ, give each its own type or subject",
                twice,
            )


def _asks(view: View, row: Material) -> Iterator[_Ask]:
    if row.need is Need.OPTIONAL or len(row.alternatives) != 1:
        return
    (way,) = row.alternatives
    if way.when is None:
        for paper in dict.fromkeys(way.papers):
            if view.registry.material_types[paper.type].shared:
                yield paper, row.when


def published_papers_are_listed(view: View) -> Iterator[Finding]:
    """
    R04: what a bundle's published list asks for, one of its matters asks for.

    Args:
        view: The registry.

    Yields:
        ``published-paper-not-listed`` (warning), at most one a bundle. Types are compared, not
        subjects; the bundle's own form counts as asked for. Bundles with a matter whose list is
        not stated are left alone: nobody knows what that one asks for.
    """
    for bundle in view.registry.bundles.records:
        published = bundle.published.papers if bundle.published is not None else None
        listed = _listed(view, bundle)
        if published is not None and listed is not None:
            strange = [str(one.paper) for one in published if _is_strange(one, listed)]
            if strange:
                yield view.listing(
                    "published-paper-not-listed",
                    ("bundle", bundle.id),
                    f"publishes what none of its matters asks for: {several(strange)}",
                    "add the row to the matter whose law asks for it, or drop it from the list",
                    strange,
                )


def _is_strange(one: PublishedPaper, listed: set[str]) -> bool:
    return one.by is None and one.paper.type not in listed


def _listed(view: View, bundle: Bundle) -> set[str] | None:
    """Name the types that the bundle's matters ask for; None if a list is not stated."""
    matters = [view.matters[one.matter] for one in bundle.matters if one.matter in view.matters]
    if any(matter.materials is None for matter in matters):
        return None
    return types_asked(view, bundle) | ({bundle.form.type} if bundle.form is not None else set())
