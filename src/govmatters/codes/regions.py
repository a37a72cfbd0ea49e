"""
Administrative divisions (行政区划, GB/T 2260): which region lies in which.

A code of the national table that has been abolished stays known, because registries hold it for
years (`parse_region` tells the years); it is never guessed from its digits. What the table
lacks, such as a functional zone, a registry declares itself.
"""

from __future__ import annotations

import difflib
import re
from functools import cached_property
from typing import TYPE_CHECKING

import attrs

from govmatters.codes.national_regions import (
    NATION,
    last_year,
    latest_name,
    national_names,
    national_parent,
)
from govmatters.errors import SHOWN, UnknownIdError

if TYPE_CHECKING:
    from govmatters.codes.region_codes import Region, RegionName, is_region, parse_region

__all__ = ["NATION", "Region", "RegionName", "Regions", "is_region", "parse_region"]

_LONG = re.compile(r"[0-9]{9}(?:[0-9]{3})?")


def __getattr__(name: str) -> object:
    """Import what reads single codes when it is first used: no plan needs it."""
    if name not in __all__:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    from govmatters.codes import region_codes  # noqa: PLC0415 (its classes take 3 ms to make)

    return getattr(region_codes, name)


@attrs.frozen
class Regions:
    """
    The national regions, and those that a registry declares.

    Attributes:
        declared: (code, name, parent's code) of each; a declared code wins over the
            national table, and may be any text.

    Examples:
        >>> Regions().ancestors("430102")
        ('430102', '430100', '430000', '100000')
        >>> Regions().ancestors("110101")
        ('110101', '110000', '100000')

    Source:
        HR-2; GB/T 2260, GB/T 10114 (codes of nine digits).
    """

    declared: tuple[tuple[str, str, str], ...] = ()

    @cached_property
    def _own(self) -> dict[str, tuple[str, str]]:
        return {code: (name, parent) for code, name, parent in self.declared}

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        """Ancestors found so far: a cache, which holds no more than the tables do."""
        return {}

    def is_known(self, code: str) -> bool:
        """
        Say whether there is such a region.

        Args:
            code: Six, nine or twelve digits, or a declared code.

        Returns:
            Whether it is declared, in the national table, or of nine or twelve digits that
            begin with a known code.
        """
        return code in self._own or code in national_names() or self._stem(code) is not None

    def is_declared(self, code: str) -> bool:
        """
        Say whether a region is a registry's own.

        Args:
            code: Any code.

        Returns:
            Whether it is among `declared`.
        """
        return code in self._own

    def parent(self, code: str) -> str | None:
        """
        Tell which region a region lies in.

        Args:
            code: A region.

        Returns:
            The declared parent; else, by the table, the city, else the province, else the
            nation; None for the nation itself.

        Raises:
            UnknownIdError: If there is no such region.
        """
        if code == NATION:
            return None
        if code in self._own:
            return self._own[code][1]
        if code in national_names():
            return national_parent(code)
        stem = self._stem(code)
        if stem is None:
            raise self._unknown(code)
        return stem

    def ancestors(self, code: str) -> tuple[str, ...]:
        """
        Tell every region that a region lies in.

        Args:
            code: A region.

        Returns:
            Codes, the region itself first, the nation last. Declared parents that run in a
            circle end where they would repeat.

        Raises:
            UnknownIdError: If there is no such region.
        """
        known = self._paths.get(code)
        if known is not None:
            return known
        path = [code]
        parent = self.parent(code)
        while parent is not None and parent not in path:
            path.append(parent)
            parent = self.parent(parent)
        if code in self._own or code in national_names():
            self._paths[code] = tuple(path)
        return tuple(path)

    def within(self, code: str, ancestor: str) -> bool:
        """
        Say whether a region is another or lies in it.

        Args:
            code: A region.
            ancestor: The other.

        Returns:
            Whether it does.

        Raises:
            UnknownIdError: If there is no such region, or no such other.

        Examples:
            >>> Regions().within("430102", "430000")
            True
        """
        if ancestor in self.ancestors(code):
            return True
        if not self.is_known(ancestor):
            raise self._unknown(ancestor)
        return False

    def name(self, code: str) -> str:
        """
        Tell a region's Chinese name.

        Args:
            code: A region.

        Returns:
            Its latest name; a code of nine or twelve digits that nobody declared is named
            by what it lies in and its digits.

        Raises:
            UnknownIdError: If there is no such region.
        """
        if code in self._own:
            return self._own[code][0]
        if code in national_names():
            return latest_name(national_names()[code])
        stem = self._stem(code)
        if stem is None:
            raise self._unknown(code)
        return f"{self.name(stem)}{code}"

    def national(self, code: str) -> str | None:
        """
        Tell which region of the national table a region is, or lies in.

        Args:
            code: A region.

        Returns:
            The nearest code of GB/T 2260 among its ancestors, itself first; None if declared
            parents run in a circle outside.

        Raises:
            UnknownIdError: If there is no such region.

        Examples:
            >>> Regions((("zone", "某园区", "360500"),)).national("zone")
            '360500'
        """
        return next((one for one in self.ancestors(code) if one in national_names()), None)

    def codes(self) -> tuple[str, ...]:
        """
        List every region that has a code of its own.

        Returns:
            The declared codes and those of the national table, abolished ones too, sorted.
        """
        return tuple(sorted({code for code, _ in self._names()}))

    def suggestion(self, code: str) -> str:
        """
        Say what an unknown code may have meant.

        Args:
            code: What was written: a code, or a name.

        Returns:
            A hint for a message; never empty. Codes that were abolished come last, and are told
            to be so.

        Examples:
            >>> Regions().suggestion("望城县")
            'did you mean 430122 (望城县, abolished in 2011, perhaps 430112)?'
        """
        word = code if code and not code.isascii() else "\0"
        near = sorted(known for known, names in self._names() if word in names)
        city = f"{code[:4]}00"
        near += [city] if self.is_known(city) else []
        if not near:
            alike = sorted(known for known, _ in self._names() if known[:2] == code[:2])
            near = difflib.get_close_matches(code[:SHOWN], alike, n=3)
        if near:
            told = sorted(near, key=self._is_abolished)[:3]
            return f"did you mean {', '.join(map(self._told, told))}?"
        return "write a code of GB/T 2260, such as 430100, or declare it under regions"

    def _is_abolished(self, code: str) -> bool:
        names = "" if code in self._own else national_names().get(code, "")
        return bool(names) and last_year(names) is not None

    def _told(self, code: str) -> str:
        """Write a code; of an abolished one, what it was, since when it is none, and what is."""
        from govmatters.codes.endings import ending_of  # noqa: PLC0415 (no plan needs it)

        ended = ending_of(code) if self._is_abolished(code) else None
        if ended is None:
            return code
        heirs = "".join(f", perhaps {heir}" for heir, _ in ended.successors)
        return f"{code} ({ended.name}, abolished in {ended.year}{heirs})"

    def _names(self) -> list[tuple[str, str]]:
        """Pair every code with its names."""
        own = [(code, name) for code, (name, _) in self._own.items()]
        return own + list(national_names().items())

    def _stem(self, code: str) -> str | None:
        """Find the known code that nine or twelve digits begin with, the longest first."""
        if not _LONG.fullmatch(code):
            return None
        stems = (code[:9], code[:6]) if len(code) > 9 else (code[:6],)  # noqa: PLR2004
        return next((s for s in stems if s in self._own or s in national_names()), None)

    def _unknown(self, code: str) -> UnknownIdError:
        """Make the error; it suggests among the codes that begin alike."""
        known = sorted(one for one, _ in self._names())
        alike = [one for one in known if one[:2] == code[:2]]
        return UnknownIdError("region", code, tuple(alike or known))
