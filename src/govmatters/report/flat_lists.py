"""The lists of a data bureau as flat tables for spreadsheets: names and ids each in a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from govmatters.measures.policies import PolicyIndex
from govmatters.measures.provisions import NegativeList, ResponsibilityList
from govmatters.measures.supplies import DemandList, Means, Use
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.list_naming import ListNames

__all__ = ["FlatTable", "Listing", "flat"]

Listing = DemandList | ResponsibilityList | NegativeList | PolicyIndex
"""Any of the lists."""


@attrs.frozen
class FlatTable:
    """
    A table.

    Attributes:
        title: What the list is called.
        columns: Their headings.
        rows: A text, or nothing, for each column.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]


_USE = (
    *("用于", "用于编号", "材料主体", "材料项", "保障情况"),
    *("共享方式", "免提交编号", "依据", "其他免交方式"),
)
_DEMAND = (
    "需求单位",
    "需求单位编号",
    "材料",
    "材料编号",
    "供给单位",
    "供给单位编号",
    "产生于",
    *_USE,
)
_RESPONSIBILITY = (
    *("供给单位", "供给单位编号", "材料", "材料编号", "产生于", "需求单位", "需求单位编号"),
    *_USE,
)
_NEGATIVE = ("材料", "材料编号", "不予共享依据", "起", "止", "涉及", "名称", "编号", "说明")
_POLICY = (
    *("文件", "文号", "条款", "版本", "对象", "名称", "编号", "位置", "原文"),
    *("事项", "事项编号", "一件事"),
)


def flat(found: Listing, registry: Registry) -> FlatTable:
    """
    Turn a list into a flat table.

    Args:
        found: The list.
        registry: What it was made from.

    Returns:
        Of demand and responsibility, a row each supplier and use; of what is withheld, a row
        each use and exemption; of documents, a row each citation and matter.
    """
    names = ListNames(registry, Labels())
    match found:
        case DemandList():
            return FlatTable("供需对接清单", _DEMAND, tuple(_demands(found, names)))
        case ResponsibilityList():
            rows = tuple(_responsibilities(found, names))
            return FlatTable("政务数据责任清单", _RESPONSIBILITY, rows)
        case NegativeList():
            return FlatTable("数据负面清单", _NEGATIVE, tuple(_negatives(found, names)))
    return FlatTable("政策—事项关联", _POLICY, tuple(_policies(found, names)))


_Row = tuple[str | None, ...]


def _demands(found: DemandList, names: ListNames) -> Iterator[_Row]:
    for one in found.demands:
        kind = (names.type(one.type), one.type)
        needs = (names.authority(one.authority), one.authority)
        for supplier in one.suppliers or (None,):
            has: _Row = (names.labels("unknown_supplier"), None, None)
            if supplier is not None:
                name = names.authority(supplier.authority)
                has = (name, supplier.authority, names.matters(supplier.matters))
            yield from ((*needs, *kind, *has, *_use(use, names)) for use in one.uses)


def _responsibilities(found: ResponsibilityList, names: ListNames) -> Iterator[_Row]:
    for one in found.responsibilities:
        known = one.authority is not None
        name = names.authority(one.authority) if known else names.labels("unknown_supplier")
        for each in one.provisions:
            kind = (names.type(each.type), each.type, names.matters(each.matters))
            needs = (names.authority(each.to), each.to)
            for use in each.uses:
                yield (name, one.authority, *kind, *needs, *_use(use, names))


def _use(use: Use, names: ListNames) -> _Row:
    return (
        names.record(use.noun, use.id),
        use.id,
        names.labels.role(use.paper.subject),
        names.rows(use.rows),
        use.supply.name_zh,
        _mechanisms(use.means),
        "；".join(one.exemption for one in use.means),
        "；".join(dict.fromkeys(one.basis for one in use.means if one.basis is not None)),
        _mechanisms(use.otherwise),
    )


def _mechanisms(means: Iterable[Means]) -> str:
    return "；".join(dict.fromkeys(one.by.name_zh for one in means))


def _negatives(found: NegativeList, names: ListNames) -> Iterator[_Row]:
    for one in found.withheld:
        days = [day.isoformat() if day is not None else None for day in (one.since, one.until)]
        kind: _Row = (names.type(one.type), one.type, one.basis, *days)
        yield from ((*kind, *rest) for rest in _touched(one.uses, one.means, names))


def _touched(uses: tuple[Use, ...], means: tuple[Means, ...], names: ListNames) -> Iterator[_Row]:
    """Give what still asks, and what cannot hold; an empty row if neither."""
    for use in uses:
        name = names.record(use.noun, use.id)
        yield "仍要求提交", name, use.id, names.rows(use.rows)
    for one in means:
        yield "不能成立的免提交", one.by.name_zh, one.exemption, one.basis
    if not uses and not means:
        yield None, None, None, None


def _policies(found: PolicyIndex, names: ListNames) -> Iterator[_Row]:
    bundles = _bundles(names.registry)
    for document in found.documents:
        numbers = "、".join(document.numbers)
        for one in document.citations:
            where = one.field if one.row is None else f"第{one.row}项"
            record = (names.labels(one.noun), names.record(one.noun, one.id), one.id)
            cited = (document.title, numbers, one.article, one.edition, *record, where, one.text)
            for matter in one.matters or (None,):
                name = None if matter is None else names.record("matter", matter)
                found_in = bundles.get(one.id if matter is None else matter, {})
                yield (*cited, name, matter, "；".join(found_in))


def _bundles(registry: Registry) -> dict[str, dict[str, None]]:
    """Name the bundles that each matter is in; a bundle is in itself."""
    found: dict[str, dict[str, None]] = {}
    for bundle in registry.bundles.records:
        for key in (bundle.id, *(place.matter for place in bundle.matters)):
            found.setdefault(key, {})[bundle.name] = None
    return found
