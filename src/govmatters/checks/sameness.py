"""Matters of one code are one matter (四级四同, R17)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from govmatters.checks.views import View
from govmatters.checks.wording import several
from govmatters.model import Finding, Matter

__all__ = ["DIFFERENCES", "SAMENESS", "basic_code_of", "matters_of_one_code_agree"]

_CODE = re.compile(r"[0-9A-Z]{12}")


def matters_of_one_code_agree(view: View) -> Iterator[Finding]:
    """
    R17: matters of one basic code have one type, of one business item one name and one basis.

    Args:
        view: The registry.

    Yields:
        ``same-code-other-name``, ``same-code-other-type`` (errors), ``same-code-other-laws``
        (warning) for those that are fewer; ``same-code-differs`` (note) for a code whose matters
        differ elsewhere. What a matter does not state is no difference. Matters of one authority
        that have one basic code and no numbers of business items are left alone: nobody knows
        which of them are the same.
    """
    by_basic: dict[str, list[Matter]] = {}
    by_item: dict[tuple[str, str], list[Matter]] = {}
    for matter in view.matters.values():
        basic, item = basic_code_of(matter)
        if basic is not None:
            by_basic.setdefault(basic, []).append(matter)
            by_item.setdefault((basic, item), []).append(matter)
    for code, matters in by_basic.items():
        yield from _differing(view, "same-code-other-type", code, matters, _type)
    for (code, item), matters in by_item.items():
        if not item and _are_items(matters):
            continue
        named = f"{code} {item}".strip()
        yield from _differing(view, "same-code-other-name", named, matters, _name)
        yield from _differing(view, "same-code-other-laws", named, matters, _laws)
        yield from _elsewhere(view, named, matters)


def basic_code_of(matter: Matter) -> tuple[str | None, str]:
    """
    Tell by which code a matter is the same as others.

    Args:
        matter: With what it inherits.

    Returns:
        The basic code, if it has one, and the number of the business item or nothing.
    """
    codes = matter.codes
    basic = codes.basic if codes is not None else None
    if basic is None and matter.of is not None and _CODE.fullmatch(matter.of):
        basic = matter.of
    return basic, (codes.item or "")[-2:] if codes is not None else ""


def _are_items(matters: list[Matter]) -> bool:
    """Whether one authority has several: business items, whose numbers nobody wrote down."""
    owners = Counter((matter.authority, matter.region) for matter in matters)
    return max(owners.values()) > 1


def _differing(
    view: View, check: str, code: str, matters: list[Matter], value: Callable[[Matter], str | None]
) -> Iterator[Finding]:
    """Find those that differ from most; among as many, from the first in order."""
    values = {matter.id: value(matter) for matter in matters}
    counts = Counter(one for one in values.values() if one is not None)
    if len(counts) < 2:  # noqa: PLR2004 (one value is no difference)
        return
    usual = min(counts, key=lambda one: (-counts[one], one))
    like = several([key for key, one in values.items() if one == usual], most=3)
    for key, one in values.items():
        if one is not None and one != usual:
            yield view.listing(
                check,
                ("matter", key),
                f"has the code {code} and “{one}”; with the same code {like} has “{usual}”",
                "mend whichever is wrong; business items of one code need numbers of their own",
                [f"{code}: “{one}”, elsewhere “{usual}”"],
            )


def _type(matter: Matter) -> str | None:
    return matter.type


def _name(matter: Matter) -> str | None:
    return re.sub(r"\s", "", matter.name)


def _laws(matter: Matter) -> str | None:
    return "、".join(sorted(set(matter.laws))) if matter.laws else None


def _elsewhere(view: View, code: str, matters: list[Matter]) -> Iterator[Finding]:
    first, *others = sorted(one.id for one in matters)
    differing = [
        what
        for what, value in DIFFERENCES.items()
        if len({value(one) for one in matters} - {None}) > 1
    ]
    if differing:
        yield view.listing(
            "same-code-differs",
            ("matter", first),
            f"and others of the code {code} ({several(others, most=3)}) "
            f"differ in {', '.join(differing)}",
            "see whether they must: the same matter is handled to the same standard everywhere",
            (f"{code}: {what} of {one.id}" for what in differing for one in matters),
        )


DIFFERENCES: dict[str, Callable[[Matter], object]] = {
    "audience": lambda one: None if one.audience is None else frozenset(one.audience),
    "statutory_working_days": lambda one: one.statutory_working_days,
    "outputs": lambda one: (
        None if one.outputs is None else frozenset(output.paper for output in one.outputs)
    ),
    "materials": lambda one: (
        None if one.materials is None else frozenset(row.alternatives for row in one.materials)
    ),
}
"""What matters of one code should have in common beyond the four."""

SAMENESS: dict[str, Callable[[Matter], str | None]] = {
    "same-code-other-type": _type,
    "same-code-other-name": _name,
    "same-code-other-laws": _laws,
}
"""By check: what matters of one code must have in common."""
