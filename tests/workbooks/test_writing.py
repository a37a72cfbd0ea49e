"""What a workbook looks like, and what is not written."""

from __future__ import annotations

import datetime as dt
import time
from itertools import chain
from pathlib import Path

import openpyxl
import pytest
from tests.workbooks.editing import REGISTRY, at, exported
from tests.workbooks.test_round_trip import EVERY_KEY, again, assert_same

from govmatters.checks import check
from govmatters.errors import InvalidEntryError
from govmatters.io import load, load_document
from govmatters.registry import Registry
from govmatters.workbooks import read_workbook, write_workbook
from govmatters.workbooks.escapes import MAX_LENGTH
from govmatters.workbooks.sheets import FINDINGS, SHEETS


def test_the_same_registry_gives_the_same_bytes(tmp_path: Path) -> None:
    """Neither the hour nor the order of records shows in the file."""
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    registry = load(EVERY_KEY)
    write_workbook(registry, first, check(registry))
    time.sleep(2.1)  # archives count in steps of two seconds
    write_workbook(again(registry, tmp_path), second, check(registry))

    assert first.read_bytes() == second.read_bytes()


def test_the_sheets_say_what_may_be_chosen(tmp_path: Path) -> None:
    """Headings are frozen and filtered, and cells offer words and ids, in new rows too."""
    book = openpyxl.load_workbook(exported(tmp_path))
    page = book["实施清单"]
    letter = at("实施清单", "事项类型", 2).rstrip("2")
    offered = {str(one.sqref): one.formula1 for one in page.data_validations.dataValidation}

    assert book.sheetnames[0] == "说明"
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == f"A1:{at('实施清单', '无办理结果', 3)}"
    assert "行政许可" in offered[f"{letter}2:{letter}1048576"]
    assert "'实施主体'!$A$2:$A$1048576" in offered.values()
    assert page["A1"].font.b
    assert page.column_dimensions["A"].number_format == "@"
    assert page["A2"].number_format == "@"


def test_words_are_chinese_and_days_are_days(tmp_path: Path) -> None:
    """People see the words of the standards; spreadsheets see days as days."""
    path = tmp_path / "every.xlsx"
    write_workbook(load(EVERY_KEY), path)
    page = openpyxl.load_workbook(path)["实施清单"]

    assert page[at("实施清单", "事项类型", 2)].value == "公共服务"
    assert page[at("实施清单", "服务对象", 2)].value == "自然人 | 企业法人 | 其他组织"
    assert page[at("实施清单", "生效日期", 2)].value == dt.datetime(2010, 1, 1)  # noqa: DTZ001
    assert page[at("实施清单", "是否涉密", 2)].value == "否"


def test_findings_stand_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    """They name the record's cell; reading leaves them aside."""
    registry = load(EVERY_KEY)
    findings = check(registry)
    path = tmp_path / "checked.xlsx"
    write_workbook(registry, path, findings)
    page = openpyxl.load_workbook(path)[FINDINGS.title]
    (first, *_) = page.iter_rows(min_row=2, values_only=True)

    assert page.max_row == len(findings) + 1
    assert first[3] == findings[0].message
    assert {row[2] for row in page.iter_rows(min_row=2, values_only=True)} & {"实施清单!A2"}
    assert read_workbook(path) == registry


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "'a", "\ta", "＝1", '=HYPERLINK("http://x","y")', "#N/A"],
)
def test_what_would_run_is_text(text: str, tmp_path: Path) -> None:
    """A name that a spreadsheet would run is written as text, and marked so for editing."""
    registry = load_document({"authorities": {"a": {"name": text}}})
    path = tmp_path / "registry.xlsx"
    write_workbook(registry, path)
    cell = openpyxl.load_workbook(path)["实施主体"]["B2"]

    assert (cell.data_type, cell.value) == ("s", text)
    assert cell.quotePrefix or text.startswith("#")
    assert read_workbook(path) == registry


@pytest.mark.parametrize("length", [MAX_LENGTH, MAX_LENGTH + 1])
def test_texts_longer_than_a_cell_are_refused(length: int, tmp_path: Path) -> None:
    """The message names sheet, record and column, and nothing is written."""
    path = tmp_path / "registry.xlsx"
    registry = load_document({"authorities": {"a": {"name": "a" * length}}})
    if length == MAX_LENGTH:
        assert_same(registry, tmp_path)
        return
    with pytest.raises(InvalidEntryError, match="'实施主体, a, 主体名称': 32768 characters"):
        write_workbook(registry, path)

    assert not path.exists()


def test_more_rows_than_a_sheet_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is cut off silently."""
    monkeypatch.setattr("govmatters.workbooks.styles.LAST_ROW", 2)
    with pytest.raises(InvalidEntryError, match=r"实施清单.*more rows than the 2"):
        write_workbook(REGISTRY, tmp_path / "registry.xlsx")


def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    """What the system refuses is told in its words."""
    with pytest.raises(InvalidEntryError, match="cannot be written: Is a directory"):
        write_workbook(REGISTRY, tmp_path)


def test_an_empty_registry_is_a_form_to_fill_in(tmp_path: Path) -> None:
    """All sheets and headings are there."""
    path = tmp_path / "empty.xlsx"
    write_workbook(Registry(), path)
    book = openpyxl.load_workbook(path)

    assert read_workbook(path) == Registry()
    assert [page.title for page in book][1:-1] == [sheet.title for sheet in SHEETS]
    described = {(row[0].value, row[1].value) for row in book["说明"].iter_rows()}
    wanted = chain.from_iterable([(s.title, h) for h in s.headings()] for s in SHEETS)
    assert described >= set(wanted)
