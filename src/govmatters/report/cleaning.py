"""Data on a terminal: what could steer it, or hide what stands there, is made visible."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

__all__ = ["clean", "clean_lines", "escaped"]

_C0 = 0x20
_PICTURES = 0x2400
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode's categories of controls, formats, half characters, ends of lines and paragraphs."""


def clean(text: object) -> str:
    r"""
    Make text safe to print in one line.

    Args:
        text: Whatever data hold.

    Returns:
        The text with a picture (␛) for each control character, and the number (⟨202E⟩) of
        whatever else is invisible, turns the direction of writing or is half a character.

    Examples:
        >>> clean("甲\x1b[31m\u202e乙")
        '甲␛[31m⟨202E⟩乙'
    """
    return _replaced(str(text), _shown)


def clean_lines(text: str) -> str:
    """
    Make text of several lines safe to print.

    Args:
        text: Lines, ended by newlines.

    Returns:
        As `clean`; newlines stay.
    """
    return "\n".join(_replaced(line, _shown) for line in text.split("\n"))


def escaped(text: str) -> str:
    r"""
    Make JSON safe to print.

    Args:
        text: JSON.

    Returns:
        JSON of the same value, where what `clean` would change is written as ``\u202e``.
    """
    return "\n".join(
        _replaced(line, lambda sign: json.dumps(sign)[1:-1]) for line in text.split("\n")
    )


def _replaced(line: str, write: Callable[[str], str]) -> str:
    if line.isprintable():
        return line
    return "".join(write(s) if unicodedata.category(s) in _HIDDEN else s for s in line)


def _shown(sign: str) -> str:
    code = ord(sign)
    return chr(_PICTURES + code) if code < _C0 else f"⟨{code:04X}⟩"
