"""What the commands write: readable reports, JSON, graphs, exit codes."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.cli import FINDINGS, WELL, main

FIXTURES = Path(__file__).parent / "fixtures" / "cli"
SHOP = str(FIXTURES / "shop.yaml")
DAY = dt.date(2026, 7, 1)
ON = ["--data", SHOP, "--on", DAY.isoformat()]
FACTS = {"adult": True, "by_agent": True, "card_valid": True, "kind": "food", "staff": 3}
ANSWERS = [
    part
    for key, value in FACTS.items()
    for part in ("-f", f"{key}={str(value).lower() if isinstance(value, bool) else value}")
]


def snapshot(name: str) -> str:
    """Read an expected report; the digest in it is that of the fixture."""
    text = (FIXTURES / name).read_text(encoding="utf-8")
    return text.replace("DIGEST", gm.load(SHOP).digest[:12])


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["plan", "shop", *ON, *ANSWERS], "plan.txt"),
        (["plan", "shop", *ON, "--labels", "both"], "plan_open.txt"),
        (["reduce", "shop", *ON, *ANSWERS[:8]], "reduce.txt"),
        (["show", "--data", SHOP], "overview.txt"),
        (["show", "matter", "tax", "--data", SHOP], "matter.txt"),
        (["show", "shop", "--data", SHOP, "--labels", "both"], "bundle.txt"),
    ],
)
def test_reports_read_as_they_did(
    arguments: list[str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report in a pipe has no colour, one width, and the same bytes every time."""
    code = main(arguments)
    written = capsys.readouterr().out.replace(SHOP, "shop.yaml")

    assert code == WELL
    assert written == snapshot(name)


