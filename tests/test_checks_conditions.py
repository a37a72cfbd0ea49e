"""Checks of conditions on their own, of what nothing uses, and of all checks together."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.checks import CHECKS, View, check
from govmatters.checks.conditions import conditions_decide
from govmatters.conditions import Answer, Question
from govmatters.io import load_document
from govmatters.model import Finding, Severity
from govmatters.registry import Registry
from govmatters.testing.strategies import registries

QUESTIONS: dict[str, Any] = {
    "local": {"ask": "本地？", "type": "boolean"},
    "way": {"ask": "哪条路？", "type": "choice", "options": ["x", "y"]},
    "want": {"ask": "要什么？", "type": "choices", "options": ["x", "y"]},
    "age": {"ask": "年龄", "type": "integer", "min": 0, "max": 130},
    "home": {"ask": "户籍地", "type": "region"},
    "born": {"ask": "出生日期", "type": "date"},
}
MANY: dict[str, Any] = {f"q{n}": {"ask": "？", "type": "boolean"} for n in range(13)}
DAYS = (None, dt.date(2025, 1, 1), dt.date(2026, 7, 1))


def conditional(condition: str, **more: object) -> Registry:
    """Load a matter with a handling condition."""
    matter = {"name": "事项", "region": "430100", "accepts_when": condition}
    return load_document({"questions": QUESTIONS | MANY, "matters": {"m": matter}} | more)


def named(registry: Registry, *names: str) -> list[Finding]:
    """Keep the findings of some kinds."""
    return [finding for finding in check(registry) if finding.check in names]


@pytest.mark.rule("SI-3")
@pytest.mark.parametrize(
    "condition",
    [
        "age < 18 and age >= 60",
        'way == "x" and way == "y"',
        "age > 130",
        "local and not local",
        'within(home, "430100") and not within(home, "430000")',
        'born < date("2020-01-01") and born > date("2021-01-01")',
        "false",
    ],
)
def test_a_condition_that_can_never_be_true_is_an_error(condition: str) -> None:
    """Truths that no facts can produce are found in every type of question."""
    (finding,) = named(conditional(condition), "never-true-condition")

    assert finding.severity is Severity.ERROR
    assert finding.subject == "matter m"
    assert finding.message == f"`accepts_when` can never be true: {condition}"
    assert finding.place == "<data>.matters.m"


@pytest.mark.rule("SI-3")
@pytest.mark.parametrize(
    "condition", ["age >= 0", "local or not local", 'way == "x" or way == "y"', "true"]
)
def test_a_condition_that_is_always_true_is_a_note(condition: str) -> None:
    """What decides nothing may be left out."""
    (finding,) = named(conditional(condition), "always-true-condition", "never-true-condition")

    assert (finding.check, finding.severity) == ("always-true-condition", Severity.NOTE)


@pytest.mark.parametrize(
    "condition", ["age < 18", '"x" in want and "y" in want', "local or age > 60"]
)
def test_a_condition_that_decides_is_well(condition: str) -> None:
    """True for some and false for others: nothing is found."""
    assert named(conditional(condition), "always-true-condition", "never-true-condition") == []


def test_a_condition_over_too_many_situations_is_said_not_to_be_checked() -> None:
    """Thirteen questions are beyond the limit; nothing is claimed."""
    condition = " and ".join(MANY) + " and not q0"
    findings = named(conditional(condition), "condition-not-checked", "never-true-condition")

    assert [finding.check for finding in findings] == ["condition-not-checked"]


def test_every_place_of_a_condition_is_named() -> None:
    """Rows, alternatives, places, exemptions and bundles each say which condition it is."""
    never = "age < 0"
    row = {"needs": {"any_of": ["a", {"paper": "a", "when": never}]}, "when": never}
    bundle = {
        "name": "一件事",
        "region": "430100",
        "matters": [
            {"matter": "m", "when": never},
            {"one_of": [{"matter": "m", "as": "n", "when": never}, {"matter": "m", "as": "o"}]},
        ],
        "accepts_when": never,
        "materials": [row],
    }
    registry = load_document(
        {
            "questions": QUESTIONS,
            "material_types": {"a": {"name": "甲"}},
            "catalogue": {"item": {"name": "目录", "materials": [row], "accepts_when": never}},
            "matters": {"m": {"name": "事项", "region": "430100", "of": "item"}},
            "exemptions": [{"id": "e", "of": "a", "by": "data", "when": never}],
            "bundles": {"b": bundle},
        }
    )
    findings = named(registry, "never-true-condition")

    assert {(one.subject, one.message.split(" can")[0]) for one in findings} == {
        ("catalogue item item", "`accepts_when`"),
        ("catalogue item item", "`when` of row 1"),
        ("catalogue item item", "`when` of row 1, alternative 2"),
        ("exemption e", "`when`"),
        ("bundle b", "`accepts_when`"),
        ("bundle b", "`when` of its matter m"),
        ("bundle b", "`when` of its matter n"),
        ("bundle b", "`when` of row 1"),
        ("bundle b", "`when` of row 1, alternative 2"),
    }


def test_what_a_bundle_gives_can_make_its_condition_never_true() -> None:
    """A place that never applies, as the bundle settles its question, is a warning."""
    places = [{"matter": "m", "when": "age >= 18"}, {"matter": "m", "as": "n", "when": "local"}]
    bundle = {"name": "一件事", "region": "430100", "matters": places, "given": {"age": 0}}
    (finding,) = named(conditional("local", bundles={"b": bundle}), "never-true-condition")

    assert finding.severity is Severity.WARNING
    assert finding.message == (
        "`when` of its matter m can never be true, with what the bundle gives: age >= 18"
    )


def test_what_nothing_uses_is_a_note() -> None:
    """A material type or question that nothing names is found; what is named is not."""
    registry = load_document(
        {
            "questions": {key: QUESTIONS[key] for key in ("local", "way", "home", "age")},
            "material_types": {key: {"name": key} for key in "abcdef"},
            "matters": {
                "m": {
                    "name": "事项",
                    "region": "430100",
                    "competent": "home",
                    "materials": [{"needs": "a", "when": "local"}],
                    "outputs": ["b"],
                }
            },
            "exemptions": [{"id": "e", "of": "c", "by": "data"}],
            "bundles": {
                "b": {
                    "name": "一件事",
                    "region": "430100",
                    "matters": ["m"],
                    "given": {"age": 3},
                    "published": {"list": [{"needs": "d"}]},
                    "form": {"is": "e"},
                }
            },
        }
    )
    findings = named(registry, "unused-material-type", "unused-question")

    assert [one.subject for one in findings] == ["material type f", "question age", "question way"]


def test_findings_are_sorted_by_place_with_lines_as_numbers(tmp_path: Any) -> None:  # noqa: ANN401
    """Line 9 stands before line 10, and files by their names."""
    from govmatters.io import load  # noqa: PLC0415 (only this test reads a file)

    lines = [f"  t{n}: {{name: 甲{n}}}" for n in range(20, 0, -1)]
    text = "\n".join(["format: govmatters/1", "material_types:", *lines])
    (tmp_path / "types.yaml").write_text(text, encoding="utf-8")
    findings = check(load(tmp_path))

    assert [one.subject for one in findings] == [f"material type t{n}" for n in range(20, 0, -1)]
    assert findings[0].place == f"{tmp_path / 'types.yaml'}:3"


def test_an_empty_registry_is_well() -> None:
    """Nothing is wrong with nothing."""
    assert check(Registry()) == ()


_ANSWERS: dict[str, list[Any]] = {
    "boolean": [True, False],
    "integer": list(range(10)),
    "region": ["430100", "430000", "100000", "430102", "360500", "360541", "110000"],
    "date": [  # those that conditions are drawn with, and one between and beyond them
        *("1900-01-01", "2025-01-01", "2025-04-01", "2025-07-01", "2025-10-01"),
        *("2026-01-01", "2026-04-01", "2026-07-01", "2026-10-01"),
    ],
}


def _answers(question: Question, registry: Registry) -> list[Answer]:
    """Try answers of a question: all of them where they are few."""
    options = question.options
    if question.type == "choices":
        values: list[Any] = [
            [one for one, has in zip(options, chosen, strict=True) if has]
            for chosen in product([True, False], repeat=len(options))
        ]
    else:
        values = list(options) or _ANSWERS[question.type]
    return [question.answer(value, registry.geography) for value in values]


@pytest.mark.rule("SI-3")
@given(registries(max_questions=3))
def test_conditions_that_are_reported_are_so_under_all_facts_tried(registry: Registry) -> None:
    """What is said never to be true is false, and what is always true is true, for all facts."""
    view = View(registry)
    reported = {(one.subject, one.message): one.check for one in conditions_decide(view)}
    for stated in view.conditions:
        names = sorted(
            {atom.question for atom in stated.condition.atoms} - dict(stated.given).keys()
        )
        tried = {
            stated.condition.value(
                dict(stated.given) | dict(zip(names, answers, strict=True)), registry.geography
            )
            for answers in product(*(_answers(registry.questions[one], registry) for one in names))
        }
        said = {
            check_id
            for (subject, message), check_id in reported.items()
            if subject == f"{stated.noun} {stated.id}"
            and message.startswith((f"{stated.what} can", f"{stated.what} is"))
        }
        if "never-true-condition" in said:
            assert tried == {False}
        if "always-true-condition" in said and not stated.given:
            assert tried == {True}
        if tried == {False}:
            assert "never-true-condition" in said


@given(registries(), st.sampled_from(DAYS))
def test_any_registry_can_be_checked(registry: Registry, on: dt.date | None) -> None:
    """No registry that loads makes a check fail, and findings name records and what to do."""
    findings = check(registry, on)

    assert len(set(findings)) == len(findings)
    for finding in findings:
        assert finding.message
        assert finding.advice
        assert finding.place
        assert finding.check == finding.check.lower()
        assert "_" not in finding.check


def test_every_check_says_what_it_yields() -> None:
    """Each check documents its rule and the ids of its findings."""
    for one in CHECKS:
        assert one.__doc__ is not None
        assert "Yields:" in one.__doc__
