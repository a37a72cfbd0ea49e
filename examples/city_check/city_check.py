"""What our city demands of its registry beside the law."""  # noqa: INP001 (a module by itself)

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks import View
from govmatters.model import Finding, Severity

__all__ = ["matters_are_at_one_window"]


def matters_are_at_one_window(view: View) -> Iterator[Finding]:
    """Matters that people come for are taken at the comprehensive window (一窗受理)."""
    for matter in view.matters.values():
        if matter.trips and matter.window != "comprehensive":
            yield view.finding(
                "not-at-one-window",
                ("matter", matter.id),
                f"is taken at {matter.window or 'a window of its own'}",
                "move it to the comprehensive window, and write `window: comprehensive`",
                severity=Severity.WARNING,
                basis="本市“一窗受理”改革方案",
            )
