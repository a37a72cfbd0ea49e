"""What stands where in the picture of a course."""

from __future__ import annotations

import attrs

from govmatters.report.charts.courses import Stop, Wait

__all__ = [
    "BOX_WIDTH",
    "FONT",
    "LINE",
    "SMALL",
    "SMALL_LINE",
    "Arrow",
    "Box",
    "Layout",
]

BOX_WIDTH = 196
"""Of every box, in pixels, as is all here."""

FONT, LINE = 13, 18
"""Names in boxes: size, and from line to line."""

SMALL, SMALL_LINE = 11, 15
"""Labels of arrows: size, and from line to line."""


@attrs.frozen(kw_only=True)
class Box:
    """
    Where a matter stands.

    Attributes:
        stop: The matter.
        x: Its left edge.
        y: Its upper edge.
        height: Its height.
        lines: Its name, broken into lines.
    """

    stop: Stop
    x: float
    y: float
    height: float
    lines: tuple[str, ...]

    @property
    def middle(self) -> float:
        """Halfway down."""
        return self.y + self.height / 2


@attrs.frozen(kw_only=True)
class Arrow:
    """
    Where a wait is drawn: from the awaited matter to the one that waits.

    Attributes:
        wait: The wait.
        points: (x, y) along the curve; the last is the tip.
        lines: What is waited for, broken into lines that stand on the last straight part.
    """

    wait: Wait
    points: tuple[tuple[float, float], ...]
    lines: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Layout:
    """
    A whole picture, from the top left.

    Attributes:
        boxes: One a matter, by stage.
        arrows: One a wait.
        frames: (left, top, right, bottom) around each circle.
        columns: The left edge of each stage.
        width: Of the picture.
        height: Of the picture.
    """

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    frames: tuple[tuple[float, float, float, float], ...]
    columns: tuple[float, ...]
    width: float
    height: float
