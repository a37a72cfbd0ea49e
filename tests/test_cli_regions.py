"""Regions on the command line: those that do not hold on the day are refused by every command."""

from __future__ import annotations

import pytest

from govmatters.cli import BAD_INPUT, main

COMMANDS = [
    ["indicators"],
    ["targets"],
    ["ledger"],
    ["list", "demand"],
    ["list", "policies"],
    ["plan", "newborn"],
    ["reduce", "newborn"],
    ["audit", "newborn"],
    ["matrix"],
]


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that is refused; give the one line that it says."""
    assert main(list(arguments)) == BAD_INPUT
    written = capsys.readouterr()
    assert written.out == ""
    assert len(written.err.splitlines()) == 1
    return written.err


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_abolished_regions_are_refused(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """宁乡县 became 宁乡市 in 2017: nothing is counted for a code that is none any more."""
    said = refused(capsys, *command, "--region", "430124", "--on", "2026-07-01")

    assert "was abolished in 2017" in said
    assert "perhaps 430182 (宁乡市)" in said


@pytest.mark.parametrize("command", [["indicators"], ["list", "negative"], ["matrix"]])
def test_regions_to_come_are_refused(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """It is told since when there is such a region."""
    said = refused(capsys, *command, "--region", "430182", "--on", "2010-01-01")

    assert "430182 (宁乡市) exists since 2017, not yet on 2010-01-01" in said


def test_nobody_is_yet_where_no_region_is(capsys: pytest.CaptureFixture[str]) -> None:
    """So does the place of an applicant."""
    said = refused(capsys, "handling", "newborn", "--at", "430182", "--on", "2010-01-01")

    assert "exists since 2017" in said
