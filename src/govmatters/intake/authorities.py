"""Authorities of an import, and the regions that their names tell."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from govmatters.codes.regions import NATION, Regions

__all__ = ["province_of", "region_named_in"]

_SHORTEST = 3
_MUNICIPALITIES = {"11", "12", "31", "50"}
"""北京 天津 上海 重庆: their counties lie in the province-level city itself."""


def region_named_in(name: str, regions: Regions) -> str | None:
    """
    Find the province or city that an authority's name tells.

    Args:
        name: Such as 湖南省交通运输厅 or 国家税务总局湖南省税务局.
        regions: The regions there are.

    Returns:
        The code of the longest name of a province or city that stands in it, of a county of
        that city if one follows; None if none stands there, or two of one length.

    Examples:
        >>> region_named_in("湖南省交通运输厅", Regions())
        '430000'
        >>> region_named_in("长沙市芙蓉区民政局", Regions())
        '430102'
        >>> region_named_in("某某局", Regions())
    """
    found = [(len(label), code) for label, code in _cities() if label in name]
    longest = max((length for length, _ in found), default=0)
    best = [code for length, code in found if length == longest]
    if len(best) != 1:
        return None
    counties = [code for label, code in _counties(best[0], regions) if label in name]
    return counties[0] if len(counties) == 1 else best[0]


@cache
def _cities() -> tuple[tuple[str, str], ...]:
    """Pair the names of provinces and cities with their codes."""
    return tuple(_named(f"{number:04d}00" for number in range(1100, 8300)))


def _named(codes: Iterator[str]) -> Iterator[tuple[str, str]]:
    regions = Regions()
    for code in codes:
        if regions.is_known(code):
            label = regions.name(code)
            if len(label) >= _SHORTEST and label != "市辖区":
                yield label, code


def _counties(city: str, regions: Regions) -> Iterator[tuple[str, str]]:
    stem = f"{city[:2]}01" if city[:2] in _MUNICIPALITIES else city[:4]
    for number in range(1, 100) if not stem.endswith("00") else ():
        code = f"{stem}{number:02d}"
        if regions.is_known(code):
            label = regions.name(code)
            if label not in {"市辖区", "县"}:
                yield label, code


def province_of(region: str, regions: Regions) -> str:
    """Tell the province that a region lies in; the nation for the nation."""
    *_, province = [code for code in regions.ancestors(region) if code != NATION] or [NATION]
    return province
