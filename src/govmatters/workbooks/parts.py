r"""
Several things in one cell: parted by ``|``, each on its own terms.

A backslash takes the meaning from the sign after it: ``\|`` is the sign itself, ``\无`` a text
and not the empty list. Blanks around a part do not count, unless a backslash stands before.
"""

from __future__ import annotations

import re

from govmatters.workbooks.words import NONE

__all__ = ["SEPARATOR", "bare", "guarded", "listed", "split"]

SEPARATOR = " | "

_TOKEN = re.compile(r"\\.|.", re.DOTALL)
_PLAIN = len("x")


def guarded(text: str, signs: str = "|") -> str:
    r"""
    Write a text so that it stands in a part.

    Args:
        text: Any that is not empty.
        signs: What would end the part.

    Returns:
        The text with backslashes where they are needed.

    Examples:
        >>> guarded("a|b\\")
        'a\\|b\\\\'
    """
    written = "".join("\\" + sign if sign == "\\" or sign in signs else sign for sign in text)
    head = "\\" if text[:1].isspace() else ""
    if len(text) > 1 and text[-1].isspace():
        written = f"{written[:-1]}\\{written[-1]}"
    return head + written


def split(text: str, sign: str = "|") -> list[str]:
    r"""
    Cut what a cell holds into its parts.

    Args:
        text: The cell's.
        sign: What parts them.

    Returns:
        The parts as they were written, at least one.

    Examples:
        >>> split(r"a | b\|c")
        ['a ', ' b\\|c']
    """
    if "\\" not in text:
        return text.split(sign)
    parts = [""]
    for token in _TOKEN.findall(text):
        if token == sign:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def bare(part: str) -> str:
    r"""
    Read one part.

    Args:
        part: As it was written.

    Returns:
        What it means: without outer blanks and without backslashes.

    Examples:
        >>> bare(r"  \ b\|c ")
        ' b|c'
    """
    if "\\" not in part:
        return part.strip()
    tokens = _TOKEN.findall(part)
    while tokens and tokens[-1].isspace():
        tokens.pop()
    first = next((place for place, token in enumerate(tokens) if not token.isspace()), 0)
    return "".join(token[1:] if len(token) > _PLAIN else token for token in tokens[first:])


def listed(texts: list[str]) -> list[str]:
    r"""
    Write a list of texts as parts.

    Args:
        texts: May be empty.

    Returns:
        A part each; the word for "none" if there is none.

    Examples:
        >>> listed([]), listed(["无"]), listed(["甲", "乙"])
        (['无'], ['\\无'], ['甲', '乙'])
    """
    return [f"\\{NONE}" if text == NONE else guarded(text) for text in texts] or [NONE]
