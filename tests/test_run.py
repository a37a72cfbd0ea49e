"""
The script ``run`` on machines that lack what it needs; setting up itself is shown by its use.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Call the script with these environment variables on top of the present ones."""
    return subprocess.run(
        ["/bin/sh", str(ROOT / "run"), *arguments],
        env=os.environ | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def machine(folder: Path, pythons: Mapping[str, str]) -> str:
    """Make a PATH on which just these Pythons stand, each answering as told."""
    dirname = shutil.which("dirname")
    assert dirname is not None
    (folder / "dirname").symlink_to(dirname)
    for name, answer in pythons.items():
        (folder / name).write_text(f"#!/bin/sh\necho '{answer}'\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    return str(folder)


@pytest.mark.parametrize(
    ("pythons", "reason"),
    [
        ({}, "none on PATH"),
        ({"python3": "3.9.2 old"}, "python3 3.9.2 is too old"),
        ({"python3": "3.11.2 bare"}, "python3 3.11.2 lacks venv or ensurepip"),
        (
            {"python3": "3.9.2 old", "python3.12": "3.12.1 bare"},
            "python3 3.9.2 is too old, python3.12 3.12.1 lacks venv or ensurepip",
        ),
    ],
)
def test_a_machine_without_a_fit_python_gets_one_line_of_advice(
    tmp_path: Path, pythons: Mapping[str, str], reason: str
) -> None:
    """One line says which Pythons were found, what each lacks and what to install."""
    said = run("test", PATH=machine(tmp_path, pythons))

    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr.count("\n") == 1
    assert f"(found: {reason})" in said.stderr
    assert "apt install python3 python3-venv" in said.stderr


def test_a_newer_python_beside_an_old_one_is_found(tmp_path: Path) -> None:
    """The first Python that can do it is taken, though python3 itself is too old."""
    path = machine(tmp_path, {"python3": "3.9.2 old", "python3.13": "3.13.0 fit"})

    said = run("test", PATH=path)

    assert (said.returncode, said.stdout) == (0, "3.13.0 fit\n")


def test_a_folder_that_is_something_else_is_never_cleared(tmp_path: Path) -> None:
    """GOVMATTERS_VENV may by mistake name a folder with somebody's work in it."""
    (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")

    said = run("demo", GOVMATTERS_VENV=str(tmp_path))

    assert said.returncode == 2
    assert "is no Python environment" in said.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_unknown_command_is_refused_with_the_usage() -> None:
    """Options in the place of a command are not taken for a program."""
    said = run("--frobnicate")

    assert said.returncode == 2
    assert said.stderr.startswith("usage: ./run demo")
