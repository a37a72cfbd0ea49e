"""
The parts of which `govmatters.testing.strategies` makes documents.

A strategy of None stands for one that has nothing to draw from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st

__all__ = [
    "BUNDLE_ROLES",
    "DAYS",
    "DECLARED_REGIONS",
    "FORMS",
    "ONE_FORM",
    "QUESTIONS",
    "REGIONS",
    "TYPES",
    "Conditions",
    "Document",
    "Sizes",
    "answers",
    "chance",
    "conditions",
    "days",
    "exemption",
    "keys",
    "material_type",
    "matter",
    "output",
    "paper",
    "papers",
    "row",
]

Document = dict[str, Any]
"""A registry or a part of one, in the shape of the file format, with the scalars of JSON."""

Conditions = st.SearchStrategy[str] | None

TYPES = ("t1", "t2", "t3")
FORMS = ("form1", "form2")
ONE_FORM = "form0"
OWN_ROLES = ("child", "holder", "mother")
BUNDLE_ROLES = ("child", "mother")
REGIONS = ("430100", "430000", "100000", "430102", "360500", "360541")
DECLARED_REGIONS = {"360541": {"name": "高新区", "parent": "360500"}}
DAYS = ("2026-01-01", "2026-07-01", "2025-07-01", "2025-01-01")
SPARING = ("data", "licence", "check", "commitment", "prefill", "reuse")
QUESTIONS: Mapping[str, Document] = {
    "yes": {"ask": "？", "type": "boolean"},
    "too": {"ask": "？", "type": "boolean"},
    "way": {"ask": "？", "type": "choice", "options": ["x", "y", "z"]},
    "age": {"ask": "？", "type": "integer", "min": 0, "max": 9},
    "home": {"ask": "？", "type": "region"},
    "want": {"ask": "？", "type": "choices", "options": ["x", "y"]},
    "born": {"ask": "？", "type": "date"},
}


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


def chance(draw: st.DrawFn, tenths: int) -> bool:
    """Say yes in so many of ten cases; shrinks to no."""
    return draw(st.integers(0, 9)) >= 10 - tenths


def keys(draw: st.DrawFn, **optional: tuple[int, st.SearchStrategy[Any] | None]) -> Document:
    """Draw some keys of a record, each in so many of ten cases."""
    return {
        key: draw(strategy)
        for key, (tenths, strategy) in optional.items()
        if strategy is not None and chance(draw, tenths)
    }


def days(draw: st.DrawFn, tenths: int) -> Document:
    """Draw since, until or both, in so many of ten cases; they stand in order."""
    if not chance(draw, tenths):
        return {}
    pair = st.tuples(st.sampled_from(DAYS), st.sampled_from(DAYS)).map(sorted)
    since, until = draw(pair)
    both = {"since": since, "until": until}
    return draw(st.sampled_from([{"since": since}, {"until": until}, both]))


def answers(question: Document) -> st.SearchStrategy[Any]:
    """Draw an answer, as JSON has it."""
    match question["type"]:
        case "boolean":
            return st.booleans()
        case "choice":
            return st.sampled_from(question["options"])
        case "choices":
            return st.lists(st.sampled_from(question["options"]), unique=True)
        case "integer":
            return st.integers(question["min"], question["max"])
        case "region":
            return st.sampled_from(REGIONS)
        case _:
            return st.sampled_from(DAYS)


def conditions(questions: Mapping[str, Document]) -> Conditions:
    """Draw conditions over the questions; None if there is no question."""
    if not questions:
        return None
    atoms = st.one_of([_atoms(name, question) for name, question in questions.items()])
    # Most are one atom, as in real registries: with more, too little ever applies.
    return st.one_of(
        atoms,
        atoms,
        st.builds("not {}".format, atoms),
        st.builds("{} {} {}".format, atoms, st.sampled_from(["and", "or"]), atoms),
        st.builds("not ({} or {}) or {}".format, atoms, atoms, atoms),
    )


def _atoms(name: str, question: Document) -> st.SearchStrategy[str]:
    """Draw comparisons of one question."""
    match question["type"]:
        case "boolean":
            return st.sampled_from([name, f"{name} == false"])
        case "choice":
            return st.sampled_from([f'{name} == "x"', f'{name} != "y"', f'{name} in ["y", "z"]'])
        case "choices":
            return st.sampled_from([f'"x" in {name}', f'"y" not in {name}'])
        case "integer":
            signs = st.sampled_from(["<", ">=", "<=", ">", "==", "!="])
            return st.builds("{} {} {}".format, st.just(name), signs, st.sampled_from([3, 6]))
        case "region":
            places = ['within({}, "430000")', 'within({}, "360541")', '{} == "430100"']
            return st.sampled_from([place.format(name) for place in places])
        case _:
            signs = st.sampled_from(["<", ">=", "<=", "=="])
            bounds = st.sampled_from(DAYS[:2])
            return st.builds('{} {} date("{}")'.format, st.just(name), signs, bounds)


def paper(kind: str, role: str) -> str:
    """Write a paper as short as it can be."""
    return kind if role == "applicant" else f"{kind} of {role}"


def papers(roles: Sequence[str]) -> st.SearchStrategy[str]:
    """Draw papers of few types, of the applicant and of some roles."""
    subjects = st.sampled_from(["applicant", *roles])
    return st.builds(paper, st.sampled_from(TYPES + FORMS), subjects)


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
            existing=(1, st.booleans()),
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
        **({"in": draw(_places())} if chance(draw, 3) else {}),
        **days(draw, 1),
    }


def _places() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(REGIONS), min_size=1, max_size=2, unique=True).map(sorted)


def material_type(draw: st.DrawFn, name: str, *, has_licence: bool) -> Document:
    """Draw a material type; mostly with an e-licence where an exemption rests on one."""
    record: Document = {"name": name, "kind": "form" if name.startswith("form") else "other"}
    if chance(draw, 1):
        record["shared"] = False
    if chance(draw, 8 if has_licence else 1):
        where = {"recognised_in": draw(_places())} if chance(draw, 3) else {}
        record["elicence"] = {**where, **days(draw, 2)} or {"since": DAYS[-1]}
    return record
