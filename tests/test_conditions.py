"""Conditions: what parses and what it means, what does not and where, and what is hostile."""

from __future__ import annotations

import datetime as dt
import pickle
import time
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from govmatters.codes.regions import Regions
from govmatters.conditions import Answer, Condition, Question, QuestionType, parse_condition
from govmatters.conditions.parsing import MAX_DEPTH, MAX_LENGTH
from govmatters.errors import ConditionError, GovMattersError

REGIONS = Regions()
QUESTIONS = {
    one.id: one
    for one in (
        Question(id="local", ask="?", type=QuestionType.BOOLEAN),
        Question(id="婚生", ask="?", type=QuestionType.BOOLEAN),
        Question(id="age", ask="?", type=QuestionType.INTEGER, min=0, max=130),
        Question(id="way", ask="?", type=QuestionType.CHOICE, options=("mother", "father")),
        Question(id="wants", ask="?", type=QuestionType.CHOICES, options=("card", "subsidy")),
        Question(id="home", ask="?", type=QuestionType.REGION),
        Question(id="born", ask="?", type=QuestionType.DATE),
    )
}


def parse(text: str) -> Condition:
    """Read a condition over the questions above."""
    return parse_condition(text, questions=QUESTIONS, regions=REGIONS)


def value(text: str, **facts: Answer) -> bool | None:
    """Evaluate a condition."""
    return parse(text).value(facts, REGIONS)


@pytest.mark.parametrize(
    ("text", "facts", "truth"),
    [
        ("local", {"local": True}, True),
        ("not local", {"local": True}, False),
        ("local == false", {"local": True}, False),
        ("local != false", {"local": True}, True),
        ("婚生 and local", {"local": True, "婚生": True}, True),
        ("true", {}, True),
        ("false or local", {"local": False}, False),
        ("age < 18", {"age": 17}, True),
        ("age <= 18", {"age": 18}, True),
        ("age > 18", {"age": 18}, False),
        ("age >= 18", {"age": 18}, True),
        ("age == 18", {"age": 18}, True),
        ("age != -1", {"age": 18}, True),
        ("age in [17, 18]", {"age": 18}, True),
        ("age not in [17, 18]", {"age": 18}, False),
        ('way == "mother"', {"way": "mother"}, True),
        ("way != 'mother'", {"way": "mother"}, False),
        ('way in ["mother", "father"]', {"way": "father"}, True),
        ('"card" in wants', {"wants": frozenset({"card"})}, True),
        ('"card" not in wants', {"wants": frozenset({"subsidy"})}, True),
        ('within(home, "430000")', {"home": "430104"}, True),
        ('within(home, "430104")', {"home": "430000"}, False),
        ('home == "430100"', {"home": "430104"}, False),
        ('born < date("2026-01-01")', {"born": dt.date(2025, 12, 31)}, True),
        ('born <= date("2026-01-01")', {"born": dt.date(2026, 1, 1)}, True),
        ('born > date("2026-01-01")', {"born": dt.date(2026, 1, 1)}, False),
        ('born <= date("9999-12-31")', {"born": dt.date(9999, 12, 31)}, True),
        ('born in [date("2026-01-01")]', {"born": dt.date(2026, 1, 1)}, True),
        (
            "local or age < 18 and not (婚生 or local)",
            {"local": False, "age": 3, "婚生": False},
            True,
        ),
    ],
)
def test_what_conditions_mean(text: str, facts: dict[str, Answer], truth: bool) -> None:  # noqa: FBT001
    """Each form of the format has its truth."""
    assert value(text, **facts) is truth


@pytest.mark.rule("SI-1")
@pytest.mark.parametrize(("one", "other"), list(product([True, False, None], repeat=2)))
def test_conditions_are_kleenes(one: bool | None, other: bool | None) -> None:  # noqa: FBT001
    """False decides `and`, true decides `or`, and unknown is neither true nor false."""
    given_facts = {"local": one, "婚生": other}
    facts = {name: truth for name, truth in given_facts.items() if truth is not None}
    pair = {one, other}

    assert value("local and 婚生", **facts) is (
        False if False in pair else None if None in pair else True
    )
    assert value("local or 婚生", **facts) is (
        True if True in pair else None if None in pair else False
    )
    assert value("not local", **facts) is (None if one is None else not one)


