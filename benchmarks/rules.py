"""
The rules once more, for peers: a made-up bundle read into plain rows.

Only what `benchmarks.documents` draws is understood: no roles, no forms, no circles, no
refusals, and one paper a row. What is measured is the work, not the generality.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["PlainRow", "plain_rows"]


class PlainRow(NamedTuple):
    """
    A row, with the exemptions that can spare its paper.

    Attributes:
        matter: The id of its matter.
        paper: What it asks for.
        when: Its condition as text; ``True`` if it has none.
        spared: (mechanism, condition) of each exemption, and of an output that flows.
    """

    matter: str
    paper: str
    when: str
    spared: tuple[tuple[str, str], ...]


def plain_rows(document: Mapping[str, Any]) -> tuple[PlainRow, ...]:
    """
    Read a document without alternatives.

    Args:
        document: Of `benchmarks.documents.document`.

    Returns:
        Its rows, in the order of matters and rows.
    """
    outputs = {one for matter in document["matters"].values() for one in matter["outputs"]}
    found = []
    for matter, record in sorted(document["matters"].items()):
        for row in record["materials"]:
            paper = row["needs"]
            spared = [
                (one["by"], one.get("when", "True"))
                for one in document["exemptions"]
                if one["of"] == paper and matter in one.get("matters", [matter])
            ]
            spared += [("output", "True")] if paper in outputs else []
            found.append(PlainRow(matter, paper, row.get("when", "True"), tuple(spared)))
    return tuple(found)
