"""The command ``check``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Annotated

import attrs
import typer

from govmatters.checks import check as findings_in
from govmatters.checks.acceptance import Accepted, Verdict, judged
from govmatters.checks.catalogue import described
from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.output import patience, write_json, write_report
from govmatters.errors import InvalidEntryError, UnknownIdError
from govmatters.io.baselines import dump_baseline, load_baseline
from govmatters.io.plugins import Plugin, installed_checks, known_plugins
from govmatters.io.writing import write_file
from govmatters.model import Finding, Severity
from govmatters.planner import to_json
from govmatters.report.cleaning import clean

__all__ = ["check"]

_Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files and folders; beside those of --data."),
]
_Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="CHECK", help="Findings of this check only; repeatable."),
]
_Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="CHECK", help="No findings of this check; repeatable."),
]
_Baseline = Annotated[
    str | None,
    typer.Option(
        "--baseline", metavar="FILE", help="Findings that are accepted; they end in no exit code."
    ),
]
_WriteBaseline = Annotated[
    str | None,
    typer.Option("--write-baseline", metavar="FILE", help="Accept what is found, in this file."),
]
_AsSarif = Annotated[bool, typer.Option("--sarif", help="Write SARIF 2.1.0.")]


class _Form(StrEnum):
    """How findings are written."""

    REPORT = "report"
    JSON = "json"
    SARIF = "sarif"


@attrs.frozen(kw_only=True)
class _Choice:
    """
    Which checks are wanted.

    Attributes:
        only: Ids; empty: all.
        ignore: Ids.
        plugins: The checks that are installed beside the package's.
    """

    only: frozenset[str]
    ignore: frozenset[str]
    plugins: tuple[Plugin, ...]

    def wants(self, one: Finding | Accepted) -> bool:
        """Whether a finding is to be shown."""
        return one.check not in self.ignore and (not self.only or one.check in self.only)


def check(  # noqa: PLR0913 (each option is its own)
    *,
    paths: _Paths = None,
    data: options.Data = None,
    on: options.AnyDay = None,
    only: _Only = None,
    ignore: _Ignore = None,
    baseline: _Baseline = None,
    write_baseline: _WriteBaseline = None,
    json: options.AsJson = False,
    sarif: _AsSarif = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Say what is wrong with a registry, a line a finding."""
    form = _form(as_json=json, as_sarif=sarif)
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    day = options.day_of(on)
    choice = _choice(only or (), ignore or ())
    accepted = load_baseline(baseline) if baseline is not None else ()
    registry = registry_of([*(paths or ()), *(data or ())])
    with patience("checking the registry"):
        found = findings_in(registry, on=day, also=[one.check for one in choice.plugins])
    findings = tuple(filter(choice.wants, found))
    if write_baseline is not None:
        text = dump_baseline(findings, accepted)
        write_file(write_baseline, text.encode("utf-8", "backslashreplace"))
        accepted = tuple(map(Accepted.of, findings))
    verdict = judged(findings, filter(choice.wants, accepted))
    _write(verdict, form, style, choice)
    _tell_stale(verdict)
    return _code(verdict)


def _form(*, as_json: bool, as_sarif: bool) -> _Form:
    if as_json and as_sarif:
        raise InvalidEntryError(subject="--sarif", problem="stands beside --json; choose one")
    return _Form.JSON if as_json else _Form.SARIF if as_sarif else _Form.REPORT


def _choice(only: Sequence[str], ignore: Sequence[str]) -> _Choice:
    """Look up the checks that are named; what is not wanted is not even loaded."""
    known = (*described(), *known_plugins())
    for name in (*only, *ignore):
        if name not in known:
            raise UnknownIdError(noun="check", id=name, known=known)
    unwanted = set(ignore) | (set(known) - set(only) if only else set())
    plugins = installed_checks(without=unwanted)
    return _Choice(only=frozenset(only), ignore=frozenset(ignore), plugins=plugins)


def _write(verdict: Verdict, form: _Form, style: options.Style, choice: _Choice) -> None:
    if form is _Form.JSON:
        write_json(to_json(verdict.new))
    elif form is _Form.SARIF:
        from govmatters.report.sarif import to_sarif  # noqa: PLC0415 (beside what is slow)

        checks = [*described().values(), *(one.described for one in choice.plugins)]
        version = metadata.version("govmatters")
        write_json(to_sarif(verdict, checks, version=version, root=str(Path.cwd())))
    else:
        from govmatters.report.finding_tables import findings_report  # noqa: PLC0415 (rich is slow)

        write_report(findings_report(verdict, style.labels), style)


def _tell_stale(verdict: Verdict) -> None:
    """Name what is accepted and found no more."""
    for one in verdict.stale:
        said = f"stale in the baseline: {one.subject}: {one.message} [{one.check}]"
        print(clean(f"{said}; write the baseline anew"), file=sys.stderr)  # noqa: T201


def _code(verdict: Verdict) -> int:
    """Exit with 1 where there is a new error or a new warning."""
    return 1 if any(one.severity is not Severity.NOTE for one in verdict.new) else 0
