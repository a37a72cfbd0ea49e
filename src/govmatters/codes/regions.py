"""
Administrative divisions (行政区划, GB/T 2260): which region lies in which.

The national table comes with python-stdnum and goes back to 1980. A code that has been
abolished stays known, because registries hold it for years; it is never guessed from its
digits. What the table lacks, such as a functional zone, a registry declares itself.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path

import attrs

from govmatters.errors import UnknownIdError, suggestion

__all__ = ["NATION", "Regions"]

NATION = "100000"
"""The code of the whole country."""

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""北京 天津 上海 重庆: the city is the province-level code, 市辖区 is no city of its own."""

_LINE = re.compile(
    r'^(?P<province>\d\d) |^ +(?P<rest>\d{4}) +county="(?P<names>[^"]*)"', re.MULTILINE
)
_NAME = re.compile(r"(?:\[(?P<years>[^\]]*)\])?(?P<name>[^,\[]+)")
_LONG = re.compile(r"[0-9]{9}(?:[0-9]{3})?")


@cache
def _national() -> dict[str, str]:
    """
    Read the national table: names by code, the latest name of each.

    The file is read directly: `stdnum.numdb` takes 95 ms for it, a tenth of that is enough.
    """
    names = {NATION: "全国"}
    province = ""
    for line in _LINE.finditer(_national_file().read_text(encoding="utf-8")):
        if line["province"]:
            province = line["province"]
        else:
            names[province + line["rest"]] = line["names"]
    return names


def _national_file() -> Path:
    """Find the table beside the package that ships it, without importing that package."""
    package = find_spec("stdnum")
    if package is None or package.origin is None:  # pragma: no cover (it is a requirement)
        msg = "python-stdnum is not installed; install govmatters with its requirements"
        raise ImportError(msg)
    return Path(package.origin).with_name("cn") / "loc.dat"


def _latest(names: str) -> str:
    """Take the last of ``[1983-1995]东区,[1996-]芙蓉区``, without its years."""
    *_, last = _NAME.finditer(names)
    return last["name"]


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
        return code in self._own or code in _national() or self._stem(code) is not None

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
        if code in _national():
            return _national_parent(code)
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
        if code in self._own or code in _national():
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
        if code in _national():
            return _latest(_national()[code])
        stem = self._stem(code)
        if stem is None:
            raise self._unknown(code)
        return f"{self.name(stem)}{code}"

    def suggestion(self, code: str) -> str:
        """
        Say what an unknown code may have meant.

        Args:
            code: What was written: a code, or a name.

        Returns:
            A hint for a message; never empty.
        """
        word = code if code and not code.isascii() else "\0"
        near = sorted(known for known, names in self._names() if word in names)
        city = f"{code[:4]}00"
        near += [city] if self.is_known(city) else []
        if near:
            return f"did you mean {', '.join(near[:3])}?"
        hint = suggestion(code, [known for known, _ in self._names() if known[:2] == code[:2]])
        if hint:
            return hint
        return "write a code of GB/T 2260, such as 430100, or declare it under regions"

    def _names(self) -> list[tuple[str, str]]:
        """Pair every code with its names."""
        own = [(code, name) for code, (name, _) in self._own.items()]
        return own + list(_national().items())

    def _stem(self, code: str) -> str | None:
        """Find the known code that nine or twelve digits begin with, the longest first."""
        if not _LONG.fullmatch(code):
            return None
        stems = (code[:9], code[:6]) if len(code) > 9 else (code[:6],)  # noqa: PLR2004
        return next((s for s in stems if s in self._own or s in _national()), None)

    def _unknown(self, code: str) -> UnknownIdError:
        """Make the error; it suggests among the codes that begin alike."""
        known = sorted(one for one, _ in self._names())
        alike = [one for one in known if one[:2] == code[:2]]
        return UnknownIdError("region", code, tuple(alike or known))


def _national_parent(code: str) -> str:
    """Find the parent of a six-digit code: the city if the table has it, else the province."""
    if code.endswith("0000"):
        return NATION
    province, city = f"{code[:2]}0000", f"{code[:4]}00"
    direct = code == city or code[:2] in _MUNICIPALITIES or city not in _national()
    return province if direct else city
