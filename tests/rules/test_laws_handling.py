"""Laws of handling elsewhere (HR), on random matters, agreements and places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import product
from typing import Any

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.effort import FEWER

from govmatters.elsewhere import bundle_handling
from govmatters.io import load_document
from govmatters.measures.handling.judging import handling_matrix
from govmatters.model import Agreement, Mode, Scope
from govmatters.registry import Registry
from govmatters.rules.handling.changes import Change, Obstacle
from govmatters.rules.handling.judging import handling
from govmatters.rules.handling.values import State, Way
from govmatters.tables import Table

ON = dt.date(2026, 7, 1)
NATION = "100000"
PLACES = ["360502", "360521", "360500", "360102", "440300", "440305", "110101", "110105", "zone"]
ANSWERS = [*PLACES, "360000", "440000", "110000", NATION, "430102", "650102"]
BIRTHS = ANSWERS
LADDER = list(Scope)


def parents(code: str) -> list[str]:
    """Write the tree down by hand, so that the law does not ask the code that it tests."""
    tree = {"zone": ["zone", "360500", "360000"], NATION: []}
    if code in tree:
        return [*tree[code], NATION]
    if code[:2] == "11":
        return list(dict.fromkeys([code, "110000", NATION]))
    return list(dict.fromkeys([code, code[:4] + "00", code[:2] + "0000", NATION]))


def area(code: str, scope: str) -> str:
    """HR-5: the area of a scope, seen from a region."""
    path = parents(code)[:-1]
    if scope == "nation" or not path:
        return NATION
    province = path[-1]
    if scope == "province":
        return province
    if code[:2] == "11" and code != "zone":
        return province if scope == "city" or len(path) < 2 else path[-2]
    wanted = 2 if scope == "city" else 3
    return path[-wanted] if len(path) >= wanted else path[0]


def innermost(members: list[str], code: str) -> str | None:
    """HR-6: the member that a region belongs to."""
    holding = [one for one in members if one in parents(code)]
    return max(holding, key=lambda one: len(parents(one)), default=None)


def naive(document: dict[str, Any], at: str, competent: str, birth: str | None) -> dict[Way, Any]:
    """HR-2 to HR-7 word for word: True, False or None of each way."""
    matter = document["matters"]["m"]
    authority = document["authorities"]["a"]["region"]

    def reaches(scope: str | None) -> bool | None:
        return None if scope is None else area(competent, scope) in parents(at)

    def joined(mode: str, *, in_scope: bool | None) -> bool | None:
        found: list[bool | None] = [False]
        for one in document.get("agreements", {}).values():
            if mode in one["modes"] and one["since"] <= ON:
                mine, theirs = (innermost(one["members"], code) for code in (at, competent))
                if mine and theirs and mine != theirs:
                    named = one.get("items")
                    found.append(in_scope if named is None else "m" in named)
        return True if True in found else (None if None in found else False)

    law = matter.get("place_by_law", {}).get("scope")
    in_scope = True if law and reaches(law) else reaches(matter.get("scope"))
    presence = matter.get("presence", {}).get("required")
    modes = matter.get("modes")
    online = [
        None if matter.get("online") is None else matter["online"] == "full",
        None if presence is None else presence == "none",
        None if modes is None else "full_online" in modes,
    ]
    acts: bool | None = False
    if "also_acts_in" in matter:
        acts = None if birth is None else birth != competent
    by_multi = joined("multi_place", in_scope=in_scope)
    reach = (
        True if True in (in_scope, by_multi) else (None if None in (in_scope, by_multi) else False)
    )
    ways = {
        Way.FULL_ONLINE: online,
        Way.ANYWHERE: [in_scope],
        Way.MULTI_PLACE: [acts, reach],
        Way.PROXY_COLLECT: [
            None if presence is None else presence != "in_person",
            joined("proxy_collect", in_scope=in_scope),
        ],
    }
    secret = matter.get("secret", False)
    local = competent in parents(at) or at == authority
    return {Way.LOCAL: local} | {
        way: False if secret or False in held else (None if None in held else True)
        for way, held in ways.items()
    }


STATES = {True: State.OPEN, False: State.CLOSED, None: State.UNDECIDED}


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Draw something, or that it is not stated."""
    return st.none() | strategy


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a matter with agreements that mostly touch it."""
    scopes = st.sampled_from([str(one) for one in LADDER])
    matter = {
        "name": "甲",
        "authority": "a",
        "scope": draw(maybe(scopes)),
        "online": draw(maybe(st.sampled_from(["none", "accept", "full", "full"]))),
        "presence": draw(
            maybe(
                st.fixed_dictionaries(
                    {"required": st.sampled_from(["none", "none", "on_site", "in_person"])}
                )
            )
        ),
        "modes": draw(maybe(st.sampled_from([[], ["full_online"], ["proxy_collect"]]))),
        "secret": draw(st.sampled_from([None, None, False, True])),
        "place_by_law": draw(maybe(st.fixed_dictionaries({"scope": scopes}))),
        "competent": draw(st.sampled_from([None, "hukou"])),
        "also_acts_in": draw(st.sampled_from([None, ["birth"]])),
        "trips": draw(maybe(st.integers(0, 2))),
        "materials": [{"needs": "card"}, {"needs": "deed"}],
    }
    members = st.lists(
        st.sampled_from(["360000", "360500", "360502", "440000", "440300", "110000", NATION]),
        min_size=1,
        max_size=3,
        unique=True,
    )
    agreements = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "name": st.just("协议"),
                    "members": members,
                    "modes": st.lists(
                        st.sampled_from(["proxy_collect", "multi_place"]), max_size=2, unique=True
                    ),
                    "items": st.sampled_from([None, ["m"], ["m"], ["n"]]),
                    "since": st.sampled_from([dt.date(2026, 1, 1), dt.date(2027, 1, 1)]),
                }
            ),
            max_size=2,
        )
    )
    exemptions = [
        {"id": f"e{n}", "of": kind, "by": by, "in": draw(maybe(st.just(where)))}
        for n, (kind, by, where) in enumerate(
            [("card", "licence", ["360000"]), ("deed", "data", ["440000"])]
        )
    ]
    document = {
        "regions": {"zone": {"name": "区", "parent": "360500"}},
        "authorities": {"a": {"name": "局", "region": draw(st.sampled_from(PLACES))}},
        "questions": {
            "hukou": {"ask": "户籍", "type": "region"},
            "birth": {"ask": "出生地", "type": "region"},
        },
        "material_types": {
            "card": {
                "name": "证",
                "elicence": {"recognised_in": [draw(st.sampled_from(["360000", NATION]))]},
            },
            "deed": {"name": "书"},
        },
        "matters": {"m": matter, "n": {"name": "乙", "region": "360500"}},
        "agreements": {f"g{n}": one for n, one in enumerate(agreements)},
        "exemptions": exemptions,
        "bundles": {"b": {"name": "一件事", "region": "360500", "matters": ["m", "n"]}},
    }
    drawn: dict[str, Any] = without_nothing(document)
    return drawn


def without_nothing(value: Any) -> Any:  # noqa: ANN401 (plain data)
    """Leave out what is not stated."""
    if isinstance(value, dict):
        return {key: without_nothing(part) for key, part in value.items() if part is not None}
    return [without_nothing(part) for part in value] if isinstance(value, list) else value


places = st.sampled_from(PLACES)
answers = st.dictionaries(st.sampled_from(["hukou", "birth"]), st.sampled_from(ANSWERS))


def states(registry: Registry, at: str, facts: dict[str, str]) -> dict[Way, State]:
    """Judge every way."""
    verdict = handling(registry, "m", at=at, facts=facts, on=ON)
    return {one.way: one.state for one in verdict.ways}


def completions(document: dict[str, Any], facts: dict[str, str]) -> Iterator[dict[str, str]]:
    """Answer every open question in every way that some ground can tell apart."""
    matter = document["matters"]["m"]
    asked = [
        *([matter["competent"]] if "competent" in matter else []),
        *matter.get("also_acts_in", []),
    ]
    open_ones = [one for one in asked if one not in facts]
    each = [ANSWERS if one == "hukou" else BIRTHS for one in open_ones]
    for some in product(*each):
        yield facts | dict(zip(open_ones, some, strict=True))


@pytest.mark.rule("HR-2")
@pytest.mark.rule("HR-4")
@pytest.mark.rule("HR-5")
@pytest.mark.rule("HR-6")
@pytest.mark.rule("HR-7")
@FEWER
@given(documents(), places, st.sampled_from(ANSWERS), maybe(st.sampled_from(ANSWERS)))
def test_every_way_is_judged_as_the_rules_say(
    document: dict[str, Any], at: str, hukou: str, birth: str | None
) -> None:
    """The grounds agree with the rules written down a second time, way by way."""
    registry = load_document(document)
    facts = {"hukou": hukou} | ({} if birth is None else {"birth": birth})
    matter = document["matters"]["m"]
    competent = hukou if "competent" in matter else document["authorities"]["a"]["region"]

    expected = naive(document, at, competent, birth)

    assert states(registry, at, facts) == {way: STATES[held] for way, held in expected.items()}


@pytest.mark.rule("HR-1")
@FEWER
@given(documents(), places, answers)
def test_a_verdict_is_the_union_of_its_completions(
    document: dict[str, Any], at: str, facts: dict[str, str]
) -> None:
    """Open or closed in every completion, or undecided: and then some completions differ."""
    registry = load_document(document)
    verdict = handling(registry, "m", at=at, facts=facts, on=ON)
    seen = [states(registry, at, one) for one in completions(document, facts)]
    for one in verdict.ways:
        found = {some[one.way] for some in seen}
        assert one.state is (found.pop() if len(found) == 1 else State.UNDECIDED)
        if one.state is State.UNDECIDED:
            grounds = [ground for ground in one.grounds if ground.holds is None]
            assert any(ground.questions or ground.missing for ground in grounds)


@pytest.mark.rule("HR-5")
@FEWER
@given(documents(), places, answers)
def test_widening_a_scope_never_closes_a_way(
    document: dict[str, Any], at: str, facts: dict[str, str]
) -> None:
    """What was open stays open, step by step up the ladder."""
    matter = document["matters"]["m"]
    assume(matter.get("scope") not in {None, "nation"})
    before = states(load_document(document), at, facts)
    matter["scope"] = str(LADDER[LADDER.index(Scope(matter["scope"])) + 1])
    after = states(load_document(document), at, facts)

    assert all(after[way] is State.OPEN for way, state in before.items() if state is State.OPEN)


@pytest.mark.rule("HR-6")
@FEWER
@given(
    documents(),
    places,
    answers,
    st.lists(st.sampled_from(["360000", "360500", "440000", "110000"])),
)
def test_adding_an_agreement_never_closes_a_way(
    document: dict[str, Any], at: str, facts: dict[str, str], members: list[str]
) -> None:
    """An agreement only opens."""
    registry = load_document(document)
    more = Agreement(
        id="more",
        name="协议",
        members=tuple(dict.fromkeys(members)),
        modes=(Mode.PROXY_COLLECT, Mode.MULTI_PLACE),
    )
    agreements = Table.of("agreement", (*registry.agreements.records, more))
    with_more = attrs.evolve(registry, agreements=agreements)
    before, after = states(registry, at, facts), states(with_more, at, facts)

    assert all(after[way] is State.OPEN for way, state in before.items() if state is State.OPEN)


@pytest.mark.rule("HR-9")
@FEWER
@given(documents(), places, answers)
def test_recognising_a_licence_elsewhere_never_costs_an_exemption(
    document: dict[str, Any], at: str, facts: dict[str, str]
) -> None:
    """The wider an e-licence is recognised, the more is spared; and no way is closed by it."""
    narrow = handling(load_document(document), "m", at=at, facts=facts, on=ON)
    document["material_types"]["card"]["elicence"] = {"recognised_in": [NATION]}
    wide = handling(load_document(document), "m", at=at, facts=facts, on=ON)

    for one in narrow.ways:
        assert one.state is wide[one.way].state
        assert set(one.spared) <= set(wide[one.way].spared)


@pytest.mark.rule("HR-9")
@FEWER
@given(documents(), places, answers)
def test_an_exemption_elsewhere_holds_in_both_places(
    document: dict[str, Any], at: str, facts: dict[str, str]
) -> None:
    """What spares on a remote way spares locally, and where the applicant is as well."""
    verdict = handling(load_document(document), "m", at=at, facts=facts, on=ON)
    if verdict.competent is None:
        return
    for one in verdict.open_ways:
        here = {verdict.competent} if one.way is Way.FULL_ONLINE else {at, verdict.competent}
        if one.way is Way.LOCAL:
            here = {at if at == document["authorities"]["a"]["region"] else verdict.competent}
        for spared in one.spared:
            exemption = next(e for e in document["exemptions"] if e["id"] == spared.exemption)
            recognised = document["material_types"]["card"]["elicence"]["recognised_in"]
            limits = [exemption.get("in")]
            limits += [recognised] if exemption["by"] == "licence" else []
            for place, limit in product(here, limits):
                assert limit is None or any(one in parents(place) for one in limit)


@pytest.mark.rule("HR-8")
@FEWER
@given(documents(), places, answers)
def test_open_ways_are_ranked(document: dict[str, Any], at: str, facts: dict[str, str]) -> None:
    """Fewer trips first, then the order of the modes; only closed ways have a change."""
    verdict = handling(load_document(document), "m", at=at, facts=facts, on=ON)
    remote = [one for one in verdict.open_ways if one.way is not Way.LOCAL]
    order = list(Way)
    ranks = [(one.trips, order.index(one.way)) for one in remote]

    assert ranks == sorted(ranks)
    if verdict[Way.LOCAL].state is State.OPEN:
        assert verdict.way is Way.LOCAL
    for one in verdict.ways:
        assert (one.change is not None) <= (one.state is State.CLOSED)
        if one.change is not None:
            assert len(one.closing) == 1


@pytest.mark.rule("HR-8")
@FEWER
@given(documents(), places, st.sampled_from(ANSWERS), st.sampled_from(ANSWERS))
def test_the_single_change_opens_the_way(
    document: dict[str, Any], at: str, hukou: str, birth: str
) -> None:
    """Do what a closed way says, and it is open."""
    facts = {"hukou": hukou, "birth": birth}
    verdict = handling(load_document(document), "m", at=at, facts=facts, on=ON)
    for one in verdict.ways:
        if one.change is None:
            continue
        place, changed = made(one.change, document, at)
        assert states(load_document(changed), place, facts)[one.way] is State.OPEN


def made(change: Change, document: dict[str, Any], at: str) -> tuple[str, dict[str, Any]]:
    """Make a change, of the place or of the registry."""
    matter = {**document["matters"]["m"]}
    changed = {**document, "matters": {**document["matters"], "m": matter}}
    match change.what:
        case Obstacle.PLACE:
            return change.to[0], document
        case Obstacle.DEPTH:
            matter["online"] = change.to[0]
        case Obstacle.PRESENCE:
            matter["presence"] = {"required": change.to[0]}
        case Obstacle.MODE:
            matter["modes"] = list(change.to)
        case Obstacle.SCOPE:
            matter["scope"] = change.to[0]
        case _:
            one, other, mode, *_ = change.to
            new = {"name": "协议", "members": [one, other], "modes": [mode], "items": ["m"]}
            changed["agreements"] = {"new": new}
    return at, changed


@pytest.mark.rule("HR-8")
@FEWER
@given(documents(), st.sampled_from(ANSWERS), st.sampled_from(ANSWERS))
def test_no_agreement_of_a_region_with_what_lies_in_it(
    document: dict[str, Any], at: str, hukou: str
) -> None:
    """An agreement that is asked for has two members, neither of which lies in the other."""
    verdict = handling(load_document(document), "m", at=at, facts={"hukou": hukou}, on=ON)
    for one in verdict.ways:
        if one.change and one.change.what in {Obstacle.AGREEMENT, Obstacle.REACH}:
            first, second = one.change.to[:2]
            assert first not in parents(second)
            assert second not in parents(first)


@pytest.mark.rule("HR-2")
@FEWER
@given(documents(), places, answers)
def test_where_it_belongs_the_verdict_is_local(
    document: dict[str, Any], at: str, facts: dict[str, str]
) -> None:
    """From the competent region the verdict is local, whatever else is open."""
    registry = load_document(document)
    competent = handling(registry, "m", at=at, facts=facts, on=ON).competent
    if competent is not None:
        assert handling(registry, "m", at=competent, facts=facts, on=ON).way is Way.LOCAL


@pytest.mark.rule("HR-10")
@FEWER
@given(documents(), places, answers)
def test_places_are_as_few_as_possible(
    document: dict[str, Any], at: str, facts: dict[str, str]
) -> None:
    """Each matter is handled online or at one of the places, and no smaller set would do."""
    registry = load_document(document)
    found = bundle_handling(registry, "b", at=at, facts=facts, on=ON)
    wanted = []
    for course in found.courses:
        verdict = course.verdict
        if verdict.competent is None or verdict[Way.FULL_ONLINE].state is State.OPEN:
            assert course.visits is None
            continue
        belong = [one.verdict.competent for one in found.courses if one.verdict.competent]
        some = {
            place
            for place in {at, *belong, *found.places}
            if handling(registry, course.verdict.matter, at=place, facts=facts, on=ON).way
        }
        assert course.visits in some
        wanted.append(some)
    assert all(some & set(found.places) for some in wanted)
    if wanted and len(found.places) > 1:
        assert not set.intersection(*wanted)
    assert bool(found.places) == bool(wanted)


@pytest.mark.rule("HR-10")
@FEWER
@given(documents(), answers, st.sampled_from(["360500", "360000"]))
def test_at_home_the_plan_is_the_plan_at_home(
    document: dict[str, Any], facts: dict[str, str], region: str
) -> None:
    """Whoever is where all matters belong hands in what the bundle asks for there."""
    document["matters"]["m"].pop("competent", None)
    document["authorities"]["a"]["region"] = region
    found = bundle_handling(load_document(document), "b", at="360500", facts=facts, on=ON)

    assert found.plan == found.home


@FEWER
@given(documents(), answers)
def test_the_matrix_says_what_each_verdict_says(
    document: dict[str, Any], facts: dict[str, str]
) -> None:
    """Planes over all regions agree with the loop over matters and regions."""
    registry = load_document(document)
    matrix = handling_matrix(registry, on=ON, regions=PLACES, facts=facts)

    for key in matrix.matters:
        for at in matrix.regions:
            verdict = handling(registry, key, at=at, facts=facts, on=ON)
            for one in verdict.ways:
                assert matrix.state(key, at, one.way) is one.state
