"""What becomes of each paper of a bundle as a whole, situation by situation (AU-6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from govmatters.design.settings import Setting
from govmatters.model import Mechanism, Paper
from govmatters.rules.plans import Fate, Outcome

__all__ = ["State", "states_of"]


@attrs.frozen(kw_only=True)
class State:
    """
    What becomes of one paper, as planes of situations.

    Attributes:
        handed: Where it is handed in, or added by the bundle.
        spared: Where nobody hands it in, and a row that asks for it spares it.
        mechanisms: By what it is spared anywhere, in their standard order.
        outcomes: What becomes of it in some matter, and in which situations.
    """

    handed: int
    spared: int
    mechanisms: tuple[Mechanism, ...]
    outcomes: Mapping[Outcome, int]


def states_of(setting: Setting) -> Mapping[Paper, State]:
    """
    Find out what becomes of every paper.

    Args:
        setting: Situations that were evaluated together.

    Returns:
        The state of each paper that some row of the bundle asks for, or that is its form,
        in the order of the plan.
    """
    spared: dict[Paper, int] = {}
    mechanisms: dict[Paper, set[Mechanism]] = {}
    outcomes: dict[Paper, dict[Outcome, int]] = {}
    for (_, fate), (mask, _) in setting.fates.items():
        own = outcomes.setdefault(fate.paper, {})
        own[fate.outcome] = own.get(fate.outcome, 0) | mask
        for paper, by in _sparing(fate, setting):
            rest = mask & ~setting.handed.get(paper, 0)
            spared[paper] = spared.get(paper, 0) | rest
            mechanisms.setdefault(paper, set()).update(by if rest else ())
    return {
        paper: State(
            handed=setting.handed.get(paper, 0),
            spared=spared.get(paper, 0),
            mechanisms=_ordered(mechanisms.get(paper, ())),
            outcomes=outcomes.get(paper, {}),
        )
        for paper, _ in setting.program.ranks
    }


def _sparing(fate: Fate, setting: Setting) -> list[tuple[Paper, tuple[Mechanism, ...]]]:
    """Say which papers a fate spares: its own, and the form that would stand for it."""
    if fate.outcome is not Outcome.SPARED:
        return []
    form = setting.program.form
    beside = tuple(one for one in fate.mechanisms if one is not Mechanism.ONE_FORM)
    if form is None or not beside or beside == fate.mechanisms:
        return [(fate.paper, fate.mechanisms)]
    return [(fate.paper, fate.mechanisms), (form.paper, beside)]


def _ordered(mechanisms: Iterable[Mechanism]) -> tuple[Mechanism, ...]:
    found = set(mechanisms)
    return tuple(one for one in Mechanism if one in found)
