"""Findings for reading: a line each, as compilers write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from govmatters.model import Finding, Severity
from govmatters.report.labels import Labels
from govmatters.report.tables import cell

__all__ = ["SEVERITY_STYLES", "findings_report"]

SEVERITY_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: ""}
"""Rich's style for each severity."""


def findings_report(findings: Sequence[Finding], labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out findings.

    Args:
        findings: In their order.
        labels: Whether the English stands beside the Chinese.

    Yields:
        A line each, then how many there are of each severity.
    """
    for finding in findings:
        yield cell(finding, SEVERITY_STYLES[finding.severity])
    counts = Counter(finding.severity for finding in findings)
    summary = "，".join(f"{labels(one.value)} {counts[one]}" for one in Severity)
    yield cell(f"{labels('check')}：{summary}", "bold")
