"""What each mechanism removed: exact Shapley values over the count of papers (RD-3)."""

from __future__ import annotations

from math import factorial
from weakref import WeakKeyDictionary

from govmatters.model import Mechanism
from govmatters.rules.settling import BIT, STRUCTURAL, Local

__all__ = ["SCALE", "credits_of"]

SCALE = factorial(len(Mechanism))
"""Credits are whole numbers of this part of a paper, so that sums stay whole."""


def credits_of(local: Local) -> tuple[int, ...]:
    """
    Share out the papers that a component saves among the mechanisms.

    Only mechanisms that can spare something here play; the others' credit is nothing. The
    value of the game is additive, so that the credits of a bundle are the sums over its
    components.

    Args:
        local: A component in one situation.

    Returns:
        A credit a mechanism, in their standard order, in parts of `SCALE` of a paper; each
        at least 0. They sum to the papers removed, times `SCALE`.

    Raises:
        SearchBudgetError: If a choice of alternatives is too large.

    Source:
        RD-1, RD-2, RD-3.
    """
    if local not in _KNOWN:
        _KNOWN[local] = _credits(local, playing(local))
    return _KNOWN[local]


_KNOWN: WeakKeyDictionary[Local, tuple[int, ...]] = WeakKeyDictionary()
"""Credits that were worked out, for as long as their situations are remembered."""


def _credits(local: Local, play: int) -> tuple[int, ...]:
    """Count under every set of players, and share out."""
    players = [BIT[mechanism] for mechanism in Mechanism if BIT[mechanism] & play]
    counts = {0: len(local.settled(0).items)}
    for player in players:
        counts.update(
            {known | player: len(local.settled(known | player).items) for known in list(counts)}
        )
    return tuple(_value(BIT[one], players, counts) for one in Mechanism)


def playing(local: Local) -> int:
    """Find the mechanisms that can spare something here, as bits."""
    found, askers = 0, set()
    form = local.component.form
    for asked in local.asked:
        for handing in (one for handings in asked.handings for one in handings):
            found |= handing.spared_by
            found |= BIT[Mechanism.OUTPUT] if handing.can_flow else 0
            if form and handing.occurrence.paper.type in form.replaces:
                found |= BIT[Mechanism.ONE_FORM] | local.form_spared_by
        askers.add(asked.row.use)
    found |= BIT[Mechanism.SHARE] if len(askers) > 1 else 0
    return found if local.is_together else found & ~STRUCTURAL


def _value(player: int, players: list[int], counts: dict[int, int]) -> int:
    """The player's part of all orders in which the players may join."""
    if player not in players:
        return 0
    size, total = len(players), 0
    for others, count in counts.items():
        if not others & player:
            joined = others.bit_count()
            orders = factorial(joined) * factorial(size - joined - 1)
            total += orders * (count - counts[others | player])
    return total * (SCALE // factorial(size))
