"""Laws of order and names: neither changes what an applicant hands in."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.drawing import compiled_of, reduction_in, with_document

import govmatters as gm
from govmatters.errors import AmbiguousMattersError
from govmatters.io import dump, dump_json, load_document, load_text
from govmatters.testing.asking import asked_for, entries_of
from govmatters.testing.drawing import QUESTIONS
from govmatters.testing.strategies import BUNDLE, Case, Document, cases, registries

COLLECTIONS = ("authorities", "material_types", "questions", "matters", "catalogue")


def results(case: Case) -> tuple[str, str, str]:
    """Plan and measure a case: the digest, and the bytes of both; or say that it cannot be."""
    compiled = compiled_of(case)
    digest = compiled.compiled.program.registry.digest
    try:
        plan = compiled.plan(case.facts, held=case.held)
        found = compiled.reduction(case.facts, held=case.held)
    except AmbiguousMattersError as error:
        return digest, str(error), ""
    return digest, gm.to_json(plan), gm.to_json(found)


@pytest.mark.rule("PL-4")
@given(st.data())
def test_the_order_of_records_changes_nothing(data: st.DataObject) -> None:
    """Whatever order records, exemptions, answers and held papers stand in: the same bytes."""
    case = data.draw(cases(max_matters=3, max_rows=2))
    document: Document = copy.deepcopy(case.document)
    for name in COLLECTIONS:
        document[name] = dict(data.draw(st.permutations(list(document[name].items()))))
    document["exemptions"] = data.draw(st.permutations(document["exemptions"]))
    other = attrs.evolve(
        case,
        document=dict(reversed(document.items())),
        facts=dict(data.draw(st.permutations(list(case.facts.items())))),
        held=tuple(data.draw(st.permutations(case.held))),
    )

    assert results(other) == results(case)


@pytest.mark.rule("PL-4")
@pytest.mark.rule("PL-7")
@given(st.data())
def test_the_order_of_a_bundles_matters_changes_nothing(data: st.DataObject) -> None:
    """A bundle is no queue: its matters, and what they issue, may be listed in any order."""
    case = data.draw(cases(max_matters=3, max_rows=2))
    document = copy.deepcopy(case.document)
    bundle = document["bundles"][BUNDLE]
    bundle["matters"] = data.draw(st.permutations(bundle["matters"]))
    bundle["after"] = data.draw(st.permutations(bundle.get("after", [])))
    for one in (*document["matters"].values(), *document["catalogue"].values()):
        if "outputs" in one:
            one["outputs"] = data.draw(st.permutations(one["outputs"]))
    (digest, *texts), (other, *others) = results(case), results(with_document(case, document))

    assert [text.replace(other, digest) for text in others] == texts


NAMES = {
    "matters": ("m1", "m2", "m3", "m4"),
    "types": ("t1", "t2", "t3", "form0", "form1", "form2"),
    "questions": tuple(QUESTIONS),
    "exemptions": ("e1", "e2", "e3", "e4", "e5"),
    "roles": ("child", "holder", "mother"),
    "places": ("again",),
}


def renamed(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401
    """Write new names for old ones, wherever they stand as words."""
    words = re.compile(rf"\b(?:{'|'.join(names)})\b")
    return json.loads(words.sub(lambda word: names[word[0]], json.dumps(value)))


COUNTS = (
    *("before", "after", "removed", "share", "by_mechanism", "rows_before"),
    *("copies_before", "copies_after", "trips", "steps"),
)
TIED = ("rows_after", "working_days")
"""What equally good plans may differ in: names decide which of them is shown (PL-4)."""


def has_choice(document: Document) -> bool:
    """Whether a row of any matter has several alternatives."""
    matters = (*document["matters"].values(), *document["catalogue"].values())
    rows = [row for one in matters for row in one.get("materials", ())]
    return any(len(entries_of(row)) > 1 for row in rows)


@pytest.mark.rule("PL-4")
@pytest.mark.rule("RD-3")
@given(cases(complete=True, max_matters=3, max_rows=2), st.data())
def test_names_change_only_names(case: Case, data: st.DataObject) -> None:
    """Other ids, in another order, give the same counts."""
    names: dict[str, str] = {}
    for noun, old in NAMES.items():
        new = [f"{noun}_{number}" for number in range(len(old))]
        names |= dict(zip(old, data.draw(st.permutations(new)), strict=True))
    other = Case(
        document=renamed(case.document, names),
        facts=renamed(case.facts, names),
        on=case.on,
        region=case.region,
        held=tuple(sorted(renamed(list(case.held), names))),
    )
    found, again = reduction_in(case), reduction_in(other)

    is_tied = has_choice(case.document)
    for name in COUNTS if is_tied else (*COUNTS, *TIED):
        assert getattr(again, name) == getattr(found, name), name
    assert is_tied or len(again.added) == len(found.added)


@given(registries(max_matters=2))
def test_what_is_dumped_loads_again(registry: gm.Registry) -> None:
    """A registry written as YAML or JSON loads to an equal one, of the same digest."""
    for again in (load_text(dump(registry)), load_text(dump_json(registry), is_json=True)):
        assert again == registry
        assert again.digest == registry.digest


@pytest.mark.rule("PL-7")
@given(cases(max_matters=2))
def test_planned_papers_are_asked_for(case: Case) -> None:
    """A paper of a plan is asked for by a row, or is the bundle's form, or one of its own."""
    compiled = compiled_of(case)
    try:
        plan = compiled.plan(case.facts, held=case.held)
    except AmbiguousMattersError:
        return
    asked = {(name, kind, subject) for name, kind, _, subject in asked_for(case.document)}
    of_matters = {f"{kind} of {subject}" for name, kind, subject in asked if name is not None}
    own = {f"{kind} of {subject}" for name, kind, subject in asked if name is None}
    form = {"form0 of applicant"} if "form" in case.document["bundles"][BUNDLE] else set()

    assert {str(p) for p in (*plan.to_submit, *plan.may_submit)} <= of_matters | form
    assert {str(paper) for paper in (*plan.added, *plan.may_add)} <= own
    assert load_document(case.document).digest == plan.digest
