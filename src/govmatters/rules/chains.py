"""The longest chains of matters that wait for each other (rule PL-6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from operator import itemgetter

import attrs

__all__ = ["Chains", "Unit", "longest_chain", "longest_chains"]

Unit = tuple[str, ...]
"""The key of a matter, or the keys of those in a circle."""


@attrs.frozen
class Chains:
    """
    What takes longest.

    Attributes:
        days: Working days of a longest chain; None if the matters are handled alone.
        keys: Matters on a longest chain.
        links: (who waits, for whom) on a longest chain.
    """

    days: int | None = None
    keys: frozenset[str] = frozenset()
    links: frozenset[tuple[str, str]] = frozenset()


def longest_chains(days: Mapping[Unit, int], waits: Collection[tuple[str, str]]) -> Chains:
    """
    Find all longest chains.

    Args:
        days: Working days of each unit, at least 0; nothing waits for what stands behind it.
        waits: (who waits, for whom), by keys of matters.

    Returns:
        The chains; nothing if there are no matters.

    Source:
        PL-6: a circle counts the sum of its days.
    """
    links = _links(days, waits)
    until, beyond = dict(days), dict(days)
    for unit in days:
        until[unit] += max([until[one] for one, other in links if other == unit], default=0)
    for unit in reversed(list(days)):
        beyond[unit] += max([beyond[other] for one, other in links if one == unit], default=0)
    longest = max(until.values(), default=0)
    on_chain = [unit for unit in days if until[unit] + beyond[unit] - days[unit] == longest]
    pairs = [(a, b) for a, b in links if until[a] + beyond[b] == longest]
    pairs += [(unit, unit) for unit in on_chain]
    return Chains(
        longest,
        frozenset(key for unit in on_chain for key in unit),
        frozenset((later, earlier) for a, b in pairs for earlier in a for later in b),
    )


def longest_chain(days: Mapping[Unit, int], waits: Collection[tuple[str, str]]) -> tuple[Unit, ...]:
    """
    Find one of the longest chains.

    Args:
        days: As in `longest_chains`.
        waits: As in `longest_chains`.

    Returns:
        Its units, who is awaited first; of equally long chains the one whose units come
        first. Empty if there are no matters.

    Examples:
        >>> longest_chain({("a",): 1, ("b",): 3, ("c",): 2}, [("b", "a")])
        (('a',), ('b',))

    Source:
        PL-6: a circle counts the sum of its days.
    """
    links = _links(days, waits)
    chains: dict[Unit, tuple[int, tuple[Unit, ...]]] = {}
    for unit, own in days.items():
        before = [chains[one] for one, other in links if other == unit]
        length, chain = max(before, key=itemgetter(0), default=(0, ()))
        chains[unit] = length + own, (*chain, unit)
    return max(chains.values(), key=itemgetter(0), default=(0, ()))[1]


def _links(days: Mapping[Unit, int], waits: Collection[tuple[str, str]]) -> list[tuple[Unit, Unit]]:
    """Pair units of which the second waits for the first."""
    return [
        (earlier, later)
        for later in days
        for earlier in days
        if earlier != later and any((a, b) in waits for a in later for b in earlier)
    ]
