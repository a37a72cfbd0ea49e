"""Folders that somebody edited: each fault is one of the package, and names its row."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from govmatters.errors import LoadError, UnknownIdError
from govmatters.io import load_text
from govmatters.national import open_national, write_national
from govmatters.national.opening import NationalRegistry

NATION = """
format: govmatters/1
authorities: {office: {name: 某局, region: "430100"}}
catalogue: {item: {name: 某事项}}
matters:
  a: {name: 甲, of: item, authority: office, region: "430100"}
  b: {name: 乙, of: item, authority: office}
bundles: {one: {name: 一件事, region: "430100", matters: [a, b]}}
"""
ASKED: dict[str, Callable[[NationalRegistry], object]] = {
    "matter": lambda nation: nation.matter("b"),
    "registry": lambda nation: nation.registry("one"),
    "check": lambda nation: nation.check(),
    "indicators": lambda nation: nation.indicators(on=dt.date(2026, 7, 1)),
}


def edited(folder: Path, column: str, value: str | None) -> NationalRegistry:
    """Write a small nation, and change the last row; the manifest tells the new size."""
    write_national(load_text(NATION), folder)
    file = folder / "matters-00000.parquet"
    table = pq.read_table(file)
    texts = pa.array([*table[column].to_pylist()[:-1], value], pa.string())
    pq.write_table(table.set_column(table.schema.get_field_index(column), column, texts), file)
    manifest = json.loads((folder / "national.json").read_text(encoding="utf-8"))
    manifest["files"][file.name]["bytes"] = file.stat().st_size
    (folder / "national.json").write_text(json.dumps(manifest), encoding="utf-8")
    return open_national(folder)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize(
    ("column", "value"),
    [("of", "no"), ("authority", "no"), ("region", "999999"), ("differs", None)],
)
def test_rows_that_name_nothing_are_named(
    tmp_path: Path, asked: str, column: str, value: str | None
) -> None:
    """Whoever reads the row says which it is, and in which column."""
    with pytest.raises(LoadError, match=rf"nation/matters: matter 'b': .*`{column}`"):
        ASKED[asked](edited(tmp_path / "nation", column, value))


@pytest.mark.parametrize("asked", ["check", "indicators"])
def test_a_row_without_an_id_is_told(tmp_path: Path, asked: str) -> None:
    """By the item that it is of."""
    with pytest.raises(LoadError, match=r"a row \(of 'item'\) has no `id`"):
        ASKED[asked](edited(tmp_path / "nation", "id", None))


def test_a_lookup_beside_a_row_without_an_id(tmp_path: Path) -> None:
    """What is near is told all the same."""
    with pytest.raises(UnknownIdError, match="no matter 'b'"):
        edited(tmp_path / "nation", "id", None).matter("b")
