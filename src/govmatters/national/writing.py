"""A national registry into its folder: the same bytes for the same records, or nothing."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from govmatters.errors import SHOWN, InvalidEntryError
from govmatters.io import dump_json
from govmatters.io.whole import told_unwritten, whole_folder
from govmatters.model import Authority, Matter
from govmatters.national.differences import Differences, records_as_text
from govmatters.national.gathering import Gathered
from govmatters.national.layout import (
    AUTHORITIES,
    CATALOGUE,
    COLUMNS,
    COMMON,
    MANIFEST,
    RECORD,
    Manifest,
    matters_file,
)
from govmatters.national.tables import with_tables
from govmatters.national.verifying import sha256_of
from govmatters.registry import Registry

__all__ = ["write_national"]

_FILE = 1 << 20
"""Rows a file."""
_GROUP = 1 << 14
"""Rows a group: what a lookup reads."""
_RECORDS = 1 << 12
_STEP = 100_000
_PLAIN = {"id", "code_implementation"}
_DICTIONARIES = [name for name in COLUMNS if name not in _PLAIN]
_MEBIBYTE = 1 << 20


def write_national(
    registry: Registry,
    path: str | os.PathLike[str],
    *,
    matters: Iterable[Matter] = (),
    progress: Callable[[int], object] | None = None,
) -> Manifest:
    """
    Write a registry of national size.

    Args:
        registry: All that is common: sources, types, questions, catalogue items, authorities,
            exemptions, bundles, …; its own matters are written too. Bundles may name catalogue
            items in the place of matters; `NationalRegistry.registry` puts those of a region in.
        path: The folder: new, empty, or a national registry, which is replaced.
        matters: Further matters, one by one, in any order; sorted ones are not sorted again.
        progress: Called with how many matters were taken so far.

    Returns:
        What was written.

    Raises:
        LoadError: With what matters name that there is not, and ids that stand twice.
        InvalidEntryError: If the folder holds something else, or cannot be written.
    """
    folder = Path(path)
    gathered = Gathered(
        differences=Differences({one.id: one.name for one in registry.catalogue.records}),
        regions=registry.geography,
        authorities={one.id: one.region for one in registry.authorities.records},
        placed=frozenset(
            one.id for one in registry.catalogue.records if one.region or one.authority
        ),
    )
    for source in (registry.matters.records, matters):
        for matter in source:
            gathered.add(matter)
            if progress is not None and gathered.count % _STEP == 0:
                progress(gathered.count)
    tables = gathered.ordered()
    try:
        with told_unwritten(folder, "folder"):
            folder.parent.mkdir(parents=True, exist_ok=True)
        with whole_folder(folder, marker=MANIFEST) as new:
            return _written(registry, tables, new)
    except pa.ArrowException as exc:
        problem = f"cannot be written: {exc}; name another folder"
        raise InvalidEntryError(str(folder)[:SHOWN], problem) from None


def _written(registry: Registry, tables: Iterable[pa.Table], new: Path) -> Manifest:
    """Write every file, and last what says that all are there."""
    common = with_tables(registry, matters=(), catalogue=(), authorities=())
    (new / COMMON).write_text(dump_json(common), encoding="utf-8", newline="\n")
    _write_records(registry.catalogue.records, "catalogue", new / CATALOGUE)
    _write_records(registry.authorities.records, "authorities", new / AUTHORITIES)
    count = _write_matters(tables, new)
    files = sorted(file for file in new.iterdir() if not file.name.startswith("."))
    manifest = Manifest(
        counts={
            "matters": count,
            "catalogue": len(registry.catalogue),
            "authorities": len(registry.authorities),
        },
        named=_named(registry),
        files=tuple((file.name, file.stat().st_size, sha256_of(file)) for file in files),
    )
    (new / MANIFEST).write_text(manifest.text(), encoding="utf-8", newline="\n")
    return manifest


def _named(registry: Registry) -> tuple[str, ...]:
    """Tell which ids stand where matters are named: in bundles, exemptions and agreements."""
    named = {place.matter for bundle in registry.bundles.records for place in bundle.matters}
    for exemption in registry.exemptions.records:
        named.update(exemption.matters or ())
    for agreement in registry.agreements.records:
        named.update(agreement.items or ())
    return tuple(sorted(named))


def _write_records(
    records: tuple[Matter, ...] | tuple[Authority, ...], collection: str, file: Path
) -> None:
    """Write whole records by id, as text."""
    schema = pa.schema([(name, pa.string()) for name in RECORD])
    with pq.ParquetWriter(file, schema, compression="zstd", use_dictionary=False) as writer:
        for start in range(0, len(records), _RECORDS):
            pairs = records_as_text(collection, records[start : start + _RECORDS])
            columns = {"id": [key for key, _ in pairs], "record": [text for _, text in pairs]}
            writer.write_table(pa.table(columns, schema=schema))


def _write_matters(tables: Iterable[pa.Table], new: Path) -> int:
    """Write the rows, a group at a time, into files of a million."""
    count, writer = 0, None
    with ExitStack() as opened:
        for table in tables:
            if writer is None or count % _FILE == 0:
                opened.close()
                file = new / matters_file(count // _FILE)
                writer = opened.enter_context(_writer(file, table.schema))
            writer.write_table(table, row_group_size=_GROUP)
            count += len(table)
    return count


def _writer(file: Path, schema: pa.Schema) -> pq.ParquetWriter:
    return pq.ParquetWriter(
        file,
        schema,
        compression="zstd",
        use_dictionary=_DICTIONARIES,
        dictionary_pagesize_limit=64 * _MEBIBYTE,
    )
