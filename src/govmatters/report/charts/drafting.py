"""Where the parts of a course stand in a picture: boxes in columns, arrows between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import attrs

from govmatters.report.charts.courses import Course, Stop, Wait
from govmatters.report.charts.layouts import (
    BOX_WIDTH,
    FONT,
    LINE,
    SMALL,
    SMALL_LINE,
    Arrow,
    Box,
    Layout,
)
from govmatters.report.charts.lettering import text_width, wrapped

__all__ = ["layout_of"]

_PADDING = 10
_BETWEEN = 20
_TOP = 36
_BEND = 60
_HEAD = 10
_LABEL = 128
_LABEL_LINES = 3
_CURVE = 16


def layout_of(course: Course, label: Callable[[Wait], str]) -> Layout:
    """
    Lay a course out from left to right.

    Args:
        course: The course.
        label: What to write on a wait.

    Returns:
        The layout: a column a stage. A matter stands beside those that it waits for, and an
        arrow that passes a stage has a lane in it, so that it crosses no box.
    """
    draft = _Draft(course, label)
    for stage in range(len(draft.columns)):
        draft.fill(stage)
    bottoms = [box.y + box.height for box in draft.boxes.values()]
    return Layout(
        boxes=tuple(draft.boxes.values()),
        arrows=tuple(draft.arrows()),
        frames=tuple(draft.frame(circle) for circle in course.circles),
        columns=draft.columns,
        width=(draft.columns[-1] if draft.columns else 0.0) + BOX_WIDTH + _BETWEEN,
        height=max([*bottoms, *draft.lanes.values(), _TOP]) + _BETWEEN,
    )


@attrs.define(slots=False)
class _Draft:
    """A layout in the making, stage by stage."""

    course: Course
    label: Callable[[Wait], str]
    boxes: dict[str, Box] = attrs.field(init=False, factory=dict)
    lanes: dict[tuple[Wait, int], float] = attrs.field(init=False, factory=dict)

    @cached_property
    def stage(self) -> dict[str, int]:
        return {stop.key: stop.stage for stop in self.course.stops}

    @cached_property
    def labels(self) -> dict[Wait, tuple[str, ...]]:
        return {
            wait: wrapped(
                self.label(wait),
                width=_LABEL,
                font=SMALL,
                most=_LABEL_LINES,
            )
            for wait in self.course.waits
        }

    @cached_property
    def columns(self) -> tuple[float, ...]:
        """The left edge of each stage."""
        found: list[float] = []
        for stage in range(max(self.stage.values(), default=-1) + 1):
            labelled = self._label_room(stage)
            room = _BEND + labelled if stage or labelled else _PADDING
            found.append((found[-1] + BOX_WIDTH if found else 0.0) + room)
        return tuple(found)

    def _label_room(self, stage: int) -> float:
        widths = [
            text_width(line, SMALL)
            for wait, lines in self.labels.items()
            if self.stage[wait.waiting] == stage
            for line in lines
        ]
        return max(widths) + 2 * _HEAD if widths else 0.0

    def fill(self, stage: int) -> None:
        """Place boxes and lanes, each as near as can be to where its arrows come from."""
        free = float(_TOP)
        for wanted, slot in self._slots(stage):
            if isinstance(slot, Wait):
                self.lanes[slot, stage] = max(free, wanted)
                free = self.lanes[slot, stage] + _BETWEEN
            else:
                box = self._box(slot, stage, free, wanted)
                self.boxes[slot.key] = box
                free = box.y + box.height + _BETWEEN

    def _slots(self, stage: int) -> list[tuple[float, Stop | Wait]]:
        """What stands in a stage and how far down it wants to be, from top to bottom."""
        found: list[tuple[tuple[float, int, str], float, Stop | Wait]] = []
        for stop in (one for one in self.course.stops if one.stage == stage):
            origins = [y for y in map(self._origin, self._incoming(stop.key)) if y]
            wanted = sum(origins) / len(origins) if origins else 0.0
            rank = 0 if stop.critical else 1 if self._is_awaited(stop.key) else 2
            found.append(((wanted or float("inf"), rank, stop.key), wanted, stop))
        for wait in self.course.waits:
            if self.stage[wait.awaited] < stage < self.stage[wait.waiting]:
                lane = self._origin(wait, stage)
                found.append(((lane, 3, wait.waiting), lane, wait))
        return [(wanted, slot) for _, wanted, slot in sorted(found, key=lambda one: one[0])]

    def _incoming(self, key: str) -> list[Wait]:
        """Waits of a matter, from the upmost that it waits for to the lowest."""
        return sorted((one for one in self.course.waits if one.waiting == key), key=self._origin)

    def _origin(self, wait: Wait, stage: int | None = None) -> float:
        """How far down an arrow enters a stage; 0 if it comes from the same stage."""
        before = (self.stage[wait.waiting] if stage is None else stage) - 1
        if (wait, before) in self.lanes:
            return self.lanes[wait, before]
        box = self.boxes.get(wait.awaited)
        return box.middle if box and box.stop.stage == before else 0.0

    def _is_awaited(self, key: str) -> bool:
        return any(wait.awaited == key for wait in self.course.waits)

    def _box(self, stop: Stop, stage: int, free: float, wanted: float) -> Box:
        lines = wrapped(stop.name, width=BOX_WIDTH - 2 * _PADDING, font=FONT, most=4)
        ports = self._ports(stop.key)
        labels = sum(self._label_height(wait) for wait in self._incoming(stop.key))
        height = max((len(lines) + 1) * LINE + 2 * _PADDING, labels + _PADDING)
        if any(stop.key in circle for circle in self.course.circles):
            height = max(height, labels + 3 * _PADDING)
        y = max(free, wanted - height / 2 - sum(ports) / max(len(ports), 1))
        return Box(stop=stop, x=self.columns[stage], y=y, height=height, lines=lines)

    def _label_height(self, wait: Wait) -> float:
        return len(self.labels[wait]) * SMALL_LINE + _PADDING

    def arrows(self) -> Iterator[Arrow]:
        """Draw the waits of every box, one below the other at its left edge."""
        for box in self.boxes.values():
            waits = self._incoming(box.stop.key)
            for wait, port in zip(waits, self._ports(box.stop.key), strict=True):
                yield Arrow(
                    wait=wait,
                    points=tuple(self._curve(wait, box.x, box.middle + port)),
                    lines=self.labels[wait],
                )

    def _ports(self, key: str) -> list[float]:
        """How far below the middle of a box its arrows arrive, with room for their labels."""
        heights = [self._label_height(wait) for wait in self._incoming(key)]
        top = (sum(heights) + _PADDING) / 2
        return [sum(heights[: number + 1]) - top for number in range(len(heights))]

    def _curve(self, wait: Wait, x: float, y: float) -> Iterator[tuple[float, float]]:
        """Go from the awaited box through the lanes to a port at the left edge of a box."""
        source, stage = self.boxes[wait.awaited], self.stage[wait.waiting]
        straight = x - self._label_room(stage)
        if source.stop.stage == stage:
            below = source.y + source.height - _PADDING
            yield source.x, below
            out = min(_BEND, 16 + abs(y - below) * 0.2)
            yield from _bend((straight, below), (straight, y), out=-out)
            yield x, y
            return
        here = source.x + BOX_WIDTH, source.middle
        for passed in range(source.stop.stage + 1, stage):
            there = self.columns[passed], self.lanes[wait, passed]
            yield from _bend((here[0], here[1]), (there[0] - self._label_room(passed), there[1]))
            here = there[0] + BOX_WIDTH, there[1]
            yield here
        yield from _bend(here, (straight, y))
        yield x, y

    def frame(self, circle: tuple[str, ...]) -> tuple[float, float, float, float]:
        """Frame the boxes of a circle."""
        boxes = [self.boxes[key] for key in circle]
        edge = _BETWEEN * 0.45
        return (
            min(box.x for box in boxes) - edge,
            min(box.y for box in boxes) - edge,
            max(box.x for box in boxes) + BOX_WIDTH + edge,
            max(box.y + box.height for box in boxes) + edge,
        )


def _bend(
    start: tuple[float, float], end: tuple[float, float], *, out: float | None = None
) -> Iterator[tuple[float, float]]:
    """Sample a curve that leaves and arrives level."""
    reach = (end[0] - start[0]) * 0.55 if out is None else out
    first, last = start[0] + reach, end[0] - (reach if out is None else -out)
    for step in range(_CURVE + 1):
        t = step / _CURVE
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        yield (
            round(a * start[0] + b * first + c * last + d * end[0], 2),
            round((a + b) * start[1] + (c + d) * end[1], 2),
        )
