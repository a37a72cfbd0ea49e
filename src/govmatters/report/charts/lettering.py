"""Texts in pictures: how wide they are, and where Chinese may break."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from govmatters.model import Bounds
from govmatters.report.cleaning import clean

__all__ = ["span", "text_width", "wrapped"]

_UNBROKEN = re.compile(r"[（《“〈【]*(?:[!-~]+|.)[，。、；：）》”〉】]*")
"""What stays on one line: a character or a word, with the punctuation that belongs to it."""

_NARROW = 0.55
"""How wide a narrow character is, beside a Chinese one, which is as wide as high."""


def text_width(text: str, font: float) -> float:
    """
    Estimate how wide a text is drawn.

    Args:
        text: One line.
        font: Size of the font, in pixels.

    Returns:
        Pixels, rather too many than too few.
    """
    wide = sum(unicodedata.east_asian_width(char) in "WFA" for char in text)
    return font * (wide + _NARROW * (len(text) - wide))


def wrapped(text: str, *, width: float, font: float, most: int) -> tuple[str, ...]:
    """
    Break a text into lines.

    Args:
        text: Any text.
        width: Of a line, in pixels.
        font: Size of the font, in pixels.
        most: How many lines there may be, at least 1; the last is cut with an ellipsis.

    Returns:
        One line or more, safe to draw.

    Examples:
        >>> wrapped("公众聚集场所", width=40, font=10, most=2)
        ('公众聚集', '场所')
        >>> wrapped("护照 passport", width=60, font=10, most=2)
        ('护照', 'passport')
        >>> wrapped("公众聚集场所", width=40, font=10, most=1)
        ('公众聚…',)
    """
    lines = [""]
    for part in _UNBROKEN.findall(clean(text).strip()):
        if lines[-1] and text_width(lines[-1] + part, font) > width:
            lines.append("")
        lines[-1] += part
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return tuple(line.strip() for line in lines)


def span(bounds: Bounds[int] | Bounds[Fraction]) -> str:
    """
    Write bounds as Chinese and English texts write them.

    Args:
        bounds: Any bounds.

    Returns:
        One number, or two with a dash; ``?`` for what is unknown.

    Examples:
        >>> span(Bounds(2, 6))
        '2–6'
    """
    low, high = ("?" if end is None else str(end) for end in (bounds.low, bounds.high))
    return low if low == high else f"{low}–{high}"
