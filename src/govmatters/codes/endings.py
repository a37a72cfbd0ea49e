"""
Codes of the national table that were abolished: since when, and what perhaps is in their place.

The national table says when a code ended, and not what came of it. That is looked for by a rule,
and is a hint to somebody who knows better, never a translation: nothing here changes a code.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from govmatters.codes.national_regions import FIRST_YEAR, national_names
from govmatters.codes.region_codes import RegionName, parse_region

__all__ = ["Abolition", "Tenure", "ending_of", "tenures_of"]

_ALWAYS = dt.date.max
_KIND = re.compile("(?:行政委[员員][会會]|自治[县旗]|地区|特区|[市县区區盟旗])$")
_HEADINGS = frozenset({"市辖区", "县"})
"""Names that head a list of the table, and are no place."""

_PART = 2
"""So long is a name such as 城区, 东区 or 郊区, which many cities have."""


@attrs.frozen
class Tenure:
    """A time in which a code held without a break, with its names in it, from first to last."""

    code: str
    names: tuple[RegionName, ...]

    @property
    def since(self) -> int:
        """The year in which it began; before the table if that does not say."""
        return self.names[0].since or FIRST_YEAR - 1

    @property
    def until(self) -> int:
        """The last year; beyond all days if it still holds."""
        return self.names[-1].until or _ALWAYS.year

    def name_in(self, year: int) -> str:
        """Tell its name in a year, or its last before that."""
        begun = [one.name for one in self.names if (one.since or 0) <= year]
        return (begun or [self.names[0].name])[-1]


@attrs.frozen
class Abolition:
    """
    The end of a code.

    Attributes:
        code: Six digits.
        name: The last name that it had.
        year: The year in which it was abolished; the table knows no days.
        successors: (code, name) of what perhaps stands in its place, by code; empty if the table
            shows nothing of the kind.
    """

    code: str
    name: str
    year: int
    successors: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Say it in English, with the hint."""
        return f"{self.code} ({self.name}) was abolished in {self.year}; {self.hint}"

    @property
    def hint(self) -> str:
        """Say what perhaps stands in its place."""
        if not self.successors:
            return "the national table shows nothing in its place"
        named = " or ".join(f"{code} ({name})" for code, name in self.successors)
        return f"perhaps {named} stands in its place"


def ending_of(code: str, on: dt.date | None = None) -> Abolition | None:
    """
    Say whether a code of the national table was abolished.

    A successor is a code of the same province and the same level that begins in the year of the
    abolition or the next, under the same name but for 县, 区, 市 and their like. The same city goes
    before others, the same whole name before a like one; where several remain, all are told. What
    was abolished in its turn gives way to its own successor.

    Args:
        code: One that the table has, or had.
        on: The day; None: whenever.

    Returns:
        The abolition; None if the code holds on the day, has yet to begin, or may hold, as in the
        very year of its end.

    Examples:
        >>> str(ending_of("430122"))
        '430122 (望城县) was abolished in 2011; perhaps 430112 (望城区) stands in its place'

    Source:
        GB/T 2260, of which python-stdnum ships every edition since 1980.
    """
    year = (on or _ALWAYS).year
    ended = _ended(code, year)
    if ended is None:
        return None
    successors = {(heir.code, heir.name_in(year)) for heir in _standing(ended, year, frozenset())}
    return Abolition(code, ended.name_in(year), ended.until, tuple(sorted(successors)))


def tenures_of(code: str) -> list[Tenure]:
    """
    Cut the names of a code where it held in no year between.

    Args:
        code: One that the national table has, or had.

    Returns:
        The times in which it held, from first to last.
    """
    runs: list[list[RegionName]] = []
    for one in parse_region(code).names:
        before = runs[-1][-1].until if runs else None
        if before is None or (one.since or 0) > before + 1:
            runs.append([])
        runs[-1].append(one)
    return [Tenure(code, tuple(names)) for names in runs]


def _ended(code: str, year: int) -> Tenure | None:
    """Find the last time that a code had, if it does not hold in a year, and held before."""
    runs = tenures_of(code)
    if year < FIRST_YEAR or any(one.since <= year <= one.until for one in runs):
        return None
    return next((one for one in reversed(runs) if one.until < year), None)


def _standing(ended: Tenure, year: int, seen: frozenset[Tenure]) -> Iterator[Tenure]:
    """Walk what stands in the place of a code in a year, through what ended in its turn."""
    for heir in _heirs(ended, seen := seen | {ended}):
        if heir.until >= year:
            yield heir
        else:
            yield from _standing(heir, year, seen)


def _heirs(ended: Tenure, seen: frozenset[Tenure]) -> list[Tenure]:
    """Find the codes that began when another ended, and are named most like it."""
    last = ended.names[-1].name
    ranked: dict[tuple[bool, bool], list[Tenure]] = {}
    for heir in {one for word in _words(last) for one in _beginnings().get(word, ())} - seen:
        first = heir.names[0].name
        is_far = heir.code[:4] != ended.code[:4]
        is_alike = heir.code[:2] == ended.code[:2] and _level(heir.code) == _level(ended.code)
        is_part = len(last) <= _PART and first == last
        if is_alike and ended.until <= heir.since <= ended.until + 1 and not (is_far and is_part):
            ranked.setdefault((is_far, first != last), []).append(heir)
    return ranked[min(ranked)] if ranked else []


@cache
def _beginnings() -> Mapping[str, tuple[Tenure, ...]]:
    """Sort the times of codes by the words of the name with which they begin."""
    found: dict[str, list[Tenure]] = {}
    for run in (run for code in national_names() for run in tenures_of(code)):
        first = run.names[0]
        for word in _words(first.name) if first.since and first.name not in _HEADINGS else ():
            found.setdefault(word, []).append(run)
    return {word: tuple(some) for word, some in found.items()}


def _words(name: str) -> set[str]:
    """Give a name, and the name without what kind of region it is, unless that is one character."""
    stem = _KIND.sub("", name)
    return {name, stem} if len(stem) > 1 else {name}


def _level(code: str) -> int:
    """Tell province, city and county apart."""
    return 3 if not code.endswith("00") else 2 - code.endswith("0000")
