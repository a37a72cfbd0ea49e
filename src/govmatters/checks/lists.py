"""What lists of materials name: printed titles, and types of papers."""

from __future__ import annotations

from govmatters.checks.views import View
from govmatters.model import Bundle, Material

__all__ = ["names_in", "types_asked"]


def names_in(view: View, row: Material) -> tuple[str, ...]:
    """
    Give the names under which a row asks.

    Args:
        view: The registry.
        row: A row of a matter or a bundle.

    Returns:
        The printed name, or where there is none those of its types; at least one.
    """
    if row.name:
        return (row.name,)
    types = view.registry.material_types
    return tuple(dict.fromkeys(types[paper.type].name for paper in row.papers))


def types_asked(view: View, bundle: Bundle) -> set[str]:
    """
    Name the types that the matters of a bundle ask for.

    Args:
        view: The registry.
        bundle: One of its bundles.

    Returns:
        Ids of material types, of the matters that exist on the day.
    """
    keys = {place.matter for place in bundle.matters}
    rows = (row for key, one in view.matters.items() if key in keys for row in one.materials or ())
    return {paper.type for row in rows for paper in row.papers}
