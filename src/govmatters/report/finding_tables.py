"""Findings for reading: a line each, as compilers write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rich.console import RenderableType

from govmatters.checks.acceptance import Verdict
from govmatters.model import Severity
from govmatters.report.labels import Labels
from govmatters.report.tables import cell

__all__ = ["SEVERITY_STYLES", "findings_report"]

SEVERITY_STYLES = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: ""}
"""Rich's style for each severity."""


def findings_report(verdict: Verdict, labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out findings.

    Args:
        verdict: New ones in their order, and those that a baseline accepts.
        labels: Whether the English stands beside the Chinese.

    Yields:
        A line for each new one, then how many there are of each severity; with a baseline, how
        many it accepts, and how many of its entries are found no more.
    """
    for finding in verdict.new:
        yield cell(finding, SEVERITY_STYLES[finding.severity])
    counts = Counter(finding.severity for finding in verdict.new)
    words = [f"{labels(one.value)} {counts[one]}" for one in Severity]
    words += [f"{labels('accepted')} {len(verdict.accepted)}"] if verdict.accepted else []
    words += [f"{labels('stale')} {len(verdict.stale)}"] if verdict.stale else []
    yield cell(f"{labels('check')}：{'，'.join(words)}", "bold")
