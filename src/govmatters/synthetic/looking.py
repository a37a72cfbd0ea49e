"""What a bundle looks at over some days and regions: questions with atoms, and what conflicts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import attrs

from govmatters.conditions import Atom
from govmatters.populations.kernels.settings import settings_of
from govmatters.registry import Registry
from govmatters.rules.compiling import compile_program
from govmatters.rules.programs import Program
from govmatters.situations import FALSE

__all__ = ["Look", "look_of"]

_DAY = dt.timedelta(days=1)


@attrs.frozen(kw_only=True)
class Look:
    """
    What a bundle looks at over some days and regions.

    Attributes:
        atoms: By question, sorted by its id: the atoms that matter on some day in some region.
        conflicts: (first day, last day, program) where facts could make two matters of a
            ``one_of`` apply.
    """

    atoms: dict[str, tuple[Atom, ...]]
    conflicts: tuple[tuple[dt.date, dt.date, Program], ...]


def look_of(
    registry: Registry, bundle: str, *, first: dt.date, last: dt.date, regions: Sequence[str]
) -> Look:
    """
    Find what a bundle looks at.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        first: The first day.
        last: The last day.
        regions: Where it is handled, at least one.

    Returns:
        What it looks at. Days between which nothing begins or ends are alike, and so are
        regions that lie in the same regions of exemptions and e-licences; see `Settings`.

    Raises:
        UnknownIdError: If there is no such bundle or region.
    """
    settings = settings_of(registry, bundle)
    places = tuple({settings.around(one): one for one in regions}.values())
    atoms: dict[str, dict[Atom, None]] = {}
    conflicts: list[tuple[dt.date, dt.date, Program]] = []
    for start, end in _stretches(settings.turns, first, last):
        programs = [compile_program(registry, bundle, on=start, region=one) for one in places]
        for program in programs:
            for block in program.blocks:
                atoms.setdefault(block.question, {}).update(dict.fromkeys(block.atoms))
        if any(one.conflict != FALSE for one in programs[0].one_ofs):
            conflicts.append((start, end, programs[0]))
    return Look(
        atoms={name: tuple(sorted(atoms[name], key=str)) for name in sorted(atoms)},
        conflicts=tuple(conflicts),
    )


def _stretches(
    turns: Iterable[dt.date], first: dt.date, last: dt.date
) -> Iterator[tuple[dt.date, dt.date]]:
    """Give the first and the last day of each stretch in which nothing turns."""
    starts = [first, *(day for day in turns if first < day <= last)]
    return zip(starts, [*(day - _DAY for day in starts[1:]), last], strict=True)
