"""What may come later (容缺后补, R12)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import row_title, several
from govmatters.model import Finding, Material, Need

__all__ = ["deferrals_have_terms", "main_materials_remain"]


def deferrals_have_terms(view: View) -> Iterator[Finding]:
    """
    R12: a deferrable row says by when it must come, and what happens otherwise.

    Args:
        view: The registry.

    Yields:
        ``deferral-without-terms`` (warning), at most one a matter.
    """
    for matter in view.matters.values():
        rows = [row_title(row) for row in matter.materials or () if not _has_terms(row)]
        if rows:
            yield view.listing(
                "deferral-without-terms",
                view.owner(matter, "materials"),
                f"may come later, without a time limit or a consequence: {several(rows)}",
                "write `deferral: {working_days: …, consequence: …}` of the row",
                rows,
            )


def _has_terms(row: Material) -> bool:
    if row.need is not Need.DEFERRABLE:
        return True
    stated = row.deferral
    return stated is not None and None not in {stated.working_days, stated.consequence}


def main_materials_remain(view: View) -> Iterator[Finding]:
    """
    R12: of a matter that defers, some row is handed in at once.

    Args:
        view: The registry.

    Yields:
        ``all-deferrable`` (warning).
    """
    for matter in view.matters.values():
        needs = {row.need for row in matter.materials or ()}
        if Need.DEFERRABLE in needs and Need.REQUIRED not in needs:
            yield view.finding(
                "all-deferrable",
                view.owner(matter, "materials"),
                "no row has to be handed in at once: the main materials may not come later",
                "say which materials are `required`",
            )
