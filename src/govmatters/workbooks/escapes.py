r"""
Any text to text that a cell can hold, and back.

XML cannot hold control characters, which spreadsheets write as ``_x000B_``. They read every
such sign, so a text that happens to look like one gets a backslash that keeps it apart.
"""

from __future__ import annotations

import re

__all__ = ["MAX_LENGTH", "escaped", "length_of", "unescaped"]

MAX_LENGTH = 32_767
"""How many characters a cell holds, counted as spreadsheets do, in UTF-16."""

_NOT_IN_XML = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_WRITTEN = re.compile(r"_x(000[0-8BCEF]|001[0-9A-F]|FFF[EF]|D[89A-F][0-9A-F]{2})_", re.IGNORECASE)
_LINE_END = re.compile(r"_x000[Dd]_\n?|\r\n?")
_ALIKE = re.compile(r"x(\\*[0-9A-Fa-f]{4}_)")
_KEPT_APART = re.compile(r"x\\(\\*[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    r"""
    Write text so that a cell can hold it.

    Args:
        text: Any.

    Returns:
        The text; what XML cannot hold as ``_x000B_``, and what looks like it kept apart.

    Examples:
        >>> escaped("甲\x0b_x0041_")
        '甲_x000B__x\\0041_'
    """
    apart = _ALIKE.sub(r"x\\\1", text)
    return _NOT_IN_XML.sub(lambda sign: f"_x{ord(sign[0]):04X}_", apart)


def unescaped(text: str) -> str:
    r"""
    Read what a cell holds.

    Args:
        text: As a spreadsheet has it.

    Returns:
        The text; ends of lines are ``\n``, whatever the system.

    Examples:
        >>> unescaped("甲_x000B__x\\0041_")
        '甲\x0b_x0041_'
    """
    if "_" not in text and "\r" not in text:
        return text
    lines = _LINE_END.sub("\n", text)
    return _KEPT_APART.sub(r"x\1", _WRITTEN.sub(lambda sign: chr(int(sign[1], 16)), lines))


def length_of(text: str) -> int:
    """Count as spreadsheets do: a sign beyond U+FFFF counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
