"""Who needs what of whom, who must provide it, and what may not be shared: by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import govmatters as gm
from govmatters.errors import UnknownIdError
from govmatters.io import load_document
from govmatters.measures.supplies import Demand, Supply

ON = dt.date(2026, 7, 1)


def registry(**changes: Any) -> gm.Registry:  # noqa: ANN401
    """Two cities of one province: one office issues cards, three others want them."""
    document: dict[str, Any] = {
        "authorities": {
            "police": {"name": "公安", "region": "360500"},
            "other_police": {"name": "别市公安", "region": "360100"},
            "civil": {"name": "民政", "region": "360500"},
            "district": {"name": "区民政", "region": "360502"},
        },
        "questions": {"local": {"ask": "本地？", "type": "boolean"}},
        "material_types": {
            "card": {"name": "身份证", "kind": "licence", "issued_by": "government"},
            "diploma": {"name": "毕业证", "issued_by": "third_party"},
            "letter": {"name": "说明", "issued_by": "applicant"},
            "form": {"name": "申请表", "kind": "form", "issued_by": "government"},
        },
        "matters": {
            "issue": {"name": "发证", "authority": "police", "outputs": ["card"]},
            "issue_elsewhere": {"name": "发证", "authority": "other_police", "outputs": ["card"]},
            "subsidy": {
                "name": "补贴",
                "authority": "civil",
                "roles": ["child"],
                "materials": [
                    {"needs": "card", "name": "本人身份证"},
                    {"needs": {"any_of": ["diploma", {"paper": "card of child", "when": "local"}]}},
                    {"needs": "letter"},
                    {"needs": "form"},
                    {"needs": "card", "need": "optional", "when": "not local"},
                ],
            },
            "grant": {"name": "补助", "authority": "district", "materials": [{"needs": "card"}]},
        },
    }
    for name, records in changes.items():
        known = document.get(name)
        document[name] = records if known is None else known | records
    return load_document(document)


def demand(found: Any, authority: str | None, kind: str) -> Demand:  # noqa: ANN401
    """Give the one demand of an authority for a type."""
    (one,) = (one for one in found.demands if (one.authority, one.type) == (authority, kind))
    assert isinstance(one, Demand)
    return one


def test_what_the_government_issues_is_demanded_of_who_issues_it_near_by() -> None:
    """The city's own police supplies; the other city's does not; nothing else is on the list."""
    found = gm.demand_list(registry(), on=ON)

    assert [(one.authority, one.type) for one in found.demands] == [
        ("civil", "card"),
        ("district", "card"),
    ]
    for one in found.demands:
        assert [(has.authority, has.matters) for has in one.suppliers] == [("police", ("issue",))]


def test_each_paper_stands_once_with_every_row_that_asks_for_it() -> None:
    """Rows keep their places, alternatives theirs, and all conditions."""
    child, own = sorted(
        demand(gm.demand_list(registry(), on=ON), "civil", "card").uses,
        key=lambda use: use.paper.subject,
        reverse=True,
    )
    places = [(row.place, row.alternative, row.need.value, *map(str, row.when)) for row in own.rows]

    assert own.paper == gm.Paper("card")
    assert places == [(1, None, "required"), (5, None, "optional", "not local")]
    assert [(row.place, row.alternative, *map(str, row.when)) for row in child.rows] == [
        (2, 2, "local")
    ]
    assert own.rows[0].name == "本人身份证"


def test_a_demand_is_met_by_what_shares_and_by_nothing_else() -> None:
    """Licence, data and check supply; under a condition partly; a commitment only spares."""
    found = gm.demand_list(
        registry(
            exemptions=[
                {"id": "data", "of": "card", "by": "data", "matters": ["subsidy"], "basis": "某法"},
                {"id": "promise", "of": "card", "by": "commitment", "matters": ["grant"]},
                {"id": "check", "of": "diploma", "by": "check", "when": "local"},
            ]
        ),
        on=ON,
    )
    (own, _) = demand(found, "civil", "card").uses
    (granted,) = demand(found, "district", "card").uses
    diploma = demand(found, "civil", "diploma")

    assert (own.supply, [(one.exemption, one.basis) for one in own.means]) == (
        Supply.MET,
        [("data", "某法")],
    )
    assert granted.supply is Supply.UNMET
    assert [one.exemption for one in granted.otherwise] == ["promise"]
    assert diploma.suppliers == ()
    assert diploma.uses[0].supply is Supply.PARTLY


@pytest.mark.parametrize(
    ("limits", "supply"),
    [
        ({}, Supply.MET),
        ({"in": ["360000"]}, Supply.MET),
        ({"in": ["430000"]}, Supply.UNMET),
        ({"since": "2026-07-02"}, Supply.UNMET),
        ({"until": "2026-06-30"}, Supply.UNMET),
        ({"subjects": ["child"]}, Supply.UNMET),
        ({"by": "licence"}, Supply.UNMET),
    ],
)
def test_an_exemption_meets_where_it_holds(limits: dict[str, Any], supply: Supply) -> None:
    """Region, day, subject and e-licence are looked at as in a plan (EX-1, EX-2)."""
    exemption = {"id": "e", "of": "card", "by": "data", **limits}
    found = gm.demand_list(registry(exemptions=[exemption]), on=ON)
    own = next(use for use in demand(found, "civil", "card").uses if use.paper == gm.Paper("card"))

    assert own.supply is supply


def test_the_nearest_issuers_supply() -> None:
    """In the district itself, else in its city, else in its province, else in the nation."""
    near = {"near": {"name": "区公安", "region": "360502"}}
    issue = {"issue_near": {"name": "发证", "authority": "near", "outputs": ["card"]}}
    district = demand(
        gm.demand_list(registry(authorities=near, matters=issue), on=ON), "district", "card"
    )
    nobody = {"issue": {"name": "发证", "authority": "police"}}
    far = demand(gm.demand_list(registry(matters=nobody), on=ON), "district", "card")

    assert [one.authority for one in district.suppliers] == ["near"]
    assert [one.authority for one in far.suppliers] == ["other_police"]


def test_who_defined_the_licence_supplies_where_nobody_issues_it() -> None:
    """The type code of the e-licence begins with that authority's credit code."""
    kinds = {
        "permit": {"name": "许可证", "elicence": {"type": "11100000000013338W011"}},
        "local": {"name": "地方证", "elicence": {"type": "L2000016"}},
        "wrong": {"name": "错码证", "elicence": {"type": "11100000000013338X011"}},
        "silent": {"name": "无码证", "elicence": {}},
    }
    ministry = {"ministry": {"name": "部", "uscc": "11100000000013338W"}}
    wants = {
        "want": {
            "name": "要",
            "region": "360500",
            "materials": [{"needs": kind} for kind in kinds],
        }
    }
    found = gm.demand_list(
        registry(authorities=ministry, material_types=kinds, matters=wants), on=ON
    )

    assert [one.authority for one in demand(found, None, "permit").suppliers] == ["ministry"]
    assert all(demand(found, None, kind).suppliers == () for kind in ("local", "wrong", "silent"))


