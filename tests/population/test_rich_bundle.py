"""A bundle with a circle, an order, a form, a choice and a condition: every case of it."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest
from tests.population.one_by_one import Case, bounds_of, measured, table_of

from govmatters.io import load_document
from govmatters.populations import population
from govmatters.registry import Registry

QUESTIONS = ("accepted", "first", "lifted", "open", "second")


RING = {
    "matters": [{"matter": "m1"}, {"matter": "m2"}, {"matter": "m4", "when": "second"}],
    "after": [["m2", "m4"], ["m4", "m1"]],
}
"""A circle that is closed by the order alone, through a matter that shares no paper."""


def registry(**changed: Any) -> Registry:  # noqa: ANN401 (whatever a bundle states)
    """Two matters that may need each other's papers; a third that waits for the second."""
    rows_1 = [
        {"needs": "out2"},
        {"needs": {"any_of": ["p1", {"paper": "p2", "when": "open"}]}},
        {"needs": "form1"},
    ]
    rows_2 = [{"needs": "out1", "when": "first"}, {"needs": "p2"}, {"needs": "form2"}]
    rows_3 = [{"needs": "p1", "when": "second"}, {"needs": "out1"}]
    types = ("out1", "out2", "p1", "p2", "p3", "form1", "form2", "one")
    return load_document(
        {
            "format": "govmatters/1",
            "authorities": {"a": {"name": "甲", "region": "430100"}},
            "questions": {name: {"ask": "?", "type": "boolean"} for name in QUESTIONS},
            "material_types": {
                name: {"name": name, "kind": "form" if "o" in name[:2] else "proof"}
                for name in types
            },
            "matters": {
                "m1": matter(rows_1, outputs=["out1"], days=2, accepts_when="second or open"),
                "m2": matter(rows_2, outputs=["out2"], days=3),
                "m3": matter(rows_3, days=5),
                "m4": matter([{"needs": "p3"}], days=1),
            },
            "exemptions": [
                {"id": "e1", "of": "out1", "by": "commitment", "when": "lifted"},
                {"id": "e2", "of": "one", "by": "prefill", "when": "lifted and first"},
            ],
            "bundles": {
                "b": {
                    "name": "一件事",
                    "region": "430100",
                    "matters": [{"matter": name} for name in ("m1", "m2", "m3")],
                    "accepts_when": "accepted",
                    "after": [["m2", "m3"]],
                    "form": {"is": "one", "replaces": ["form1", "form2"]},
                    **changed,
                }
            },
        }
    )


def matter(
    rows: list[Any], *, outputs: tuple[str, ...] | list[str] = (), days: int, **more: str
) -> Any:  # noqa: ANN401
    """Write a matter."""
    costs = {"trips": 1, "promised_working_days": days}
    return {
        "name": "事项",
        "authority": "a",
        "materials": rows,
        "outputs": list(outputs),
        **costs,
        **more,
    }


def cases() -> list[Case]:
    """All that can be known of an applicant: true, false or nothing, of every question."""
    return [
        Case(
            facts={
                name: answer
                for name, answer in zip(QUESTIONS, answers, strict=True)
                if answer is not None
            },
            on=dt.date(2026, 1, 1),
            region="430100",
        )
        for answers in product((True, False, None), repeat=len(QUESTIONS))
    ]


@pytest.mark.rule("RD-4")
@pytest.mark.parametrize(
    "changed", [{}, {"form": {"is": "one", "replaces": ["form1"]}}, {"after": []}, RING]
)
def test_each_case_counts_as_it_would_alone(changed: Any) -> None:  # noqa: ANN401
    """Groups of one case each, compared one by one."""
    found = population(
        registry(**changed), "b", table_of(registry(**changed), cases()), by=QUESTIONS
    )
    assert len(found.groups) == 3 ** len(QUESTIONS)
    words = {True: "true", False: "false", None: ""}
    by_key = {group.key: group.tally for group in found.groups}
    for case in cases():
        key = tuple(words[case.facts.get(name)] for name in QUESTIONS)
        assert bounds_of(by_key[key]) == measured(registry(**changed), "b", [case])["bounds"], key
