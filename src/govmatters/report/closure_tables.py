"""What must be done before some matters, for reading."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from govmatters.graph.closures import Closure
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.places import place_name
from govmatters.report.tables import heading, table

__all__ = ["closure_report"]


def closure_report(
    closure: Closure, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out a closure.

    Args:
        closure: The closure.
        registry: It was found in it.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The matters in order, the circles, the materials.
    """
    yield heading(labels("stages"), len(closure.order))
    asked = frozenset(closure.matters)
    columns = ["#", *(labels(key) for key in ("id", "name", "region"))]
    rows = []
    for number, key in enumerate(closure.order, start=1):
        matter = registry.matter(key)
        region = None if matter.region is None else place_name(matter.region, registry.geography)
        rows.append((f"{number}{' *' if key in asked else ''}", key, matter.name, region))
    yield table(columns, rows)
    if closure.circles:
        yield heading(labels("circle"), len(closure.circles))
        yield table([labels("matter")], (("、".join(one),) for one in closure.circles))
    yield heading(labels("material"), len(closure.materials))
    types = registry.material_types
    yield table(
        [labels("id"), labels("name")], ((key, types[key].name) for key in closure.materials)
    )