def test_an_issuer_that_names_no_authority_is_no_supplier() -> None:
    """Nobody is known to have the paper, though some matter issues it."""
    issue = {"issue_stamp": {"name": "盖章", "region": "360500", "outputs": ["letter"]}}
    found = gm.demand_list(registry(matters=issue), on=ON)

    assert demand(found, "civil", "letter").suppliers == ()


def test_a_bundles_own_rows_are_its_leads() -> None:
    """They are asked for by the bundle, and met only by what names no matters."""
    shop = {"name": "开店", "region": "360500", "matters": ["grant"], "lead": "civil"}
    bundle = {"shop": {**shop, "materials": [{"needs": "card"}]}}
    exemptions = [
        {"id": "all", "of": "card", "by": "data"},
        {"id": "some", "of": "card", "by": "data", "matters": ["grant"]},
    ]
    found = gm.demand_list(registry(bundles=bundle, exemptions=exemptions), on=ON)
    uses = {(use.noun, use.id): use for use in demand(found, "civil", "card").uses}

    assert [one.exemption for one in uses["bundle", "shop"].means] == ["all"]


def test_days_and_regions_are_kept_apart() -> None:
    """Matters, rows and outputs of other days, and matters elsewhere, are not looked at."""
    late = {
        "late": {
            "name": "以后",
            "authority": "civil",
            "since": "2027-01-01",
            "materials": [{"needs": "card"}],
        },
        "old": {
            "name": "从前",
            "authority": "civil",
            "materials": [{"needs": "letter"}, {"needs": "card", "until": "2025-12-31"}],
        },
        "issue": {
            "name": "发证",
            "authority": "police",
            "outputs": [{"paper": "card", "until": "2025-12-31"}],
        },
    }
    today = gm.demand_list(registry(matters=late), on=ON)
    then = gm.demand_list(registry(matters=late), on=dt.date(2025, 6, 1))

    assert [use.id for use in demand(today, "civil", "card").uses] == ["subsidy", "subsidy"]
    assert [one.authority for one in demand(today, "civil", "card").suppliers] == ["other_police"]
    assert [use.id for use in demand(then, "civil", "card").uses] == ["old", "subsidy", "subsidy"]
    (old, *_) = demand(then, "civil", "card").uses
    assert [row.place for row in old.rows] == [2]
    district = gm.demand_list(registry(), on=ON, region="360502")
    assert [one.authority for one in district.demands] == ["district"]


