"""What must hold among records of several collections, once each of them is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govmatters.io.context import Context
    from govmatters.io.sections import Entry

__all__ = ["check_references"]


def check_references(entries: list[Entry], context: Context) -> None:
    """
    Check what rests on several records.

    Args:
        entries: All of them, those at fault included.
        context: Gets the faults.
    """
    del entries, context
