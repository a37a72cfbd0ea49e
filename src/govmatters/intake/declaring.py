"""The papers of a mapping: each is known, printed, or declared by the mapping itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from govmatters.errors import SHOWN, LoadError
from govmatters.intake.conditions import title_parts
from govmatters.intake.dictionary import Dictionary, Entry
from govmatters.intake.drafts import Draft
from govmatters.intake.mappings import AnalystMapping, MappedType
from govmatters.intake.names import id_of
from govmatters.intake.resolving import Reader
from govmatters.intake.vocabulary import vocabulary
from govmatters.io.context import Context
from govmatters.io.nodes import Node, WrongError
from govmatters.names import normalised

__all__ = ["with_declared"]


def with_declared(
    known: Dictionary, mapping: AnalystMapping, drafts: Iterable[Draft]
) -> Dictionary:
    """
    Add the types that a mapping declares, and refuse papers that nobody knows.

    A paper is known if `known` has it, if the mapping declares it, or if the records print it:
    what a title means without the mapping.

    Args:
        known: The papers that are known without the mapping.
        mapping: What the analyst says.
        drafts: The records that are imported.

    Returns:
        The papers that are known, with those that the mapping declares.

    Raises:
        LoadError: With every type that is declared in vain, and every paper that nobody knows.
    """
    context = Context()
    for key, said in mapping.types.items():
        _check_declared(key, said, mapping.declared[key], known, context)
    together = _together(known, mapping)
    _check_named(mapping, together, drafts, context)
    if context.faults:
        raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
    return together


def _check_declared(
    key: str, said: MappedType, node: Node, known: Dictionary, context: Context
) -> None:
    """Blame a declaration of what --data declares, or of a paper that has another id."""
    entry = known.entries.get(key)
    other = known.by_name.get(normalised(said.name), key)
    if entry is not None and entry.is_given:
        problem = "is declared by --data already; take it out of `types`"
        context.add(WrongError(node, f"material type {key[:SHOWN]!r} {problem}"))
    elif other != key:
        problem = f"has the name of {other!r}, which is known; write that id, or another name"
        context.add(WrongError(node, f"material type {key[:SHOWN]!r} {problem}"))


def _together(known: Dictionary, mapping: AnalystMapping) -> Dictionary:
    """Add the declared types; their names tell titles, after the names that are known already."""
    entries, by_name = dict(known.entries), dict(known.by_name)
    for key, said in mapping.types.items():
        known_as = entries.get(key) or Entry(key, said.name, None)
        entries[key] = attrs.evolve(known_as, name=said.name, kind=said.kind or known_as.kind)
        for name in (said.name, key):
            by_name.setdefault(normalised(name), key)
    return attrs.evolve(known, entries=entries, by_name=by_name)


def _check_named(
    mapping: AnalystMapping, known: Dictionary, drafts: Iterable[Draft], context: Context
) -> None:
    """Blame each place that names a paper that nobody knows."""
    doubtful = [(key, node) for key, node in mapping.named if key not in known.entries]
    printed = _printed(known, mapping, drafts) if doubtful else frozenset()
    ids = sorted(printed.union(known.entries))
    for key, node in doubtful:
        if key not in printed:
            hint = _hint(key, known, ids, context)
            message = (
                f"no material type {key[:SHOWN]!r}; {hint} (if it is new, declare it under `types`)"
            )
            context.add(WrongError(node, message))


def _hint(key: str, known: Dictionary, ids: list[str], context: Context) -> str:
    """Suggest the paper that has the name, else ids that are near."""
    named = known.by_name.get(normalised(key))
    if named is not None:
        return f"did you mean {named}?"
    return context.hint(key, ids, "write the id of a paper that --data or the records have")


def _printed(known: Dictionary, mapping: AnalystMapping, drafts: Iterable[Draft]) -> frozenset[str]:
    """Name the types that titles and results mean without the mapping's names and rows."""
    reader = Reader(known, vocabulary(), roles=mapping.roles)
    titles = {title for draft in drafts for title in _titles(draft)}
    meanings = (reader.meaning(name, code) for name, code in titles)
    read = {paper.type for meaning in meanings for paper in meaning.papers}
    return frozenset(read | {id_of(normalised(name)) for name, _ in titles})


def _titles(draft: Draft) -> Iterator[tuple[str, str | None]]:
    """Walk the papers that a record prints, wanted or issued, each with its standard code."""
    for row in draft.rows:
        if row.title:
            yield title_parts(row.title).paper, row.code
    for results in (draft.results, *(linked.results for linked in draft.linked)):
        for _, name in results:
            yield name, None
