"""
Values in documents: papers, days, answers, conditions.

A strategy of None stands for one that has nothing to draw from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

__all__ = [
    "BUNDLE_ROLES",
    "DAYS",
    "DECLARED_REGIONS",
    "FORMS",
    "ONE_FORM",
    "OWN_ROLES",
    "QUESTIONS",
    "REGIONS",
    "TYPES",
    "Conditions",
    "Document",
    "answers",
    "chance",
    "conditions",
    "days",
    "keys",
    "paper",
    "papers",
    "places",
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
QUESTIONS: Mapping[str, Document] = {
    "yes": {"ask": "？", "type": "boolean"},
    "too": {"ask": "？", "type": "boolean"},
    "way": {"ask": "？", "type": "choice", "options": ["x", "y", "z"]},
    "age": {"ask": "？", "type": "integer", "min": 0, "max": 9},
    "home": {"ask": "？", "type": "region"},
    "want": {"ask": "？", "type": "choices", "options": ["x", "y"]},
    "born": {"ask": "？", "type": "date"},
}


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


def places() -> st.SearchStrategy[list[str]]:
    """Draw one region or two."""
    return st.lists(st.sampled_from(REGIONS), min_size=1, max_size=2, unique=True).map(sorted)