def test_json_is_what_the_package_gives(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` prints the bytes of `to_json`, for plans and reductions alike."""
    registry = gm.load(SHOP)
    plan = gm.plan(registry, "shop", facts=FACTS, on=DAY, held=["licence"])
    reduction = gm.reduction(registry, "shop", facts=FACTS, on=DAY)

    main(["plan", "shop", *ON, *ANSWERS, "--held", "licence", "--json"])
    assert capsys.readouterr().out == gm.to_json(plan) + "\n"
    main(["reduce", "shop", *ON, *ANSWERS, "--json"])
    assert capsys.readouterr().out == gm.to_json(reduction) + "\n"


def test_a_plan_without_a_day_prints_the_one_it_took(capsys: pytest.CaptureFixture[str]) -> None:
    """The day defaults to today, and stands in the answer."""
    main(["plan", "shop", "--data", SHOP])

    shown = capsys.readouterr().out
    today = dt.datetime.now().astimezone().date()
    assert f"日期：{today}" in shown or f"日期：{today - dt.timedelta(days=1)}" in shown


def test_facts_come_from_files_and_options(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """YAML and JSON files are typed by the questions; an option goes before a file."""
    yaml, other = tmp_path / "facts.yaml", tmp_path / "facts.json"
    yaml.write_text("staff: 60\nkind: food\n", encoding="utf-8")
    other.write_text('{"adult": true, "card_valid": false}', encoding="utf-8")

    main(["plan", "shop", *ON, "--facts", str(yaml), "--facts", str(other), "-f", "staff=3"])

    written = capsys.readouterr().out
    main(["plan", "shop", *ON, "--json", "--facts", str(yaml), "--facts", str(other)])
    facts = json.loads(capsys.readouterr().out)["facts"]
    assert "雇多少人？ 3" in written
    assert facts == {"adult": True, "card_valid": False, "kind": "food", "staff": 60}


def test_refused_matters_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal is an answer, not a finding: the exit code stays 0."""
    code = main(["plan", "shop", *ON, "-f", "staff=60", "-f", "adult=true"])

    assert code == WELL
    assert "· 税务登记，不符合条件：staff < 50\n" in capsys.readouterr().out


@pytest.fixture
def circular(tmp_path: Path) -> str:
    """Two matters that each ask for what the other issues."""
    file = tmp_path / "circular.yaml"
    file.write_text(
        "format: govmatters/1\n"
        "material_types: {p: {name: 甲证}, q: {name: 乙证}}\n"
        "matters:\n"
        "  a: {name: 甲, region: '430100', materials: [{needs: q}], outputs: [p]}\n"
        "  b: {name: 乙, region: '430100', materials: [{needs: p}], outputs: [q]}\n"
        "bundles: {z: {name: 子, region: '430100', matters: [a, b]}}\n",
        encoding="utf-8",
    )
    return str(file)


def test_papers_nobody_can_obtain_are_findings(
    circular: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A deadlock ends in exit code 1, readable and as JSON."""
    assert main(["plan", "z", "--data", circular]) == FINDINGS
    shown = capsys.readouterr().out
    assert "无法取得的材料" in shown
    assert "甲证（申请人）：乙，签发事项 甲" in shown
    assert main(["plan", "z", "--data", circular, "--json"]) == FINDINGS


def test_check_says_what_is_found(circular: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A line a finding, whatever its length, then the counts; JSON holds the same findings."""
    assert main(["check", SHOP, "--only", "circular-proof"]) == WELL
    assert capsys.readouterr().out == "校验问题：错误 0，警告 0，提示 0\n"

    code = main(["check", circular])
    lines = capsys.readouterr().out.splitlines()
    findings = gm.check(gm.load(circular))
    assert code == FINDINGS
    assert lines[:-1] == [str(finding) for finding in findings]

    main(["check", "--data", circular, "--json"])
    assert capsys.readouterr().out == gm.to_json(findings) + "\n"


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        ([], "flowchart LR\n"),
        (["--format", "graphml"], "<?xml"),
        (["--format", "json"], '{\n  "format": "govmatters-graph/1"'),
        (["--json"], '{\n  "format": "govmatters-graph/1"'),
    ],
)
def test_graphs_are_written_to_output_or_a_file(
    arguments: list[str], begins: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each format begins as it must, and a file has the bytes of standard output."""
    out = tmp_path / "graph"

    assert main(["graph", "shop", "--data", SHOP, *arguments]) == WELL
    written = capsys.readouterr().out
    assert main(["graph", "shop", "--data", SHOP, *arguments, "--out", str(out)]) == WELL
    assert written.startswith(begins)
    assert out.read_text(encoding="utf-8") == written
    assert capsys.readouterr().out == ""


def test_show_finds_a_record_by_its_id_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """The noun may be left out; `--json` gives the record, a noun alone all its records."""
    registry = gm.load(SHOP)

    main(["show", "tax", "--data", SHOP, "--json"])
    assert capsys.readouterr().out == gm.to_json(registry.matter("tax")) + "\n"
    main(["show", "question", "--data", SHOP, "--json"])
    values = json.loads(capsys.readouterr().out)["values"]
    assert [value["id"] for value in values] == list(registry.questions)
    main(["show", "material_type", "--data", SHOP])
    assert "居民身份证" in capsys.readouterr().out


def test_every_packaged_bundle_is_planned_and_reduced(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The demo and its like run on the packaged data, without a fact."""
    for bundle in gm.load().bundles:
        assert main(["plan", bundle, "--on", "2026-07-01"]) == WELL
        assert main(["reduce", bundle, "--on", "2026-07-01"]) == WELL
    assert "开办餐饮店一件事（restaurant）" in capsys.readouterr().out


def test_the_module_runs_and_ends_quietly_when_nobody_reads() -> None:
    """`python -m govmatters … | head -1` leaves no traceback."""
    with subprocess.Popen(
        [sys.executable, "-m", "govmatters", "show", "question"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
        code = process.wait()

    assert said == b""
    assert code == 141


def test_interrupting_is_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C ends with 130."""

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("govmatters.cli.checking.registry_of", interrupted)

    assert main(["check"]) == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
def test_a_full_disk_is_one_line() -> None:
    """What cannot be written is said in one line, with exit code 2."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "govmatters", "check", SHOP],
            stdout=full,
            stderr=subprocess.PIPE,
            env=os.environ | {"LC_ALL": "C.UTF-8"},
            check=False,
        )

    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
