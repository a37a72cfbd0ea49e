"""Made-up cases: the same seed gives the same, they are cases, and as frequent as was asked."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import govmatters as gm
from govmatters.errors import AbolishedRegionError, InvalidEntryError, MarginalsError
from govmatters.synthetic.cases import ROWS
from govmatters.testing.strategies import BUNDLE, documents

FEW = settings(max_examples=min(50, settings().max_examples))

FIRST, LAST = dt.date(2025, 11, 1), dt.date(2026, 10, 31)
REGISTRY = gm.load()
YES = (True,)

QUESTIONS: dict[str, dict[str, Any]] = {
    "age": {"type": "integer", "min": 0, "max": 120},
    "born": {"type": "date"},
    "local": {"type": "boolean"},
    "kind": {"type": "choice", "options": ["甲", "乙", "丙", "丁"]},
    "asked": {"type": "choices", "options": ["a", "b", "c"]},
    "home": {"type": "region"},
}


def registry_of(*conditions: str, one_of: bool = False) -> gm.Registry:
    """Make a registry with a matter a condition, of which perhaps exactly one applies."""
    matters = {f"m{n}": {"name": "甲", "region": "430100"} for n in range(len(conditions))}
    places = [{"matter": f"m{n}", "when": when} for n, when in enumerate(conditions)]
    entries = [{"one_of": places, "none": "allowed"}] if one_of else places
    return gm.io.load_document(
        {
            "questions": QUESTIONS,
            "matters": matters,
            "bundles": {"b": {"name": "乙", "region": "430100", "matters": entries}},
        }
    )


def rows_of(registry: gm.Registry, number: int = 2000, **said: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """Draw cases of the bundle ``b``."""
    cases = gm.synthetic_cases(registry, "b", number, seed=11, first=FIRST, last=LAST, **said)
    rows: list[dict[str, Any]] = cases.read_all().to_pylist()
    return rows


def share_of(rows: list[dict[str, Any]], name: str, *answers: object) -> float:
    """Tell how often some answers are given."""
    return sum(row[name] in answers for row in rows) / len(rows)


def is_near(share: float, wanted: float, number: int) -> bool:
    """Allow five standard deviations."""
    deviation: float = (wanted * (1 - wanted) / number) ** 0.5
    return abs(share - wanted) <= 5 * deviation


def facts_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """Take the answers that a row knows."""
    return {k: v for k, v in row.items() if v is not None and k not in {"day", "region"}}


def test_the_same_seed_gives_the_same_cases() -> None:
    """Whatever is drawn, it is drawn again; another seed draws otherwise."""
    drawn = [
        gm.synthetic_cases(REGISTRY, "newborn", 500, seed=seed, first=FIRST, last=LAST).read_all()
        for seed in (7, 7, 8)
    ]

    assert drawn[0].equals(drawn[1], check_metadata=True)
    assert not drawn[0].equals(drawn[2])


def test_the_cases_of_a_smaller_number_are_the_first_of_a_larger() -> None:
    """Also where a part ends between them."""
    few, many = (
        gm.synthetic_cases(
            REGISTRY, "restaurant", number, seed=7, first=FIRST, unknown=Fraction(1, 7)
        ).read_all()
        for number in (ROWS + 5, ROWS + 900)
    )

    assert len(few) == ROWS + 5
    assert many.slice(0, len(few)).equals(few)


def test_parts_differ() -> None:
    """The second part does not repeat the first."""
    drawn = gm.synthetic_cases(REGISTRY, "restaurant", 2 * ROWS, seed=7, first=FIRST).read_all()

    assert not drawn.slice(0, 1000).equals(drawn.slice(ROWS, 1000))


def test_the_metadata_say_that_cases_are_synthetic() -> None:
    """With the bundle, the seed, the number and the registry that they were made of."""
    cases = gm.synthetic_cases(REGISTRY, "newborn", 3, seed=7, first=FIRST)

    assert cases.schema.metadata == {
        b"govmatters": b"synthetic cases",
        b"bundle": b"newborn",
        b"seed": b"7",
        b"number": b"3",
        b"registry": REGISTRY.digest.encode(),
    }


@pytest.mark.parametrize("bundle", sorted(REGISTRY.bundles))
def test_every_case_can_be_planned(bundle: str) -> None:
    """On its day, in its region, also with answers that are not known."""
    cases = gm.synthetic_cases(
        REGISTRY,
        bundle,
        25,
        seed=5,
        first=FIRST,
        last=LAST,
        regions=["430102", "430181"],
        unknown=Fraction(1, 20),
    )
    for row in cases.read_all().to_pylist():
        plan = gm.plan(
            REGISTRY, bundle, on=row["day"], region=row["region"], facts=facts_of(row), limit=64
        )

        assert FIRST <= row["day"] <= LAST
        assert set(plan.open_questions) <= {name for name, value in row.items() if value is None}


@FEW
@given(documents(), st.integers(0, 99))
def test_cases_of_any_bundle_can_be_planned(document: dict[str, Any], seed: int) -> None:
    """Whatever a bundle asks, and whichever matters exclude each other."""
    registry = gm.io.load_document(document)
    try:
        cases = gm.synthetic_cases(
            registry, BUNDLE, 4, seed=seed, first=FIRST, last=LAST
        ).read_all()
    except MarginalsError as error:
        assert "one_of" in str(error)  # noqa: PT017 (two matters may always exclude each other)
        return
    for row in cases.to_pylist():
        plan = gm.plan(registry, BUNDLE, on=row["day"], region=row["region"], facts=facts_of(row))

        assert plan.situations == 1


def test_situations_are_equally_frequent() -> None:
    """Of each question by itself, and within one all answers that produce it."""
    rows = rows_of(
        registry_of(
            "age < 18",
            "age >= 60",
            'kind == "甲"',
            'within(home, "430000")',
            '"a" in asked',
            'born < date("2000-01-01")',
            "local",
        )
    )

    assert is_near(share_of(rows, "age", *range(18)), 1 / 3, 2000)
    assert is_near(share_of(rows, "age", *range(18, 60)), 1 / 3, 2000)
    assert is_near(share_of(rows, "age", *range(60, 121)), 1 / 3, 2000)
    assert {row["age"] for row in rows} >= set(range(60))
    assert is_near(share_of(rows, "kind", "甲"), 1 / 2, 2000)
    assert is_near(share_of(rows, "kind", "丁"), 1 / 6, 2000)
    assert is_near(sum(row["home"][:2] == "43" for row in rows) / 2000, 1 / 2, 2000)
    assert is_near(sum(row["born"].year < 2000 for row in rows) / 2000, 1 / 2, 2000)
    assert is_near(share_of(rows, "asked", ["a"]), 1 / 8, 2000)
    assert is_near(share_of(rows, "local", *YES), 1 / 2, 2000)
    assert is_near(sum(row["day"].month == 12 for row in rows) / 2000, 31 / 365, 2000)


def test_answers_are_as_frequent_as_was_asked() -> None:
    """With whole numbers, fractions and decimals, with stretches, and with what is asked twice."""
    registry = registry_of("age < 18", 'kind == "甲"', '"a" in asked', 'home == "430102"', "local")
    rows = rows_of(
        registry,
        20_000,
        marginals={
            "age": {"0..9": Fraction(1, 2), 30: "0.25", "40..49": "1/4"},
            "kind": {"甲": 9, "丁": 1},
            "asked": {"a,c": 1, "": 3},
            "home": {"430102": 1, "110101": 0},
            "local": {True: 1, "false": 4},
        },
    )

    assert is_near(share_of(rows, "age", *range(10)), 1 / 2, 20_000)
    assert is_near(share_of(rows, "age", 3), 1 / 20, 20_000)
    assert is_near(share_of(rows, "age", 30), 1 / 4, 20_000)
    assert {row["age"] for row in rows} == {*range(10), 30, *range(40, 50)}
    assert is_near(share_of(rows, "kind", "甲"), 9 / 10, 20_000)
    assert is_near(share_of(rows, "asked", ["a", "c"]), 1 / 4, 20_000)
    assert is_near(share_of(rows, "asked", []), 3 / 4, 20_000)
    assert share_of(rows, "home", "430102") == 1
    assert is_near(share_of(rows, "local", *YES), 1 / 5, 20_000)


def test_answers_are_not_known_as_often_as_was_asked() -> None:
    """Each question by itself; a whole share leaves nothing known."""
    registry = registry_of("age < 18", "local", '"a" in asked')
    rows = rows_of(registry, 20_000, unknown=Fraction(1, 10))

    assert all(is_near(share_of(rows, name, None), 1 / 10, 20_000) for name in ("age", "local"))
    assert is_near(share_of(rows, "asked", None), 1 / 10, 20_000)
    assert share_of(rows_of(registry, 50, unknown=Fraction(1)), "age", None) == 1


def test_matters_that_exclude_each_other_never_apply_together() -> None:
    """What is drawn again leaves the others as frequent as they were among themselves."""
    rows = rows_of(registry_of("local", "age < 18", one_of=True), 20_000)
    found = Counter((row["local"], row["age"] < 18) for row in rows)

    assert not found[True, True]
    assert all(is_near(count / 20_000, 1 / 3, 20_000) for count in found.values())


def test_regions_and_days_are_mixed() -> None:
    """Each region as often as it is named; every day, also the last."""
    rows = rows_of(registry_of("local"), 20_000, regions=["430102", "430102", "110101"])

    assert is_near(share_of(rows, "region", "430102"), 2 / 3, 20_000)
    assert {row["day"] for row in rows} == {
        FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 1)
    }


def test_what_a_bundle_looks_at_later_is_asked_too() -> None:
    """A row that begins within the days brings its question."""
    registry = registry_of("local")
    changed = gm.io.load_document(
        {
            "questions": QUESTIONS,
            "material_types": {"t": {"name": "丙"}},
            "matters": {
                "m0": {
                    "name": "甲",
                    "region": "430100",
                    "materials": [{"needs": "t", "when": "age < 18", "since": "2026-07-01"}],
                }
            },
            "bundles": {"b": {"name": "乙", "region": "430100", "matters": ["m0"]}},
        }
    )

    assert set(rows_of(registry, 1)[0]) == {"day", "region", "local"}
    assert set(rows_of(changed, 1)[0]) == {"day", "region", "age"}


def test_a_bundle_that_asks_nothing_has_days_and_regions() -> None:
    """Its cases are cases nevertheless; there may be none."""
    registry = registry_of("true")

    assert set(rows_of(registry, 3)[0]) == {"day", "region"}
    assert rows_of(registry, 0) == []


def test_every_fault_of_marginals_is_told_at_once() -> None:
    """By question: what is no question, no answer, no weight, or not looked at."""
    registry = registry_of("age < 18", "local", 'kind == "甲"')
    wrong: dict[str, dict[object, object]] = {
        "aeg": {1: 1},
        "home": {"430102": 1},
        "local": {"yes": 1, True: -1},
        "age": {"9..1": 1, 5: 0.5, 500: 1},
        "kind": {"甲": 0},
    }
    with pytest.raises(MarginalsError) as error:
        rows_of(registry, 1, marginals=wrong)
    said = str(error.value).splitlines()

    assert all(line.startswith("marginals: ") for line in said)
    for text in (
        "no question 'aeg'; did you mean age?",
        "question 'home': bundle 'b' does not look at it",
        "question 'local': question 'local' wants true or false, got 'yes'",
        "question 'local': a weight is a number of at least 0 such as 3, 1/3 or 0.25, got -1",
        "ends before it begins",
        "got 0.5",
        "a whole number in 0…120, got 500",
        "question 'kind': all its weights are 0",
    ):
        assert any(text in line for line in said), text


def test_weights_that_are_too_fine_are_refused() -> None:
    """Rather than rounded unseen."""
    with pytest.raises(MarginalsError, match="sum to more than"):
        rows_of(registry_of("local"), 1, marginals={"local": {True: "0.1234567890123", False: 1}})


def test_answers_twice_are_refused() -> None:
    """Also where one is text."""
    with pytest.raises(MarginalsError, match="stands twice"):
        rows_of(registry_of("local"), 1, marginals={"local": {True: 1, "true": 2}})


def test_marginals_that_leave_no_case_are_refused() -> None:
    """Where two matters exclude each other in whatever is drawn."""
    registry = registry_of("local", "age < 18", one_of=True)
    with pytest.raises(MarginalsError, match="one_of"):
        rows_of(registry, 1, marginals={"local": {True: 1}, "age": {3: 1}})


def test_a_question_may_not_be_called_as_another_column() -> None:
    """Its answers would stand in the place of the days."""
    registry = gm.io.load_document(
        {
            "questions": {"day": {"type": "boolean"}},
            "matters": {"m": {"name": "甲", "region": "430100", "accepts_when": "day"}},
            "bundles": {"b": {"name": "乙", "region": "430100", "matters": ["m"]}},
        }
    )
    with pytest.raises(InvalidEntryError, match="another id"):
        rows_of(registry, 1)


def test_a_region_must_hold_on_all_days() -> None:
    """As wherever one is named."""
    with pytest.raises(AbolishedRegionError):
        rows_of(registry_of("local"), 1, regions=["430122"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": -1},
        {"seed": -1},
        {"last": dt.date(2020, 1, 1)},
        {"unknown": Fraction(3, 2)},
    ],
)
def test_numbers_out_of_range_are_refused(wrong: dict[str, Any]) -> None:
    """A programmer's mistake is a ValueError."""
    said = {"number": 1, "seed": 1, "first": FIRST, **wrong}
    with pytest.raises(ValueError, match=r"must|lies"):
        gm.synthetic_cases(REGISTRY, "newborn", said.pop("number"), **said)


def test_days_without_an_end_stay_in_the_calendar() -> None:
    """A bound at the very end of it leaves some days on its other side."""
    rows = rows_of(registry_of('born < date("9999-12-31")', 'born < date("0001-01-02")'), 50)

    assert {dt.date(1, 1, 1), dt.date(9999, 12, 31)} <= {row["born"] for row in rows}
