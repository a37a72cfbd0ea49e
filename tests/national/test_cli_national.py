"""National registries on the command line: each command, and what is said of bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.cli import main

NATION = """
format: govmatters/1
authorities:
  county: {name: 甲县局, region: "430121"}
  city: {name: 某市局, region: "430100"}
material_types:
  card: {name: 身份证, kind: licence, issued_by: government}
catalogue:
  birth: {name: 出生登记, type: confirmation, online: full, materials: [{needs: card}]}
  death: {name: 死亡登记, type: confirmation, materials: [{needs: card}]}
matters:
  birth-1: {name: 出生登记, of: birth, authority: county}
  birth-2: {name: 出生登记, of: birth, authority: county, region: "430102", trips: 1}
  death-1: {name: 死亡登记, of: death, authority: city}
bundles:
  one: {name: 一件事, region: "430121", matters: [birth-1, death-1]}
"""


@pytest.fixture
def nation(tmp_path: Path) -> str:
    """Write a small nation by the command line."""
    source = tmp_path / "source.yaml"
    source.write_text(NATION, encoding="utf-8")
    folder = str(tmp_path / "nation")
    assert main(["national", "write", folder, "--data", str(source)]) == 0
    return folder


def test_a_matter_is_shown(nation: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is looked up has what it inherits."""
    capsys.readouterr()
    assert main(["national", "show", nation, "birth-1"]) == 0
    shown = json.loads(capsys.readouterr().out)

    assert (shown["online"], shown["region"]) == ("full", "430121")


def test_a_matter_that_there_is_not(nation: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The line says what is near."""
    assert main(["national", "show", nation, "birth-9"]) == 2
    assert "birth-" in capsys.readouterr().err.partition("did you mean")[2]


def test_examples_are_told_to_their_end(
    nation: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The law and the check stand last, and long lines are wrapped, not cut."""
    monkeypatch.setenv("COLUMNS", "60")
    capsys.readouterr()
    main(["national", "check", nation])
    told = "".join(capsys.readouterr().out.split())
    found = gm.open_national(nation).check()

    examples = [str(example) for one in found for example in one.examples]
    assert max(map(len, examples)) > 200
    assert all("".join(one.split()) in told for one in examples)


def test_checks_are_counted_and_streamed(nation: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As many lines as are counted."""
    capsys.readouterr()
    assert main(["national", "check", nation, "--json"]) == 1
    counts = json.loads(capsys.readouterr().out)["counts"]
    assert main(["national", "check", nation, "--all"]) == 1
    lines = capsys.readouterr().out.splitlines()

    assert len(lines) == sum(one["count"] for one in counts) > 0
    assert main(["national", "check", nation]) == 1
    assert f"{counts[0]['check']}：{counts[0]['count']}" in capsys.readouterr().out


def test_indicators_are_shown(nation: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A line an indicator; JSON has exact shares and examples."""
    arguments = ["national", "indicators", nation, "online_rate", "--on", "2026-07-01"]
    capsys.readouterr()
    assert main([*arguments, "--json", "--region", "430000"]) == 0
    written = json.loads(capsys.readouterr().out)
    (found,) = written["national-indicators"]
    assert main(arguments) == 0

    assert written["format"] == "govmatters-national-indicators/1"
    assert (found["numerator"], found["denominator"]) == (2, 2)
    assert found["unknown"][0]["examples"] == ["death-1"]
    assert "网上可办率" in capsys.readouterr().out


def test_a_bundle_is_planned_and_reduced(nation: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The ordinary commands take the folder."""
    for command in ("plan", "reduce"):
        assert main([command, "one", "--data", nation, "--on", "2026-07-01"]) == 0
        assert "身份证" in capsys.readouterr().out or command == "reduce"


def test_other_commands_say_what_reads_it(nation: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Who is not made for a nation refuses it in a line."""
    assert main(["show", "--data", nation]) == 2
    assert "govmatters national" in capsys.readouterr().err


def test_a_folder_of_something_else_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no national registry is neither read nor replaced."""
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    assert main(["national", "check", str(tmp_path)]) == 2
    assert main(["national", "write", str(tmp_path)]) == 2
    assert "name a new folder" in capsys.readouterr().err
    assert (tmp_path / "letter.txt").is_file()


def test_the_public_names_work(nation: str) -> None:
    """`gm.open_national` gives what the commands show."""
    assert repr(gm.open_national(nation)).endswith("3 matters, 2 catalogue, 2 authorities)")
