"""The handling matrix for reading, and as JSON: a letter a region, a line a matter."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction

from rich.console import RenderableType

from govmatters.measures.handling.matrices import HandlingMatrix
from govmatters.measures.handling.openings import Opening
from govmatters.model import Bounds
from govmatters.model.plain import plain
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.naming import percentage
from govmatters.report.places import change_text
from govmatters.report.tables import heading, line, table
from govmatters.rules.handling.values import State, Way

__all__ = ["matrix_json", "matrix_report"]

_SIGNS = {State.OPEN: "o", State.UNDECIDED: "?", State.CLOSED: "-"}


def matrix_report(
    matrix: HandlingMatrix, ranked: Sequence[Opening], registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out what a matrix covers.

    Args:
        matrix: Matters × regions.
        ranked: The changes to list.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        The size, the coverage of each way, the changes that open most.
    """
    yield line(labels("day"), matrix.on.isoformat())
    yield line(labels("data"), matrix.digest[:12])
    size = f"{len(matrix.matters)} × {len(matrix.regions)}"
    yield line(labels("pairs"), size, "bold")
    yield heading(labels("coverage"))
    columns = [labels("way"), *(labels(one) for one in ("open_ways", "undecided_ways", "share"))]
    total = len(matrix.matters) * len(matrix.regions)
    reached = sum(matrix.reached(key).bit_count() for key in matrix.matters)
    rows: list[tuple[object, ...]] = [
        (
            labels.beside(one.way.name_zh, one.way),
            one.open,
            one.undecided,
            _share(one.open, total),
        )
        for one in matrix.coverage
    ]
    share = _share(reached, total)
    yield table(columns, [*rows, (labels("total"), reached, None, share)], right=columns[1:])
    if ranked:
        yield from _openings(ranked, registry, labels)


def _share(part: int, total: int) -> str:
    share = Fraction(part, total) if total else Fraction(0)
    return percentage(Bounds(share, share))


def _openings(
    ranked: Sequence[Opening], registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    yield heading(labels("openings"), len(ranked))
    heads = ("opens", "weight", "single_change", "way", "matter")
    columns = [labels(one) for one in heads]
    rows = []
    for one in ranked:
        names = [labels.beside(registry.matters[key].name, key) for key in one.matters[:3]]
        more = [f"… {len(one.matters)}"] if len(one.matters) > len(names) else []
        change = labels.beside(change_text(one.change, registry.geography), str(one.change))
        way = labels.beside(one.way.name_zh, one.way)
        weight = f"{one.weight}{' + ?' if one.uncounted else ''}"
        rows.append((one.pairs, weight, change, way, "；".join([*names, *more])))
    yield table(columns, rows, right=columns[:2])


def matrix_json(matrix: HandlingMatrix, ranked: Sequence[Opening]) -> str:
    """
    Write a matrix as JSON.

    Args:
        matrix: Matters × regions.
        ranked: The changes, the most first.

    Returns:
        ``regions`` in their order; of each matter, by way, a string of a sign a region: ``o``
        open, ``?`` undecided, ``-`` closed; ``coverage`` and ``openings``.
    """
    rows = {key: {str(way): _signs(matrix, key, way) for way in Way} for key in matrix.matters}
    body = {
        "format": "govmatters-matrix/1",
        "on": matrix.on.isoformat(),
        "digest": matrix.digest,
        "facts": {name: plain(answer) for name, answer in matrix.facts},
        "regions": list(matrix.regions),
        "matters": rows,
        "coverage": plain(matrix.coverage),
        "openings": plain(tuple(ranked)),
    }
    return json.dumps(body, ensure_ascii=False, indent=2)


def _signs(matrix: HandlingMatrix, key: str, way: Way) -> str:
    return "".join(_SIGNS[matrix.state(key, code, way)] for code in matrix.regions)
