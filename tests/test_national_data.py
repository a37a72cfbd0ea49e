"""The packaged data on handling elsewhere: what is known, as sure as it is, in nobody's way."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.model import Confidence, Matter, Mode, PresenceRequired, Scope, Severity

NATIONAL = Path(__file__).parent.parent / "data" / "matters" / "national"
COUNTED = {"2020": 58, "2021": 74, "later": 8}
"""What 国办发〔2020〕35号 says of its own annex."""

FOUND = {"2020": 11, "2021": 14, "later": 2, "beside": 1}
RECALLED = {"2020": 26, "2021": 17, "2022": 12}


def items(*files: str) -> tuple[Matter, ...]:
    """Give the catalogue items of some of the files."""
    whole = gm.load(NATIONAL)
    places = whole.origins
    return tuple(
        one
        for one in whole.catalogue.records
        if Path(places["catalogue item", one.id].rpartition(":")[0]).name in files
    )


def years(some: tuple[Matter, ...]) -> Counter[str]:
    """Count items by the year of their ids."""
    return Counter(one.id.split("-")[2] for one in some if one.id.startswith("cross-province-"))


def test_the_lists_have_what_was_found_and_no_more_than_there_is() -> None:
    """29 of the 140 are sourced, two of them as what the law fixes; 43 and 12 are recalled."""
    found, recalled = years(items("cross_province.yaml")), years(items("recalled.yaml"))
    marriage = {"law-结婚登记", "law-离婚登记"}

    assert found == FOUND
    assert recalled == RECALLED
    assert marriage <= {one.id for one in items("law.yaml")}
    assert sum(FOUND[year] for year in COUNTED) + len(marriage) == 29
    assert sum(COUNTED.values()) == 140
    assert all(found[year] + recalled[year] <= count for year, count in COUNTED.items())


def test_what_is_recalled_is_marked_and_stands_alone() -> None:
    """General knowledge is in its file, and nothing else is; every record has a source."""
    unsure = Confidence.GENERAL_KNOWLEDGE
    whole = gm.load(NATIONAL)

    assert {one.confidence for one in items("recalled.yaml")} == {unsure}
    assert unsure not in {
        one.confidence for one in items("law.yaml", "cross_province.yaml", "agreements.yaml")
    }
    assert [one.id for one in whole.agreements.records if one.confidence is unsure] == [
        "yangtze_delta"
    ]
    for table in (whole.catalogue, whole.agreements, whole.questions):
        assert all(one.source in whole.sources for one in table.records)


def test_no_item_has_more_than_a_fact_says() -> None:
    """Scope is read out of the list alone; what the law fixes names its article."""
    for one in items("cross_province.yaml", "recalled.yaml"):
        is_dated = not one.id.startswith("cross-province-later-")
        assert (one.scope is Scope.NATION) is is_dated
        assert one.modes is None
        assert one.online is None
    for one in items("law.yaml"):
        assert one.laws
        assert one.scope is None
        for part in (one.presence, one.place_by_law):
            assert part is None or part.basis
        if one.presence is not None:
            assert one.presence.required is PresenceRequired.IN_PERSON


def test_agreements_open_only_what_their_pages_name() -> None:
    """Modes where a page names them, and items unless it names no list."""
    agreements = gm.load(NATIONAL).agreements
    modes = {one.id: one.modes for one in agreements.records if one.modes}

    assert modes == {
        "twelve_provinces": (Mode.FULL_ONLINE, Mode.PROXY_COLLECT, Mode.MULTI_PLACE),
        "southwest_five": (Mode.FULL_ONLINE, Mode.PROXY_COLLECT),
        "fujian_proxy": (Mode.PROXY_COLLECT,),
    }
    assert len(agreements["twelve_provinces"].members) == 12
    assert len(agreements["southwest_five"].items or ()) == 3


@pytest.mark.parametrize(
    ("of", "way", "at", "state"),
    [
        ("law-机动车驾驶证期满换证", "anywhere", "440300", "open"),
        ("law-结婚登记", "anywhere", "440300", "open"),
        ("law-结婚登记", "proxy_collect", "440300", "closed"),
        ("law-居民身份证补领", "proxy_collect", "440300", "closed"),
        ("cross-province-2020-失业登记", "anywhere", "440300", "open"),
        ("cross-province-later-新生儿入户", "anywhere", "440300", "undecided"),
    ],
)
def test_a_citys_matters_inherit_what_the_nation_fixes(
    of: str, way: str, at: str, state: str
) -> None:
    """A matter of Xinyu that is of an item is judged by it (AP-4, HR-5, HR-6)."""
    matter = Matter(id="m", name="事项", of=of, region="360500")
    national = gm.load(NATIONAL)
    registry = gm.Registry(
        catalogue=national.catalogue,
        questions=national.questions,
        agreements=national.agreements,
        matters=[matter],  # type: ignore[arg-type]
    )
    facts = dict.fromkeys(("hukou_region", "driving_licence_region"), "360500")
    verdict = gm.handling(registry, "m", at=at, on=dt.date(2026, 7, 1), facts=facts)

    assert verdict[way].state == state


def test_checks_find_nothing_grave() -> None:
    """Only notes: what rests on general knowledge, and agreements of which too little is known."""
    found = gm.check(gm.load(NATIONAL))

    assert {one.severity for one in found} == {Severity.NOTE}
    assert {one.check for one in found} == {"general-knowledge", "agreement-opens-nothing"}


def test_the_nations_data_change_no_plan() -> None:
    """The packaged bundles are planned alike with and without them."""
    folder = NATIONAL.parent
    alone = gm.load(folder / "common.yaml", folder / "changsha")
    whole, on = gm.load(), dt.date(2026, 7, 1)

    for bundle in alone.bundles:
        one, other = gm.plan(alone, bundle, on=on), gm.plan(whole, bundle, on=on)
        assert (one.to_submit, one.may_submit, one.after) == (
            other.to_submit,
            other.may_submit,
            other.after,
        )
        assert one.fates == other.fates
