"""Sheets and cells as people and spreadsheets leave them."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from tests.workbooks.editing import (
    REGISTRY,
    at,
    change_part,
    edit,
    exported,
    faults_in,
    part_of,
    put,
    set_cell,
)

from govmatters.workbooks import read_workbook
from govmatters.workbooks.letters import letter_of
from govmatters.workbooks.sheets import SHEETS

MATTERS, ROWS = "实施清单", "申请材料"


def test_headings_may_stand_in_any_order(tmp_path: Path) -> None:
    """Columns are found by their headings; those that need not be there may be dropped."""
    path = exported(tmp_path)

    def reverse(book: openpyxl.Workbook) -> None:
        for old in book.worksheets[1:]:
            rows = list(old.iter_rows(values_only=True))
            book.remove(old)
            kept = [n for n in range(old.max_column) if any(row[n] for row in rows[1:])]
            page = book.create_sheet(old.title)
            for row in rows if kept else ():
                page.append([row[n] for n in reversed(kept)])

    edit(path, reverse)
    assert openpyxl.load_workbook(path)[MATTERS].max_column < 12
    assert read_workbook(path) == REGISTRY


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("事项名", "no column '事项名' in this sheet; did you mean 事项名称"),
        ("行政区划", "this column stands twice; drop or rename one"),
        (12, "wants a heading, got the number 12"),
    ],
)
def test_headings_that_are_none(heading: object, says: str, tmp_path: Path) -> None:
    """A heading that nobody knows, or twice, is told with a suggestion, once for its column."""
    path = exported(tmp_path)
    place = at(MATTERS, "办理时间", 1)
    set_cell(path, MATTERS, place, heading)
    (line,) = faults_in(path)

    assert line.startswith(f"list.xlsx[实施清单!{place}]: {says}")


def test_a_column_that_must_be_there(tmp_path: Path) -> None:
    """Without it, one line says so; rows are not blamed one by one at other places."""
    path = exported(tmp_path)
    edit(path, lambda book: book["标准材料"].delete_cols(2))
    lines = faults_in(path)

    assert lines[0] == "list.xlsx[标准材料!A1]: no column '材料名称', which must be there; add it"


def test_what_stands_under_no_heading(tmp_path: Path) -> None:
    """Nothing that was filled in is passed over silently, unless its heading says 备注."""
    path = exported(tmp_path)
    beside = letter_of(len(SHEETS[3].columns) + 1)
    set_cell(path, MATTERS, f"{beside}3", "记得核对")
    (line,) = faults_in(path)

    assert line == (
        f"list.xlsx[实施清单!{beside}3]: no heading above; write one into {beside}1, or clear this"
    )
    set_cell(path, MATTERS, f"{beside}1", "备注：科室")
    assert read_workbook(path) == REGISTRY


def test_sheets_that_are_none(tmp_path: Path) -> None:
    """A sheet that nobody knows is told with a suggestion; one's own begin with 备注."""
    path = exported(tmp_path)
    edit(path, lambda book: book.create_sheet("备注 临时") and None)
    assert read_workbook(path) == REGISTRY

    edit(path, lambda book: setattr(book["目标"], "title", "目 标"))
    (line,) = faults_in(path)
    assert line.startswith("list.xlsx[目 标!A1]: no sheet '目 标' is read; did you mean 目标")


def test_sheets_may_be_missing_and_hidden(tmp_path: Path) -> None:
    """A sheet that is not there is one without rows; a hidden one is read."""
    path = exported(tmp_path)

    def change(book: openpyxl.Workbook) -> None:
        book.remove(book["目标"])
        book[MATTERS].sheet_state = "hidden"
        book[ROWS].sheet_state = "veryHidden"
        book[ROWS].row_dimensions[2].hidden = True
        book.move_sheet("来源", -9)

    edit(path, change)
    assert read_workbook(path) == REGISTRY


