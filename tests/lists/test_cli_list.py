"""The command ``list``: for people, as JSON, as a workbook."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import govmatters as gm
from govmatters.cli import main

REGISTRY = """
format: govmatters/1
authorities:
  police: {name: 公安, region: "360500"}
  civil: {name: 民政, region: "360500"}
material_types:
  card: {name: 身份证, issued_by: government}
  record:
    name: =1+1
    issued_by: government
    unshareable: {basis: 保密法 第一条, until: 2030-12-31}
matters:
  issue: {name: 发证, authority: police, outputs: [card]}
  subsidy:
    name: 补贴
    authority: civil
    laws: [中华人民共和国甲法, 办理需要]
    materials:
      - {needs: card, basis: 《甲法》第二条, need: optional}
      - {needs: {any_of: [record, card]}}
  loose: {name: 无主, region: "360500", materials: [{needs: card, need: deferrable}]}
exemptions:
  - {id: card_data, of: card, by: data, basis: 国务院令第716号 第七条}
  - {id: record_check, of: record, by: check}
  - {id: record_promise, of: record, by: commitment}
bundles:
  shop: {name: 开店, region: "360500", matters: [subsidy]}
"""
ON = ["--on", "2026-07-01"]


@pytest.fixture(name="data")
def _data(tmp_path: Path) -> list[str]:
    file = tmp_path / "registry.yaml"
    file.write_text(REGISTRY, encoding="utf-8")
    return ["--data", str(file)]


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run the command; give the lines, without blanks at their ends."""
    code = main(["list", *arguments])
    captured = capsys.readouterr()

    assert (code, captured.err) == (0, "")
    return [" ".join(line.split()) for line in captured.out.splitlines() if line.strip()]


