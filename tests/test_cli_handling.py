"""The commands ``handling`` and ``matrix``: reports, JSON, exit codes, bad input."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.cli import BAD_INPUT, FINDINGS, WELL, main
from govmatters.errors import UnknownIdError
from govmatters.report.stated import stated_now

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
    assert ["编号", "请回答"] in [line.split()[1:] for line in undecided.splitlines()]
    assert "取决于问题 hukou_region" in undecided
    assert "结论：可办：异地受理、无差别办理" in decided
    assert code == WELL


def test_what_is_closed_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    """A script sees by the exit code that there is no way."""
    code, out, _ = run(capsys, "handling", "secret", "--at", "440300", *DAY)

    assert code == FINDINGS
    assert "优化营商环境条例 第三十七条" in out


def test_a_need_says_what_is_stated_now(capsys: pytest.CaptureFixture[str]) -> None:
    """In Chinese, with the values that the registry has; the English beside it if it is wanted."""
    _, out, _ = run(capsys, "handling", "collected", "--at", "440300", *DAY)
    _, both, _ = run(capsys, "handling", "collected", "--at", "440300", *DAY, "--labels", "both")

    assert "scope is" not in out
    assert "到 渝水区 360502 办理" in out
    assert "业务属地为 渝水区 360502" in out
    assert "全市 city" in out
    assert "全市 city scope is" in both


def test_every_finding_of_a_ground_has_chinese() -> None:
    """Of every matter, from near, far and a municipality, nothing is left as the English has it."""
    registry = gm.load(HR)
    day = dt.date(2026, 7, 1)
    for key in registry.matters:
        for at in ("360502", "440300", "110101"):
            for way in gm.handling(registry, key, at=at, on=day).ways:
                for ground in way.grounds:
                    assert stated_now(ground, registry) != ground.found, ground.found


def test_a_town_is_named_once(capsys: pytest.CaptureFixture[str]) -> None:
    """A code of nine digits has no name of its own: it stands once."""
    _, out, _ = run(capsys, "handling", "plain", "--at", "360502001", *DAY)

    assert "申请人所在地：渝水区 360502001" in out
    assert "渝水区360502001" not in out


@pytest.mark.parametrize("judge", [gm.handling, gm.bundle_handling])
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"at": 440300}, "wants a code as text, such as '430100', got 440300"),
        ({"on": "2026-07-01"}, "on wants a day as datetime.date, got '2026-07-01'"),
        ({"on": dt.datetime(2026, 7, 1, tzinfo=dt.UTC)}, "on wants a day"),
    ],
)
def test_wrong_types_are_told(
    judge: Callable[..., object], changed: dict[str, object], says: str
) -> None:
    """The error says what is wanted and what there was."""
    what = "plain" if judge is gm.handling else "stay"
    arguments: dict[str, object] = {"at": "440300", "on": dt.date(2026, 7, 1)}
    with pytest.raises(TypeError, match=re.escape(says)):
        judge(gm.load(HR), what, **(arguments | changed))


def test_matters_and_bundles_point_at_each_other() -> None:
    """Who takes the one for the other is told which function does it."""
    registry, day = gm.load(HR), dt.date(2026, 7, 1)

    with pytest.raises(UnknownIdError, match=r"it is a bundle: use gm\.bundle_handling"):
        gm.handling(registry, "stay", at="440300", on=day)
    with pytest.raises(UnknownIdError, match=r"it is a matter: use gm\.handling"):
        gm.plan(registry, "plain", on=day)
    with pytest.raises(UnknownIdError, match=r"it is a matter: use gm\.handling"):
        gm.bundle_handling(registry, "plain", at="440300", on=day)


def test_an_unknown_way_is_told() -> None:
    """No StopIteration: the error suggests among the ways."""
    verdict = gm.handling(gm.load(HR), "plain", at="440300", on=dt.date(2026, 7, 1))

    with pytest.raises(UnknownIdError, match="did you mean anywhere"):
        verdict["anywher"]


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
        (["handling", "stray", "--at", "440300"], "did you mean stay"),
        (["handling", "plain", "--at", "100000"], "100000 is the whole nation"),
        (["matrix", "--region", "100000"], "no place to be at"),
        (["handling", "plain", "--at", "440300", "--labels", "x"], "'--labels': 'x' is not one of"),
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
