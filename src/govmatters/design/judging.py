"""A verdict on a claimed number, and what is missing for one (AU-2 to AU-5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

import attrs

from govmatters.design.settings import Setting
from govmatters.design.spreads import Spread, spread_of
from govmatters.measures.audits.claims import ClaimVerdict, Figure, measure_of
from govmatters.measures.audits.evidence import Lack, Missing
from govmatters.measures.audits.results import Reading
from govmatters.model import Bounds, Counts
from govmatters.rules.asking import questions_worth_asking

__all__ = ["Judgement", "asking", "judged", "readings_of"]

_UNSTATED = {"papers": Lack.LISTS, "working_days": Lack.DAYS, "trips": Lack.TRIPS}
"""What keeps a number unknown, by its measure; steps never are."""


@attrs.frozen
class Judgement:
    """A verdict, all readings that it rests on, and what is missing; merged and in order."""

    readings: tuple[Reading, ...]
    verdict: ClaimVerdict
    missing: tuple[Missing, ...]


def judged(setting: Setting, figure: Figure, claimed: int) -> Judgement:
    """
    Judge a claimed number.

    Args:
        setting: The situations that count; there must be some.
        figure: Which number.
        claimed: The number.

    Returns:
        A definite verdict only if every reading has it in every situation.

    Source:
        AU-2, AU-3, AU-4, AU-5.
    """
    found = [_read(setting, figure, claimed, counts) for counts in readings_of(setting, figure)]
    readings = tuple(reading for reading, _ in found)
    verdicts = {reading.verdict for reading in readings}
    if len(verdicts) == 1 and ClaimVerdict.NOT_CHECKABLE not in verdicts:
        return Judgement(readings, verdicts.pop(), ())
    missing = [one for _, some in found for one in some]
    if len(readings) > 1:
        missing.append(Missing(Lack.COUNTS))
    return Judgement(readings, ClaimVerdict.NOT_CHECKABLE, _merged(missing))


def readings_of(setting: Setting, figure: Figure) -> tuple[Counts | None, ...]:
    """
    Say in which ways a claimed number can be meant.

    Args:
        setting: Knows what is published.
        figure: Which number.

    Returns:
        What may have been counted, at least one; None where there is no choice. That a
        printed list was counted is only possible if one is published.

    Source:
        AU-3.
    """
    if not figure.is_of_materials:
        return (None,)
    if setting.published.counts is not None:
        return (setting.published.counts,)
    if figure.is_before or setting.listed is not None:
        return (Counts.ROWS, Counts.PAPERS, Counts.LISTED)
    return (Counts.ROWS, Counts.PAPERS)


def _read(
    setting: Setting, figure: Figure, claimed: int, counts: Counts | None
) -> tuple[Reading, list[Missing]]:
    """Judge one reading."""
    if counts is Counts.LISTED and not figure.is_before and setting.listed is None:
        reading = Reading(
            counts=counts,
            computed=Bounds(None, None, exact=False),
            verdict=ClaimVerdict.NOT_CHECKABLE,
        )
        return reading, [Missing(Lack.PUBLISHED_LIST)]
    spread = spread_of(setting, figure, counts)
    computed = spread.bounds
    verdict = figure.verdict(claimed, computed.low or 0, computed.high)
    reading = Reading(counts=counts, computed=computed, verdict=verdict)
    if verdict is not ClaimVerdict.NOT_CHECKABLE:
        return reading, []
    alike = _alike(figure, claimed, spread)
    return reading, list(_missing(setting, figure, spread, alike))


def _alike(figure: Figure, claimed: int, spread: Spread) -> dict[ClaimVerdict, int]:
    """For each verdict the situations that have it."""
    found: dict[ClaimVerdict, int] = {}
    for mask, low, high in spread.parts:
        verdict = figure.verdict(claimed, low, high)
        if figure.is_limit and verdict is ClaimVerdict.BETTER:
            verdict = ClaimVerdict.CONFIRMED  # a promise is kept: whether with room does not decide
        found[verdict] = found.get(verdict, 0) | mask
    return found


def _missing(
    setting: Setting, figure: Figure, spread: Spread, alike: dict[ClaimVerdict, int]
) -> Iterator[Missing]:
    """Say what keeps a verdict from being definite."""
    lack = _UNSTATED.get(measure_of(figure, None))
    open_here = alike.get(ClaimVerdict.NOT_CHECKABLE, 0)
    if lack is not None and open_here:
        uses = [use.key for use in setting.lacking(lack) if setting.active(use) & open_here]
        yield from [Missing(lack, tuple(uses))] if uses else []
    if spread.is_outer:
        yield Missing(Lack.SITUATIONS, setting.plan.open_questions)
    elif len(alike) > 1:
        yield Missing(Lack.ANSWERS, asking(setting, alike.values()))


def asking(setting: Setting, columns: Iterable[int]) -> tuple[str, ...]:
    """
    Find the questions that decide.

    Args:
        setting: Situations that were evaluated together.
        columns: Sets of them that are to be told apart; others do not matter.

    Returns:
        The questions in the order worth asking; if no single answer tells them apart, all
        that are open.
    """
    planes = list(columns)
    among = attrs.evolve(setting.evaluation, valid=reduce(or_, planes))
    deciding, _ = questions_worth_asking(among, lambda: planes, lambda: planes)
    return deciding or setting.plan.open_questions


def _merged(missing: Iterable[Missing]) -> tuple[Missing, ...]:
    """Merge what several readings miss, in the order of kinds; subjects as first met."""
    found: dict[Lack, dict[str, None]] = {}
    for one in missing:
        found.setdefault(one.what, {}).update(dict.fromkeys(one.subjects))
    return tuple(Missing(lack, tuple(found[lack])) for lack in Lack if lack in found)