@pytest.mark.rule("SI-2")
@pytest.mark.parametrize(
    ("text", "atoms"),
    [
        ("not age >= 18", ["age < 18"]),
        ("age <= 17", ["age < 18"]),
        ("age > 17 or age < 18", ["age < 18"]),
        ('way != "mother"', ['way == "mother"']),
        ('way in ["mother", "father"]', ['way in ["father", "mother"]']),
        ("local == false", ["local"]),
        ('"card" not in wants', ['"card" in wants']),
        ('not within(home, "430000")', ['within(home, "430000")']),
        ("true or local", ["local"]),
        ("true", []),
    ],
)
def test_atoms_are_canonical(text: str, atoms: list[str]) -> None:
    """Comparisons that mean the same are the same atom."""
    assert [str(atom) for atom in parse(text).atoms] == atoms


@pytest.mark.parametrize(
    ("text", "character", "problem"),
    [
        ("", 1, "it is empty"),
        ("   ", 1, "it is empty"),
        ("locl", 1, "did you mean local?"),
        ("local and locl", 11, "did you mean local?"),
        ("婚生 and locl", 8, "did you mean local?"),
        ("local and True", 11, "True, instead of true, is not allowed"),
        ("unknown_thing", 1, "declare it under questions"),
        ("age", 1, "is of type integer; compare it with a whole number"),
        ("way", 1, 'compare it with way == "mother"'),
        ("wants", 1, 'compare it with "mother" in wants'.replace("mother", "card")),
        ("home", 1, 'within(home, "360500")'),
        ("born", 1, 'date("2026-01-01")'),
        ('age < "18"', 7, "is of type integer"),
        ("age < true", 7, "is of type integer"),
        ("age < 1.5", 7, "is of type integer"),
        ("age == True", 8, "is of type integer"),
        ('local == "x"', 10, "is of type boolean"),
        ("local < true", 1, "wants an integer or a date"),
        ('way == "mothr"', 8, "did you mean mother?"),
        ('"crd" in wants', 1, "did you mean card?"),
        ('"card" in way', 1, "write it first"),
        ('way in "mother"', 8, ""),
        ("way in []", 8, ""),
        ('wants == "card"', 1, ""),
        ('within(age, "430000")', 8, "wants a question of type region"),
        ('within(home, "43")', 14, "no region '43'"),
        ("within(home)", 1, "the only calls are"),
        ("within(home, region='430000')", 1, "the only calls are"),
        ('born < date("2026-02-30")', 8, "is of type date"),
        ('born < "2026-01-01"', 8, "is of type date"),
        ("10 < age < 18", 1, "a chain of comparisons"),
        ("18 > age", 1, "a question's id is wanted here, not a literal"),
        ("age < age", 7, "is of type integer"),
        ("local is true", 1, "`is` is not allowed"),
        ("age + 1 < 18", 1, "not arithmetic"),
        ("local.real", 1, "an attribute is not allowed"),
        ("home[0]", 1, "an index is not allowed"),
        ("lambda: local", 1, "a lambda is not allowed"),
        ("print(local)", 1, "the only calls are"),
        ("__import__('os').system('x')", 1, "the only calls are"),
        ("-age < 3", 1, "not a sign"),
        ('"text"', 1, "a literal is not allowed"),
        ("[local]", 1, "this (List) is not allowed"),
        ("local if local else local", 1, "this (IfExp) is not allowed"),
        ("(local := local)", 2, "is not allowed"),
        ("f'{local}'", 1, "is not allowed"),
        ("local and", 0, "it does not parse"),
        ("local && 婚生", 0, "write and, or, not, =="),
        ("age = 18", 0, "write and, or, not, =="),
        ("!local", 1, "write and, or, not, =="),
        ('way == "mother', 8, "a quote is not closed"),
        ("(local", 1, "brackets do not match"),
        ("local # why", 7, "put comments beside it"),
        ("local \\ and", 7, "no escapes"),
        ("local and\nlocal", 10, "it must be one line"),
        ("age < 18and local", 7, "a number runs into a word"),
        ("age < 0x12", 7, "a number runs into a word"),
    ],
)
def test_every_slip_is_located(text: str, character: int, problem: str) -> None:
    """What is wrong, and at which character, in one line."""
    with pytest.raises(ConditionError) as caught:
        parse(text)

    assert problem in str(caught.value)
    assert character in {0, caught.value.offset + 1}  # 0: as the Python at hand has it
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 10_000 + "local" + ")" * 10_000,
        "not " * 5_000 + "local",
        "not " * (MAX_DEPTH + 1) + "local",
        "(" * (MAX_DEPTH + 1) + "local" + ")" * (MAX_DEPTH + 1),
        " and ".join(["local"] * 10_000),
        "local" + " " * 3000 + "and local",
        "9" * 1900 + " < age",
        "age < " + "9" * 1900,
        "age < " + "-" * 1900 + "1",
        "\0local",
        "local\ud800",
        "ｌｏｃａｌ",
        "local;local",
        "*local",
        "yield",
        "await local",
        "{}",
        "...",
        "local" + "[0]" * 600,
        "local" + ".a" * 900,
    ],
)
def test_hostile_conditions_are_refused_or_read_at_once(text: str) -> None:
    """Whatever is written: a condition, or one error of ours, in no time and of bounded length."""
    began = time.perf_counter()
    try:
        parse(text)
    except ConditionError as error:
        assert len(str(error)) < 500  # noqa: PT017 (some of them are conditions)
    assert time.perf_counter() - began < 2


