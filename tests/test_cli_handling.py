"""The commands ``handling`` and ``matrix``: reports, JSON, exit codes, bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.cli import BAD_INPUT, FINDINGS, WELL, main

HR = str(Path(__file__).parent / "rules" / "registries" / "hr.yaml")
DAY = ["--data", HR, "--on", "2026-07-01"]


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command; give its exit code and what it wrote."""
    code = main(list(arguments))
    written = capsys.readouterr()
    return code, written.out, written.err


def test_a_verdict_says_how_and_what_closes_the_rest(capsys: pytest.CaptureFixture[str]) -> None:
    """The best way, each closed one with its rule, who does what, and what is spared there."""
    code, out, _ = run(capsys, "handling", "collected", "--at", "440300", *DAY, "--labels", "both")

    assert code == WELL
    for part in (
        "可办 open：异地代收代办 proxy_collect",
        "深圳市 440300",
        "widen `scope` to nation",
        "HR-4",
        "身份核验、形式审查，不作决定",
        "毕业证书 diploma",
    ):
        assert part in out
    assert "id_card" not in out


def test_an_open_question_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """Without the hukou the verdict is undecided; with it, it is not."""
    _, undecided, _ = run(capsys, "handling", "by_hukou", "--at", "360502", *DAY)
    code, decided, _ = run(
        capsys, "handling", "by_hukou", "--at", "360502", *DAY, "-f", "hukou_region=360521"
    )

    assert "结论：待定" in undecided
    assert "户籍所在地" in undecided
    assert "结论：可办：异地受理、无差别办理" in decided
    assert code == WELL


def test_what_is_closed_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    """A script sees by the exit code that there is no way."""
    code, out, _ = run(capsys, "handling", "secret", "--at", "440300", *DAY)

    assert code == FINDINGS
    assert "优化营商环境条例 第三十七条" in out


def test_a_bundle_is_told_with_places_and_papers(capsys: pytest.CaptureFixture[str]) -> None:
    """The places, a way a matter, and the papers from there beside those at home."""
    facts = ["-f", "hukou_region=360502", "-f", "birth_region=440300", "-f", "is_local=true"]
    code, out, _ = run(capsys, "handling", "stay", "--at", "440300", *DAY, *facts)

    assert code == WELL
    assert "须到的地方：深圳市 440300" in out
    assert "多地联办" in out
    rows = {line.split()[0]: line.split()[2:] for line in out.splitlines() if "申请人  " in line}
    assert rows["居民身份证"] == ["✓"]


@pytest.mark.parametrize("what", ["collected", "stay"])
def test_json_is_one_document(capsys: pytest.CaptureFixture[str], what: str) -> None:
    """A verdict and a bundle's verdict are written whole."""
    code, out, _ = run(capsys, "handling", what, "--at", "440300", *DAY, "--json")
    read = json.loads(out)

    assert code == WELL
    assert read["format"] in {"govmatters-verdict/1", "govmatters-bundleverdict/1"}
    assert read["at"] == "440300"


def test_the_matrix_is_told_by_way_and_by_change(capsys: pytest.CaptureFixture[str]) -> None:
    """Coverage in figures, then what would open most."""
    regions = ["--region", "440300", "--region", "360502", "--region", "110101"]
    code, out, _ = run(capsys, "matrix", *DAY, *regions, "--most", "3")

    assert code == WELL
    assert f"{len(gm.load(HR).matters)} × 3" in out
    assert "怎样才能办更多（3）" in out


def test_cases_rank_the_changes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What has many cases comes first; a matter without a number is told."""
    file = tmp_path / "cases.yaml"
    file.write_text("collected: 500\n", encoding="utf-8")
    regions = ["--region", "440300", "--region", "110101"]
    code, out, _ = run(capsys, "matrix", *DAY, *regions, "--cases", str(file), "--json")
    plain = run(capsys, "matrix", *DAY, *regions, "--cases", str(file))[1]
    weights = [one["weight"] for one in json.loads(out)["openings"]]

    assert code == WELL
    assert weights == sorted(weights, reverse=True)
    assert "0 + ?" in plain


def test_cases_of_no_matter_are_located(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Every fault of the file, by line and column."""
    file = tmp_path / "cases.yaml"
    file.write_text("colected: 500\nplain: many\n", encoding="utf-8")
    code, _, err = run(capsys, "matrix", *DAY, "--region", "440300", "--cases", str(file))

    assert code == BAD_INPUT
    assert "cases.yaml:1:1: no 'colected' among matters; did you mean collected?" in err
    assert "cases.yaml:2:8: wants a whole number of at least 0" in err


def test_the_matrix_as_json_has_a_sign_a_region(capsys: pytest.CaptureFixture[str]) -> None:
    """Columns are listed once; each way of a matter is a string of signs."""
    regions = ["--region", "440300", "--region", "360502"]
    _, out, _ = run(capsys, "matrix", *DAY, *regions, "--json")
    read = json.loads(out)

    assert read["regions"] == ["440300", "360502"]
    assert read["matters"]["plain"]["local"] == "-o"
    assert read["matters"]["silent"]["anywhere"] == "??"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["handling", "plain", "--at", "999999"], "--at"),
        (["handling", "plain", "--at", "深圳"], "did you mean 440300?"),
        (["handling", "plian", "--at", "440300"], "did you mean plain?"),
        (["handling", "plain", "--at", "440300", "-f", "hukou=1"], "no question 'hukou'"),
        (["handling", "plain"], "--at"),
        (["matrix", "--region", "1"], "--region"),
        (["matrix", "--region", "440300", "--region", "440300"], "stands twice"),
    ],
)
def test_bad_input_is_one_line(
    capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """What, which, and what to do; no traceback."""
    code, out, err = run(capsys, *arguments, *DAY)

    assert code == BAD_INPUT
    assert out == ""
    assert says in err
    assert len(err.splitlines()) == 1
