"""In which order matters run, how long it takes, how many trips and steps (rules PL-5, PL-6)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from govmatters.model import Paper
from govmatters.rules.chains import Unit
from govmatters.rules.plans import Circle
from govmatters.rules.programs import Program

__all__ = ["Desk", "Figure", "Schedule", "Wait", "by_places", "desk_of", "schedule"]

Wait = tuple[int, int, Paper | None]
"""Who waits, for whom, for which paper; None where the bundle's order says so."""

Figure = tuple[int, int | None]
"""The least and the greatest that a figure can be with what records state; None: unknown."""

Desk = tuple[str, str, str | None]
"""What a desk is known by: ``window``, ``authority`` or ``matter``; its name or id; its region."""


def by_places(wait: Wait) -> tuple[int, int, str]:
    """Order waits: by who waits, for whom, for which paper."""
    return wait[0], wait[1], str(wait[2])


@attrs.frozen(kw_only=True)
class Schedule:
    """
    The order of matters and what it costs, in one situation.

    Attributes:
        stages: Keys of matters that can run side by side; a circle is a stage of its own.
        circles: The stages that are circles.
        working_days: The longest chain of days.
        working_days_alone: The sum of days.
        trips: Distinct desks.
        trips_alone: The sum of trips.
        steps: Of the bundle.
        steps_alone: The sum of steps.
    """

    stages: tuple[tuple[str, ...], ...]
    circles: tuple[Circle, ...]
    working_days: Figure
    working_days_alone: Figure
    trips: Figure
    trips_alone: Figure
    steps: Figure
    steps_alone: Figure

    @property
    def units(self) -> tuple[Unit, ...]:
        """The matters in their order, each by itself; those of a circle together."""
        circles = {circle.matters for circle in self.circles}
        return tuple(
            unit
            for stage in self.stages
            for unit in ([stage] if stage in circles else [(key,) for key in stage])
        )


def schedule(
    program: Program, active: Sequence[int], waits: Iterable[Wait], *, together: bool
) -> Schedule:
    """
    Schedule the matters of a situation.

    Args:
        program: The compiled bundle.
        active: Places that apply and are not refused, sorted.
        waits: Who waits for whom.
        together: False if the bundle is refused, so that each matter is handled alone.

    Returns:
        The schedule; a refused bundle costs what its matters cost alone.

    Source:
        PL-5, PL-6, AP-5.
    """
    edges = {(one, other) for one, other, _ in waits}
    generations = _generations(active, edges)
    stages, circles = [], []
    for generation in generations:
        single = sorted(group[0] for group in generation if len(group) == 1)
        stages += [tuple(program.uses[use].key for use in single)] if single else []
        for group in sorted(group for group in generation if len(group) > 1):
            keys = tuple(program.uses[use].key for use in group)
            stages.append(keys)
            circles.append(Circle(matters=keys, papers=_papers(group, waits)))
    days_alone = _summed(_days(program, use) for use in active)
    trips_alone = _summed(_stated(program.uses[use].matter.trips) for use in active)
    steps = [program.uses[use].matter.steps for use in active]
    steps_alone = sum(1 if own is None else own for own in steps)
    own_steps = 1 if program.bundle.steps is None else program.bundle.steps
    steps_together = own_steps if active else 0
    return Schedule(
        stages=tuple(stages),
        circles=tuple(circles),
        working_days=_longest(program, generations, edges) if together else days_alone,
        working_days_alone=days_alone,
        trips=_desks(program, active) if together else trips_alone,
        trips_alone=trips_alone,
        steps=(steps_together,) * 2 if together else (steps_alone,) * 2,
        steps_alone=(steps_alone, steps_alone),
    )


def _papers(group: tuple[int, ...], waits: Iterable[Wait]) -> tuple[Paper, ...]:
    """The papers that make a circle's members wait for each other."""
    inside = {paper for one, other, paper in waits if one in group and other in group}
    return tuple(sorted(paper for paper in inside if paper is not None))


def _generations(active: Sequence[int], edges: set[tuple[int, int]]) -> list[list[tuple[int, ...]]]:
    """Topological generations of the graph with each circle as one node."""
    reach = {use: _reached(use, edges) for use in active}
    group = {
        use: tuple(sorted({use, *(o for o in reach[use] if o in reach and use in reach[o])}))
        for use in active
    }
    left = set(group.values())
    done: set[int] = set()
    generations = []
    while left:
        ready = [
            members
            for members in sorted(left)
            if all(other in done or other in members for use in members for other in reach[use])
        ]
        generations.append(ready)
        left.difference_update(ready)
        done.update(use for members in ready for use in members)
    return generations


def _reached(start: int, edges: set[tuple[int, int]]) -> set[int]:
    reached: set[int] = set()
    left = [other for one, other in edges if one == start]
    while left:
        place = left.pop()
        if place not in reached:
            reached.add(place)
            left += [other for one, other in edges if one == place]
    return reached


def _stated(number: int | None) -> Figure:
    """What is not stated is at least nothing, and unknown."""
    return (0, None) if number is None else (number, number)


def _days(program: Program, use: int) -> Figure:
    return _stated(program.uses[use].matter.working_days)


def _summed(figures: Iterable[Figure]) -> Figure:
    """Add figures; one unknown leaves the sum unknown."""
    lows, highs = 0, 0
    known = True
    for low, high in figures:
        lows += low
        highs += high or 0
        known = known and high is not None
    return lows, highs if known else None


def _longest(
    program: Program, generations: list[list[tuple[int, ...]]], edges: set[tuple[int, int]]
) -> Figure:
    """PL-6: the longest chain of days; a circle counts the sum of its days."""
    ends: dict[int, Figure] = {}
    for members in (members for generation in generations for members in generation):
        before = [ends[b] for a, b in edges if a in members and b not in members and b in ends]
        start = _most(before)
        end = _summed([start, *(_days(program, use) for use in members)])
        ends.update(dict.fromkeys(members, end))
    return _most(ends.values())


def _most(figures: Iterable[Figure]) -> Figure:
    """Take the greatest figure; one unknown leaves it unknown."""
    some = list(figures)
    highs = [high for _, high in some if high is not None]
    low = max((low for low, _ in some), default=0)
    return low, max(highs, default=0) if len(highs) == len(some) else None


def _desks(program: Program, active: Sequence[int]) -> Figure:
    """PL-6: distinct desks among matters with a trip; where trips are unknown, perhaps one."""
    stated = [(desk_of(program, use), program.uses[use].matter.trips) for use in active]
    sure = {desk for desk, trips in stated if trips}
    perhaps = {desk for desk, trips in stated if trips is None}
    return len(sure), len(sure | perhaps)


def desk_of(program: Program, use: int) -> Desk:
    """
    Say which desk takes a matter of a bundle.

    Args:
        program: The compiled bundle.
        use: Place of the matter.

    Returns:
        The bundle's window, else the matter's, else its authority, else the matter's own.

    Source:
        PL-6.
    """
    matter = program.uses[use].matter
    window = program.bundle.window or matter.window
    if window:
        return "window", window, matter.region
    if matter.authority:
        return "authority", matter.authority, matter.region
    return "matter", matter.id, matter.region
