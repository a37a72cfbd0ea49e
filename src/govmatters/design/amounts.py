"""What makes a number of days, trips or steps: matters, a chain of them, desks (AU-8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from operator import attrgetter

from govmatters.design.settings import Setting
from govmatters.measures.audits.claims import ClaimVerdict, Figure, measure_of
from govmatters.measures.audits.evidence import Amount, Basis
from govmatters.model import Matter
from govmatters.rules.chains import longest_chain
from govmatters.rules.planning import masked
from govmatters.rules.scheduling import Desk, Schedule, desk_of

__all__ = ["amounts_of"]


def amounts_of(setting: Setting, figure: Figure, verdict: ClaimVerdict) -> tuple[Amount, ...]:
    """
    Say what makes a number.

    Args:
        setting: The situations that count; there must be some.
        figure: Days, trips or steps.
        verdict: Of the claim.

    Returns:
        Before, an amount for each matter that may apply, by key; after, the chain, the desks
        or the bundle's steps. No chain where too many situations are open.

    Source:
        AU-8, PL-6.
    """
    match measure_of(figure, None), figure.is_before:
        case "working_days", True:
            return tuple(_each(setting, _days))
        case "working_days", False:
            return tuple(_chain(setting, verdict))
        case "trips", True:
            return tuple(_each(setting, _trips))
        case "trips", False:
            return tuple(_desks(setting))
        case _, True:
            return tuple(_each(setting, _steps))
    steps = setting.program.bundle.steps
    basis = Basis.RULE if steps is None else Basis.STATED
    number = 1 if steps is None else steps
    return (Amount(matters=(setting.program.bundle.id,), number=number, basis=basis),)


_Stated = tuple[int | None, Basis]


def _each(setting: Setting, stated: Callable[[Matter], _Stated]) -> Iterator[Amount]:
    """Take an amount of each matter that may apply."""
    for use in setting.program.uses:
        if setting.active(use):
            number, basis = stated(use.matter)
            always = setting.is_always(use)
            yield Amount(matters=(use.key,), number=number, basis=basis, always=always)


def _days(matter: Matter) -> _Stated:
    """PL-6: the promised days, else the statutory limit, else unknown."""
    if matter.working_days is None:
        return None, Basis.UNSTATED
    is_promised = matter.promised_working_days is not None
    return matter.working_days, Basis.PROMISED if is_promised else Basis.STATUTORY


def _trips(matter: Matter) -> _Stated:
    return matter.trips, Basis.UNSTATED if matter.trips is None else Basis.STATED


def _steps(matter: Matter) -> _Stated:
    return (1, Basis.RULE) if matter.steps is None else (matter.steps, Basis.STATED)


def _desks(setting: Setting) -> Iterator[Amount]:
    """PL-6: each desk that is visited, or may be as far as anybody states."""
    program, found = setting.program, dict[Desk, list[int]]()
    for number, use in enumerate(program.uses):
        if setting.active(use) and use.matter.trips != 0:
            found.setdefault(desk_of(program, number), []).append(number)
    for (_, name, _), numbers in sorted(found.items(), key=lambda one: str(one[0])):
        uses = [program.uses[number] for number in numbers]
        sure = [use for use in uses if use.matter.trips]
        covered = 0
        for use in sure or uses:
            covered |= setting.active(use)
        yield Amount(
            matters=tuple(use.key for use in uses),
            number=1 if sure else None,
            basis=Basis.STATED if sure else Basis.UNSTATED,
            desk=name,
            always=covered == setting.evaluation.valid,
        )


def _chain(setting: Setting, verdict: ClaimVerdict) -> Iterator[Amount]:
    """PL-6: a longest chain in a situation that takes least, or longest."""
    if not setting.evaluation.joint:
        return
    pick = min if verdict is ClaimVerdict.WORSE else max
    mask, schedule = pick(setting.schedules.by_situations, key=_length)
    matters = {use.key: use.matter for use in setting.program.uses}
    stated = {unit: [_days(matters[key]) for key in unit] for unit in schedule.units}
    days = {unit: sum(number or 0 for number, _ in some) for unit, some in stated.items()}
    for unit in longest_chain(days, _waits(setting, mask)):
        bases = {basis for _, basis in stated[unit]}
        number = None if Basis.UNSTATED in bases else days[unit]
        yield Amount(matters=unit, number=number, basis=_basis(bases))


def _length(one: tuple[int, Schedule]) -> tuple[int, int, tuple[tuple[str, ...], ...]]:
    """Compare schedules by their days, then by how many matters there are."""
    _, schedule = one
    matters = sum(map(len, schedule.stages))
    return schedule.working_days[0], matters, schedule.stages


def _basis(bases: Collection[Basis]) -> Basis:
    """Say on what the days of a circle rest."""
    if Basis.UNSTATED in bases:
        return Basis.UNSTATED
    return next(iter(bases)) if len(bases) == 1 else Basis.STATED


def _waits(setting: Setting, mask: int) -> set[tuple[str, str]]:
    """Collect who waits for whom in some of the situations."""
    program, evaluation = setting.program, setting.evaluation
    waits = masked(evaluation, attrgetter("waits"), own=False)
    found = {(one, other) for (one, other, _), (held, _) in waits.items() if held & mask}
    found |= {(one, other) for one, other, node in program.after if evaluation.values[node] & mask}
    return {(program.name(one), program.name(other)) for one, other in found}
