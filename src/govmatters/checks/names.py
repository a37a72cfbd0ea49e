"""One paper under several types (R08): names, aliases and standard codes that coincide."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import several
from govmatters.model import Finding, MaterialType
from govmatters.names import STATE, normalised

__all__ = ["papers_have_one_type"]


def papers_have_one_type(view: View) -> Iterator[Finding]:
    """
    R08: one paper is one material type, so that it is handed in once.

    Args:
        view: The registry.

    Yields:
        ``same-paper-two-types`` (warning) for each type that has a name, an alias or a standard
        code in common with one whose id sorts before its own.
    """
    first: dict[str, str] = {}
    for kind in sorted(view.registry.material_types.records, key=lambda one: one.id):
        shared: dict[str, list[str]] = {}
        for what in dict.fromkeys(_marks(kind)):
            other = first.setdefault(what, kind.id)
            if other != kind.id:
                shared.setdefault(other, []).append(what)
        for other, marks in shared.items():
            yield view.listing(
                "same-paper-two-types",
                ("material type", kind.id),
                f"is {other!r} again: both have {several(marks)}",
                "make one type of them, with the other names as `aliases`",
                (f"{other}: {mark}" for mark in marks),
            )


def _marks(kind: MaterialType) -> Iterator[str]:
    """Give what tells a type: its names in one form, and its standard codes."""
    for name in map(normalised, (kind.name, *kind.aliases)):
        yield f"the name {name.removeprefix(STATE) or name}"
    yield from (f"the code {place} {code}" for place, code in kind.codes)
