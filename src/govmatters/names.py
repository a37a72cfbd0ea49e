"""
Printed names of papers, brought to one form: two titles of one form are the same paper.

Books' quotes, brackets around nothing but a copy, blanks, half and full width and words such as
复印件 do not tell papers apart; everything else does. The words are none of the law's: they are how
portals print things.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["STATE", "is_nothing", "normalised", "tidied"]

STATE = "中华人民共和国"
"""The name of the state: papers are printed with it and without."""

_LONGEST = 1_000
"""A longer text is no name: it is only tidied."""
_LEAD = re.compile(
    r"^(?:[（(]?[0-9一二三四五六七八九十]{1,2}[)）]|[0-9]{1,2}[.、．]|[①-⑳●·•*-])\s*"
)
_TAIL = "；;。，,、：:. \t\n\r"
_QUOTES = str.maketrans("", "", "《》〈〉<>「」『』“”\"'‘’")
_BRACKETED = re.compile(r"[（(]([^（()）]*)[)）]")
_FULL = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）"})
_PHOTOGRAPH = "照片"
"""A mark of a copy behind a licence only: 个人照片 is a paper by itself."""

_COPIES = (
    *("原件", "复印件", "扫描件", "影印件", "照片件", "彩色扫描件", "原件扫描件"),
    *("原件和复印件", "原件及复印件", "原件与复印件", "原件或复印件", "原件、复印件"),
    *("和复印件", "及复印件", "的原件", "的复印件", "复印件材料"),
    *("正本", "副本", "正副本", "正、副本", "正本、副本", "正本和副本", "正本或副本"),
    *("电子版", "电子件", "电子版扫描件", "纸质版", _PHOTOGRAPH),
)
"""What may stand behind a name, or in brackets, without making it another paper."""
_BEFORE = (
    *("有效", "有效的", "合法有效的", "现行有效的", "最新"),
    *("持有的", "取得的", "已取得的"),
)
"""What may stand before it."""


def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    """Put words in the order in which they are tried."""
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


_COPIES_IN_TURN = _longest_first(_COPIES)
_BEFORE_IN_TURN = _longest_first(_BEFORE)
_COUNT = r"(?:各|一式)?(?:[0-9]{1,2}|[一两二三四五六七八九十])份"
_COUNTED = re.compile(rf"(?<![第0-9]){_COUNT}$")
_OF_COPIES = re.compile(rf"(?:{'|'.join(_COPIES_IN_TURN)})?(?:{_COUNT})?")
_NOTHING = re.compile(
    r"暂?无|[/—-]|(?:无|无需|无须|不需|不需要|免)(?:提交|提供)?(?:任何|其他|申请)?(?:材料|资料)?"
)


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
        stops and brackets in full width. A title that is nothing but a mark of a copy stays,
        and so does the name of the state. A form is its own form.

    Examples:
        >>> normalised("《营业执照》（正、副本）复印件")
        '营业执照'
        >>> normalised("个人照片")
        '个人照片'
    """
    name = tidied(title)
    if len(name) > _LONGEST:
        return name
    while (shorter := _bare(name)) != name:
        name = shorter
    return name


def is_nothing(title: str) -> bool:
    """
    Say whether a title is no paper at all.

    Args:
        title: As printed.

    Returns:
        Whether it says that nothing is needed, or says nothing.

    Examples:
        >>> is_nothing("无需提交材料。"), is_nothing("无犯罪记录证明")
        (True, False)
    """
    name = normalised(title)
    return not name or _NOTHING.fullmatch(name) is not None


def _bare(title: str) -> str:
    """Take away once what tells no papers apart; more of it may come to light."""
    plain = unicodedata.normalize("NFKC", tidied(title)).translate(_QUOTES)
    plain = re.sub(r"\s+", "", plain).strip(_TAIL).translate(_FULL)
    plain = _BRACKETED.sub(_without_copy, plain)
    while (shorter := _stripped(plain)) != plain:
        plain = shorter
    return plain


def _without_copy(match: re.Match[str]) -> str:
    """Drop brackets that say nothing but what kind of copy is wanted."""
    inside = match[1].strip(_TAIL)
    return "" if _OF_COPIES.fullmatch(inside) else f"（{inside}）"


def _stripped(name: str) -> str:
    """Drop one mark of a copy from the end, or one empty word from the beginning."""
    rest = _COUNTED.sub("", name)
    if rest and rest != name:
        return rest.strip(_TAIL) or name
    for word in _COPIES_IN_TURN:
        rest = name.removesuffix(word)
        if rest and rest != name and not (word == _PHOTOGRAPH and "证" not in rest[-1:]):
            return rest.strip(_TAIL).removesuffix("的") or name
    for word in _BEFORE_IN_TURN:
        rest = name.removeprefix(word)
        if rest and rest != name:
            return rest
    return name
