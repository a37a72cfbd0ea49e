"""The commands: what they write, how they end, what they refuse."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.cli import BAD_INPUT, FINDINGS, WELL, main
from govmatters.measures.indicators.formulas import FORMULAS
from govmatters.report.formula_sources import source_of
from govmatters.report.labels import Labels

CITY = str(Path(__file__).parents[2] / "examples" / "synthetic_city.yaml")
DUE = ["--data", CITY, "--on", "2026-12-31"]
DAY = dt.date(2026, 12, 31)


def test_the_table_of_indicators(capsys: pytest.CaptureFixture[str]) -> None:
    """A line an indicator: the value, and how many stand in which list."""
    assert main(["indicators", *DUE]) == WELL
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    assert "网上可办率 71.4%–85.7% 10 12 6 2" in lines
    assert "信息资源共享率 无法计算" in lines
    assert "一件事减材料比例 — 0 0 0 0" in lines


def test_an_indicator_with_its_matters(capsys: pytest.CaptureFixture[str]) -> None:
    """Named indicators are shown with every matter that stands in the way, and why."""
    assert main(["indicators", "online_rate", *DUE, "--labels", "both"]) == WELL
    out = capsys.readouterr().out

    assert "网办深度达到网上申请的事项数 ÷ 依申请办理的事项数" in out
    assert "招牌许可（虚构）（sign_permit）" in out
    assert "法律法规规定须到现场 the law wants somebody to come（虚构法第一条）" in out
    assert "填报 online" in out


def test_sources_of_formulas_are_chinese() -> None:
    """A Chinese report has no English in it; beside it, if it is wanted."""
    for formula in FORMULAS:
        assert not re.search("[a-z]{3}", source_of(formula.source, Labels())), formula.name
    assert source_of("甲; x", Labels(both=True)) == "甲；x 甲; x"


def test_views_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A narrowed view says by what."""
    view = ["--region", "demo-east", "--authority", "east_approval", "--level", "county"]

    assert main(["indicators", *DUE, *view]) == WELL
    head = capsys.readouterr().out.splitlines()[:4]
    assert head[0] == "区划：示例市东区（虚构） demo-east"
    assert head[1] == "实施主体：东区行政审批局（虚构）"
    assert head[2] == "行使层级：县级"


def test_targets_that_are_due_and_missed_are_findings(capsys: pytest.CaptureFixture[str]) -> None:
    """The day before they are not due: the same table ends in 0."""
    assert main(["targets", *DUE]) == FINDINGS
    due = capsys.readouterr().out
    assert main(["targets", "--data", CITY, "--on", "2026-12-30"]) == WELL

    assert "网上可办率：至少处理下列事项即可达标（4）" in due
    assert "通办范围扩至全市" in due


def test_no_targets_are_no_findings(capsys: pytest.CaptureFixture[str]) -> None:
    """A registry without targets says that there are none."""
    assert main(["targets", *DUE, "--region", "360500"]) == WELL
    assert capsys.readouterr().out == "目标：无\n"


def test_the_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    """What is due stands first, with its indicators; then the units."""
    assert main(["ledger", "--data", CITY, "--on", "2026-07-01"]) == WELL
    out = capsys.readouterr().out

    assert out.index("已到期（1）") < out.index("未到期（1）") < out.index("常态化（1）")
    assert "责任单位（3）" in out
    assert main(["ledger", "--data", CITY, "--unit", "示例市公安局（虚构）"]) == WELL
    assert "责任单位：示例市公安局（虚构）" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("command", "made"),
    [
        ("indicators", lambda registry: gm.indicators(registry, on=DAY)),
        ("targets", lambda registry: gm.targets(registry, on=DAY)),
        ("ledger", lambda registry: gm.ledger(registry, on=DAY)),
    ],
)
def test_json_is_what_the_package_gives(
    command: str, made: object, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--json` prints the bytes of `to_json`, which say what they are."""
    main([command, *DUE, "--json"])
    out = capsys.readouterr().out

    assert callable(made)
    assert out == gm.to_json(made(gm.load(CITY))) + "\n"
    assert json.loads(out)["format"] == f"govmatters-{command}/1"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["indicators", "onlin_rate"], "no indicator 'onlin_rate'"),
        (["indicators", "--region", "demo-eats"], "demo-east"),
        (["indicators", "--authority", "demo_polices"], "did you mean demo_police"),
        (["indicators", "--level", "street"], "--level"),
        (["indicators", "--on", "2026-13-01"], "is no day"),
        (["targets", "--region", "999999"], "no region '999999'"),
        (["ledger", "--unit", "某局"], "no unit '某局'"),
    ],
)
def test_bad_input_is_a_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What there is not is said on standard error, and ends in 2."""
    assert main([*arguments, "--data", CITY]) == BAD_INPUT
    found = capsys.readouterr()

    assert found.out == ""
    assert said in found.err
    assert "Traceback" not in found.err


def test_a_ledger_without_tasks_says_so(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A head alone could be a ledger that broke off."""
    file = tmp_path / "empty.yaml"
    file.write_text("format: govmatters/1\n", encoding="utf-8")

    assert main(["ledger", "--data", str(file), "--on", "2026-12-31"]) == WELL
    assert capsys.readouterr().out.splitlines()[-1] == "任务：无"
