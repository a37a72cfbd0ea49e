"""Whether codes agree: with each other, and with what a matter says."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from govmatters.codes.consistency import (
    CodeProblem,
    authority_problems,
    basic_code_problems,
    item_problems,
    level_problems,
    region_problems,
    type_problems,
)
from govmatters.codes.matters import LEVELS, MATTER_TYPES
from govmatters.codes.regions import Regions
from govmatters.codes.repetitions import CodedMatter, repetition_problems
from govmatters.model import MatterType

NATIONAL = "11100000MB032716991000115035000"
CITY = "11440100007482575H3440118009000"
DISTRICT = "11440300MB2D0722464440127028001"
ITEM = "114403006939513773344201505200802"
WRONG_CHECK = "11440300007542785T4440709003000"
SILENT = [None, "", "431012063W00", "511A0138000000-511602000000-000", WRONG_CHECK]


def only(problems: Iterable[CodeProblem]) -> CodeProblem:
    """Give the one problem that there is."""
    (problem,) = problems
    return problem


def test_the_level_is_one_of_the_matters() -> None:
    """Position 19 names a level at which the matter is handled."""
    assert not list(level_problems(CITY, ("city",)))
    assert not list(level_problems(CITY, ("province", "city")))
    assert not list(level_problems(ITEM, ("city",)))

    problem = only(level_problems(CITY, ("county", "township")))
    assert (problem.rule, problem.severity) == ("level", "error")
    assert "is '3', the level 'city', but the matter is handled at county, township" in (
        problem.message
    )


@pytest.mark.parametrize("digit", ["6", "7"])
def test_levels_that_systems_use_differently_agree(digit: str) -> None:
    """Digits 6 and 7 give no problem unless the place says what it means by them."""
    code = f"11100000MB03271699{digit}000115035000"

    assert not list(level_problems(code, ("city",)))
    assert not list(level_problems(code, ("village",), names=LEVELS))
    assert bool(list(level_problems(code, ("city",), names=LEVELS))) is (digit == "6")


def test_the_basic_code_is_the_matters() -> None:
    """Positions 20-31 are the basic code of the matter."""
    assert not list(basic_code_problems(NATIONAL, "000115035000"))
    assert not list(basic_code_problems(ITEM, "442015052008"))

    problem = only(basic_code_problems(ITEM, "442015052009"))
    assert (problem.rule, problem.severity) == ("basic-code", "error")
    assert "positions 20-31 of '1144030069395137733442015052008'" in problem.message
    assert "basic code is '442015052009'" in problem.message


@pytest.mark.parametrize("other", [*SILENT, NATIONAL])
def test_a_basic_code_that_is_none_is_not_compared(other: str | None) -> None:
    """A local basic code beside the standard's implementation code is no contradiction."""
    assert not list(basic_code_problems(NATIONAL, other))


@pytest.mark.parametrize(("digits", "name"), sorted(MATTER_TYPES.items()))
def test_the_type_is_the_matters(digits: str, name: str) -> None:
    """Positions 3-4 of a basic code name the type of the matter."""
    code = f"00{digits}15035000"

    assert not list(type_problems(code, name))
    for other in set(MATTER_TYPES.values()) - {name}:
        problem = only(type_problems(code, other))
        assert (problem.rule, problem.severity) == ("type", "error")
        assert repr(name) in problem.message
        assert repr(other) in problem.message


def test_types_without_a_code_are_not_compared() -> None:
    """A type that the standard lacks, on either side, gives no problem; longer codes are read."""
    assert not list(type_problems("442199806003", "licence"))
    assert not list(type_problems(NATIONAL, "internal"))
    assert not list(type_problems(NATIONAL, "licence"))
    assert only(type_problems(NATIONAL, "penalty")).rule == "type"
    assert only(type_problems(ITEM, "licence")).rule == "type"


