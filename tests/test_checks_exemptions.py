"""Checks of exemptions that spare nothing, and of circular proofs as findings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from govmatters.checks import check
from govmatters.io import load_document
from govmatters.model import Finding, Severity


def found(document: dict[str, Any], *names: str, on: dt.date | None = None) -> list[Finding]:
    """Check a document, and keep the findings of some kinds."""
    return [one for one in check(load_document(document), on) if one.check in names]


def licensed(exemption: dict[str, Any], elicence: dict[str, Any] | None) -> dict[str, Any]:
    """Write a licence exemption of a card with an e-licence."""
    card: dict[str, Any] = {"name": "身份证"} | ({"elicence": elicence} if elicence else {})
    return {
        "material_types": {"card": card},
        "matters": {"m": {"name": "事项", "region": "430100", "materials": [{"needs": "card"}]}},
        "exemptions": [{"id": "e", "of": "card", "by": "licence", **exemption}],
    }


@pytest.mark.rule("EX-2")
@pytest.mark.parametrize(
    ("exemption", "elicence", "expected"),
    [
        ({}, None, "licence-without-elicence"),
        ({"in": ["360000"]}, {"recognised_in": ["430000"]}, "licence-not-recognised"),
        (
            {"until": dt.date(2024, 1, 1)},
            {"since": dt.date(2024, 1, 2)},
            "licence-outside-its-days",
        ),
        (
            {"since": dt.date(2024, 1, 2)},
            {"until": dt.date(2024, 1, 1)},
            "licence-outside-its-days",
        ),
    ],
)
def test_a_licence_exemption_that_nothing_backs_is_found(
    exemption: dict[str, Any], elicence: dict[str, Any] | None, expected: str
) -> None:
    """Without an e-licence there and then, an exemption by licence never holds."""
    kinds = ("licence-without-elicence", "licence-not-recognised", "licence-outside-its-days")
    (finding,) = found(licensed(exemption, elicence), *kinds)

    assert finding.check == expected
    assert (finding.subject, finding.severity) == ("exemption e", Severity.WARNING)


@pytest.mark.rule("EX-2")
@pytest.mark.parametrize(
    ("exemption", "elicence"),
    [
        ({}, {"recognised_in": ["430000"]}),
        ({"in": ["430100"]}, {"recognised_in": ["430000"]}),
        ({"in": ["430000"]}, {"recognised_in": ["430100"]}),
        ({"since": dt.date(2024, 1, 1)}, {"until": dt.date(2024, 1, 1)}),
    ],
)
def test_a_licence_exemption_that_is_backed_somewhere_is_well(
    exemption: dict[str, Any], elicence: dict[str, Any]
) -> None:
    """One region and one day in common are enough."""
    kinds = ("licence-without-elicence", "licence-not-recognised", "licence-outside-its-days")

    assert found(licensed(exemption, elicence), *kinds) == []


@pytest.mark.rule("EX-2")
def test_an_elicence_that_has_ended_is_missed_on_the_day() -> None:
    """On a day the e-licence must exist on that day."""
    document = licensed({}, {"until": dt.date(2025, 1, 1)})
    (finding,) = found(document, "licence-without-elicence", on=dt.date(2026, 1, 1))

    assert "has no e-licence on 2026-01-01" in finding.message


def exempted(**exemption: Any) -> dict[str, Any]:  # noqa: ANN401
    """Write matters that ask for cards of a child, and one that asks for a form."""
    card = {"needs": "card of child"}
    common = {"name": "事项", "region": "430100", "roles": ["child", "mother"]}
    return {
        "material_types": {key: {"name": key} for key in ("card", "form", "old", "bundle_form")},
        "matters": {
            "m1": {**common, "materials": [card], "commitment": {"allowed": False}},
            "m2": {**common, "materials": [{"needs": "form"}]},
            "m3": {**common, "materials": [{"needs": {"any_of": ["old", "card of child"]}}]},
        },
        "bundles": {
            "b": {
                "name": "一件事",
                "region": "430100",
                "roles": ["child", "mother"],
                "matters": [{"matter": "m2", "roles": {"mother": "applicant"}}],
                "form": {"is": "bundle_form", "replaces": ["form"]},
            }
        },
        "exemptions": [{"id": "e", "by": "data", **exemption}],
    }


@pytest.mark.rule("EX-1")
@pytest.mark.parametrize(
    "exemption",
    [
        {"of": "card", "matters": ["m2"]},
        {"of": "card", "subjects": ["mother"]},
        {"of": "card", "matters": ["m1"], "subjects": ["mother"]},
        {"of": "bundle_form", "matters": ["m1"]},
        {"of": "bundle_form", "subjects": ["child"]},
    ],
)
def test_an_exemption_of_what_nobody_asks_for_is_found(exemption: dict[str, Any]) -> None:
    """No row of its matters, of its subjects, has its type."""
    (finding,) = found(exempted(**exemption), "exemption-never-applies")

    assert (finding.subject, finding.severity) == ("exemption e", Severity.WARNING)


@pytest.mark.rule("EX-1")
@pytest.mark.parametrize(
    "exemption",
    [
        {"of": "card"},
        {"of": "card", "matters": ["m3"], "subjects": ["child"]},
        {"of": "bundle_form"},
        {"of": "bundle_form", "matters": ["m2"], "subjects": ["mother"]},
    ],
)
def test_an_exemption_of_what_is_asked_for_is_well(exemption: dict[str, Any]) -> None:
    """A row, an alternative, or a bundle's form of the applicant is enough."""
    kinds = ("exemption-never-applies", "exemption-excluded", "exemption-partly-idle")

    assert found(exempted(**exemption), *kinds) == []


