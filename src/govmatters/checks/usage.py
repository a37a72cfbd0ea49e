"""Records that nothing uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govmatters.checks.views import View
from govmatters.model import Bundle, Finding, Material
from govmatters.registry import Registry

__all__ = ["questions_are_used", "types_are_used"]


def types_are_used(view: View) -> Iterator[Finding]:
    """
    Find material types that no row, output, exemption, form or published list names.

    Args:
        view: The registry; what is used on any day is used.

    Yields:
        ``unused-material-type`` (note).
    """
    used = set(_types(view.whole))
    for key in view.whole.material_types:
        if key not in used:
            yield view.finding(
                "unused-material-type",
                ("material type", key),
                "is named by no row, output, exemption, form or published list",
                "drop it, or use it where a row means the same under another id",
            )


def questions_are_used(view: View) -> Iterator[Finding]:
    """
    Find questions that no condition, and no `competent` or `also_acts_in`, names.

    Args:
        view: The registry; what is used on any day is used.

    Yields:
        ``unused-question`` (note).
    """
    used = set(_questions(view))
    for key in view.whole.questions:
        if key not in used:
            yield view.finding(
                "unused-question",
                ("question", key),
                "decides nothing: no condition names it, no `competent`, no `also_acts_in`",
                "drop it, or use it in a condition",
            )


def _questions(view: View) -> Iterator[str]:
    for stated in View(view.whole).conditions:
        yield from (atom.question for atom in stated.condition.atoms)
    for matter in (*view.whole.catalogue.records, *view.whole.matters.records):
        yield from matter.also_acts_in or ()
        yield from (matter.competent,) if matter.competent is not None else ()


def _types(registry: Registry) -> Iterator[str]:
    yield from (exemption.of for exemption in registry.exemptions.records)
    for matter in (*registry.catalogue.records, *registry.matters.records):
        yield from _of_rows(matter.materials or ())
        yield from (output.paper.type for output in matter.outputs or ())
    for bundle in registry.bundles.records:
        yield from _of_bundle(bundle)


def _of_bundle(bundle: Bundle) -> Iterator[str]:
    yield from _of_rows(bundle.materials)
    if bundle.form is not None:
        yield from (bundle.form.type, *bundle.form.replaces)
    if bundle.published is not None:
        yield from (one.paper.type for one in bundle.published.papers or ())


def _of_rows(rows: Iterable[Material]) -> Iterator[str]:
    for row in rows:
        yield from (paper.type for paper in row.papers)
