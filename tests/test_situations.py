"""Situations: blocks of atoms that one answer decides, and their product (SI-3)."""

from __future__ import annotations

import datetime as dt
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govmatters.codes.regions import Regions
from govmatters.conditions import Answer, Atom, Question, QuestionType, parse_condition
from govmatters.situations import Block, Situations, blocks_of, count_planes, distinct_sums, split

REGIONS = Regions((("360541", "高新区", "360500"),))
QUESTIONS = {
    one.id: one
    for one in (
        Question(id="yes", ask="?", type=QuestionType.BOOLEAN),
        Question(id="age", ask="?", type=QuestionType.INTEGER, min=0, max=9),
        Question(id="free", ask="?", type=QuestionType.INTEGER),
        Question(id="way", ask="?", type=QuestionType.CHOICE, options=("x", "y", "z")),
        Question(id="wants", ask="?", type=QuestionType.CHOICES, options=("x", "y")),
        Question(id="home", ask="?", type=QuestionType.REGION),
        Question(id="born", ask="?", type=QuestionType.DATE),
    )
}


def atoms(*texts: str) -> list[Atom]:
    """Read the atoms of conditions."""
    read = [parse_condition(text, questions=QUESTIONS, regions=REGIONS) for text in texts]
    return [atom for condition in read for atom in condition.atoms]


def blocks(*texts: str) -> tuple[Block, ...]:
    """Group the atoms of conditions."""
    return blocks_of(atoms(*texts), questions=QUESTIONS, regions=REGIONS)


@pytest.mark.rule("SI-3")
@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ([], 1),
        (["yes"], 2),
        (["yes", "not yes"], 2),
        (["age < 18"], 1),
        (["age < 0"], 1),
        (["age < 3"], 2),
        (["age < 3", "age >= 6"], 3),
        (["age < 3", "age == 2"], 3),
        (["age == 3", "age != 4"], 3),
        (["free < 3", "free >= 6"], 3),
        (['way == "x"'], 2),
        (['way == "x"', 'way == "y"'], 3),
        (['way == "x"', 'way == "y"', 'way == "z"'], 3),
        (['way in ["x", "y", "z"]'], 1),
        (['way in ["x", "y"]', 'way == "z"'], 2),
        (['"x" in wants', '"y" in wants'], 4),
        (['within(home, "430000")'], 2),
        (['within(home, "430000")', 'within(home, "430100")'], 3),
        (['within(home, "430000")', 'within(home, "360500")'], 3),
        (['within(home, "430100")', 'home == "430100"'], 3),
        (['within(home, "360500")', 'within(home, "360541")'], 3),
        (['within(home, "100000")'], 1),
        (['born < date("2026-01-01")'], 2),
        (['born < date("2026-01-01")', 'born == date("2026-01-01")'], 3),
        (['born <= date("0001-01-01")'], 2),
        (["yes", "age < 3", 'way == "x"'], 8),
    ],
)
def test_only_satisfiable_situations_are_enumerated(texts: list[str], count: int) -> None:
    """A choice is one option, numbers are in order, a city lies in its province."""
    situations = Situations(blocks(*texts))

    assert situations.count == count
    assert len({one.truths for one in situations}) == count


TEXTS = st.sampled_from(
    [
        *("yes", "age < 3", "age < 6", "age == 4", "free < 0", 'way == "x"', 'way in ["x", "y"]'),
        *('"x" in wants', '"y" in wants', 'within(home, "430000")', 'home == "430100"'),
        *('within(home, "360541")', 'born < date("2026-01-01")', 'born == date("2026-01-01")'),
    ]
)
ANSWERS = {
    "yes": st.booleans(),
    "age": st.integers(0, 9),
    "free": st.integers(-9, 9),
    "way": st.sampled_from("xyz"),
    "wants": st.frozensets(st.sampled_from("xy")),
    "home": st.sampled_from(["430000", "430100", "430104", "360541", "100000", "110000"]),
    "born": st.dates(dt.date(2025, 12, 30), dt.date(2026, 1, 3)),
}


