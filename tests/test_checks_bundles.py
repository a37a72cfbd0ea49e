"""Checks of bundles and rows: choices that are none, rows that nobody can meet."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from govmatters.checks import check
from govmatters.io import load_document
from govmatters.model import Finding, Severity

QUESTIONS: dict[str, Any] = {
    "local": {"ask": "本地？", "type": "boolean"},
    "way": {"ask": "哪条路？", "type": "choice", "options": ["x", "y"]},
    "age": {"ask": "年龄", "type": "integer", "min": 0, "max": 130},
}
MANY: dict[str, Any] = {f"q{n}": {"ask": "？", "type": "boolean"} for n in range(13)}
ALL_OF_MANY = " and ".join(MANY)
DAY = dt.date(2026, 7, 1)


def found(document: dict[str, Any], name: str, on: dt.date | None = None) -> list[Finding]:
    """Check a document, and keep the findings of one kind."""
    types = {"material_types": {kind: {"name": kind} for kind in "abc"}}
    registry = load_document({"questions": QUESTIONS | MANY} | types | document)
    return [finding for finding in check(registry, on) if finding.check == name]


def matter(*rows: dict[str, Any], **more: object) -> dict[str, Any]:
    """Write a matter."""
    return {"name": "事项", "region": "430100", "materials": list(rows), **more}


def bundle(*places: object, **more: object) -> dict[str, Any]:
    """Write a document with one bundle of the matters m1, m2 and m3."""
    one = {"name": "一件事", "region": "430100", "matters": list(places), **more}
    return {"matters": {key: matter() for key in ("m1", "m2", "m3")}, "bundles": {"one": one}}


def choice(*conditions: str, **more: object) -> dict[str, Any]:
    """Write a one_of of m1, m2 and so on."""
    places = [{"matter": f"m{n}", "when": one} for n, one in enumerate(conditions, start=1)]
    return {"one_of": places, **more}


@pytest.mark.rule("AP-1")
def test_two_of_one_of_are_an_error_with_facts() -> None:
    """Two that can apply together are named with facts that make them."""
    (finding,) = found(bundle(choice("age > 5", 'way == "x"', "age < 6")), "one-of-two")

    assert finding.severity is Severity.ERROR
    assert finding.subject == "bundle one"
    assert 'm1 and m2 apply together where age = 6, way = "x"' in finding.message
    assert finding.basis == "AP-1"
    assert finding.place == "<data>.bundles.one"


@pytest.mark.rule("AP-1")
def test_a_choice_that_is_exact_is_well() -> None:
    """Conditions that exclude each other and leave nobody out are not found."""
    document = bundle(choice("age < 18", "age >= 18 and age < 60", "age >= 60"))

    assert found(document, "one-of-two") == []
    assert found(document, "one-of-none") == []


@pytest.mark.rule("AP-1")
def test_what_the_bundle_gives_settles_a_choice() -> None:
    """With an answer given, the two never meet."""
    document = bundle(choice("age > 5", 'way == "x"'), given={"age": 3, "way": "x"})

    assert found(document, "one-of-two") == []
    assert found(document, "one-of-none") == []


@pytest.mark.rule("AP-1")
def test_two_that_meet_only_outside_the_bundle_are_a_warning() -> None:
    """Those whom the bundle does not accept matter less, but planning for them would fail."""
    document = bundle(choice("age > 5", "age >= 18 or age <= 5"), accepts_when="age < 18")
    (finding,) = found(document, "one-of-two")

    assert finding.severity is Severity.WARNING
    assert "age = 18, though only for those whom the bundle does not accept" in finding.message


@pytest.mark.rule("AP-1")
@pytest.mark.parametrize(
    ("document", "count"),
    [
        (bundle(choice("age < 18", "age > 18")), 1),
        (bundle(choice("age < 18", "age > 18", none="allowed")), 0),
        (bundle(choice("age < 18", "age > 18"), accepts_when="age != 18"), 0),
    ],
    ids=["nobody", "allowed", "not accepted"],
)
def test_none_of_one_of_is_a_finding_unless_it_is_allowed(
    document: dict[str, Any], count: int
) -> None:
    """Somebody whom the bundle is for, and to whom none applies, is shown."""
    findings = found(document, "one-of-none")

    assert ["none applies where age = 18" in finding.message for finding in findings] == [
        True
    ] * count


def test_a_choice_over_too_many_situations_is_said_not_to_be_checked() -> None:
    """Nothing is enumerated beyond the limit, and nothing is claimed."""
    document = bundle(choice(ALL_OF_MANY, f"not ({ALL_OF_MANY})"))

    assert len(found(document, "one-of-not-checked")) == 1
    assert found(document, "one-of-two") == []


@pytest.mark.rule("AP-3")
def test_a_matter_outside_its_days_is_found_on_that_day_only() -> None:
    """A bundle that names a matter which has ended is told so; inherited days count."""
    document = bundle("m1", "m2", "m3")
    document["catalogue"] = {"item": {"name": "目录", "until": dt.date(2025, 1, 1)}}
    document["matters"]["m1"]["until"] = dt.date(2025, 1, 1)
    document["matters"]["m2"]["of"] = "item"
    findings = found(document, "matter-outside-its-days", DAY)

    assert [finding.message for finding in findings] == [
        "matter 'm1' does not exist on 2026-07-01",
        "matter 'm2' does not exist on 2026-07-01",
    ]
    assert found(document, "matter-outside-its-days") == []
    assert found(document, "matter-outside-its-days", dt.date(2025, 1, 1)) == []


@pytest.mark.rule("AP-5")
def test_a_matter_that_refuses_everybody_of_a_bundle_is_found() -> None:
    """A handling condition that what the bundle gives makes false is shown."""
    document = bundle("m1", {"matter": "m2", "when": "age > 60"}, "m3", given={"age": 3})
    for key in ("m1", "m2"):
        document["matters"][key]["accepts_when"] = "age >= 18 and local"
    findings = found(document, "matter-always-refused")

    assert [finding.message for finding in findings] == [
        "its matter m1 applies but can never be accepted: age >= 18 and local"
    ]


@pytest.mark.rule("PL-3")
def test_a_form_that_replaces_nothing_is_found() -> None:
    """A replaced type that no matter of the bundle asks for is a note."""
    document = bundle("m1", form={"is": "a", "replaces": ["b", "c"]})
    document["matters"]["m1"] = matter({"needs": "b"})
    document["matters"]["m2"] = matter({"needs": "c"})

    assert [one.message for one in found(document, "form-replaces-nothing")] == [
        "its form replaces 'c', which none of its matters asks for"
    ]


def row(*conditions: str | None, **more: object) -> dict[str, Any]:
    """Write a row of alternatives."""
    entries = [
        {"paper": kind} | ({"when": one} if one else {})
        for kind, one in zip("abc", conditions, strict=False)
    ]
    return {"needs": {"any_of": entries}, **more}


@pytest.mark.rule("AP-2")
def test_a_row_that_somebody_cannot_meet_is_shown_with_facts() -> None:
    """All alternatives closed to an applicant whom the matter accepts: found, with the facts."""
    (finding,) = found(
        {"matters": {"m": matter({"needs": "a"}, row("age < 18", "age > 18", name="证明"))}},
        "row-cannot-be-met",
    )

    assert finding.subject == "matter m"
    assert "row 2 (证明) cannot be met where age = 18" in finding.message


@pytest.mark.rule("AP-2")
@pytest.mark.parametrize(
    "one",
    [
        matter(row("age < 18", "age > 18", "age == 18")),
        matter(row("age < 18", None)),
        matter(row("age < 18", "age > 18", need="optional")),
        matter(row("age < 18", when="age < 10")),
        matter(row("age < 18"), accepts_when="age < 10"),
    ],
    ids=["all covered", "one always open", "optional", "narrower row", "narrower matter"],
)
def test_a_row_that_everybody_can_meet_is_well(one: dict[str, Any]) -> None:
    """Rows that are open to whom they concern are not found."""
    assert found({"matters": {"m": one}}, "row-cannot-be-met") == []


@pytest.mark.rule("AP-2")
def test_a_bundles_own_row_is_checked_with_what_it_gives() -> None:
    """The bundle's rows know whom it is for and what it settles."""
    rows = [row('way == "x"'), row("age < 18")]
    document = bundle("m1", materials=rows, accepts_when='way == "x"', given={"age": 20})
    findings = found(document, "row-cannot-be-met")

    assert [finding.message.split(":")[0] for finding in findings] == [
        'row 2 cannot be met where age = 20, way = "x"'
    ]


@pytest.mark.rule("AP-4")
def test_an_inherited_row_is_found_once_at_its_item() -> None:
    """Many matters that inherit one row give one finding, of the catalogue item."""
    heirs = {key: {"name": key, "region": "430100", "of": "item"} for key in ("m1", "m2")}
    document = {
        "catalogue": {"item": {"name": "目录", "materials": [row("local")]}},
        "matters": heirs,
    }

    assert [one.subject for one in found(document, "row-cannot-be-met")] == ["catalogue item item"]


def test_a_row_over_too_many_situations_is_said_not_to_be_checked() -> None:
    """Nothing is enumerated beyond the limit, and nothing is claimed."""
    document = {"matters": {"m": matter(row(ALL_OF_MANY))}}

    assert len(found(document, "row-not-checked")) == 1
    assert found(document, "row-cannot-be-met") == []
