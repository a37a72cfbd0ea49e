"""Files to a registry: every record read, every fault of every file in one error."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from govmatters.errors import LoadError
from govmatters.io.assembling import registry_of, structure
from govmatters.io.context import Context
from govmatters.io.documents import document_of_text, documents_of, files_of
from govmatters.io.files import is_lines, registry_files
from govmatters.io.nodes import Kind, Node, ScalarNode, WrongError
from govmatters.io.packaged import packaged_folder
from govmatters.io.pausing import without_collection
from govmatters.io.plain import node_of
from govmatters.io.references import check_references
from govmatters.io.sections import FORMAT, entries_of
from govmatters.registry import Registry

if TYPE_CHECKING:
    import os

__all__ = ["load", "load_document", "load_nodes", "load_text"]


def load(*paths: str | os.PathLike[str]) -> Registry:
    """
    Read a registry from files.

    Args:
        paths: Files and folders, in any order; of a folder every ``*.yaml``, ``*.yml``,
            ``*.json`` and ``*.jsonl`` below it is read, ``*.case.yaml`` and hidden ones
            aside. None: the registry that ships with the package.

    Returns:
        All of them as one registry, whatever the order.

    Raises:
        LoadError: With every fault of every file, by file, line and column.
    """
    folders = tuple(map(Path, paths)) or (packaged_folder(),)
    context = Context()
    files = list(files_of(folders, context, registry_files))
    if any(map(is_lines, files)):
        from govmatters.io.lines.loading import load_lines  # noqa: PLC0415 (msgspec takes 30 ms)

        return load_lines(files, context)
    return load_nodes(lambda context: documents_of(folders, context, registry_files))


def load_text(text: str, *, name: str = "<text>", is_json: bool = False) -> Registry:
    r"""
    Read a registry from the text of one document.

    Args:
        text: YAML, or JSON of the same shape.
        name: What to call it in messages.
        is_json: Whether it is JSON.

    Returns:
        The registry.

    Raises:
        LoadError: With every fault, by line and column.

    Examples:
        >>> load_text("{format: govmatters/1, sources: {a: {url: x}}}").sources["a"].url
        'x'
    """
    return load_nodes(lambda context: document_of_text(text, name, context, is_json=is_json))


def load_document(data: Mapping[str, object]) -> Registry:
    """
    Read a registry from plain data, as ``json.loads`` makes them.

    Args:
        data: Collections by name, as in a file; ``format`` may be left out. Numbers and
            booleans are such, never text; days may be ``date`` and decimals ``Decimal``.

    Returns:
        The registry.

    Raises:
        LoadError: With every fault, by its path such as ``<data>.matters.birth.trips``.

    Examples:
        >>> load_document({"authorities": {"a": {"name": "甲"}}}).authorities["a"].name
        '甲'
    """

    def document(context: Context) -> Iterator[Node]:
        try:
            yield node_of({"format": FORMAT} | dict(data), "<data>")
        except WrongError as wrong:
            context.add(wrong)

    return load_nodes(document)


def load_nodes(
    documents: Callable[[Context], Iterable[Node]],
    *,
    known: Mapping[str, Iterable[str]] | None = None,
) -> Registry:
    """
    Read documents, whatever they were written in, into one registry.

    Args:
        documents: Makes them; what it adds to the context is wrong with what it read.
        known: By collection: ids of records that stand elsewhere, and may be named.

    Returns:
        The registry.

    Raises:
        LoadError: With every fault, by file, line and column.
    """
    with without_collection():
        context = Context(ids=_places(known or {}))
        entries = [entry for node in documents(context) for entry in entries_of(node, context)]
        structure(entries, context)
        check_references(entries, context)
        if context.faults:
            raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
        return registry_of(entries)


def _places(known: Mapping[str, Iterable[str]]) -> dict[str, dict[str, ScalarNode]]:
    """Let ids be known that stand in no file here."""
    where = ScalarNode("", Kind.NULL, "<elsewhere>")
    return {name: dict.fromkeys(ids, where) for name, ids in known.items()}
