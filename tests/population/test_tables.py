"""The same cases are the same, wherever they come from."""

from __future__ import annotations

import gzip
import itertools
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pandas as pd  # type: ignore[import-untyped]
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow import feather
from tests.population import scene

from govmatters.errors import CaseTableError
from govmatters.populations import Population, population
from govmatters.populations.cases import tables
from govmatters.populations.cases.tables import BATCH, case_table


def measure(cases: object) -> Population:
    """Measure by month and region."""
    return population(scene.registry(), scene.BUNDLE, cases, by=["month", "region"])


WANTED = measure(scene.table())


def test_a_parquet_file_of_several_row_groups(tmp_path: Path) -> None:
    """As a path and as text."""
    pq.write_table(scene.table(), tmp_path / "cases.parquet", row_group_size=2)
    assert measure(tmp_path / "cases.parquet") == WANTED
    assert measure(str(tmp_path / "cases.parquet")) == WANTED


def test_a_folder_of_parquet_files(tmp_path: Path) -> None:
    """All files of a folder are one table."""
    pq.write_table(scene.table().slice(0, 4), tmp_path / "one.parquet")
    pq.write_table(scene.table().slice(4), tmp_path / "two.parquet")
    assert measure(tmp_path) == WANTED


def test_an_arrow_file(tmp_path: Path) -> None:
    """An uncompressed file of Arrow batches."""
    feather.write_feather(scene.table(), str(tmp_path / "cases.arrow"))
    assert measure(tmp_path / "cases.arrow") == WANTED


@pytest.mark.parametrize(("name", "delimiter"), [("cases.csv", ","), ("cases.tsv", "\t")])
def test_a_text_file_says_what_a_command_line_says(
    tmp_path: Path, name: str, delimiter: str
) -> None:
    """Cells are read as answers on the command line are."""
    rows = [scene.table().schema.names, *(row.values() for row in scene.table().to_pylist())]
    lines = [delimiter.join(written(value) for value in row) for row in rows]
    (tmp_path / name).write_text("\ufeff" + "\r\n".join(lines) + "\r\n", encoding="utf-8")
    assert measure(tmp_path / name) == WANTED
    quoted = [delimiter.join(written(value) or '""' for value in row) for row in rows]
    (tmp_path / name).write_text("\n".join(quoted), encoding="utf-8")
    with_none = scene.table(extras=[one or [] for one in scene.table()["extras"].to_pylist()])
    assert measure(tmp_path / name) == measure(with_none), "a quoted nothing is no option"