def test_words_of_the_model_are_named_as_in_files() -> None:
    """A message shows a type as a file writes it."""
    problem = only(type_problems(NATIONAL, MatterType.PENALTY))

    assert "is of type 'penalty'" in problem.message


def test_the_credit_code_is_the_authoritys() -> None:
    """Positions 1-18 are the code of whoever handles the matter."""
    assert not list(authority_problems(CITY, CITY[:18]))
    assert not list(authority_problems(ITEM, f" {ITEM[:18].lower()}"))
    assert not list(authority_problems(ITEM, f"{CITY[:17]}X"))

    problem = only(authority_problems(ITEM, CITY[:18]))
    assert (problem.rule, problem.severity) == ("authority", "error")
    assert "positions 1-18 of '1144030069395137733442015052008'" in problem.message
    assert f"authority is {CITY[:18]!r}" in problem.message


def test_the_item_is_of_the_implementation() -> None:
    """The code of a handling item begins with that of its matter."""
    assert not list(item_problems(ITEM, ITEM[:31]))
    assert not list(item_problems("02", CITY))

    problem = only(item_problems(ITEM, CITY))
    assert (problem.rule, problem.severity) == ("item", "error")
    assert f"implementation code is {CITY!r}" in problem.message


def test_the_credit_code_is_of_the_authoritys_region() -> None:
    """A body registered elsewhere, or with the city above, is a warning."""
    regions = Regions()

    assert not list(region_problems(DISTRICT, "440300", regions))
    assert not list(region_problems(DISTRICT, "440000", regions))
    problem = only(region_problems(DISTRICT, "440305", regions))
    assert (problem.rule, problem.severity) == ("region", "warning")
    assert "440300 (深圳市), which is not within 440305 (南山区)" in problem.message
    assert [problem] == list(region_problems(DISTRICT[:18], "440305", regions))
    assert not list(region_problems(f"{DISTRICT[:17]}7", "440305", regions))
    assert only(region_problems(NATIONAL, "440300", regions)).severity == "warning"


def test_regions_that_nobody_knows_are_not_compared() -> None:
    """A region without a code of its own is taken for the one that it lies in."""
    declared = Regions((("zone", "某园区", "440300"), ("a", "甲", "b"), ("b", "乙", "a")))

    assert not list(region_problems(DISTRICT, "zone", declared))
    assert not list(region_problems(DISTRICT, "440300001", declared))
    assert only(region_problems(DISTRICT, "440305001", declared)).rule == "region"
    assert not list(region_problems(DISTRICT, "a", declared))
    assert not list(region_problems(DISTRICT, "nowhere", declared))
    assert not list(region_problems(DISTRICT, None, declared))

    elsewhere = "11999999000000000"
    code = f"{elsewhere}{uscc.calc_check_digit(elsewhere)}{NATIONAL[18:]}"
    assert only(type_problems(code, "penalty")).rule == "type"
    assert not list(region_problems(code, "440300", declared))


@pytest.mark.parametrize("code", SILENT)
def test_what_is_unknown_local_or_broken_gives_no_problem(code: str | None) -> None:
    """Nothing can be said about a code that cannot be read, and others say why it cannot."""
    assert not list(level_problems(code, ("nation",)))
    assert not list(basic_code_problems(code, "000115035000"))
    assert not list(type_problems(code, "penalty"))
    assert not list(region_problems(code, "440305", Regions()))
    assert not list(authority_problems(code, CITY[:18]))
    assert not list(authority_problems(CITY, code))
    assert not list(item_problems(code, CITY))
    assert not list(item_problems(ITEM, code))


def test_what_the_matter_does_not_say_gives_no_problem() -> None:
    """Unknown levels, types and codes are not contradicted."""
    assert not list(level_problems(NATIONAL, None))
    assert not list(level_problems(NATIONAL, ()))
    assert not list(basic_code_problems(NATIONAL, None))
    assert not list(type_problems(NATIONAL, None))


