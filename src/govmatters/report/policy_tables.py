"""What rests on which legal or policy document, for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from rich.console import RenderableType

from govmatters.measures.policies import Citation, Document, PolicyIndex
from govmatters.registry import Registry
from govmatters.report.labels import Labels
from govmatters.report.list_naming import ListNames
from govmatters.report.supply_tables import head_lines
from govmatters.report.tables import heading, line, table

__all__ = ["documents_report", "policies_report"]


def policies_report(
    found: PolicyIndex, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out the index: a line a document.

    Args:
        found: The index.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at; the documents with how much rests on each; then the texts that look
        like no document's title.
    """
    yield from head_lines("policy_index", found, registry, labels)
    if not found.documents:
        yield line(labels("documents"), labels("nobody"))
    for title, is_document in (("documents", True), ("not_documents", False)):
        some = [one for one in found.documents if one.is_document is is_document]
        if some:
            yield heading(labels(title), len(some))
            yield _counts(some, labels)


def _counts(documents: Iterable[Document], labels: Labels) -> RenderableType:
    keys = ("document", "document_number", "matter", "rows", "exemption", "bundle")
    columns = [labels(key) for key in keys]
    return table(columns, map(_counted, documents), right=columns[2:])


def _counted(one: Document) -> tuple[object, ...]:
    rows = {(each.noun, each.id, each.row) for each in one.citations if each.row is not None}
    exemptions = {each.id for each in one.citations if each.noun == "exemption"}
    numbers = "、".join(number for number in one.numbers if number != one.title)
    return one.title, numbers, len(one.matters), len(rows), len(exemptions), len(one.bundles)


def documents_report(
    found: PolicyIndex, registry: Registry, labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out documents, each with all that rests on it.

    Args:
        found: The index of the documents that were looked up.
        registry: What it was made from.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at; then of each document its number, its bundles, and a table of the
        places that name it.
    """
    names = ListNames(registry, labels)
    yield from head_lines("policy_index", found, registry, labels)
    columns = [labels(key) for key in ("noun", "name", "cited_at", "articles", "matter")]
    for one in found.documents:
        yield heading(one.title, len(one.citations))
        if one.numbers and one.numbers != (one.title,):
            yield line(labels("document_number"), "、".join(one.numbers))
        if one.bundles:
            bundles = (names.record("bundle", key) for key in one.bundles)
            yield line(labels("bundle"), "；".join(bundles))
        alike = groupby(one.citations, key=lambda each: (each.noun, each.id, each.field))
        yield table(columns, (_cited(list(some), names) for _, some in alike))


def _cited(citations: list[Citation], names: ListNames) -> tuple[object, ...]:
    """Write what one key of a record cites; of rows, which of them."""
    one, *_ = citations
    rows = dict.fromkeys(str(each.row) for each in citations if each.row is not None)
    others = [key for key in one.matters if (one.noun, one.id) != ("matter", key)]
    return (
        names.labels(one.noun),
        names.record(one.noun, one.id),
        f"第{'、'.join(rows)}项" if rows else one.field,
        "；".join(dict.fromkeys(each.article for each in citations if each.article)),
        names.matters(others),
    )
