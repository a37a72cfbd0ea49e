"""One paper under several types (R08): names, aliases and standard codes that coincide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import several
from govmatters.model import Finding, MaterialType

__all__ = ["normalised", "papers_have_one_type"]

_COPIES = re.compile(r"(?:原件|复印件|扫描件|照片件|电子版)(?:(?:和|及|与|、|或)(?:原件|复印件))*$")
_ABOUT_COPIES = re.compile(
    r"\((?:原件|复印件|扫描件|原件及复印件|原件和复印件|正、?副本|正本|副本)\)"
)
_NATION = "中华人民共和国"


def papers_have_one_type(view: View) -> Iterator[Finding]:
    """
    R08: one paper is one material type, so that it is handed in once.

    Args:
        view: The registry.

    Yields:
        ``same-paper-two-types`` (warning) for each type that has a name, an alias or a standard
        code in common with one before it.
    """
    first: dict[str, str] = {}
    for kind in view.registry.material_types.records:
        shared: dict[str, list[str]] = {}
        for what in dict.fromkeys(_marks(kind)):
            other = first.setdefault(what, kind.id)
            if other != kind.id:
                shared.setdefault(other, []).append(what)
        for other, marks in shared.items():
            yield view.finding(
                "same-paper-two-types",
                ("material type", kind.id),
                f"is {other!r} again: both have {several(marks)}",
                "make one type of them, with the other names as `aliases`",
            )


def _marks(kind: MaterialType) -> Iterator[str]:
    """Give what tells a type: its names in one form, and its standard codes."""
    yield from (f"the name {normalised(name)}" for name in (kind.name, *kind.aliases))
    yield from (f"the code {place} {code}" for place, code in kind.codes)


def normalised(name: str) -> str:
    """
    Bring a paper's name to one form.

    Args:
        name: As printed.

    Returns:
        It without quotes, blanks, words for copies and the name of the state, in half width.

    Examples:
        >>> normalised("《中华人民共和国居民身份证》（复印件）")
        '居民身份证'
    """
    text = unicodedata.normalize("NFKC", name[:500]).translate(_QUOTES)
    text = _ABOUT_COPIES.sub("", re.sub(r"\s", "", text))
    return (_COPIES.sub("", text) or text).removeprefix(_NATION) or text


_QUOTES = str.maketrans("", "", "《》〈〉“”‘’\"'「」『』")
