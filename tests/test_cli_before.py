"""The command that says what must be done before some matters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govmatters.cli import main

FILE = """
format: govmatters/1
material_types: {x: {name: 材料x}, y: {name: 材料y}}
matters:
  first: {name: 先办, region: "430100", outputs: [x]}
  second: {name: 后办, region: "430100", materials: [{needs: x}, {needs: y}]}
  ring_a: {name: 甲, region: "430100", materials: [{needs: b}], outputs: [a]}
  ring_b: {name: 乙, region: "430100", materials: [{needs: a}], outputs: [b], until: 2026-06-30}
"""


@pytest.fixture
def data(tmp_path: Path) -> str:
    """Write a registry of four matters."""
    path = tmp_path / "data.yaml"
    types = FILE.replace("material_types: {", "material_types: {a: {name: a}, b: {name: b}, ")
    path.write_text(types, encoding="utf-8")
    return str(path)


def test_matters_stand_in_order_with_materials(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who is asked about is starred."""
    assert main(["before", "second", "--data", data]) == 0

    out = capsys.readouterr().out
    places = [
        out.index(one) for one in ("1 ", "先办", "2 *", "后办", "材料（2）", "材料x", "材料y")
    ]
    assert places == sorted(places)


def test_circles_are_told_on_the_days_on_which_they_are(
    data: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On another day one of them does not exist."""
    assert main(["before", "ring_a", "--data", data]) == 0
    assert "循环（1）" in capsys.readouterr().out

    assert main(["before", "ring_a", "--data", data, "--on", "2026-07-01", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["format"], answer["on"]) == ("govmatters-closure/1", "2026-07-01")
    assert (answer["order"], answer["circles"], answer["materials"]) == (["ring_a"], [], ["b"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["secnd"], "did you mean second?"),
        (["ring_b", "--on", "2026-07-01"], "does not exist on 2026-07-01"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_asked_is_told(
    data: str, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    """A line, and 2."""
    assert main(["before", *arguments, "--data", data]) == 2

    assert says in capsys.readouterr().err


def test_a_bundle_is_told_with_commands(capsys: pytest.CaptureFixture[str]) -> None:
    """Who types commands is not sent to Python."""
    assert main(["before", "newborn"]) == 2
    said = capsys.readouterr().err

    assert "`govmatters show bundle newborn`" in said
    assert "gm." not in said
