"""
Codes of administrative divisions (行政区划代码, GB/T 2260), and in which years they held.

Six digits: province, city, county. Codes of nine and twelve digits (GB/T 10114) name towns and
villages of a county: their first six digits are read, the others kept. The table begins in 1980
and knows years, not days; a code that has been abolished stays in it. Functional zones have none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import attrs

from govmatters.codes.layouts import canonical
from govmatters.codes.national_regions import FIRST_YEAR, NAME, latest_name, national_names
from govmatters.errors import CodeError

__all__ = ["Region", "RegionName", "is_region", "parse_region"]

_NOUN = "region code"
_NEVER = 10_000

_CODE = re.compile(r"[0-9]{6}(?:[0-9]{3}){0,2}")


@attrs.frozen
class RegionName:
    """
    A name of a region, and its years.

    Attributes:
        name: In Chinese.
        since: The year in which the code got the name; None: it had it when the table begins.
        until: The last year of the name; None: it still has it. Before the next name of the
            same code it is the year before that; otherwise the year of the abolition.
    """

    name: str
    since: int | None = None
    until: int | None = None


@attrs.frozen
class Region:
    """
    A region of GB/T 2260, or a town or village in it.

    Attributes:
        code: Six digits.
        names: Its names, from first to last; never empty. The same code may have been given
            to another region years after it was abolished.
        subdivision: The digits that follow in a code of nine or twelve digits; empty if they
            are all zero. Nothing here knows which towns and villages there are.

    Examples:
        >>> [(one.name, one.since, one.until) for one in parse_region("430102").names]
        [('东区', 1983, 1995), ('芙蓉区', 1996, None)]

    Source:
        GB/T 2260; GB/T 10114 (nine and twelve digits).
    """

    code: str
    names: tuple[RegionName, ...]
    subdivision: str = ""

    def __str__(self) -> str:
        """Write the code."""
        return f"{self.code}{self.subdivision}"

    @property
    def name(self) -> str:
        """Its latest name."""
        return self.names[-1].name

    @property
    def abolished(self) -> int | None:
        """The year in which its code was abolished; None: it still holds."""
        return self.names[-1].until

    def is_valid_in(self, year: int) -> bool | None:
        """
        Say whether the code held in a year.

        Args:
            year: Of our era. What a later edition of the table will say is not foreseen.

        Returns:
            Whether it held on any day of the year; None before the table begins.

        Examples:
            >>> chongwen = parse_region("110103")
            >>> chongwen.is_valid_in(2010), chongwen.is_valid_in(2011)
            (True, False)
        """
        if year < FIRST_YEAR:
            return None
        return any(since <= year <= until for since, until in self._periods())

    def is_valid_on(self, day: dt.date) -> bool | None:
        """
        Say whether the code held on a day.

        Args:
            day: Any day. What a later edition of the table will say is not foreseen.

        Returns:
            Whether it held; None in the years in which it began or ended, as the table knows
            no days, and before the table begins.

        Examples:
            >>> import datetime as dt
            >>> chongwen = parse_region("110103")
            >>> [chongwen.is_valid_on(dt.date(year, 7, 1)) for year in (2009, 2010, 2011)]
            [True, None, False]
        """
        if any(since < day.year < until for since, until in self._periods()):
            return True
        return False if self.is_valid_in(day.year) is False else None

    def _periods(self) -> Iterator[tuple[int, int]]:
        """Walk the first and last year of each time without a break; open ends lie beyond."""
        spans = [(one.since or FIRST_YEAR - 1, one.until or _NEVER) for one in self.names]
        since, until = spans[0]
        for begins, ends in spans[1:]:
            if begins > until + 1:
                yield since, until
                since = begins
            until = ends
        yield since, until


def parse_region(text: str) -> Region:
    """
    Read the code of a region.

    Args:
        text: Six, nine or twelve digits, as printed; blanks around them do not count.

    Returns:
        Its code, its names and their years. Codes that have been abolished are taken too.

    Raises:
        CodeError: If it has another shape, or its first six digits are not in the table.

    Examples:
        >>> parse_region("360521000000").name
        '分宜县'
        >>> parse_region("360541")
        Traceback (most recent call last):
        ...
        govmatters.errors.CodeError: '360541' is no region code: positions 5-6 hold '41', which \
nothing in 新余市 has had since 1980; a functional zone is declared under regions
    """
    code = canonical(text)
    problem = _misfit(code)
    if problem:
        raise CodeError(_NOUN, text, problem)
    names = tuple(_read_names(national_names()[code[:6]]))
    subdivision = code[6:] if code[6:].strip("0") else ""
    return Region(code[:6], names, subdivision)


def is_region(text: str) -> bool:
    """
    Say whether a text is the code of a region.

    Args:
        text: As printed.

    Returns:
        Whether `parse_region` takes it: abolished codes too, declared ones never.
    """
    return _misfit(canonical(text)) is None


def _read_names(names: str) -> Iterator[RegionName]:
    """Read names and years; one that ends before it begins was dropped in its first year."""
    for one in NAME.finditer(names):
        since, until = int(one["since"] or 0), int(one["until"] or 0)
        yield RegionName(one["name"], since or None, max(since, until) if until else None)


def _misfit(code: str) -> str | None:
    """Say which position of a code is wrong."""
    if not _CODE.fullmatch(code):
        return _misshapen(code)
    known = national_names()
    if code[:6] in known:
        return None
    province, city = f"{code[:2]}0000", f"{code[:4]}00"
    if province not in known:
        return f"positions 1-2 hold {code[:2]!r}, which is no province"
    first, area = (5, city) if city in known else (3, province)
    return (
        f"positions {first}-6 hold {code[first - 1 : 6]!r}, which nothing in "
        f"{latest_name(known[area])} has had since {FIRST_YEAR}; a functional zone is declared "
        "under regions"
    )


def _misshapen(code: str) -> str:
    """Say why a text is no code of digits."""
    wrong = re.search("[^0-9]", code)
    if wrong:
        return f"position {wrong.start() + 1} holds {wrong[0]!r}, not a digit"
    return f"it has {len(code)} digits, not 6, 9 or 12"
