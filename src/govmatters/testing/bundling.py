"""Bundles of documents: places, choices among matters, forms, order."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from govmatters.testing.drawing import (
    BUNDLE_ROLES,
    DAYS,
    FORMS,
    ONE_FORM,
    TYPES,
    Conditions,
    Document,
    answers,
    chance,
    keys,
    papers,
)
from govmatters.testing.records import row

__all__ = ["bundle"]


def bundle(
    draw: st.DrawFn,
    matters: Mapping[str, Document],
    questions: Mapping[str, Document],
    when: Conditions,
) -> Document:
    """Draw the bundle: every matter once, one perhaps twice, some as a choice."""
    places = [{"matter": name, **_place(draw, one, when)} for name, one in matters.items()]
    if chance(draw, 2):
        name = draw(st.sampled_from(sorted(matters)))
        places.append({"matter": name, "as": "again", **_place(draw, matters[name], when)})
    names = [place.get("as", place["matter"]) for place in places]
    pair = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True)
    both_ways = pair.map(lambda two: [two, two[::-1]])
    pairs = st.one_of(pair.map(lambda two: [two]), both_ways) if len(names) > 1 else None
    types = st.lists(st.sampled_from(FORMS * 3 + TYPES), min_size=1, max_size=3, unique=True)
    rows = range(draw(st.sampled_from([0, 0, 0, 1, 2])))
    return {
        "name": "一件事",
        "region": draw(st.sampled_from(["430100", "430100", "430102", "360541"])),
        **({"roles": list(BUNDLE_ROLES)} if draw(st.booleans()) else {}),
        "matters": _grouped(draw, places, questions, when),
        "materials": [row(draw, papers(["child"]), 2, when) for _ in rows],
        **keys(
            draw,
            after=(3, pairs),
            window=(2, st.sampled_from(["w1", "w3"])),
            form=(4, types.map(lambda replaced: {"is": ONE_FORM, "replaces": sorted(replaced)})),
            accepts_when=(1, when),
            steps=(3, st.integers(0, 3)),
            given=(2, _given(questions)),
        ),
    }


def _place(draw: st.DrawFn, one: Document, when: Conditions) -> Document:
    """Draw a matter's place: a role that no bundle declares is always mapped."""
    targets = st.sampled_from(("applicant", *BUNDLE_ROLES))
    roles = {
        role: draw(targets)
        for role in ("applicant", *one["roles"])
        if role == "holder" or chance(draw, 1)
    }
    return {**({"roles": roles} if roles else {}), **keys(draw, when=(2, when))}


def _grouped(
    draw: st.DrawFn,
    places: list[Document],
    questions: Mapping[str, Document],
    when: Conditions,
) -> list[Document]:
    """Put the first two places into a choice, whose conditions mostly exclude each other."""
    if len(places) < 2 or when is None or not chance(draw, 4):  # noqa: PLR2004
        return places
    pairs = [
        pair for name, question in questions.items() for pair in _excluding(name, question["type"])
    ]
    conditions_of_both = st.sampled_from(pairs) | st.tuples(when, when)
    for place, condition in zip(places[:2], draw(conditions_of_both), strict=True):
        place["when"] = condition
    allowed = {"none": "allowed"} if draw(st.booleans()) else {}
    return [{"one_of": places[:2], **allowed}, *places[2:]]


def _excluding(name: str, kind: str) -> list[tuple[str, str]]:
    """Pair conditions over one question; the last pair does not exclude both or none."""
    match kind:
        case "boolean":
            return [(name, f"not {name}"), (f"{name} == false", name)]
        case "choice":
            return [(f'{name} == "x"', f'{name} == "y"'), (f'{name} != "x"', f'{name} == "x"')]
        case "choices":
            return [(f'"x" in {name}', f'"x" not in {name}'), (f'"x" in {name}', f'"y" in {name}')]
        case "integer":
            return [(f"{name} < 3", f"{name} >= 6"), (f"{name} <= 6", f"{name} >= 3")]
        case "region":
            inside = f'within({name}, "430000")'
            return [(inside, f"not {inside}"), (inside, f'{name} == "430100"')]
        case _:
            before, on = f'{name} < date("{DAYS[0]}")', f'{name} == date("{DAYS[0]}")'
            return [(before, f"not {before}"), (on, before)]


def _given(questions: Mapping[str, Document]) -> st.SearchStrategy[Document] | None:
    """Draw the answer to one question that the bundle settles."""
    if not questions:
        return None
    return st.one_of(
        [st.fixed_dictionaries({name: answers(one)}) for name, one in sorted(questions.items())]
    )