def shared(*matters: CodedMatter) -> list[tuple[str, ...]]:
    """Give who shares a code with whom."""
    problems = list(repetition_problems(matters))
    assert all((one.rule, one.severity) == ("repetition", "error") for one in problems)
    return [one.subjects for one in problems]


def test_matters_do_not_share_a_code() -> None:
    """Two matters without handling items need two implementation codes; items their numbers."""
    one = CodedMatter(subject="a", implementation=ITEM[:31], item="01")

    assert shared(one, CodedMatter(subject="b", implementation=ITEM[:31], item="01")) == [
        ("a", "b")
    ]
    assert shared(one, CodedMatter(subject="b", implementation=ITEM[:31], item="02")) == []
    assert shared(one, CodedMatter(subject="b", implementation=NATIONAL, item="01")) == []
    assert shared(one, CodedMatter(subject="b", item=f"{ITEM[:31]}01")) == [("a", "b")]
    assert shared(one, CodedMatter(subject="b", implementation=f"{ITEM[:31]}01")) == [("a", "b")]
    assert shared(one, CodedMatter(subject="b", implementation=ITEM[:31])) == []
    assert shared(*[CodedMatter(subject=name, implementation=NATIONAL) for name in "abc"]) == [
        ("a", "b", "c")
    ]


def test_local_codes_are_compared_within_an_authority() -> None:
    """Two places may use the same local code for different things."""
    code = "511A0138000000-1-00"
    one = CodedMatter(subject="a", owner="x", implementation=code)

    assert shared(one, CodedMatter(subject="b", owner="x", implementation=f" {code}")) == [
        ("a", "b")
    ]
    assert shared(one, CodedMatter(subject="b", owner="y", implementation=code)) == []
    assert shared(one, CodedMatter(subject="b", implementation=code)) == []
    assert shared(*[CodedMatter(subject=s, implementation=code) for s in "ab"]) == []
    assert shared(CodedMatter(subject="a"), CodedMatter(subject="b")) == []
    assert shared(*[CodedMatter(subject=s, owner="x", item="01") for s in "ab"]) == []
    assert shared(*[CodedMatter(subject=s, owner="x", item=code) for s in "ab"]) == [("a", "b")]
    assert shared(*[CodedMatter(subject=s, item=code) for s in "ab"]) == []


def test_the_message_of_a_repetition_is_short() -> None:
    """Thousands of copies are named by the first eight."""
    matters = [CodedMatter(subject=f"m{n}", implementation=NATIONAL, item="01") for n in range(999)]
    problem = only(repetition_problems(matters))

    assert problem.message == (
        f"m0, m1, m2, m3, m4, m5, m6, m7, … share the handling item '01' of code {NATIONAL!r}"
    )
    assert len(problem.subjects) == 999


@given(st.lists(st.sampled_from([f"{n:02}" for n in range(1, 5)]), max_size=8), st.randoms())
def test_every_copy_is_found_once(serials: list[str], random: Random) -> None:
    """Each handling item that several matters have is one problem, with all that have it."""
    matters = [
        CodedMatter(subject=str(at), implementation=NATIONAL, item=serial)
        for at, serial in enumerate(serials)
    ]
    random.shuffle(matters)
    found = {frozenset(one.subjects) for one in repetition_problems(matters)}

    sharing = {s: frozenset(m.subject for m in matters if m.item == s) for s in serials}
    assert found == {subjects for subjects in sharing.values() if len(subjects) > 1}


@given(st.text(), st.text(), st.text())
def test_nothing_breaks_on_any_text(code: str, other: str, region: str) -> None:
    """Hostile texts give problems or none, never an error."""
    regions = Regions()

    for found in (
        level_problems(code, (other,)),
        basic_code_problems(code, other),
        type_problems(code, other),
        authority_problems(code, other),
        item_problems(code, other),
        region_problems(code, region, regions),
        repetition_problems([CodedMatter(subject=other, implementation=code, item=region)]),
    ):
        assert list(found) == []