def test_regions_that_are_none_are_refused() -> None:
    """In every list."""
    for made in (gm.demand_list, gm.responsibility_list, gm.negative_list, gm.policy_index):
        with pytest.raises(UnknownIdError, match="999999"):
            made(registry(), on=ON, region="999999")


def test_responsibilities_are_by_supplier() -> None:
    """Each supplier's types and for whom; what nobody is known to have comes last."""
    exemptions = [{"id": "check", "of": "diploma", "by": "check"}]
    found = gm.responsibility_list(registry(exemptions=exemptions), on=ON)
    told = [
        (one.authority, [(each.type, each.to, each.matters) for each in one.provisions])
        for one in found.responsibilities
    ]

    assert told == [
        ("police", [("card", "civil", ("issue",)), ("card", "district", ("issue",))]),
        (None, [("diploma", "civil", ())]),
    ]


def test_what_may_not_be_shared_names_who_asks_and_what_cannot_hold() -> None:
    """Of the day only; a commitment shares nothing; plans do not change."""
    ban = {
        "card": {"name": "身份证", "unshareable": {"basis": "某法 第一条", "since": "2026-01-01"}}
    }
    exemptions = [
        {"id": "data", "of": "card", "by": "data"},
        {"id": "elsewhere", "of": "card", "by": "check", "in": ["430000"]},
        {"id": "over", "of": "card", "by": "data", "until": "2026-06-30"},
        {"id": "promise", "of": "card", "by": "commitment"},
    ]
    held = registry(material_types=ban, exemptions=exemptions)
    (withheld,) = gm.negative_list(held, on=ON).withheld
    (nearby,) = gm.negative_list(held, on=ON, region="360502").withheld

    assert (withheld.type, withheld.basis, withheld.since) == (
        "card",
        "某法 第一条",
        dt.date(2026, 1, 1),
    )
    assert [use.id for use in withheld.uses] == ["grant", "subsidy", "subsidy"]
    assert [one.exemption for one in withheld.means] == ["data", "elsewhere"]
    assert [use.id for use in nearby.uses] == ["grant"]
    assert [one.exemption for one in nearby.means] == ["data"]
    assert gm.negative_list(held, on=dt.date(2025, 12, 31)).withheld == ()
    assert all(one.unshareable for one in gm.demand_list(held, on=ON).demands)
    found = {one.subject for one in gm.check(held) if one.check == "exemption-unshareable"}
    assert found == {"exemption data", "exemption elsewhere", "exemption over"}


def test_what_may_not_be_shared_is_demanded_whoever_issues_it() -> None:
    """A ban says that some authority has the data."""
    ban = {"letter": {"name": "说明", "unshareable": {}}}
    found = gm.demand_list(registry(material_types=ban), on=ON)

    assert demand(found, "civil", "letter").unshareable


def test_lists_say_what_they_were_made_of() -> None:
    """The day, the region and the registry, so that they can be made again; JSON names the kind."""
    held = registry()
    for made, name in (
        (gm.demand_list, "demandlist"),
        (gm.responsibility_list, "responsibilitylist"),
        (gm.negative_list, "negativelist"),
        (gm.policy_index, "policyindex"),
    ):
        found = made(held, on=ON, region="360500")
        assert (found.on, found.region, found.digest) == (ON, "360500", held.digest)
        assert gm.to_json(found).startswith(f'{{\n  "format": "govmatters-{name}/1"')


def test_what_one_authority_needs_of_the_same_matters_is_one_provision() -> None:
    """Though for one of its matters another supplier is as near."""
    near = {"near": {"name": "区公安", "region": "360502"}}
    matters = {
        "issue_near": {"name": "发证", "authority": "near", "outputs": ["card"]},
        "in_district": {
            "name": "区里办",
            "authority": "civil",
            "region": "360502",
            "materials": [{"needs": "card"}],
        },
    }
    held = registry(authorities=near, matters=matters)
    by_authority = {
        one.authority: one for one in gm.responsibility_list(held, on=ON).responsibilities
    }
    provided = {
        key: [(one.to, [use.id for use in one.uses]) for one in by_authority[key].provisions]
        for key in ("near", "police")
    }

    assert provided == {
        "near": [("civil", ["in_district", "subsidy", "subsidy"]), ("district", ["grant"])],
        "police": [("civil", ["subsidy", "subsidy"])],
    }