def test_limits_are_where_they_are_said_to_be() -> None:
    """A condition may be as long and as deep as the format says, and no more."""
    long, deep = " or ".join(["local"] * ((MAX_LENGTH + 4) // 9)), "(" * MAX_DEPTH + "local"
    assert parse(long).atoms == parse("local").atoms
    assert parse(deep + ")" * MAX_DEPTH).atoms == parse("local").atoms
    with pytest.raises(ConditionError, match=f"longer than {MAX_LENGTH}"):
        parse("local or " * 300 + "local")
    with pytest.raises(ConditionError, match="deeper than"):
        parse("(" * (MAX_DEPTH + 1) + "local" + ")" * (MAX_DEPTH + 1))


TOKENS = st.sampled_from(
    [
        *("local", "age", "way", "wants", "home", "born", "and", "or", "not", "in", "<", "=="),
        *("(", ")", "[", "]", ",", "18", '"mother"', '"card"', '"430000"', "within", "date", "."),
        *("true", "'", '"', "#", "is", "lambda", "婚生", "-", "0", "if", "else", ":", "*"),
    ]
)


@given(st.lists(TOKENS, max_size=12).map(" ".join) | st.text(max_size=30))
@example('date("2026-01-01") < born')
@example("within(within, '430000')")
def test_any_text_is_a_condition_or_an_error_of_ours(text: str) -> None:
    """Nothing else than ConditionError comes out, and its place lies in the text."""
    try:
        condition = parse(text)
    except ConditionError as error:
        assert 0 <= error.offset <= len(text)  # noqa: PT017 (most are no conditions)
    else:
        assert condition.value({}, REGIONS) in {True, False, None}
        assert parse(str(condition)) == condition


def test_errors_can_be_sent_to_other_processes() -> None:
    """A ConditionError survives pickling; it is a ValueError too."""
    with pytest.raises(ConditionError) as caught:
        parse("locl")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 (our own)

    assert str(again) == str(caught.value)
    assert isinstance(again, ValueError)
    assert isinstance(again, GovMattersError)