@pytest.mark.rule("EX-3")
def test_a_commitment_that_all_its_matters_exclude_is_found() -> None:
    """By commitment, in matters that exclude it, an exemption never holds."""
    excluded = exempted(of="card", by="commitment", matters=["m1"])
    allowed = exempted(of="card", by="commitment", matters=["m1", "m3"])

    assert len(found(excluded, "exemption-excluded")) == 1
    assert found(allowed, "exemption-excluded") == []


@pytest.mark.rule("EX-1")
def test_an_exemption_that_is_idle_in_part_is_a_note() -> None:
    """The matters and subjects that never ask for it are named."""
    document = exempted(of="card", matters=["m1", "m2"], subjects=["mother", "child"])
    (finding,) = found(document, "exemption-partly-idle")

    assert finding.severity is Severity.NOTE
    assert finding.message == "names matter m2, subject mother, where 'card' is never asked for"


def circular(*rows: dict[str, Any], **more: object) -> dict[str, Any]:
    """Write two matters, the second of which asks for what the first issues."""
    common = {"name": "事项", "region": "430100"}
    return {
        "material_types": {key: {"name": key} for key in "abc"},
        "matters": {
            "m1": {**common, "materials": list(rows), "outputs": ["a"]},
            "m2": {**common, "materials": [{"needs": "a"}], "outputs": ["b"]},
        },
        **more,
    }


BUNDLE = {"one": {"name": "一件事", "region": "430100", "matters": ["m1", "m2"]}}
KINDS = ("circular-proof", "possible-circular-proof")


@pytest.mark.rule("PL-5")
def test_a_circular_proof_is_named_with_its_circle() -> None:
    """Across the registry it is a warning; within a bundle an error, and said once."""
    (across,) = found(circular({"needs": "b"}), *KINDS)
    (within,) = found(circular({"needs": "b"}, bundles=BUNDLE), *KINDS)

    assert (across.check, across.severity) == ("circular-proof", Severity.WARNING)
    assert across.subject == "matter m1"
    assert across.message.endswith("m1 waits for b, m2 waits for a")
    assert (within.check, within.severity) == ("circular-proof", Severity.ERROR)
    assert within.subject == "bundle one"
    assert within.message.endswith("m1 waits for b of applicant, m2 waits for a of applicant")


@pytest.mark.rule("PL-5")
def test_a_circle_with_a_way_out_is_a_note() -> None:
    """Another alternative leads out; without the row there is no circle."""
    (finding,) = found(circular({"needs": {"any_of": ["b", "c"]}}), *KINDS)

    assert (finding.check, finding.severity) == ("possible-circular-proof", Severity.NOTE)
    assert found(circular({"needs": "c"}), *KINDS) == []


def test_a_long_circle_is_cut() -> None:
    """A circle of many matters names the first of them and how many are left."""
    matters = {
        f"m{n:02}": {
            "name": "事项",
            "region": "430100",
            "materials": [{"needs": f"t{(n + 1) % 20}"}],
            "outputs": [f"t{n}"],
        }
        for n in range(20)
    }
    types = {f"t{n}": {"name": "材料"} for n in range(20)}
    (finding,) = found({"material_types": types, "matters": matters}, *KINDS)

    assert finding.message.endswith("m11 waits for t12, and 8 more")