def test_merged_cells_are_refused(tmp_path: Path) -> None:
    """Only the first of them has a value; what the others mean is not guessed."""
    path = exported(tmp_path)
    edit(path, lambda book: book[ROWS].merge_cells("A2:A3"))
    lines = faults_in(path)

    assert lines[0].startswith("list.xlsx[申请材料!A2:A3]: merged cells, of which only the first")


def test_rows_without_a_number_stand_where_they_were_put(tmp_path: Path) -> None:
    """Numbers order rows; one without stands behind the row above it."""
    path = exported(tmp_path)
    put(
        path,
        *(((ROWS, "排序", row, number)) for row, number in ((2, 5), (3, None), (4, 2))),
        (ROWS, "事项编号", 4, "permit_matter"),
        (ROWS, "所需材料", 4, "permit"),
        (ROWS, "材料名称", 4, "丙"),
    )
    rows = read_workbook(path).matters["permit_matter"].materials or ()

    assert [row.name for row in rows] == ["丙", "甲", "乙"]


@pytest.mark.parametrize(
    ("heading", "value", "field", "wanted"),
    [
        ("生效日期", dt.datetime(2026, 7, 1), "since", dt.date(2026, 7, 1)),  # noqa: DTZ001
        ("生效日期", 46204, "since", dt.date(2026, 7, 1)),
        ("生效日期", 46204.0, "since", dt.date(2026, 7, 1)),
        ("生效日期", "2026-07-01", "since", dt.date(2026, 7, 1)),
        ("生效日期", "0900-07-01", "since", dt.date(900, 7, 1)),
        ("到办事现场次数", 2.0, "trips", 2),
        ("到办事现场次数", "2", "trips", 2),
        ("是否涉密", True, "secret", True),
        ("是否涉密", "true", "secret", True),
        ("是否涉密", " 是 ", "secret", True),
        ("事项类型", "licence", "type", "licence"),
        ("服务对象", "person|企业法人", "audience", ("person", "enterprise")),
        ("设定依据", "无", "laws", ()),
        ("设定依据", r"\无", "laws", ("无",)),
        ("设定依据", r"甲\|乙", "laws", ("甲|乙",)),
    ],
)
def test_values_as_spreadsheets_have_them(
    heading: str, value: object, field: str, wanted: object, tmp_path: Path
) -> None:
    """Days as serial numbers, whole numbers as floats, the format's own words are understood."""
    path = exported(tmp_path)
    put(path, (MATTERS, heading, 3, value))

    assert getattr(read_workbook(path).matters["permit_matter"], field) == wanted


def test_the_calendar_of_1904(tmp_path: Path) -> None:
    """Serial numbers are counted from the day that the workbook says."""
    path = exported(tmp_path)

    def change(book: openpyxl.Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    edit(path, change)
    assert read_workbook(path) == REGISTRY
    put(path, (MATTERS, "生效日期", 3, 44742))
    assert read_workbook(path).matters["permit_matter"].since == dt.date(2026, 7, 1)
    put(path, (MATTERS, "生效日期", 3, 2957_004))
    assert "wants a day" in faults_in(path)[0]


def test_the_first_row_must_hold_the_headings(tmp_path: Path) -> None:
    """A title above the headings is not skipped."""
    path = exported(tmp_path)
    edit(path, lambda book: book["标准材料"].insert_rows(1))

    assert "list.xlsx[标准材料!A1]: the first row is empty; the headings belong there" in (
        faults_in(path)
    )


def test_a_hundred_thousand_empty_rows(tmp_path: Path) -> None:
    """Rows that look empty are passed over quickly, formatted or not."""
    path = exported(tmp_path)
    empty = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" t="inlineStr"><is><t> </t></is></c></row>'
        % (row, row, row)
        for row in range(1_000, 101_000)
    )
    change_part(
        path, part_of(MATTERS), lambda part: part.replace(b"</sheetData>", empty + b"</sheetData>")
    )
    begun = time.perf_counter()

    assert read_workbook(path) == REGISTRY
    assert time.perf_counter() - begun < 60
