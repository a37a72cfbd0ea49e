"""What a guide must say (R20, R21)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.model import Finding, Guide, Matter

__all__ = ["guides_are_complete", "lists_are_stated"]

_LIMITS = ("statutory_working_days", "promised_working_days")
_OF_MATTER = ("type", "laws", "levels", "audience", *_LIMITS, "trips")
_OF_GUIDE = ("conditions", "kind", "result", "fee", "place", "hours", "flow")


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
        ``guide-not-stated`` (note) for those of an authority that has guides of other matters.
    """
    matters = view.matters.values()
    keepers = {matter.authority for matter in matters if matter.guide is not None} - {None}
    for matter in matters:
        if matter.guide is None:
            if matter.authority in keepers:
                yield view.finding(
                    "guide-not-stated",
                    ("matter", matter.id),
                    "has no guide, though other matters of its authority have one",
                    "add `guide`",
                )
        elif missing := list(_missing(matter, matter.guide)):
            yield view.listing(
                "guide-incomplete",
                ("matter", matter.id),
                f"does not say: {', '.join(missing)}",
                "add what the published guide says; publish what it does not",
                missing,
            )


def _missing(matter: Matter, guide: Guide) -> Iterator[str]:
    """Name the elements that are mandatory, and not stated."""
    for key in _OF_MATTER:
        if getattr(matter, key) in {None, ()}:
            yield key
    if matter.codes is None and matter.of is None:
        yield "codes"
    for key in _OF_GUIDE:
        if getattr(guide, key) in {None, ()}:
            yield f"guide.{key}"
    if guide.consult_phone is None and guide.complaint_phone is None:
        yield "guide.consult_phone, guide.complaint_phone"
