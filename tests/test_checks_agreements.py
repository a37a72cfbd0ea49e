"""Checks of agreements and modes: where they are silent, and what they say beyond the examples."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from govmatters.checks import check
from govmatters.io import load_document
from govmatters.model import Finding

HUNAN, JIANGXI, FUJIAN = "430000", "360000", "350000"


def agreement(members: list[str], modes: list[str], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Write an agreement."""
    return {"name": "协议", "members": members, "modes": modes} | more


def found(one: dict[str, Any], other: dict[str, Any], **matter: Any) -> list[Finding]:  # noqa: ANN401
    """Check two agreements on a matter of Liuyang."""
    document = {
        "catalogue": {"item": {"name": "事项"}},
        "questions": {"home": {"ask": "户籍所在地？", "type": "region"}},
        "matters": {"m": {"name": "事项", "of": "item", "region": "430181"} | matter},
        "agreements": {"one": one, "other": other},
    }
    return [one for one in check(load_document(document)) if one.check.startswith("agreement")]


PROXY = agreement([HUNAN, JIANGXI], ["proxy_collect"], items=["m"])


@pytest.mark.parametrize(
    ("members", "items"),
    [
        ([HUNAN, JIANGXI], ["m"]),
        ([HUNAN, JIANGXI], ["item"]),
        (["430100", "360300"], ["m"]),
        (["430181", "360323", FUJIAN], ["m", "item"]),
    ],
)
def test_both_are_named(members: list[str], items: list[str]) -> None:
    """Larger and smaller members meet; a matter is covered by its id and by its catalogue item."""
    one, other = found(PROXY, agreement(members, ["multi_place"], items=items))

    assert (one.check, one.subject) == ("agreements-disagree", "agreement one")
    assert one.message.startswith("names m for ")
    assert one.message.endswith("without multi_place, which stands in other")
    assert other.subject == "agreement other"
    assert other.message.endswith("without proxy_collect, which stands in one")


def test_one_may_have_more_than_the_other() -> None:
    """Only who has less is to be mended; a catalogue item speaks for its matters."""
    more = agreement([HUNAN, JIANGXI], ["proxy_collect", "anywhere"], items=["item", "m"])
    (finding,) = found(more, PROXY | {"items": ["item"]})

    assert finding.subject == "agreement other"
    assert finding.message == (
        "names item for 360000, 430000 without anywhere, which stands in one"
    )


@pytest.mark.parametrize(
    "other",
    [
        agreement([HUNAN, JIANGXI], ["proxy_collect"], items=["m"]),
        agreement([HUNAN, JIANGXI], ["multi_place"]),
        agreement([HUNAN, FUJIAN], ["multi_place"], items=["m"]),
        agreement(["430100", "430200"], ["multi_place"], items=["m"]),
        agreement([HUNAN, JIANGXI], ["multi_place"], items=["m"], until=dt.date(2019, 12, 31)),
    ],
)
def test_agreements_that_do_not_meet(other: dict[str, Any]) -> None:
    """Equal modes, no named matters, other regions, one member for both, or other days."""
    assert found(PROXY | {"since": dt.date(2020, 1, 1)}, other) == []


def test_a_matter_belongs_to_the_regions() -> None:
    """Both name it, but it belongs to a region that only one of them joins with another."""
    other = agreement(["430200", "430181", JIANGXI], ["multi_place"], items=["m"])

    assert [one.check for one in found(PROXY, other)] == ["agreements-disagree"] * 2
    assert found(PROXY, other, region="430300") != []
    assert "agreements-disagree" not in {one.check for one in found(PROXY, other, region="430300")}
    assert [one.check for one in found(PROXY, other, region="430300", competent="home")] == [
        "agreements-disagree"
    ] * 2


def test_unknown_modes_disagree_with_nothing() -> None:
    """An agreement without modes opens nothing; which ones it has is not known."""
    (finding,) = found(PROXY, agreement([HUNAN, JIANGXI], [], items=["m"]))

    assert (finding.check, finding.subject) == ("agreement-opens-nothing", "agreement other")


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ([HUNAN], "agreement-of-one-member"),
        ([HUNAN, JIANGXI, "430181"], "agreement-with-nested-members"),
    ],
)
def test_members(members: list[str], expected: str) -> None:
    """One member joins nobody, and of nested ones the inner is joined with its own."""
    document = {"agreements": {"a": agreement(members, ["anywhere"])}}

    assert [one.check for one in check(load_document(document))] == [expected]


@pytest.mark.parametrize(
    ("matter", "reasons"),
    [
        ({"modes": ["full_online"]}, []),
        ({"modes": ["full_online"], "online": "full"}, []),
        ({"modes": ["full_online"], "online": "apply"}, ["online is apply"]),
        ({"modes": ["full_online"], "presence": "on_site"}, ["full_online, but presence"]),
        ({"modes": ["full_online"], "presence": "none"}, []),
        ({"modes": ["full_online"], "online": "full", "presence": "on_site"}, []),
        ({"modes": ["proxy_collect"], "presence": "on_site"}, []),
        ({"modes": ["proxy_collect"], "presence": "in_person"}, ["proxy_collect, but presence"]),
        ({"modes": ["multi_place"]}, ["no further region to act in"]),
        ({"modes": ["anywhere"], "presence": "in_person", "scope": "city"}, []),
        ({"modes": ["full_online"], "online": "apply", "secret": True}, []),
        ({"online": "apply", "presence": "in_person"}, []),
    ],
)
def test_modes(matter: dict[str, Any], reasons: list[str]) -> None:
    """What is not stated closes nothing; what another check finds is not found again."""
    if "presence" in matter:
        matter = matter | {"presence": {"required": matter["presence"], "basis": "某法 第一条"}}
    document = {"matters": {"m": {"name": "事项", "region": "430100"} | matter}}
    said = [
        one.message for one in check(load_document(document)) if one.check == "mode-without-ground"
    ]

    assert len(said) == len(reasons)
    assert all(reason in message for reason, message in zip(reasons, said, strict=True))


def test_anywhere_by_law() -> None:
    """A law that lets the applicant choose says how far, too."""
    stated = {"name": "事项", "region": "430100", "modes": ["anywhere"]}
    by_law = stated | {"place_by_law": {"scope": "nation", "basis": "某法 第一条"}}
    document = {"matters": {"m": stated, "n": by_law}}

    assert [(one.check, one.subject) for one in check(load_document(document))] == [
        ("anywhere-without-scope", "matter m")
    ]
