"""
Printed names of papers, brought to one form: two titles of one form are the same paper.

Books' quotes, brackets around nothing but a copy, blanks, half and full width and words such as
复印件 do not tell papers apart; everything else does.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from govmatters.intake.vocabulary import vocabulary

__all__ = ["id_of", "is_licence", "is_own", "is_vague", "normalised", "tidied"]

_LEAD = re.compile(
    r"^(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）]|[0-9]{1,2}[.、．]|[①-⑳●·•*-])\s*"
)
_TAIL = "；;。，,、：:. \t\n\r"
_QUOTES = str.maketrans("", "", "《》〈〉<>「」『』“”\"'‘’")
_BRACKETED = re.compile(r"[（(]([^（()）]*)[)）]")
_FULL = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_NOT_IN_IDS = re.compile(r"[\s:,：，]+")
_ID_LENGTH = 40
_LONGEST_LICENCE = 16


def tidied(title: str) -> str:
    """
    Take away what is no part of a title: numbers of a list, blanks and stops at its ends.

    Args:
        title: As printed.

    Returns:
        The title, otherwise as printed.

    Examples:
        >>> tidied("1.《营业执照》复印件；")
        '《营业执照》复印件'
    """
    return _LEAD.sub("", title.strip()).strip(_TAIL)


@lru_cache(maxsize=100_000)
def normalised(title: str) -> str:
    """
    Bring a name to its one form.

    Args:
        title: As printed.

    Returns:
        The name without quotes, blanks, marks of copies; letters and digits in half width,
        stops and brackets in full width. A title that is nothing but a mark of a copy stays.

    Examples:
        >>> normalised("《营业执照》（正、副本）复印件")
        '营业执照'
        >>> normalised("个人照片")
        '个人照片'
    """
    plain = unicodedata.normalize("NFKC", tidied(title)).translate(_QUOTES)
    plain = re.sub(r"\s+", "", plain).strip(_TAIL).translate(_FULL)
    plain = _BRACKETED.sub(_without_copy, plain)
    words = vocabulary()
    while True:
        shorter = _stripped(plain, words.copies, words.before)
        if shorter == plain:
            return plain
        plain = shorter


def _without_copy(match: re.Match[str]) -> str:
    """Drop brackets that say nothing but what kind of copy is wanted."""
    inside = match[1].strip(_TAIL)
    return "" if inside in vocabulary().copies else f"（{inside}）"


def _stripped(name: str, behind: tuple[str, ...], before: tuple[str, ...]) -> str:
    """Drop one mark of a copy from the end, or one empty word from the beginning."""
    for word in behind:
        rest = name.removesuffix(word)
        if rest and rest != name and not (word == "照片" and "证" not in rest[-1:]):
            return rest.strip(_TAIL).removesuffix("的") or name
    for word in before:
        rest = name.removeprefix(word)
        if rest and rest != name:
            return rest
    return name


def is_vague(name: str) -> bool:
    """Say whether a normalised name says no particular paper."""
    return any(word in name for word in vocabulary().vague)


def is_own(name: str) -> bool:
    """Say whether each matter wants a paper of this normalised name anew (PL-1)."""
    return name.endswith(vocabulary().own) or is_vague(name)


def is_licence(name: str) -> bool:
    """Say whether a normalised name is that of a licence and nothing more."""
    plain = len(name) <= _LONGEST_LICENCE and not re.search(r"[（）、，；/的或及和与]", name)
    return plain and name.endswith(vocabulary().licences) and not is_vague(name)


def id_of(name: str) -> str:
    """
    Make the id of a material type from its normalised name.

    Args:
        name: The name.

    Returns:
        The name without what ids may not hold; a long one is cut, and told from others by a
        few digits of its hash.

    Examples:
        >>> id_of("营业执照")
        '营业执照'
    """
    plain = _NOT_IN_IDS.sub("-", name).strip("-") or "-"
    if len(plain) <= _ID_LENGTH:
        return plain
    import hashlib  # noqa: PLC0415 (few names are long)

    return f"{plain[:_ID_LENGTH]}-{hashlib.sha256(plain.encode()).hexdigest()[:6]}"
