"""What is found in a national registry, for reading: counts, with a few examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from govmatters.model import Severity
from govmatters.national import NationalCheck, NationalIndicator
from govmatters.report.finding_tables import SEVERITY_STYLES
from govmatters.report.labels import Labels
from govmatters.report.naming import percentage
from govmatters.report.tables import cell, heading, items, line, table

__all__ = ["check_report", "indicators_report"]


def check_report(found: NationalCheck, labels: Labels) -> Iterator[RenderableType]:
    """
    Lay out counts of findings.

    Args:
        found: What the checks found.
        labels: Whether the English stands beside the Chinese.

    Yields:
        A part for each check, worst first, then how many findings there are of each severity.
    """
    for one in found:
        yield cell(f"{one.check}：{one.count}", SEVERITY_STYLES[one.severity])
        yield from items(one.examples)
    sums = {
        severity: sum(one.count for one in found if one.severity is severity)
        for severity in Severity
    }
    words = [f"{labels(severity.value)} {count}" for severity, count in sums.items()]
    yield cell(f"{labels('check')}：{'，'.join(words)}", "bold")


def indicators_report(
    found: Sequence[NationalIndicator], labels: Labels
) -> Iterator[RenderableType]:
    """
    Lay out indicators, one a line.

    Args:
        found: Indicators of one view.
        labels: Whether the English stands beside the Chinese.

    Yields:
        What was looked at, then a table.
    """
    for one in found[:1]:
        yield line(labels("day"), one.on.isoformat())
        yield line(labels("data"), one.digest[:12])
    yield heading(labels("indicators"), len(found))
    keys = ("indicator", "shared_value", "reached", "counted", "excluded", "not_stated")
    columns = [labels(key) for key in keys]
    yield table(columns, (_row(one, labels) for one in found), right=columns[1:])


def _row(one: NationalIndicator, labels: Labels) -> tuple[object, ...]:
    name = labels.beside(one.name_zh, one.name)
    if one.missing:
        return (name, labels("not_computable"), None, None, None, None)
    share = labels("nothing_counts") if one.share.low is None else percentage(one.share)
    aside = (sum(tally.count for tally in some) for some in (one.excluded, one.unknown))
    return (name, share, one.numerator, one.denominator, *aside)