@pytest.mark.rule("SI-3")
@given(st.lists(TEXTS, unique=True, max_size=7), st.fixed_dictionaries(ANSWERS))
def test_every_answer_is_in_exactly_one_situation(
    texts: list[str], facts: dict[str, bool | int | str | dt.date | frozenset[str]]
) -> None:
    """Situations are what some facts produce: none is missing, none is made up."""
    own = blocks(*texts)
    situations = Situations(own)
    truths = {
        atom: atom.value(facts[atom.question], REGIONS) for block in own for atom in block.atoms
    }
    found = [one for one in situations if dict(one.truths) == truths]

    assert len(found) == 1
    for one in situations:
        told = dict(one.facts)
        assert all(atom.value(told[atom.question], REGIONS) is t for atom, t in one.truths)


@given(st.lists(TEXTS, unique=True, max_size=7))
def test_planes_are_the_situations_side_by_side(texts: list[str]) -> None:
    """Bit i of an atom's plane is its truth in situation i, written in mixed radix."""
    situations = Situations(blocks(*texts))
    planes = situations.planes()

    assert situations.count == prod(len(block.truths) for block in situations.blocks)
    for index, one in enumerate(situations):
        assert {atom: bool(planes[atom] >> index & 1) for atom in planes} == dict(one.truths)
    assert all(plane <= situations.ones for plane in planes.values())


def test_known_answers_narrow_the_situations() -> None:
    """What is answered is not varied; all that is left is."""
    own = blocks("yes", "age < 3", 'way == "x"', '"x" in wants', '"y" in wants')
    given_facts: dict[str, Answer] = {"age": 2, "wants": frozenset({"y"})}
    situations = Situations.given(own, given_facts, REGIONS)

    assert Situations(own).count == 2 * 2 * 2 * 4
    assert situations.count == 4
    assert {dict(one.facts)["age"] for one in situations} == {2}
    assert all("age < 3" in str(one) for one in situations)
    assert all('not "x" in wants, "y" in wants' in str(one) for one in situations)


def test_a_million_million_situations_are_not_built() -> None:
    """The product is walked on demand: its first and its last are read at once."""
    names = [f"q{number}" for number in range(40)]
    questions = {name: Question(id=name, ask="?", type=QuestionType.BOOLEAN) for name in names}
    read = [parse_condition(name, questions=questions, regions=REGIONS) for name in names]
    own = blocks_of([c.atoms[0] for c in read], questions=questions, regions=REGIONS)
    situations = Situations(own)

    assert situations.count == 2**40
    assert len({situations.at(0), situations.at(2**40 - 1), next(iter(situations))}) == 2


@given(st.lists(st.integers(0, 2**6 - 1), max_size=4), st.integers(0, 2**6 - 1))
def test_split_groups_what_agrees(planes: list[int], valid: int) -> None:
    """Groups part the valid situations; in a group every plane is the same throughout."""
    groups = list(split(planes, valid))

    assert sum(mask for mask, _ in groups) == valid
    assert len({bits for _, bits in groups}) == len(groups)
    for mask, bits in groups:
        assert mask
        for plane, bit in zip(planes, bits, strict=True):
            assert plane & mask == (mask if bit else 0)


@given(st.lists(st.tuples(st.integers(0, 31), st.integers(0, 9)), max_size=6), st.integers(0, 31))
def test_sums_side_by_side_are_sums_one_by_one(column: list[tuple[int, int]], valid: int) -> None:
    """Numbers added under masks are what adding in each situation gives."""
    one_by_one = [sum(n for mask, n in column if mask >> i & 1) for i in range(5)]
    digits = count_planes(column)

    assert [sum((d >> i & 1) << p for p, d in enumerate(digits)) for i in range(5)] == one_by_one
    wanted = sorted({(total,) for i, total in enumerate(one_by_one) if valid >> i & 1})
    assert list(distinct_sums([column], valid)) == wanted


def test_negative_numbers_cannot_be_added() -> None:
    """Bit-sliced sums have no sign."""
    with pytest.raises(ValueError, match="only numbers ≥ 0"):
        count_planes([(1, -1)])


def test_options_are_independent() -> None:
    """Of a question of which several may hold, each option is a block of its own."""
    own = blocks('"x" in wants', '"y" in wants')
    truths = [tuple(truth for _, truth in one.truths) for one in Situations(own)]

    assert [block.question for block in own] == ["wants", "wants"]
    assert sorted(truths) == sorted(product([False, True], repeat=2))
    assert [dict(one.facts)["wants"] for one in Situations(own)] == [
        frozenset(),
        frozenset("x"),
        frozenset("y"),
        frozenset("xy"),
    ]
