"""Regions for reading: a name with its code behind it, and changes that name places."""

from __future__ import annotations

import attrs

from govmatters.codes.regions import Regions
from govmatters.rules.handling.changes import Change, Obstacle

__all__ = ["change_text", "place_name"]

_PLACES = {Obstacle.PLACE: 1, Obstacle.AGREEMENT: 2, Obstacle.REACH: 2}
"""How many of the words that a change is told with are codes of regions."""


def place_name(code: str, regions: Regions) -> str:
    """
    Write a region's name and its code.

    Args:
        code: A region.
        regions: The regions there are.

    Returns:
        The code once, also where the region has no other name than that.

    Examples:
        >>> place_name("360502", Regions()), place_name("360502001", Regions())
        ('渝水区 360502', '渝水区 360502001')
    """
    return f"{regions.name(code).removesuffix(code)} {code}"


def change_text(change: Change, regions: Regions) -> str:
    """
    Write in Chinese what would open a way.

    Args:
        change: The change.
        regions: The regions there are.

    Returns:
        As the change has it, with the names of regions before their codes.

    Examples:
        >>> change_text(Change(Obstacle.PLACE, ("360502",)), Regions())
        '到 渝水区 360502 办理'
    """
    count = _PLACES.get(change.what, 0)
    named = (place_name(code, regions) for code in change.to[:count])
    return attrs.evolve(change, to=(*named, *change.to[count:])).text_zh
