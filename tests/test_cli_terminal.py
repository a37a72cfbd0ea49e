"""On a terminal: colour if nobody minds, and nothing in the data that steers it."""

import datetime as dt
import os
import pty
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govmatters as gm
from govmatters.cli.output import patience
from govmatters.model import (
    Alternative,
    Bundle,
    BundleMatter,
    Material,
    MaterialType,
    Matter,
    Paper,
)
from govmatters.report.cleaning import clean, clean_lines, escaped
from govmatters.report.labels import Labels
from govmatters.report.plan_tables import plan_report
from govmatters.report.tables import printed
from govmatters.tables import Table

SHOP = str(Path(__file__).parent / "fixtures" / "cli" / "shop.yaml")
HOSTILE = (
    '{"format": "govmatters/1", "material_types": {"p": {"name": "甲\\u202e[red]乙\\u2066"}},'
    ' "matters": {"m": {"name": "\\u00ad丙[bold]", "region": "430100",'
    ' "materials": [{"needs": "p"}]}},'
    ' "bundles": {"z": {"name": "丁\\u200b戊", "region": "430100", "matters": ["m"]}}}'
)


def on_terminal(*arguments: str, **variables: str) -> str:
    """Run a command on a terminal of its own; give all that it sees."""
    master, slave = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "govmatters", *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment | {"TERM": "xterm-256color", "COLUMNS": "200"} | variables,
    ) as process:
        os.close(slave)
        seen = b""
        while True:
            try:
                part = os.read(master, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
        process.wait()
    os.close(master)
    return seen.decode("utf-8")


def test_colour_only_on_a_terminal_and_if_nobody_minds() -> None:
    """NO_COLOR and --no-color leave no escape at all, not even for bold."""
    command = ("plan", "shop", "--data", SHOP)

    assert "\x1b[1m" in on_terminal(*command)
    assert "\x1b" not in on_terminal(*command, NO_COLOR="1")
    assert "\x1b" not in on_terminal(*command, "--no-color")
    assert "\x1b" not in on_terminal(*command, TERM="dumb")


@pytest.mark.parametrize(
    "arguments",
    [
        ("plan", "z"),
        ("plan", "z", "--json"),
        ("reduce", "z"),
        ("show", "m"),
        ("show", "z", "--json"),
        ("graph", "z"),
        ("graph", "z", "--format", "graphml"),
        ("graph", "z", "--json"),
        ("check",),
        ("plan", "\x1b[2Jz\u202e"),
    ],
)
def test_data_cannot_steer_the_terminal(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """Escapes, bidirectional overrides and markup in data are shown, not obeyed."""
    file = tmp_path / "hostile.json"
    file.write_text(HOSTILE, encoding="utf-8")

    seen = on_terminal(*arguments, "--data", str(file), "--no-color")

    assert not set("\x1b\x07\x9b\u202e") & set(seen)
    assert "Traceback" not in seen


def test_registries_made_in_memory_cannot_steer_it_either() -> None:
    """What loading would refuse, and square brackets that look like markup, are text."""
    registry = gm.Registry(
        material_types=Table.of(
            "material type", [MaterialType(id="p", name="甲\x1b[2J\u202e[red]乙")]
        ),
        matters=Table.of(
            "matter",
            [
                Matter(
                    id="m",
                    name="\x9b31m丙[bold]",
                    region="430100",
                    materials=(Material(alternatives=(Alternative((Paper("p"),)),)),),
                )
            ],
        ),
        bundles=Table.of(
            "bundle",
            [
                Bundle(
                    id="z", name="丁\x07\n戊", region="430100", entries=(BundleMatter(matter="m"),)
                )
            ],
        ),
    )
    plan = gm.plan(registry, "z", on=dt.date(2026, 7, 1))

    seen = printed(plan_report(plan, registry, Labels()), width=80, colour=False)

    assert "甲␛[2J⟨202E⟩[red]乙" in seen
    assert "⟨009B⟩31m丙[bold]" in seen
    assert seen.startswith("丁␇␊戊（z）\n")


@given(st.text())
def test_cleaned_text_is_one_printable_line(text: str) -> None:
    """Whatever the data hold, no control, no format and no half character is left."""
    shown = clean(text)

    assert not {unicodedata.category(sign) for sign in shown} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert clean(shown) == shown
    assert clean_lines("甲\n乙\t") == "甲\n乙␉"


def test_escaped_json_is_the_same_value() -> None:
    """Hidden characters in JSON become escapes; lines stay."""
    assert escaped('{\n"a": "\x7f\u202e甲"}') == '{\n"a": "\\u007f\\u202e甲"}'


def test_long_work_is_shown_to_whoever_watches(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said where standard error is no terminal."""
    with patience("waiting"):
        time.sleep(0.01)

    assert capsys.readouterr().err == ""


def test_work_above_a_second_shows_that_it_goes_on() -> None:
    """On a terminal a line says what is being done, and is gone in the end."""
    program = (
        "import time\nfrom govmatters.cli.output import patience\n"
        "with patience('reading'):\n    time.sleep(1.4)\n"
    )
    master, slave = pty.openpty()
    with subprocess.Popen([sys.executable, "-c", program], stderr=slave) as process:
        os.close(slave)
        process.wait()
    seen = os.read(master, 65536).decode("utf-8")
    os.close(master)

    assert "reading" in seen
