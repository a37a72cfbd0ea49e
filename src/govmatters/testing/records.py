"""Records of documents, but bundles: matters with rows, exemptions, material types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st

from govmatters.testing.drawing import (
    DAYS,
    OWN_ROLES,
    REGIONS,
    Conditions,
    Document,
    chance,
    days,
    keys,
    papers,
    places,
)

__all__ = ["Sizes", "exemption", "material_type", "matter", "output", "row"]

SPARING = ("data", "licence", "check", "commitment", "prefill", "reuse")


@attrs.frozen
class Sizes:
    """
    How large a matter may become.

    Attributes:
        rows: How many rows it may have.
        alternatives: How many alternatives a row may have.
    """

    rows: int
    alternatives: int


def matter(draw: st.DrawFn, name: str, sizes: Sizes, when: Conditions) -> Document:
    """Draw a matter with rows over few papers; what it issues comes later."""
    roles = sorted(draw(st.lists(st.sampled_from(OWN_ROLES), max_size=2, unique=True)))
    some, number = papers(roles), st.integers(0, 9)
    record = {
        "name": name,
        "roles": roles,
        "authority": draw(st.sampled_from(["a1", "a2"])),
        **keys(
            draw,
            promised_working_days=(7, number),
            statutory_working_days=(3, number),
            trips=(8, st.integers(0, 2)),
            steps=(4, st.integers(0, 3)),
            window=(4, st.sampled_from(["w1", "w2"])),
            region=(1, st.sampled_from(REGIONS[:4])),
            accepts_when=(1, when),
            commitment=(1, st.builds(dict, allowed=st.booleans())),
        ),
        **days(draw, 1),
    }
    # Two tries: few matters ask for nothing, but shrinking finds them.
    count = draw(st.integers(0, sizes.rows)) or draw(st.integers(0, sizes.rows))
    record["materials"] = [row(draw, some, sizes.alternatives, when) for _ in range(count)]
    return record


def output(draw: st.DrawFn, issued: str) -> str | Document:
    """Write what a matter issues, with or without days."""
    window = days(draw, 1)
    return {"paper": issued, **window} if window else issued


def row(
    draw: st.DrawFn, some: st.SearchStrategy[str], alternatives: int, when: Conditions
) -> Document:
    """Draw one row of a matter's list, or of a bundle's."""
    needs: Any = draw(some)
    if chance(draw, 5):
        entries: list[Any] = []
        for _ in range(draw(st.integers(1, alternatives))):
            entry = _alternative(draw, some, when)
            entries += [entry] if entry not in entries else []
        needs = {"any_of": entries}
    return {
        "needs": needs,
        **keys(
            draw,
            when=(3, when),
            need=(2, st.sampled_from(["deferrable", "optional", "required"])),
            existing=(2, st.booleans()),
            copies=(3, st.integers(1, 3)),
        ),
        **days(draw, 1),
    }


def _alternative(draw: st.DrawFn, some: st.SearchStrategy[str], when: Conditions) -> Any:  # noqa: ANN401
    """Draw one way to meet a row: a paper as text, or a map."""
    together = draw(st.lists(some, min_size=1, max_size=2, unique=True))
    condition = keys(draw, when=(3, when))
    if len(together) > 1:
        return {"all_of": together, **condition}
    return {"paper": together[0], **condition} if condition else together[0]


def exemption(
    draw: st.DrawFn,
    asked: tuple[str | None, str, str],
    roles: Mapping[str, Sequence[str]],
    when: Conditions,
) -> Document:
    """
    Draw an exemption that spares a paper which is asked for, unless its limits forbid.

    Args:
        draw: Given by Hypothesis.
        asked: (the matter, None for the bundle itself; the type; the own role).
        roles: Matter → its own roles.
        when: Draws conditions.
    """
    name, kind, role = asked
    own = [] if name is None else [name]
    others = st.lists(st.sampled_from(sorted(roles)), min_size=not own, max_size=2)
    limits = keys(draw, matters=(4, others.map(lambda some: sorted({*own, *some}))))
    known = {"applicant", *(r for one in limits.get("matters", roles) for r in roles[one])}
    more = st.lists(st.sampled_from(sorted(known)), max_size=1)
    subjects = more.map(lambda some: sorted({role, *some} & known))
    return {
        "of": kind,
        "by": draw(st.sampled_from(SPARING)),
        **limits,
        **keys(draw, subjects=(3, subjects), when=(3, when)),
        **({"in": draw(places())} if chance(draw, 3) else {}),
        **days(draw, 1),
    }


def material_type(draw: st.DrawFn, name: str, *, has_licence: bool) -> Document:
    """Draw a material type; mostly with an e-licence where an exemption rests on one."""
    record: Document = {"name": name, "kind": "form" if name.startswith("form") else "other"}
    if chance(draw, 1):
        record["shared"] = False
    if chance(draw, 8 if has_licence else 1):
        where = {"recognised_in": draw(places())} if chance(draw, 3) else {}
        record["elicence"] = {**where, **days(draw, 2)} or {"since": DAYS[-1]}
    return record
