"""Checks that a city adds, baselines of findings, and SARIF."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import govmatters as gm
from govmatters.checks.acceptance import Accepted, Verdict, fingerprint, judged
from govmatters.checks.catalogue import described
from govmatters.cli import BAD_INPUT, FINDINGS, WELL, main
from govmatters.errors import CheckError, LoadError
from govmatters.io import load_document
from govmatters.io.baselines import dump_baseline, load_baseline
from govmatters.io.plugins import installed_checks
from govmatters.model import Finding, Severity
from govmatters.report.sarif import to_sarif

ROOT = Path(__file__).parent.parent
CITY = ROOT / "examples" / "city_check"
BAD = Path(__file__).parent / "checks" / "bad"
SLOW = str(BAD / "promised-above-statutory.yaml")
LEVELS = {"error", "warning", "note"}


def installed(
    folder: Path, module: str, points: dict[str, str], *, name: str = "city-check"
) -> None:
    """Lay a distribution with a module and entry points into a folder."""
    shutil.copy(module, folder) if Path(module).is_file() else (folder / "broken.py").write_text(
        module, encoding="utf-8"
    )
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", "utf-8")
    lines = [f"{key} = {value}" for key, value in points.items()]
    (info / "entry_points.txt").write_text("\n".join(["[govmatters.checks]", *lines]), "utf-8")


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install the example, and write a registry that it finds something in."""
    project = tomllib.loads((CITY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    site = tmp_path / "site"
    site.mkdir()
    installed(site, str(CITY / "city_check.py"), project["entry-points"]["govmatters.checks"])
    monkeypatch.syspath_prepend(str(site))
    file = tmp_path / "registry.yaml"
    file.write_text(
        "format: govmatters/1\n"
        "matters:\n"
        "  a: {name: 甲, region: '430100', trips: 1, window: tax, presence: {required: on_site,\n"
        "      basis: 法}}\n"
        "  b: {name: 乙, region: '430100', trips: 0}\n",
        encoding="utf-8",
    )
    return file


def test_a_check_of_ones_own_runs_with_the_others(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example in the repository, installed, finds what it looks for, with its basis."""
    assert main(["check", str(city)]) == FINDINGS
    line, counts = capsys.readouterr().out.splitlines()

    assert line.startswith(f"{city}:3: warning: matter a: is taken at tax; move it")
    assert line.endswith("(本市“一窗受理”改革方案) [not-at-one-window]")
    assert counts == "校验问题：错误 0，警告 1，提示 0"
    assert main(["check", str(city), "--ignore", "not-at-one-window"]) == WELL
    assert main(["check", str(city), "--only", "not-at-one-window"]) == FINDINGS


def test_a_check_of_ones_own_is_a_rule_in_sarif(
    city: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its title is the first line of its docstring."""
    main(["check", str(city), "--sarif"])
    run = json.loads(capsys.readouterr().out)["runs"][0]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]

    assert rule["id"] == "not-at-one-window"
    assert rule["shortDescription"]["text"].startswith("Matters that people come for are taken")


def test_without_the_command_line_checks_are_passed_as_values(city: Path) -> None:
    """`gm.check` runs nothing that it was not given."""
    registry = gm.load(city)
    (plugin,) = installed_checks()

    assert gm.check(registry) == ()
    assert [one.check for one in gm.check(registry, also=[plugin.check])] == ["not-at-one-window"]


BROKEN = (
    "def fails(view):\n    raise KeyError('no such\\nthing')\n\ndef odd(view):\n    return ['x']\n"
)


@pytest.mark.parametrize(
    ("points", "problem"),
    [
        ({"lost": "nowhere:at_all"}, "cannot be loaded: ModuleNotFoundError"),
        ({"lost": "broken:at_all"}, "cannot be loaded: AttributeError"),
        ({"bad": "broken:fails"}, "fails: KeyError: 'no such"),
        ({"bad": "broken:odd"}, "yields 'x', which is no finding of the check 'bad'"),
        ({"bad": "broken:__name__"}, "is no function of a View"),
        ({"unused-question": "broken:odd"}, "the package itself has a check of this id"),
    ],
)
def test_a_broken_check_is_named_and_no_traceback(
    points: dict[str, str],
    problem: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Who is to mend it is said in a line, and how to go on without it."""
    installed(tmp_path, BROKEN, points, name="bad-city")
    monkeypatch.syspath_prepend(str(tmp_path))
    (name,) = points
    (line,) = refused(["check", SLOW], capsys)

    assert line.startswith(f"check {name!r} of 'bad-city': {problem}")
    assert line.endswith(f"or run with --ignore {name}")
    assert main(["check", SLOW, "--ignore", name]) == FINDINGS


def refused(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run the command line on bad input, and give what it says."""
    assert main(arguments) == BAD_INPUT
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_two_checks_of_one_id_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody decides which of two cities is meant."""
    installed(tmp_path, BROKEN, {"bad": "broken:odd"}, name="one")
    installed(tmp_path, BROKEN, {"bad": "broken:fails"}, name="two")
    monkeypatch.syspath_prepend(str(tmp_path))

    with pytest.raises(CheckError, match="has a check of this id too"):
        installed_checks()


@pytest.mark.parametrize("option", ["--only", "--ignore"])
def test_an_unknown_check_is_refused_with_a_suggestion(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip in an id is no check that finds nothing."""
    (line,) = refused(["check", SLOW, option, "promised-above-statuory"], capsys)

    assert "did you mean promised-above-statutory?" in line


def test_sarif_and_json_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    """One command writes one form."""
    assert refused(["check", SLOW, "--sarif", "--json"], capsys)


# Baselines


def test_what_is_accepted_ends_in_no_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A baseline is written, read, kept the same, and its findings are counted apart."""
    file = tmp_path / "known.baseline.json"
    assert main(["check", SLOW]) == FINDINGS
    capsys.readouterr()

    assert main(["check", SLOW, "--write-baseline", str(file)]) == WELL
    written = file.read_bytes()
    assert main(["check", SLOW, "--baseline", str(file)]) == WELL
    assert main(["check", SLOW, "--baseline", str(file), "--write-baseline", str(file)]) == WELL
    assert file.read_bytes() == written
    assert capsys.readouterr().out == "校验问题：错误 0，警告 0，提示 0，已接受 1\n" * 3
    assert json.loads(written)["format"] == "govmatters-baseline/1"
    main(["check", SLOW, "--baseline", str(file), "--json"])
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_baseline_survives_moves_and_keeps_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Lines above a record do not make its finding new; a reason is kept when it is written."""
    file, registry = tmp_path / "known.baseline.json", tmp_path / "registry.yaml"
    text = Path(SLOW).read_text(encoding="utf-8")
    registry.write_text(text, encoding="utf-8")
    main(["check", str(registry), "--write-baseline", str(file)])
    content = json.loads(file.read_text(encoding="utf-8"))
    content["findings"][0]["reason"] = "局里正在改"
    file.write_text(json.dumps(content), encoding="utf-8")
    registry.write_text(text.replace("matters:", "# 说明\n\nmatters:"), encoding="utf-8")

    assert main(["check", str(registry), "--baseline", str(file)]) == WELL
    both = ["--baseline", str(file), "--write-baseline", str(file)]
    assert main(["check", str(registry), *both]) == WELL
    assert load_baseline(file)[0].reason == "局里正在改"
    assert capsys.readouterr().err == ""


def test_what_is_found_no_more_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stale entry is named on standard error; one that was not looked for is not stale."""
    file = tmp_path / "known.baseline.json"
    main(["check", SLOW, "--write-baseline", str(file)])
    good = SLOW.replace("bad", "good")
    capsys.readouterr()

    assert main(["check", good, "--baseline", str(file)]) == WELL
    captured = capsys.readouterr()
    assert captured.out == "校验问题：错误 0，警告 0，提示 0，基线中已不存在 1\n"
    assert captured.err.startswith("stale in the baseline: matter food: promises 15")
    assert captured.err.endswith("[promised-above-statutory]; write the baseline anew\n")
    main(["check", good, "--baseline", str(file), "--ignore", "promised-above-statutory"])
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("{", "not JSON"),
        ('{"format": "govmatters/1", "findings": []}', "is not read here"),
        ('{"format": "govmatters-baseline/1"}', "this baseline has no `findings`"),
        ('{"format": "govmatters-baseline/1", "findings": {}}', "wants a list"),
        ('{"format": "govmatters-baseline/1", "findings": [{"check": "c"}]}', "no `message`"),
        ('{"format": "govmatters-baseline/1", "findings": [{"chek": "c"}]}', "no key 'chek'"),
    ],
)
def test_a_baseline_that_is_none_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """Every fault is said with its place."""
    file = tmp_path / "known.baseline.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(LoadError, match=said):
        load_baseline(file)


def test_a_baseline_that_cannot_be_written_or_read_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder is no file."""
    assert (
        "cannot be written"
        in refused(["check", SLOW, "--write-baseline", str(tmp_path)], capsys)[0]
    )
    refused(["check", SLOW, "--baseline", str(tmp_path / "none.json")], capsys)


def test_a_baseline_is_no_part_of_a_registry(tmp_path: Path) -> None:
    """It may lie beside what it is about."""
    shutil.copy(SLOW, tmp_path / "registry.yaml")
    main(["check", str(tmp_path), "--write-baseline", str(tmp_path / "x.baseline.json")])

    assert list(gm.load(tmp_path).matters) == ["food"]


def test_the_packaged_data_have_no_finding_that_nobody_looked_at(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is wrong with Changsha's guides is in the baseline beside them, and nothing is stale."""
    matters = ROOT / "data" / "matters"
    paths = [str(matters / "common.yaml"), str(matters / "changsha")]
    code = main(["check", *paths, "--baseline", str(matters / "changsha.baseline.json")])

    captured = capsys.readouterr()
    assert (code, captured.err) == (WELL, "")
    assert all(one.reason for one in load_baseline(matters / "changsha.baseline.json"))


texts = st.text(max_size=12)
plain = st.builds(
    Finding,
    check=st.sampled_from(["a", "b"]),
    severity=st.sampled_from(Severity),
    subject=st.sampled_from(["matter m", "matter n"]),
    message=texts.filter(str.strip),
    advice=texts,
    place=st.sampled_from([None, "f.yaml:1", "子/f.yaml:22", "<data>.matters.m"]),
    basis=st.none() | texts,
)
listed = st.sets(st.sampled_from("uvw"), min_size=1).map(sorted).map(tuple)
findings = plain | st.builds(
    lambda one, items: attrs.evolve(one, message=f"lists {one.message}", items=items),
    plain,
    listed,
)


@given(st.lists(findings), st.lists(findings))
def test_a_finding_is_new_or_accepted(some: list[Finding], known: list[Finding]) -> None:
    """Each finding is one of both, by what it lists or says; what accepts nothing is stale."""
    entries = [Accepted.of(one) for one in known]
    verdict = judged(some, entries)
    there, left = (
        Counter(fingerprint(one) for one in each if not one.items) for each in (some, known)
    )

    assert sorted(map(str, (*verdict.new, *verdict.accepted))) == sorted(map(str, some))
    for one in some:
        if one.items:
            wider = [each for each in known if each.items and each.check == one.check]
            wider = [each for each in wider if each.subject == one.subject]
            fits = any(set(one.items) <= set(each.items) for each in wider)
            assert (one in verdict.accepted) is fits
    single = [fingerprint(one) for one in verdict.accepted if not one.items]
    assert Counter(single) == there & left
    assert not any(one.takes(each) for one in verdict.stale for each in verdict.new)


def test_mending_is_no_new_finding_and_a_further_fault_is() -> None:
    """Of what lists things some may go; one that comes makes it new, be it the 13th of them."""
    names = tuple(f"name {place:02}" for place in range(12))
    one = Finding(check="c", severity=Severity.NOTE, subject="matter m", message="9", items=names)
    known = [Accepted.of(one)]
    fewer = attrs.evolve(one, message="lacks eleven", items=names[1:])
    other = attrs.evolve(one, items=(*names[1:], "name 99"))

    assert judged([fewer], known) == Verdict(new=(), accepted=(fewer,))
    assert judged([other], known) == Verdict(new=(other,), stale=tuple(known))
    assert judged([attrs.evolve(one, items=())], known).new
    assert fingerprint(other) != fingerprint(one)


def test_a_baseline_without_items_accepts_by_message(tmp_path: Path) -> None:
    """A file that is older than the items is read, and gets them when it is written anew."""
    one = Finding(
        check="c", severity=Severity.NOTE, subject="matter m", message="a, b", items=("a", "b")
    )
    old = {"check": "c", "subject": "matter m", "message": "a, b", "reason": "旧"}
    file = tmp_path / "known.baseline.json"
    file.write_text(json.dumps({"format": "govmatters-baseline/1", "findings": [old]}), "utf-8")
    known = load_baseline(file)

    assert judged([one], known) == Verdict(new=(), accepted=(one,))
    assert judged([attrs.evolve(one, message="a, b, c")], known).new
    file.write_text(dump_baseline([one], known), "utf-8")
    assert load_baseline(file) == (attrs.evolve(Accepted.of(one), reason="旧"),)


ROWS: tuple[dict[str, Any], ...] = (
    {"needs": "t", "name": "其他材料"},
    {"needs": "t", "name": "无需材料"},
    {"needs": "t", "name": "其他相关材料"},
    {"needs": "proof"},
    {"needs": "card", "basis": "《法》", "need": "deferrable"},
    {"needs": "t", "basis": "《法》", "when": "age < 10 and age > 12"},
    {"needs": {"any_of": [{"paper": "t", "when": "age < 10"}]}, "basis": "《法》"},
)
"""Rows that each are at fault, whatever stands beside them."""

SOUND = (
    {"needs": "own", "basis": "《法》"},
    *({"needs": key, "need": "optional", "when": "age < 10"} for key in ("t", "card", "proof")),
)
"""Rows that use every type and question, so that no other row is the only one."""


def found_in(rows: Sequence[dict[str, Any]]) -> tuple[Finding, ...]:
    """Check a matter of these rows."""
    content = {
        "questions": {"age": {"ask": "几岁", "type": "integer", "min": 0, "max": 130}},
        "material_types": {
            "own": {"name": "丁"},
            "t": {"name": "甲"},
            "card": {"name": "乙"},
            "proof": {"name": "丙", "kind": "proof"},
        },
        "matters": {"m": {"name": "事", "region": "430100", "materials": [*SOUND, *rows]}},
    }
    return gm.check(load_document(content))


faulty = st.lists(st.sampled_from(ROWS), max_size=14)


@given(faulty, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_nothing_new(rows: list[dict[str, Any]], random: Random) -> None:
    """Rows may be swapped, and taken out: what is accepted stays so."""
    known = [Accepted.of(one) for one in found_in(rows)]
    swapped = random.sample(rows, len(rows))

    assert judged(found_in(swapped), known).new == ()
    assert judged(found_in(swapped), known).stale == ()


@given(faulty, st.sampled_from(ROWS), st.integers(0, 14))
def test_a_further_row_at_fault_is_new(
    rows: list[dict[str, Any]], more: dict[str, Any], place: int
) -> None:
    """Be there twelve before, and be it the same once more, wherever it stands."""
    known = [Accepted.of(one) for one in found_in(rows)]

    assert judged(found_in([*rows[:place], more, *rows[place:]]), known).new
    assert judged(found_in(rows[1:]), known).new == ()


@given(findings, st.integers(1, 99))
def test_a_fingerprint_knows_no_line(finding: Finding, line: int) -> None:
    """Nor the number of a row, how bad it is, and what to do."""
    moved = attrs.evolve(finding, place=f"other.yaml:{line}", advice="", severity=Severity.NOTE)
    row = attrs.evolve(finding, message=f"row {line} is odd", items=())

    assert fingerprint(moved) == fingerprint(finding)
    assert fingerprint(row) == fingerprint(attrs.evolve(row, message="row 7 is odd"))
    assert fingerprint(row) != fingerprint(attrs.evolve(row, message="row 7 is even"))


@given(st.lists(findings))
def test_a_baseline_accepts_what_it_was_written_of(some: list[Finding]) -> None:
    """In whatever order they were found, the bytes are the same."""
    assert dump_baseline(some) == dump_baseline(reversed(some))
    read = json.loads(dump_baseline(some))["findings"]
    accepted = [Accepted(**(one | {"items": tuple(one.get("items", ()))})) for one in read]

    assert judged(some, accepted).new == ()
    assert judged(some, accepted).stale == ()


# SARIF


def sarif(verdict: Any, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Write findings, and read them as JSON."""
    text = to_sarif(verdict, list(described().values()), version="1.2.3", **more)
    return json.loads(text)  # type: ignore[no-any-return]


def is_sound(log: dict[str, Any]) -> None:
    """Demand of a log what the standard's schema demands of the parts that we write."""
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert set(run) == {"tool", "columnKind", "results"}
    driver = run["tool"]["driver"]
    assert set(driver) == {"name", "semanticVersion", "rules"}
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert set(rule) <= {
            *("id", "shortDescription", "fullDescription", "help"),
            *("defaultConfiguration", "properties"),
        }
        assert rule.get("defaultConfiguration", {"level": "note"})["level"] in LEVELS
    for result in run["results"]:
        is_sound_result(result, ids)
    marked = ["suppressions" in result for result in run["results"]]
    assert all(marked) or not any(marked)


def is_sound_result(result: dict[str, Any], ids: list[str]) -> None:
    """Demand the same of one result."""
    assert ids[result["ruleIndex"]] == result["ruleId"]
    assert result["level"] in LEVELS
    assert result["message"]["text"]
    assert all(isinstance(one, str) for one in result["partialFingerprints"].values())
    (location,) = result["locations"]
    assert location["logicalLocations"][0]["fullyQualifiedName"]
    if "physicalLocation" in location:
        physical = location["physicalLocation"]
        assert physical["region"]["startLine"] >= 1
        assert physical["artifactLocation"]["uri"].isascii()
        assert " " not in physical["artifactLocation"]["uri"]


@given(st.lists(findings), st.lists(findings))
def test_sarif_has_the_standards_shape(some: list[Finding], known: list[Finding]) -> None:
    """Whatever is found, the log is sound, and holds every finding."""
    verdict = judged(some, map(Accepted.of, known))
    log = sarif(verdict)

    is_sound(log)
    assert len(log["runs"][0]["results"]) == len(some)
    states = [one.get("suppressions") for one in log["runs"][0]["results"]]
    assert sum(1 for one in states if one) == len(verdict.accepted)


def test_sarif_names_rule_place_and_basis(tmp_path: Path) -> None:
    """A file below the root has a relative URI; the rule says what it rests on."""
    folder = tmp_path / "登记 库"
    folder.mkdir()
    shutil.copy(SLOW, folder / "a.yaml")
    log = sarif(judged(gm.check(gm.load(folder)), ()), root=str(tmp_path))
    (run,) = log["runs"]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    physical = result["locations"][0]["physicalLocation"]

    is_sound(log)
    assert physical["artifactLocation"]["uri"] == "%E7%99%BB%E8%AE%B0%20%E5%BA%93/a.yaml"
    assert physical["region"] == {"startLine": 4}
    assert result["properties"]["basis"] == "《优化营商环境条例》第三十六条"
    assert rule["shortDescription"]["text"] == "More working days are promised than the law allows."
    assert "《中华人民共和国行政许可法》第四十二条" in rule["help"]["text"]
    assert rule["properties"]["tags"] == ["handling", "R05"]


def test_sarif_outside_the_root_is_absolute() -> None:
    """A file elsewhere keeps its whole path; a record without a file has only its name."""
    one = Finding(check="c", severity=Severity.NOTE, subject="matter m", message="is odd")
    there = attrs.evolve(one, place="/data/a b.yaml:3")
    results = sarif(judged([there, one], ()), root="/home")["runs"][0]["results"]

    physical = results[0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "file:///data/a%20b.yaml"
    assert "physicalLocation" not in results[1]["locations"][0]


def test_sarif_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Paths are relative to where the command runs; the exit code is that of the findings."""
    shutil.copy(SLOW, tmp_path / "a.yaml")
    monkeypatch.chdir(tmp_path)
    assert main(["check", str(tmp_path), "--sarif"]) == FINDINGS
    log = json.loads(capsys.readouterr().out)

    is_sound(log)
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "a.yaml"
