"""From a legal or policy document to the matters and rows that rest on it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

import attrs

from govmatters.codes.successions import refuse_abolished
from govmatters.design.lists.citing import Stated, stated_in
from govmatters.design.lists.titles import Cited, cited_in, is_number, normal, numbers_in
from govmatters.measures.policies import Citation, Document, PolicyIndex
from govmatters.registry import Registry

__all__ = ["matching", "policy_index"]

_ENDING = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|规程|规范|标准|通则|守则|准则|章程|决定|决议|命令|通知|通告|公告|意见|批复|函|"
    r"方案|目录|清单|公约|协定|解释|制度|规划|计划|纲要|大纲|指南|导则|要点|措施|政策|协议|号)"
    r"(?:（[^（）]{1,20}）)?$"
)


def policy_index(registry: Registry, *, on: dt.date, region: str | None = None) -> PolicyIndex:
    """
    Index what rests on which document (政策—事项关联).

    Args:
        registry: Any.
        on: The day.
        region: Code of a region: only its matters and bundles, what they inherit, and exemptions
            that work somewhere in it; None: everywhere.

    Returns:
        The documents that are named by `laws`, and by any `basis`, of the records of the day.
        Every text stands, with what else it names, below each document that it names. A number
        that others print with exactly one title stands below that title.

    Raises:
        UnknownIdError: If there is no such region.
        AbolishedRegionError: If the region was abolished before the day.
        InvalidEntryError: If the region begins later.

    Examples:
        >>> import datetime, govmatters as gm
        >>> found = gm.policy_index(gm.load(), on=datetime.date(2026, 7, 1))
        >>> one = next(one for one in found.documents if one.title == "消防法")
        >>> one.matters, {citation.article for citation in one.citations}
        (('fire_check_commitment', 'fire_check_general'), {'第十五条'})

    Source:
        LI-6 and LI-7 in docs/lists.md.
    """
    if region is not None:
        refuse_abolished(region, registry.geography, on)
    named = [
        (stated, one) for stated in stated_in(registry, on, region) for one in cited_in(stated.text)
    ]
    titles = _titles_by_number(one for _, one in named)
    found: dict[str, list[tuple[Stated, Cited]]] = {}
    for stated, one in named:
        found.setdefault(titles.get(one.title, one.title), []).append((stated, one))
    bundles = _bundles_of(registry)
    return PolicyIndex(
        on=on,
        region=region,
        digest=registry.digest,
        documents=tuple(_document(title, found[title], bundles) for title in sorted(found)),
    )


def matching(index: PolicyIndex, part: str) -> PolicyIndex:
    """
    Look documents up by a part of a title or number.

    Args:
        index: The index.
        part: Blanks, 《》 and 中华人民共和国 do not count.

    Returns:
        The index of the documents that have it.
    """
    wanted = normal(part).strip("〈〉")
    documents = tuple(
        one for one in index.documents if any(wanted in text for text in (one.title, *one.numbers))
    )
    return attrs.evolve(index, documents=documents)


def _titles_by_number(cited: Iterable[Cited]) -> dict[str, str]:
    """Tell for each number the one title that is printed with it."""
    titles: dict[str, set[str]] = {}
    for one in cited:
        for number in numbers_in(one.edition) if not is_number(one.title) else ():
            titles.setdefault(number, set()).add(one.title)
    return {number: min(some) for number, some in titles.items() if len(some) == 1}


def _document(
    title: str, named: list[tuple[Stated, Cited]], bundles: Mapping[str, frozenset[str]]
) -> Document:
    citations = sorted({_citation(stated, one) for stated, one in named}, key=_order)
    matters = {key for one in citations for key in one.matters}
    numbers = {number for _, one in named for number in numbers_in(one.edition)}
    numbers |= {one.title for _, one in named if is_number(one.title)}
    own = {one.id for one in citations if one.noun == "bundle"}
    return Document(
        title=title,
        numbers=tuple(sorted(numbers)),
        is_document=bool(numbers) or _ENDING.search(title, max(0, len(title) - 30)) is not None,
        citations=tuple(citations),
        matters=tuple(sorted(matters)),
        bundles=tuple(sorted(own | {key for one in matters for key in bundles.get(one, ())})),
    )


def _citation(stated: Stated, cited: Cited) -> Citation:
    return Citation(
        noun=stated.noun,
        id=stated.id,
        field=stated.field,
        row=stated.row,
        text=stated.text,
        article=cited.article,
        edition=cited.edition,
        matters=stated.matters,
    )


def _order(one: Citation) -> tuple[object, ...]:
    return one.noun, one.id, one.field, one.row or 0, one.text, one.article, one.edition


def _bundles_of(registry: Registry) -> dict[str, frozenset[str]]:
    """Tell in which bundles each matter is."""
    found: dict[str, set[str]] = {}
    for bundle in registry.bundles.records:
        for place in bundle.matters:
            found.setdefault(place.matter, set()).add(bundle.id)
    return {key: frozenset(some) for key, some in found.items()}
