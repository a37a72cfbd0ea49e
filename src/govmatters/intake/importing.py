"""The import as a whole: files in, a document of the format and an account of it out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from govmatters.errors import Fault
from govmatters.intake.account import Note, Outcome, RowNote
from govmatters.intake.assembly import Assembly, Portal, assembled
from govmatters.intake.declaring import with_declared
from govmatters.intake.dictionary import dictionary_of
from govmatters.intake.drafts import Draft
from govmatters.intake.fields import maps_in
from govmatters.intake.guides import guide_draft
from govmatters.intake.mappings import AnalystMapping
from govmatters.intake.matters import matter_draft
from govmatters.intake.names import id_of
from govmatters.intake.records import Kind, Record, records_of
from govmatters.intake.resolving import Reader
from govmatters.intake.vocabulary import vocabulary
from govmatters.registry import Registry

__all__ = ["Import", "RecordAccount", "import_portal"]


@attrs.frozen(kw_only=True)
class RecordAccount:
    """
    What became of one record.

    Attributes:
        id: Of the matter that it became.
        kind: A single matter, or a one-thing guide.
        place: Where it was read: ``file:line``.
        notes: One a field, in the order of the record.
        rows: One a printed row, in order.
    """

    id: str
    kind: Kind
    place: str
    notes: tuple[Note, ...]
    rows: tuple[RowNote, ...]


@attrs.frozen(kw_only=True)
class Import:
    """
    What records became.

    Attributes:
        document: One document of the format, without its `format`.
        accounts: One a record, in the order of the files.
        faults: What could not be read, by file and line; the rest was.
        repeated: (place, place of the first) of records that stood twice, word for word.
        unused: What a mapping names that no record has, sorted.
    """

    document: dict[str, Any]
    accounts: tuple[RecordAccount, ...]
    faults: tuple[Fault, ...]
    repeated: tuple[tuple[str, str], ...]
    unused: tuple[str, ...]


def import_portal(
    paths: Iterable[Path],
    *,
    portal: Portal,
    given: Registry | None = None,
    mapping: AnalystMapping | None = None,
) -> Import:
    """
    Import the records of a portal.

    Args:
        paths: Files of JSON Lines, or of one JSON value.
        portal: Where they come from.
        given: A registry that is known already: its papers go before all others.
        mapping: What the analyst says of guesses.

    Returns:
        The document, and the account of it: every field of every record has a note.

    Raises:
        LoadError: If the mapping names papers that nobody knows.
    """
    faults: list[Fault] = []
    records, repeated = _distinct(records_of(paths, faults))
    said = mapping or AnalystMapping()
    drafts = list(_drafts(records, portal, faults))
    assembly = _assembly(drafts, portal, given, said)
    document = assembled(assembly, drafts)
    return Import(
        document=document,
        accounts=tuple(map(_account, drafts)),
        faults=tuple(sorted(faults, key=attrs.astuple)),
        repeated=tuple(repeated),
        unused=tuple(_unused(said, drafts, assembly)),
    )


def _distinct(records: Iterable[Record]) -> tuple[list[Record], list[tuple[str, str]]]:
    """Keep the first of records that are the same word for word."""
    kept: list[Record] = []
    repeated: list[tuple[str, str]] = []
    seen: dict[bytes, Record] = {}
    for record in records:
        words = repr(record.data).encode(errors="surrogatepass")
        first = seen.setdefault(hashlib.blake2b(words).digest(), record)
        if first is record:
            kept.append(record)
        else:
            repeated.append((record.place, first.place))
    return kept, repeated


def _drafts(records: Iterable[Record], portal: Portal, faults: list[Fault]) -> Iterator[Draft]:
    """Read the fields of each record, and give each an id of its own."""
    taken: set[str] = set()
    for record in records:
        draft = matter_draft(record) if record.kind is Kind.MATTER else guide_draft(record)
        missing = _missing(draft, portal)
        if missing:
            faults.append(record.fault(missing))
            continue
        _rename(draft, taken)
        taken.add(draft.id)
        yield draft


def _missing(draft: Draft, portal: Portal) -> str:
    """Say what a record lacks that no matter can do without."""
    if not draft.fields.get("name"):
        return "has no name (`unifyName`, `sxmc`); it is left out"
    if draft.authority is None and draft.region is None and portal.region is None:
        return "has no authority and no region; name one with --region, it is left out"
    papers = draft.record.data.get("materialList")
    if papers and not isinstance(papers, list):
        return "`materialList` is no list; make it one, as without its papers it is left out"
    if draft.bundle is not None and draft.region is None and portal.region is None:
        return "its code tells no region; name one with --region, it is left out"
    return ""


def _rename(draft: Draft, taken: set[str]) -> None:
    """Tell a record from another of the same codes by its own id, or by a number."""
    if draft.id not in taken:
        return
    own = id_of(str(draft.record.data.get("unifyId") or draft.record.data.get("checklist_id") or 2))
    key, number = f"{draft.id}-{own}", 2
    while key in taken:
        number += 1
        key = f"{draft.id}-{own}-{number}"
    path = "unifyId" if "unifyId" in draft.account.notes else "yjsSsqdbm"
    noted = draft.account.notes.get(path, Note(path, "", Outcome.GUESSED))
    draft.account.notes[path] = attrs.evolve(
        noted, outcome=Outcome.GUESSED, became=f"matter {key}", rule="code-twice"
    )
    draft.id = key


def _assembly(
    drafts: list[Draft], portal: Portal, given: Registry | None, mapping: AnalystMapping
) -> Assembly:
    words = vocabulary()
    known = dictionary_of(
        given.material_types.records if given else (),
        (pair for draft in drafts for pair in _standards(draft.record)),
        (name for draft in drafts for name in _results(draft)),
        words,
    )
    known = with_declared(known, mapping, drafts)
    reader = Reader(known, words, mapping.names, mapping.roles)
    regions = given.geography if given else Registry().geography
    return Assembly(portal=portal, known=known, reader=reader, mapping=mapping, regions=regions)


def _standards(record: Record) -> Iterator[tuple[str, str]]:
    """Walk the standard codes that a record prints, with their names."""
    keys = (
        ("standardMaterialsCode", "standardMaterialsName")
        if record.kind is Kind.MATTER
        else ("materialCode", "materialTitle")
    )
    for _, row in maps_in(record.data, "materialList"):
        if all(isinstance(row.get(key), str) for key in keys):
            yield row[keys[0]].strip(), row[keys[1]].strip()


def _results(draft: Draft) -> Iterator[str]:
    for _, name in draft.results:
        yield name
    for linked in draft.linked:
        for _, name in linked.results:
            yield name


def _account(draft: Draft) -> RecordAccount:
    return RecordAccount(
        id=draft.id,
        kind=draft.record.kind,
        place=draft.record.place,
        notes=draft.account.closed(),
        rows=tuple(draft.account.rows),
    )


def _unused(mapping: AnalystMapping, drafts: list[Draft], assembly: Assembly) -> Iterator[str]:
    """Name what a mapping says of rows, authorities, types and questions that there are not."""
    rows = {row.key for draft in drafts for row in draft.rows}
    authorities = {draft.authority for draft in drafts}
    asked = set(assembly.questions)
    renamed = {key for key, said in mapping.questions.items() if said.id in asked}
    yield from (f"row {key}" for key in sorted(mapping.rows.keys() - rows))
    yield from (f"region of {name}" for name in sorted(mapping.regions.keys() - authorities))
    seen = {one.paper.type for one in assembly.sightings}
    yield from (f"type {key}" for key in sorted(mapping.types.keys() - seen))
    yield from (f"question {key}" for key in sorted(mapping.questions.keys() - asked - renamed))
