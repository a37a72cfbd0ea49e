"""The command ``check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Annotated

import typer

from govmatters.checks import check as findings_in
from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.output import patience, write_json, write_report
from govmatters.model import Finding, Severity
from govmatters.planner import to_json

__all__ = ["check"]

_Paths = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PATH]...", help="Files and folders; beside those of --data."),
]


def check(
    *,
    paths: _Paths = None,
    data: options.Data = None,
    on: options.AnyDay = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """Say what is wrong with a registry, a line a finding."""
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    day = options.day_of(on)
    registry = registry_of([*(paths or ()), *(data or ())])
    with patience("checking the registry"):
        findings = findings_in(registry, on=day)
    if style.json:
        write_json(to_json(findings))
    else:
        from govmatters.report.finding_tables import findings_report  # noqa: PLC0415 (rich is slow)

        write_report(findings_report(findings, style.labels), style)
    return _code(findings)


def _code(findings: Sequence[Finding]) -> int:
    """Exit with 1 where there is an error or a warning."""
    counts = Counter(finding.severity for finding in findings)
    return 1 if counts[Severity.ERROR] or counts[Severity.WARNING] else 0