def test_demand_for_people(data: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A table for each authority, the unknown one last."""
    lines = said(["demand", *data, *ON], capsys)

    assert lines[0] == "供需对接清单"
    assert "小结：已保障 3" in lines
    assert "民政（2）" in lines
    assert "（未载明单位）（1）" in lines
    assert any(line.startswith("身份证 公安 已保障 数据共享核验") for line in lines)
    assert any("=1+1〔不予共享〕 （供给单位未知）" in line for line in lines)
    assert "非必要" in "".join(lines)


def test_responsibility_for_people(data: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A table for each supplier; English and ids beside the Chinese on request."""
    lines = said(["responsibility", *data, *ON, "--labels", "both"], capsys)

    assert lines[0] == "政务数据责任清单 who must provide what"
    assert "公安 police（2）" in lines
    assert "（供给单位未知） supplier not known（1）" in lines


def test_negative_for_people(data: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What is withheld, who asks, which exemptions cannot hold; or that there is nothing."""
    text = "".join(said(["negative", *data, *ON], capsys))
    after = said(["negative", *data, "--on", "2031-01-01"], capsys)

    assert "保密法 第一条" in text
    assert "–2030-12-31" in text
    assert "部门核验" in text
    assert "告知承诺" not in text
    assert after[-1] == "无"


def test_policies_for_people(data: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A line a document; texts that name none stand apart."""
    lines = said(["policies", *data, *ON], capsys)

    assert lines[0] == "政策—事项关联"
    assert "政策文件（3）" in lines
    assert "甲法 1 1 0 1" in lines
    assert "不像文件名称的依据（1）" in lines


def test_a_document_is_looked_up(data: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """By a part of its title: every place that names it."""
    lines = said(["policies", *data, *ON, "--find", "《甲"], capsys)
    number = said(["policies", *data, *ON, "--find", "716"], capsys)

    assert "甲法（2）" in lines
    assert "一件事：开店" in lines
    assert "事项 补贴 laws" in lines
    assert "事项 补贴 第1项 第二条" in lines
    assert "免提交 card_data basis 第七条" in number


def test_a_report_tells_the_region_and_what_is_met_here_and_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of several states each is counted; a document's numbers stand below its title."""
    file = tmp_path / "r.yaml"
    more = """
  grant:
    name: 补助
    authority: civil
    laws: [乙办法（国发〔2015〕23号）]
    materials: [{needs: card}]
exemptions:
  - {id: card_data, of: card, by: data, matters: [grant]}
"""
    before, _, after = REGISTRY.partition("exemptions:")
    file.write_text(before.rstrip() + more + "bundles:" + after.partition("bundles:")[2], "utf-8")
    of = ["--data", str(file), *ON]
    lines = said(["demand", *of, "--region", "360500"], capsys)

    assert "区划：新余市 360500" in lines
    assert any(line.startswith("身份证 公安 已保障 1，未保障 1") for line in lines)
    assert "文号：国发〔2015〕23号" in said(["policies", *of, "--find", "乙"], capsys)


@pytest.mark.parametrize("kind", ["demand", "responsibility", "negative", "policies"])
def test_json_is_that_of_the_library(
    kind: str, data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The bytes of `to_json`; a region narrows it."""
    assert main(["list", kind, *data, *ON, "--region", "360502", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)

    assert found["format"].startswith(f"govmatters-{kind.removesuffix('ies')}")
    assert (found["on"], found["region"]) == ("2026-07-01", "360502")


def rows_of(path: Path) -> tuple[str, list[dict[str, Any]]]:
    """Read the one sheet of a workbook: its title, and its rows by headings."""
    (sheet,) = openpyxl.load_workbook(path).worksheets
    heads, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    return sheet.title, [dict(zip(map(str, heads), row, strict=True)) for row in rows]


@pytest.mark.parametrize(
    ("kind", "title", "count", "first"),
    [
        (
            "demand",
            "供需对接清单",
            3,
            {
                "需求单位编号": "civil",
                "材料编号": "card",
                "供给单位": "公安",
                "免提交编号": "card_data",
            },
        ),
        ("responsibility", "政务数据责任清单", 3, {"供给单位编号": "police", "产生于": "发证"}),
        ("negative", "数据负面清单", 2, {"材料": "=1+1", "涉及": "仍要求提交", "编号": "subsidy"}),
        ("policies", "政策—事项关联", 5, {"文件": "保密法", "条款": "第一条", "编号": "record"}),
    ],
)
def test_workbooks_hold_text(  # noqa: PLR0913, PLR0917 (a list, and where it goes)
    kind: str,
    title: str,
    count: int,
    first: dict[str, str],
    data: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One sheet, a row a pair; nothing in it is run; the same list gives the same bytes."""
    one, two = tmp_path / "a.xlsx", tmp_path / "b.XLSX"
    for out in (one, two):
        assert main(["list", kind, *data, *ON, "--xlsx", str(out)]) == 0
    assert capsys.readouterr().out == ""
    found, rows = rows_of(one)

    assert (found, len(rows)) == (title, count)
    assert rows[0].items() >= first.items()
    assert one.read_bytes() == two.read_bytes()


def test_a_ban_on_what_nobody_asks_for_has_a_row(tmp_path: Path) -> None:
    """The list is of data, asked for or not."""
    file = tmp_path / "r.yaml"
    text = "format: govmatters/1\nmaterial_types: {a: {name: 甲, unshareable: {basis: 某法}}}\n"
    file.write_text(text, encoding="utf-8")
    out = tmp_path / "n.xlsx"
    main(["list", "negative", "--data", str(file), "--xlsx", str(out), *ON])

    assert [row["材料编号"] for row in rows_of(out)[1]] == ["a"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["demand", "--find", "甲"], "no titles"),
        (["policies", "--find", "没有这样的文件"], "rests on such a document"),
        (["demand", "--xlsx", "list.csv"], "end it with .xlsx"),
        (["demand", "--xlsx", "/nowhere/at/all.xlsx"], "cannot be written"),
        (["demand", "--region", "999999"], "no region"),
        (["demand", "--on", "today"], "is no day"),
        (["wishes"], "demand"),
    ],
)
def test_bad_input_is_one_line(
    arguments: list[str], message: str, data: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """It says what, and what to do; exit code 2."""
    assert main(["list", *arguments, *data]) == 2
    captured = capsys.readouterr()

    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1
    assert message in captured.err


@pytest.mark.parametrize("made", [gm.demand_list, gm.policy_index])
def test_the_packaged_data_have_lists(made: Any) -> None:  # noqa: ANN401
    """Real papers, real laws."""
    assert gm.to_json(made(gm.load(), on=dt.date(2026, 7, 1))).count("\n") > 1_000


def test_a_workbook_and_json_together(
    data: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are wanted, and both are written."""
    file = tmp_path / "list.xlsx"
    arguments = ["list", "demand", *data, *ON, "--xlsx", str(file), "--json"]

    assert main(arguments) == 0
    assert "demands" in json.loads(capsys.readouterr().out)
    assert openpyxl.load_workbook(file).sheetnames


@pytest.mark.parametrize(
    ("kind", "says"),
    [("demand", "小结：无"), ("responsibility", "材料：无"), ("policies", "政策文件：无")],
)
def test_an_empty_list_says_so(
    kind: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A head alone could be a list that broke off."""
    file = tmp_path / "empty.yaml"
    file.write_text("format: govmatters/1\n", encoding="utf-8")

    assert says in said([kind, "--data", str(file), *ON], capsys)
