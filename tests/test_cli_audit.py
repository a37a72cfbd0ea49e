"""What `govmatters audit` writes: verdicts, what is missing, rows; JSON; exit codes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.cli import BAD_INPUT, FINDINGS, WELL, main
from govmatters.design.audit import audits
from govmatters.report.audit_words import AUDIT_WORDS
from govmatters.report.labels import Labels

FIXTURES = Path(__file__).parent / "fixtures" / "cli"
SHOP = str(FIXTURES / "shop.yaml")
DAY = dt.date(2026, 7, 1)
ON = ["--data", SHOP, "--on", DAY.isoformat()]
SMALL = """
format: govmatters/1
authorities: {a: {name: 甲局, region: "430100"}}
material_types: {card: {name: 身份证}, deed: {name: 房产证}, form: {name: 申请表}}
questions: {local: {ask: 本地人？, type: boolean}}
matters:
  one:
    {name: 事项一, authority: a, promised_working_days: 5, trips: 1,
     materials: [{needs: card}], outputs: [deed]}
  two:
    {name: 事项二, authority: a, promised_working_days: 4,
     materials: [{needs: deed}, {needs: form, when: local}]}
bundles:
  good: {name: 好事, region: "430100", matters: [one], promised_working_days: 5}
  bad:
    name: 坏事
    region: "430100"
    matters: [one, two]
    published: {days_after: 3, materials_after: 1, list: [{needs: card, by: licence}]}
  silent: {name: 无声, region: "430100", matters: [one]}
"""


@pytest.fixture
def small(tmp_path: Path) -> str:
    """Three bundles: one that keeps its promise, one that does not, one that claims nothing."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["audit", "shop", *ON], "audit.txt"),
        (["audit", "shop", *ON, "-f", "adult=true", "--labels", "both"], "audit_both.txt"),
    ],
)
def test_reports_read_as_they_did(
    arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report in a pipe has no colour, one width, and the same bytes every time."""
    main(arguments)
    expected = (FIXTURES / name).read_text(encoding="utf-8")

    assert capsys.readouterr().out == expected.replace("DIGEST", gm.load(SHOP).digest[:12])


def test_json_is_what_the_package_gives(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """`--json` prints the bytes of `to_json`, for one bundle and for all."""
    registry, on = gm.load(small), ["--data", small, "--on", "2026-07-01", "--json"]

    main(["audit", "bad", *on, "-f", "local=true"])
    found = gm.audit(registry, "bad", on=DAY, facts={"local": True})
    assert capsys.readouterr().out == gm.to_json(found) + "\n"
    main(["audit", *on])
    written = capsys.readouterr().out
    assert written == gm.to_json(audits(registry, on=DAY)) + "\n"
    assert json.loads(written)["format"] == "govmatters-audits/1"
    assert [one["bundle"] for one in json.loads(written)["audits"]] == ["bad", "good"]


def test_the_exit_code_says_whether_a_claim_is_worse(
    capsys: pytest.CaptureFixture[str], small: str
) -> None:
    """1 where any is, 0 where all are true or nothing is claimed."""
    data = ["--data", small]

    assert main(["audit", "bad", *data]) == FINDINGS
    assert main(["audit", "good", *data]) == WELL
    assert main(["audit", "silent", *data]) == WELL
    assert main(["audit", *data]) == FINDINGS
    written = capsys.readouterr().out
    assert " 好事        1          0          0          0\n" in written
    assert "无声（silent）" in written


def test_a_report_says_what_makes_the_gap(capsys: pytest.CaptureFixture[str], small: str) -> None:
    """The chain of matters, the paper that is listed as spared, the one that is not listed."""
    main(["audit", "bad", "--data", small, "--on", "2026-07-01"])
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    assert "工作日：之后 3 9 不及公布" in lines
    assert "事项一 5 承诺时限" in lines
    assert "事项二 4 承诺时限" in lines
    assert "身份证 申请人 电子证照调用 需提交 不及公布" in lines
    assert "申请表（可能） 申请人 事项二" in lines
    assert "事项二 2 申请表（申请人） 需提交／不适用（可能） 未列" in lines
    assert "本地人？ local true | false" in lines


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nobody"], "no bundle 'nobody'"),
        (["bad", "--region", "1"], "--region"),
        (["bad", "--on", "2026-02-30"], "--on"),
        (["bad", "-f", "local=maybe"], "local=maybe"),
        (["bad", "--limit", "0"], "--limit"),
    ],
)
def test_bad_input_is_said_in_a_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], small: str
) -> None:
    """Exit code 2, nothing on standard output, one line that names what is wrong."""
    assert main(["audit", *arguments, "--data", small]) == BAD_INPUT
    written = capsys.readouterr()
    assert written.out == ""
    assert said in written.err
    assert written.err.count("\n") == 1


def test_a_bundle_that_fails_is_named_beside_the_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A fact that contradicts one bundle ends in code 2; the others are audited."""
    given = "given: {local: false}, matters: [one], promised"
    text = SMALL.replace("matters: [one], promised", given)
    file = tmp_path / "given.yaml"
    file.write_text(text, encoding="utf-8")
    arguments = ["audit", "--data", str(file), "-f", "local=true"]

    assert main(arguments) == BAD_INPUT
    written = capsys.readouterr()
    assert "坏事（bad）" in written.out
    assert "good：" in written.out
    assert written.err.startswith("bundle good: facts: bundle 'good' settles 'local'")
    assert main([*arguments, "--json"]) == BAD_INPUT
    assert [one["bundle"] for one in json.loads(capsys.readouterr().out)["unaudited"]] == ["good"]


def test_names_that_steer_a_terminal_are_shown(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Markup and changes of direction in names are text."""
    file = tmp_path / "hostile.yaml"
    text = SMALL.replace("name: 事项一", 'name: "[bold]甲\\u202E乙"').replace("甲局", "=cmd")
    file.write_text(text, encoding="utf-8")
    main(["audit", "bad", "--data", str(file)])

    written = capsys.readouterr().out
    assert "[bold]甲⟨202E⟩乙" in written
    assert "\u202e" not in written


def test_findings_and_outer_bounds_are_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What is wrong with the bundle's records stands below; too many situations on top."""
    file = tmp_path / "choice.yaml"
    choice = "[{one_of: [{matter: one, when: local}, {matter: two, when: local == false and old}]}]"
    text = SMALL.replace("matters: [one, two]", f"matters: {choice}")
    file.write_text(
        text.replace("type: boolean}}", "type: boolean}, old: {ask: 老？, type: boolean}}")
    )
    main(["audit", "bad", "--data", str(file), "--limit", "1"])

    written = capsys.readouterr().out
    assert "情形太多，区间为安全外界" in written
    assert "情形太多：local、old" in written
    assert "[one-of-none]" in written


def test_no_other_report_takes_a_word_of_audits() -> None:
    """Each key means what the audit's words say it means."""
    assert {key: Labels()(key) for key in AUDIT_WORDS} == {
        key: chinese for key, (chinese, _) in AUDIT_WORDS.items()
    }


def test_every_packaged_bundle_is_audited(capsys: pytest.CaptureFixture[str]) -> None:
    """All claims of the packaged data, without a fact, readable and as JSON."""
    assert main(["audit", "--on", "2026-07-01"]) == FINDINGS
    assert "开办餐饮店一件事（restaurant）" in capsys.readouterr().out
    assert main(["audit", "--on", "2026-07-01", "--json"]) == FINDINGS
    assert json.loads(capsys.readouterr().out)["unaudited"] == []
