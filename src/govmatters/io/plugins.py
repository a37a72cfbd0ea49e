"""
Checks that a city adds: Python entry points of the group ``govmatters.checks``.

The name of an entry point is the id of its check, and of all that it finds. It stands for a
function from a `govmatters.checks.View` to findings, as each check of the package is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from itertools import pairwise
from typing import Any

import attrs

from govmatters.checks import Check, View
from govmatters.checks.catalogue import Described, described
from govmatters.errors import CheckError
from govmatters.model import Finding, Severity

__all__ = ["GROUP", "Plugin", "installed_checks", "known_plugins"]

GROUP = "govmatters.checks"
"""Name of the group of entry points."""


@attrs.frozen
class Plugin:
    """
    A check that somebody else installed.

    Attributes:
        id: The entry point's name.
        check: Finds; raises `CheckError` where the function behind it fails.
        described: As documents and other programs show it.
    """

    id: str
    check: Check
    described: Described


def known_plugins() -> tuple[str, ...]:
    """
    Name the checks that are installed beside the package's, without loading them.

    Returns:
        Their ids, sorted.
    """
    return tuple(sorted({point.name for point in entry_points(group=GROUP)}))


def installed_checks(without: Collection[str] = ()) -> tuple[Plugin, ...]:
    """
    Load the checks that are installed beside the package's.

    Args:
        without: Ids of those that are not wanted; they are not loaded.

    Returns:
        The others, by id.

    Raises:
        CheckError: If one cannot be loaded, is no function, or has an id that is taken.
    """
    points = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    wanted = [point for point in points if point.name not in without]
    plugins = [_loaded(point) for point in wanted]
    for one, other in pairwise(wanted):
        if one.name == other.name and one.value != other.value:
            raise CheckError(one.name, _home(other), f"{_home(one)} has a check of this id too")
    return tuple({plugin.id: plugin for plugin in plugins}.values())


def _loaded(point: EntryPoint) -> Plugin:
    if point.name in described():
        raise CheckError(point.name, _home(point), "the package itself has a check of this id")
    try:
        function = point.load()
    except Exception as exc:  # whatever a stranger's module raises
        raise CheckError(point.name, _home(point), f"cannot be loaded: {_said(exc)}") from exc
    if not callable(function):
        raise CheckError(point.name, _home(point), "is no function of a View")
    title = (getattr(function, "__doc__", None) or "").strip().partition("\n")[0]
    about = Described(
        id=point.name, family="city", severity=Severity.ERROR, title=title or point.name
    )
    return Plugin(point.name, _guarded(point, function), about)


def _guarded(point: EntryPoint, function: Callable[[View], Iterable[Any]]) -> Check:
    """Let a stranger's failure say whose it is, and its findings be findings of its id."""

    def check(view: View) -> Iterator[Finding]:
        try:
            found = list(function(view))
        except Exception as exc:
            raise CheckError(point.name, _home(point), f"fails: {_said(exc)}") from exc
        for finding in found:
            if not isinstance(finding, Finding) or finding.check != point.name:
                problem = (
                    f"yields {finding!r:.200}, which is no finding of the check {point.name!r}"
                )
                raise CheckError(point.name, _home(point), problem)
        yield from found

    return check


def _home(point: EntryPoint) -> str:
    """Name the distribution that brings an entry point."""
    return point.dist.name if point.dist is not None else point.value


def _said(exc: Exception) -> str:
    return f"{type(exc).__name__}: {' '.join(str(exc).split())[:200]}"
