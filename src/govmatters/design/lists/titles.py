"""
What a text that names legal or policy documents names: titles, articles, editions.

One text may name several. Titles are brought to one form, so that 《中华人民共和国消防法》第十五条
and 消防法 are the same document; nothing is looked up, and no abbreviation is guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import attrs

__all__ = ["Cited", "cited_in", "is_number", "normal", "numbers_in"]

_NATION = "中华人民共和国"
_LONGEST = 2_000
"""A longer text is no citation; it is kept whole."""

_DIGITS = "〇零一二三四五六七八九十百千0-9"
_UNIT = rf"第?[{_DIGITS}]+(?:之[{_DIGITS}]+)?(?:条|款|项|目|章|节)(?:之[{_DIGITS}]+)?"
_ARTICLES = rf"(?:{_UNIT}|第?（[{_DIGITS}]+）项?|第[{_DIGITS}]+|[、，和及至到~-])+"
_EDITION = r"（[^（）]{0,80}(?:[0-9]{4}|[0-9]号)[^（）]{0,80}）"
_END = r"(?:等|的)?(?:有关|相关)?(?:规定)?[。.，,]?"
_TAIL = re.compile(
    rf"(?P<edition>{_EDITION})?(?P<articles>{_ARTICLES})?(?P<late>{_EDITION})?{_END}"
)
_START = re.compile(rf"{_EDITION}|第[{_DIGITS}]+(?:之[{_DIGITS}]+)?条")
_BREAK = re.compile(r"[\n\r;；]+")
_COUNTER = re.compile(r"(?:^|(?<=[。，》）条款项号]))[0-9]{1,2}[.、](?=[《一-鿿])")
_LEAD = re.compile(rf"^(?:（[{_DIGITS}]+）|[一二三四五六七八九十]+、|根据|依据|依照|按照|参照|见)+")
_JOINT = re.compile(r"[、，,和及与]+$")
_PLAIN_YEAR = re.compile(r"([一-鿿])[〔【(（［\[]([0-9]{4})[〕】)）］\]]第?([0-9]+号)")
_COUNCIL = re.compile(r"(?:国务院令|国令)第?([0-9]+)号")
_NUMBER = re.compile(
    r"[一-鿿]{1,12}〔[0-9]{4}〕[0-9]+号|国务院令第[0-9]+号|[一-鿿]{2,20}令第?[0-9]+号"
)


@attrs.frozen
class Cited:
    """
    One document as a text names it.

    Attributes:
        title: In one form; see `normal`.
        article: As printed, without blanks; ``""``: none.
        edition: What stands in brackets behind the title, such as a year or a number; ``""``.
    """

    title: str
    article: str
    edition: str


def cited_in(text: str) -> tuple[Cited, ...]:
    """
    Take a text apart.

    Args:
        text: Such as an entry of ``laws`` or a ``basis``.

    Returns:
        The documents that it names, in order; at least one: a text that names none that can be
        told is taken for a title as a whole.

    Examples:
        >>> cited_in("《中华人民共和国消防法》第十五条")
        (Cited(title='消防法', article='第十五条', edition=''),)
        >>> [one.title for one in cited_in("优化营商环境条例 第三十七条; 国令716号 第四条")]
        ['优化营商环境条例', '国务院令第716号']
    """
    if len(text) > _LONGEST:
        return (Cited(text.strip(), "", ""),)
    found = tuple(one for part in _parts(_unified(text)) if (one := _cited(part)).title)
    return found or (Cited(normal(text) or text.strip(), "", ""),)


def normal(title: str) -> str:
    """
    Bring a title to one form.

    Args:
        title: As printed.

    Returns:
        Without blanks, outer 《》 and 中华人民共和国; inner quotes as 〈〉, brackets and digits in
        one width, numbers as 国办发〔2020〕35号 and 国务院令第716号.

    Examples:
        >>> normal("《 中华人民共和国护照法 》"), normal("关于印发《某办法》的通知")
        ('护照法', '关于印发〈某办法〉的通知')
    """
    plain = _unified(title)
    if plain.startswith("《") and plain.endswith("》") and _closing(plain) == len(plain) - 1:
        plain = plain[1:-1]
    plain = re.sub(r"[《]", "〈", re.sub(r"[》]", "〉", plain))
    plain = plain.replace(f"〈{_NATION}", "〈")
    return plain.removeprefix(_NATION) or plain


def is_number(title: str) -> bool:
    """Say whether a title is but a document's number, such as 国办发〔2020〕35号."""
    return _NUMBER.fullmatch(title) is not None


def numbers_in(edition: str) -> tuple[str, ...]:
    """Find the numbers of documents in what stands in brackets behind a title."""
    return tuple(_NUMBER.findall(edition))


def _unified(text: str) -> str:
    """Bring blanks, widths and quotes to one form; ends of lines stay."""
    lines = (re.sub(r"\s+", "", line) for line in unicodedata.normalize("NFKC", text).splitlines())
    plain = "\n".join(lines).translate(str.maketrans("()<>〈〉", "（）《》《》"))
    plain = _PLAIN_YEAR.sub(r"\1〔\2〕\3", plain)
    return _COUNCIL.sub(r"国务院令第\1号", plain)


def _parts(text: str) -> Iterator[str]:
    """Part a text where a new document begins."""
    for line in _BREAK.split(text):
        for counted in _COUNTER.split(line):
            part = _LEAD.sub("", counted)
            yield from _titles(part) if part.startswith("《") else [part]


def _titles(part: str) -> Iterator[str]:
    """Part a list of quoted titles, each with what stands behind it."""
    start = 0
    while start < len(part):
        end = _closing(part, start)
        following = part.find("《", end + 1)
        if following < 0 or _TAIL.fullmatch(_JOINT.sub("", part[end + 1 : following])) is None:
            following = len(part)
        yield _JOINT.sub("", part[start:following])
        start = following


def _closing(text: str, start: int = 0) -> int:
    """Find the 》 that closes the 《 at a place; the last sign if none does."""
    depth = 0
    for place in range(start, len(text)):
        depth += {"《": 1, "》": -1}.get(text[place], 0)
        if depth == 0:
            return place
    return len(text) - 1


def _cited(part: str) -> Cited:
    """Part a title from articles and edition."""
    end = _closing(part) + 1 if part.startswith("《") else 0
    starts = [end] if end else [one.start() for one in _START.finditer(part)]
    for start in starts:
        tail = _TAIL.fullmatch(part, start)
        if tail is not None and start and _is_outside(part, start):
            edition = (tail["edition"] or tail["late"] or "").strip("（）")
            article = (tail["articles"] or "").strip("、，和及至到~-")
            return Cited(normal(part[:start]), article, edition)
    whole = re.sub(r"[。.，,]$", "", part)
    if whole.startswith("《") and whole.count("《") == 1:
        whole = whole.replace("《", "").replace("》", "")  # 《某法》实施条例
    return Cited(normal(whole), "", "")


def _is_outside(part: str, place: int) -> bool:
    """Say whether a place stands in no quotes."""
    return part.count("《", 0, place) == part.count("》", 0, place)