def written(value: object) -> str:
    """Write a cell: nothing for what is unknown, a quoted nothing for no option."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return f'"{",".join(value)}"'
    return str(value)


def test_data_frames_and_relations() -> None:
    """Whatever hands over Arrow batches is a table."""
    table = scene.table()
    assert measure(pl.from_arrow(table)) == WANTED
    assert measure(table.to_reader()) == WANTED
    assert measure(table.to_batches()[0]) == WANTED
    with duckdb.connect() as connection:
        connection.register("cases", table)
        assert measure(connection.sql("select * from cases")) == WANTED
    frame = table.drop_columns(["extras"]).to_pandas()
    without = scene.table(extras=None)
    assert frame["age"].dtype == float, "pandas makes floats of whole numbers with gaps"
    assert measure(frame) == measure(without)
    frame["born"] = pd.to_datetime(frame["born"])
    assert measure(frame) == measure(without)


def test_a_lazy_frame_is_told_to_be_collected() -> None:
    """It holds no rows yet."""
    with pytest.raises(CaseTableError, match=r"\.collect\(\) first"):
        measure(pl.DataFrame(scene.table()).lazy())


def test_only_what_is_needed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A column of names is never touched."""
    read: list[str] = []
    real = tables.CaseTable.batches

    def noting(one: tables.CaseTable, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        read.extend(columns)
        return real(one, columns)

    monkeypatch.setattr(tables.CaseTable, "batches", noting)
    measure(scene.table())
    assert "name" not in read
    assert {"age", "day", "weight"} < set(read)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cases.parquet", b"no parquet", "no whole Parquet file"),
        ("cases.csv", b"", "no line with the names of its columns"),
        ("cases.csv", b"day,age\n2026-01-01,\xff\xfe\n", "is not UTF-8, perhaps GB18030"),
        ("cases.csv", "day,age\n2026-01-01,20\n".encode("utf-16"), "is not UTF-8"),
        ("cases.csv", b"day;age\n2026-01-01;20\n", "has one column"),
        ("cases.csv", b"day,age\n2026-01-01\n", r"cannot read .*cases.csv' to its end; mend it"),
        ("cases.txt", b"", "is of no kind that is read"),
    ],
)
def test_what_is_no_table_is_said_in_a_line(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    """Broken files, and files of unknown kinds."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CaseTableError, match=said):
        measure(tmp_path / name)


def test_a_file_that_is_not_there() -> None:
    """The path is named."""
    with pytest.raises(CaseTableError, match=r"there is no file 'nowhere\.parquet'"):
        measure("nowhere.parquet")


def test_batches_are_of_one_size(tmp_path: Path) -> None:
    """Small row groups are put together, so that planes are long."""
    numbers = pa.table({"n": pa.array(range(BATCH * 2 + 10))})
    pq.write_table(numbers, tmp_path / "n.parquet", row_group_size=50_000)
    batches = list(case_table(tmp_path / "n.parquet").batches(["n"]))
    assert sum(batch.num_rows for batch in batches) == BATCH * 2 + 10
    assert max(batch.num_rows for batch in batches) <= BATCH
    assert len(batches) <= 5


def test_truths_as_programs_and_people_write_them() -> None:
    """Data frames write capitals, offices write Chinese."""
    adult = ["True", "FALSE", None, "是", "true", "否"]
    assert measure(scene.table(adult=adult)) == WANTED


def test_the_ending_of_a_name_may_have_capitals(tmp_path: Path) -> None:
    """Tabs are tabs, and what is compressed is read."""
    lines = "day\tage\n2026-01-01\t20\n"
    (tmp_path / "cases.TSV").write_text(lines, encoding="utf-8")
    (tmp_path / "cases.tsv.v2.CSV").write_text(lines.replace("\t", ","), encoding="utf-8")
    (tmp_path / "cases.CSV.GZ").write_bytes(gzip.compress(lines.replace("\t", ",").encode()))
    found = {
        measured(tmp_path / name) for name in ("cases.TSV", "cases.tsv.v2.CSV", "cases.CSV.GZ")
    }
    assert len(found) == 1


def measured(path: Path) -> int | None:
    """Measure only the papers before."""
    return population(scene.registry(), scene.BUNDLE, path).total.before.low


def test_a_column_that_only_some_files_have_is_empty_in_the_others(tmp_path: Path) -> None:
    """Whichever file comes first; and a folder without files is no table."""
    with pytest.raises(CaseTableError, match="there is no Parquet file"):
        measure(tmp_path)
    for first, second in (("a", "b"), ("b", "a")):
        folder = tmp_path / first
        folder.mkdir()
        pq.write_table(scene.table(age=None).slice(0, 3), folder / f"{first}.parquet")
        pq.write_table(scene.table().slice(3), folder / f"{second}.parquet")
        ages = [None, None, None, *scene.table()["age"].to_pylist()[3:]]
        assert measure(folder) == measure(scene.table(age=ages))
        pq.write_table(scene.table(weight=None), folder / "c.parquet")
        with pytest.raises(CaseTableError, match="weight is missing"):
            measure(folder)


def test_texts_of_files_may_be_numbered_in_some_and_long_in_others(tmp_path: Path) -> None:
    """Files of one folder come from several programs, each with its own type of text."""
    table = scene.table()
    at = table.schema.get_field_index("kind")
    kinds = table["kind"].combine_chunks()
    numbered = table.set_column(at, "kind", kinds.dictionary_encode())
    long = table.set_column(at, "kind", kinds.cast(pa.large_string()))
    some = {"plain": table, "numbered": numbered, "long": long}
    for first, second in itertools.permutations(some, 2):
        folder = tmp_path / f"{first}-{second}"
        folder.mkdir()
        pq.write_table(some[first].slice(0, 2), folder / "1.parquet")
        pq.write_table(some[second].slice(2), folder / "2.parquet")
        assert measure(folder) == WANTED


def test_regions_may_be_numbers_and_folders(tmp_path: Path) -> None:
    """A code has no leading zero, so that no number loses a digit."""
    codes = [int(code) for code in scene.table()["region"].to_pylist()]
    assert measure(scene.table(region=codes)) == WANTED
    pq.write_to_dataset(scene.table(), tmp_path, partition_cols=["region"])
    assert measure(tmp_path).groups == WANTED.groups


def test_days_as_spreadsheets_write_them() -> None:
    """The year first."""
    day = [
        "2025/12/31",
        "2026-1-1",
        "2025年12月31日",
        "2026-01-01 00:00:00",
        "2025.12.31",
        "2026/1/1",
    ]
    assert measure(scene.table(day=day)) == WANTED


@pytest.mark.parametrize("start", [0, 1, 7, 8, 9, 64, 65])
@pytest.mark.parametrize("truths", [[True, False], [True, False, None]])
def test_booleans_count_wherever_a_slice_of_a_table_begins(
    start: int, truths: list[bool | None]
) -> None:
    """Arrow packs them eight a byte; what lies outside the slice is nobody's answer."""
    draw = random.Random(start)  # noqa: S311 (nothing secret)
    adult = pa.array(draw.choices(truths, k=150))
    table = scene.table().take(pa.array([0] * len(adult)))
    table = table.set_column(table.schema.get_field_index("adult"), "adult", adult).slice(start)
    copy = pa.table({name: table[name].to_pylist() for name in table.column_names}, table.schema)
    assert measure(table) == measure(copy)


def test_a_file_that_is_not_whole_is_named(tmp_path: Path) -> None:
    """Alone or in a folder of whole ones."""
    whole, cut = tmp_path / "a.parquet", tmp_path / "b.parquet"
    pq.write_table(scene.table(), whole)
    cut.write_bytes(whole.read_bytes()[:-30])
    for path in (cut, tmp_path):
        with pytest.raises(CaseTableError, match=r"b.parquet' is no whole Parquet file; take"):
            measure(path)


def test_another_file_in_a_folder_is_named(tmp_path: Path) -> None:
    """One that is no Parquet, whatever signs its name has."""
    pq.write_table(scene.table(), tmp_path / "a.parquet")
    (tmp_path / "it's.csv").write_text("day,age\n", encoding="utf-8")
    with pytest.raises(CaseTableError, match=r"it's.csv\" is no whole Parquet file; take it away"):
        measure(tmp_path)


def test_a_file_that_breaks_off_within_is_told(tmp_path: Path) -> None:
    """Its end may be whole."""
    path = tmp_path / "a.parquet"
    pq.write_table(scene.table(), path)
    content = bytearray(path.read_bytes())
    content[40:400] = b"\x99" * 360
    path.write_bytes(content)
    with pytest.raises(CaseTableError, match=r"a.parquet' to its end; write it anew"):
        measure(path)


def test_files_with_columns_of_other_types_are_told(tmp_path: Path) -> None:
    """Days in one, texts in another."""
    pq.write_table(scene.table(), tmp_path / "a.parquet")
    pq.write_table(scene.table(day=["2026-01-01"] * 6), tmp_path / "b.parquet")
    with pytest.raises(CaseTableError, match=r"differ; write the column alike in all: .* day"):
        measure(tmp_path)


def test_a_data_frame_that_is_no_table_is_told_with_what_to_do() -> None:
    """And its values are not repeated, which may be names."""
    frame = scene.table().to_pandas()
    frame["name"] = [1, "张三", None, 2.0, "李四", 3]
    with pytest.raises(CaseTableError, match="column 'name' holds values of several types; make"):
        measure(frame)
    frame.columns = [{"name": "age"}.get(name, name) for name in frame.columns]
    with pytest.raises(CaseTableError, match=r"Duplicate column names .*; rename or drop one"):
        measure(frame)


@pytest.mark.parametrize("sign", [";", "\t"])
def test_cells_that_are_parted_otherwise_are_told(tmp_path: Path, sign: str) -> None:
    """One column with such a sign in its name is none."""
    path = tmp_path / "cases.csv"
    path.write_text(sign.join(["day", "age"]) + "\n", encoding="utf-8")
    with pytest.raises(CaseTableError, match=r"has one column, .*; part its cells by commas"):
        measure(path)


def test_a_column_that_is_misspelt_in_one_file_of_a_folder(tmp_path: Path) -> None:
    """It would else be unknown in these cases; one that is not there at all is."""
    pq.write_table(scene.table(), tmp_path / "a.parquet")
    pq.write_table(scene.table().rename_columns({"extras": "extra"}), tmp_path / "b.parquet")
    wanted = r"b.parquet' has no column 'extras', but 'extra'; call it alike in all"
    with pytest.raises(CaseTableError, match=wanted):
        measure(tmp_path)
    pq.write_table(scene.table(extras=None), tmp_path / "b.parquet")
    assert measure(tmp_path).total.cases == 2 * len(scene.table())
