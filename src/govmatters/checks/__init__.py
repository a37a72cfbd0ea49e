"""
Checks: what the format itself demands of a registry, as findings.

A check is a function from a `View` of the registry to findings; it says which rule it rests on
and which ids its findings have. Dangling references are no findings but errors of loading.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from govmatters.checks.bundles import (
    choices_are_exact,
    forms_replace,
    matters_are_accepted,
    matters_exist,
)
from govmatters.checks.circles import proofs_are_not_circular
from govmatters.checks.conditions import conditions_decide
from govmatters.checks.exemptions import exemptions_apply, licences_are_backed
from govmatters.checks.rows import rows_can_be_met
from govmatters.checks.usage import questions_are_used, types_are_used
from govmatters.checks.views import View
from govmatters.model import Finding
from govmatters.registry import Registry

__all__ = ["CHECKS", "Check", "View", "check"]

Check = Callable[[View], Iterator[Finding]]
"""One check: yields what it finds, in any order."""

CHECKS: tuple[Check, ...] = (
    conditions_decide,
    rows_can_be_met,
    choices_are_exact,
    matters_exist,
    matters_are_accepted,
    forms_replace,
    proofs_are_not_circular,
    licences_are_backed,
    exemptions_apply,
    types_are_used,
    questions_are_used,
)
"""Every check."""


def check(registry: Registry, on: dt.date | None = None) -> tuple[Finding, ...]:
    """
    Check a registry.

    Args:
        registry: Any registry that could be loaded.
        on: The day; None: all records, whatever their days.

    Returns:
        What is found, distinct, by file and line, then subject, then check; empty if all
        is well.

    Examples:
        >>> from govmatters.io import load_document
        >>> asked = {"local": {"ask": "是否本地户籍？", "type": "boolean"}}
        >>> [finding.check for finding in check(load_document({"questions": asked}))]
        ['unused-question']
    """
    view = View(registry, on)
    return tuple(sorted({one for family in CHECKS for one in family(view)}, key=_order))


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    """Sort lines as numbers."""
    file, _, line = (finding.place or "").rpartition(":")
    if not line.isdecimal():
        file, line = finding.place or "", "0"
    return file, int(line), finding.subject, finding.check, finding.message
