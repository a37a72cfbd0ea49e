"""What a guide must say (R20, R21)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.model import Finding, Guide, Matter

__all__ = ["guides_are_complete", "lists_are_stated"]

_OF_MATTER = ("type", "laws", "levels", "audience", "statutory_working_days")
_ALSO_OF_MATTER = ("promised_working_days", "trips")
_OF_GUIDE = ("conditions", "kind", "result", "fee", "consult_phone", "complaint_phone")
_ALSO_OF_GUIDE = ("place", "hours", "flow")


def lists_are_stated(view: View) -> Iterator[Finding]:
    """
    R20: a matter with a guide has a list of materials, be it empty.

    Args:
        view: The registry.

    Yields:
        ``list-not-stated`` (warning).
    """
    for matter in view.matters.values():
        if matter.guide is not None and matter.materials is None:
            yield view.finding(
                "list-not-stated",
                ("matter", matter.id),
                "has a guide, and no list of materials",
                "add the rows; `materials: []` says that nothing is needed",
            )


def guides_are_complete(view: View) -> Iterator[Finding]:
    """
    R21: a guide has every element that must be public.

    Args:
        view: The registry.

    Yields:
        ``guide-incomplete`` (warning), one a matter, only for those that state a guide at all;
        ``guide-not-stated`` (note) for the others, if there are guides in the registry.
    """
    matters = view.matters.values()
    some = any(matter.guide is not None for matter in matters)
    for matter in matters:
        if matter.guide is None:
            if some:
                yield view.finding(
                    "guide-not-stated",
                    ("matter", matter.id),
                    "has no guide, so that nothing of it is checked",
                    "add `guide`",
                )
        elif missing := list(_missing(matter, matter.guide)):
            yield view.finding(
                "guide-incomplete",
                ("matter", matter.id),
                f"does not say: {', '.join(missing)}",
                "add what the published guide says; publish what it does not",
            )


def _missing(matter: Matter, guide: Guide) -> Iterator[str]:
    """Name the elements that are mandatory, and not stated."""
    for key in (*_OF_MATTER, *_ALSO_OF_MATTER):
        if getattr(matter, key) in {None, ()}:
            yield key
    if matter.codes is None and matter.of is None:
        yield "codes"
    for key in (*_OF_GUIDE, *_ALSO_OF_GUIDE):
        if getattr(guide, key) in {None, ()}:
            yield f"guide.{key}"
