"""Which places a bundle visits: the fewest, where its ways are open, what is not known."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

import govmatters as gm
from govmatters.cli import main
from govmatters.codes.regions import Regions
from govmatters.elsewhere import bundle_handling
from govmatters.errors import PlacesBudgetError
from govmatters.io import load_document
from govmatters.rules.handling.visits import fewest_places

DAY = dt.date(2026, 7, 1)
NOTHING: dict[str, Any] = {
    "online": "none",
    "presence": {"required": "on_site"},
    "modes": [],
    "scope": "county",
}


def registry_of(
    belong: dict[str, str], members: list[str], **stated: dict[str, Any]
) -> gm.Registry:
    """Make one bundle: matters by key with where they belong, and one agreement about all."""
    matters = {
        key: {"name": key, "region": region} | NOTHING | stated.get(key, {})
        for key, region in belong.items()
    }
    for matter in matters.values():
        for field in [one for one, value in matter.items() if value is None]:
            del matter[field]
    agreement = {
        "name": "虚构的协议",
        "members": members,
        "modes": ["proxy_collect"],
        "items": list(belong),
    }
    return load_document(
        {
            "matters": matters,
            "agreements": {"joint": agreement} if members else {},
            "bundles": {"b": {"name": "虚构一件事", "region": "430100", "matters": list(belong)}},
        }
    )


@pytest.mark.rule("HR-10")
def test_a_member_of_agreements_may_be_the_one_place() -> None:
    """Two matters belong to two provinces; a third city collects for both, by two agreements."""
    registry = load_document(
        {
            "matters": {
                "a": {"name": "a", "region": "110000"} | NOTHING,
                "b": {"name": "b", "region": "310000"} | NOTHING,
            },
            "agreements": {
                key: {
                    "name": "虚构的协议",
                    "members": [region, "440300"],
                    "modes": ["proxy_collect"],
                    "items": [key],
                }
                for key, region in (("a", "110000"), ("b", "310000"))
            },
            "bundles": {"b": {"name": "虚构一件事", "region": "430100", "matters": ["a", "b"]}},
        }
    )

    assert bundle_handling(registry, "b", at="440100", on=DAY).places == ("440300",)


@pytest.mark.rule("HR-2")
@pytest.mark.rule("HR-9")
@pytest.mark.parametrize("facts", [{"home": "110000"}, {}])
def test_at_the_authoritys_own_region_all_is_there(facts: dict[str, str]) -> None:
    """The applicant acts there, and what spares is what spares there: as in the plan there."""
    registry = load_document(
        {
            "authorities": {"office": {"name": "虚构的局", "region": "430100"}},
            "questions": {"home": {"ask": "户籍所在地", "type": "region"}},
            "material_types": {"card": {"name": "证"}, "deed": {"name": "书"}},
            "matters": {
                "m": NOTHING
                | {
                    "name": "虚构户籍事项",
                    "authority": "office",
                    "competent": "home",
                    "materials": [{"needs": "card"}, {"needs": "deed"}],
                }
            },
            "exemptions": [
                {"id": "there", "of": "card", "by": "data", "in": ["110000"]},
                {"id": "here", "of": "deed", "by": "data", "in": ["430000"]},
            ],
            "bundles": {"b": {"name": "虚构一件事", "region": "430100", "matters": ["m"]}},
        }
    )
    local = gm.handling(registry, "m", at="430100", on=DAY, facts=facts)["local"]
    found = bundle_handling(registry, "b", at="430100", on=DAY, facts=facts)

    assert {act.at for act in local.acts} == {"430100"}
    assert [one.exemption for one in local.spared] == ["here"]
    assert found.plan == gm.plan(registry, "b", on=DAY, region="430100", facts=facts)


@pytest.mark.rule("HR-10")
def test_a_member_may_be_the_whole_nation() -> None:
    """Whoever is in none of the others can hand in both: a region beyond stands for all such."""
    registry = registry_of({"a": "360500", "b": "360100"}, ["360000", "100000"])
    found = bundle_handling(registry, "b", at="360300", on=DAY)

    assert found.places == ("110000",)


@pytest.mark.rule("HR-10")
def test_the_area_of_a_scope_may_be_the_one_place() -> None:
    """Outside their city, yet in the province: two are collected there, the third is open there."""
    stated = {"scope": "province", "presence": {"required": "in_person"}}
    belong = {"a": "360502", "b": "360521", "c": "360502"}
    found = bundle_handling(
        registry_of(belong, ["100000", "360500"], a=stated), "b", at="110101", on=DAY
    )

    assert found.places == ("360000",)


@pytest.mark.rule("HR-10")
def test_one_place_a_matter_is_no_search() -> None:
    """Eighteen matters that belong to eighteen provinces visit them all."""
    provinces = [one for one in Regions().codes() if one.endswith("0000")][1:19]
    belong = {f"m{number}": one for number, one in enumerate(provinces)}
    found = bundle_handling(registry_of(belong, []), "b", at="440300", on=DAY)

    assert sorted(found.places) == sorted(set(provinces))
    assert found.at_least == len(set(provinces))


@pytest.mark.rule("HR-10")
def test_what_cannot_be_settled_says_what_is_meant() -> None:
    """The error names the bundle, its matters, and the places; not rows of alternatives."""
    order = [f"p{number:02}" for number in range(40)]
    wanted = {
        f"m{number:02}": frozenset(order[(number + step) % 40] for step in (0, 1, 5))
        for number in range(40)
    }
    with pytest.raises(PlacesBudgetError, match=r"fewest places to visit for .* matters") as caught:
        fewest_places("big", wanted, order)

    assert caught.value.bundle == "big"
    assert set(caught.value.matters) <= wanted.keys()


@pytest.mark.rule("HR-1")
def test_a_visit_that_is_perhaps_spared_is_told() -> None:
    """Where online handling is not stated, the place is needed as far as is known, no further."""
    stated = {"presence": {"required": "none"}, "modes": ["full_online"], "online": None}
    registry = registry_of({"a": "110000", "b": "310000"}, [], a=stated)
    found = bundle_handling(registry, "b", at="440300", on=DAY)

    assert (found.places, found.at_least) == (("110000", "310000"), 1)
    assert found.perhaps_without_visit == ("a",)
    assert found.missing == ("online",)


@pytest.mark.rule("HR-1")
def test_json_says_what_is_perhaps_spared() -> None:
    """Of newborn it is not stated what is online, nor who must come: no place is sure."""
    found = bundle_handling(gm.load(), "newborn", at="440300", on=DAY)
    read = json.loads(gm.to_json(found))

    assert read["places"] == ["430100"]
    assert read["at_least"] == 0
    assert read["perhaps_without_visit"] == [one.key for one in found.courses]
    assert {"online", "presence", "modes"} <= set(read["missing"])


@pytest.mark.rule("HR-1")
def test_the_report_says_what_is_not_sure(capsys: pytest.CaptureFixture[str]) -> None:
    """The places, then for how many at least, which matters are perhaps online, what is missing."""
    main(["handling", "newborn", "--at", "440300", "--on", "2026-07-01"])
    out = capsys.readouterr().out

    assert "须到的地方：长沙市 430100\n最少须到几地（未知的方式若都可办）：0\n" in out
    assert "也许不必跑的事项：" in out
    assert "未载明：online, presence, modes, scope" in out
