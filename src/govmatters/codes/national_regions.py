"""
The national table of administrative divisions (行政区划, GB/T 2260), as python-stdnum ships it.

It begins in 1980. A code that has been abolished stays in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

__all__ = [
    "FIRST_YEAR",
    "NAME",
    "NATION",
    "last_year",
    "latest_name",
    "national_names",
    "national_parent",
]

NATION = "100000"
"""The code of the whole country."""

FIRST_YEAR = 1980
"""The year in which the table begins."""

NAME = re.compile(r"(?:\[(?P<since>\d*)-(?P<until>\d*)\])?(?P<name>[^,\[]+)")
"""One name in the table, with the years in which a code had it."""

_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""北京 天津 上海 重庆: the city is the province-level code, 市辖区 is no city of its own."""

_LINE = re.compile(
    r'^(?P<province>\d\d) |^ +(?P<rest>\d{4}) +county="(?P<names>[^"]*)"', re.MULTILINE
)


@cache
def national_names() -> Mapping[str, str]:
    """
    Read the table.

    Returns:
        By code of six digits, its names with their years, as the table has them, such as
        ``[1983-1995]东区,[1996-]芙蓉区``; `latest_name` takes them apart.
    """
    # The file is read directly: `stdnum.numdb` takes 95 ms for it, a tenth of that is enough.
    names = {NATION: "全国"}
    province = ""
    for line in _LINE.finditer(_table().read_text(encoding="utf-8")):
        if line["province"]:
            province = line["province"]
        else:
            names[province + line["rest"]] = line["names"]
    return names


def latest_name(names: str) -> str:
    """
    Tell the last of several names.

    Args:
        names: As `national_names` has them.

    Returns:
        The name, without its years.

    Examples:
        >>> latest_name("[1983-1995]东区,[1996-]芙蓉区")
        '芙蓉区'
    """
    *_, last = NAME.finditer(names)
    return last["name"]


def last_year(names: str) -> int | None:
    """
    Tell in which year the last of several names ended.

    Args:
        names: As `national_names` has them.

    Returns:
        The year in which the code was abolished; None: it still holds.

    Examples:
        >>> last_year("[-2011]望城县"), last_year("[1983-1995]东区,[1996-]芙蓉区")
        (2011, None)
    """
    *_, last = NAME.finditer(names)
    return int(last["until"]) if last["until"] else None


def national_parent(code: str) -> str:
    """
    Tell which region of the table a region of the table lies in.

    Args:
        code: Six digits; not the nation.

    Returns:
        The city if the table has it, else the province, else the nation.
    """
    if code.endswith("0000"):
        return NATION
    province, city = f"{code[:2]}0000", f"{code[:4]}00"
    direct = code == city or code[:2] in _MUNICIPALITIES or city not in national_names()
    return province if direct else city


def _table() -> Path:
    """Find the table beside the package that ships it, without importing that package."""
    package = find_spec("stdnum")
    if package is None or package.origin is None:
        msg = "python-stdnum is not installed; install govmatters with its requirements"
        raise ImportError(msg)
    return Path(package.origin).with_name("cn") / "loc.dat"
