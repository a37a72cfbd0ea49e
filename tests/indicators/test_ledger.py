"""The ledger: what is due on a day, whose it is, what measures it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from tests.indicators.documents import DAY, registry_with

import govmatters as gm
from govmatters.errors import LoadError, UnknownIdError
from govmatters.io import load_document
from govmatters.measures.indicators.ledger import Stage

CITY = {"region": "360500"}
TASKS: dict[str, dict[str, Any]] = {
    "late": CITY | {"work": "甲", "number": 3, "deadline": "2026-06-30", "units": ["乙局", "甲局"]},
    "today": CITY | {"work": "乙", "number": 1, "deadline": "2026-07-01", "units": ["甲局"]},
    "next": CITY | {"work": "丙", "number": 2, "deadline": "2026-07-02"},
    "done": CITY | {"work": "丁", "deadline": "2026-06-30", "done": "2026-07-01"},
    "later": CITY | {"work": "戊", "deadline": "2026-06-30", "done": "2026-07-02"},
    "ever": CITY | {"work": "己", "standing": True, "units": ["甲局"]},
    "some_day": CITY | {"work": "庚"},
    "far": {"region": "430100", "work": "辛", "standing": True, "units": ["丙局"]},
}


def test_what_is_due_comes_first() -> None:
    """Tasks stand by stage and last day; one that is done later is not done yet."""
    found = gm.ledger(registry_with({}, tasks=TASKS), on=DAY, region="360500")

    assert [(one.task.id, one.stage.value, one.days_left) for one in found.entries] == [
        ("late", "due", -1),
        ("later", "due", -1),
        ("today", "due", 0),
        ("next", "open", 1),
        ("ever", "standing", None),
        ("some_day", "undated", None),
        ("done", "done", -1),
    ]


def test_units_have_their_tasks() -> None:
    """Each unit's tasks are counted by stage; units stand as the tasks name them."""
    registry = registry_with({}, tasks=TASKS)
    found = gm.ledger(registry, on=DAY)
    own = gm.ledger(registry, on=DAY, unit="甲局")

    assert [(one.unit, one.counts) for one in found.units] == [
        ("甲局", (2, 0, 1, 0, 0)),
        ("乙局", (1, 0, 0, 0, 0)),
        ("丙局", (0, 0, 1, 0, 0)),
    ]
    assert [one.task.id for one in own.entries] == ["late", "today", "ever"]
    assert [one.unit for one in own.units] == ["甲局"]
    with pytest.raises(UnknownIdError, match="did you mean 甲局"):
        gm.ledger(registry, on=DAY, unit="甲局局")


def test_indicators_stand_beside_their_tasks() -> None:
    """A task has what targets of its region want of its indicators, and its other indicators."""
    registry = registry_with(
        {"a": {"type": "licence", "online": "full"}},
        tasks={
            "t": CITY
            | {"work": "网上办", "indicators": ["online_rate", "assisted_rate", "no_such_rate"]}
        },
        targets={
            "x": CITY | {"by": "2026-12-31", "indicators": {"online_rate": 1, "eseal_rate": 1}},
            "y": {"region": "430100", "by": "2026-12-31", "indicators": {"online_rate": 1}},
        },
    )
    (entry,) = gm.ledger(registry, on=DAY).entries

    assert [(one.target, one.name, one.status.value) for one in entry.attainments] == [
        ("x", "online_rate", "met")
    ]
    assert [one.name for one in entry.indicators] == ["assisted_rate"]


def test_a_standing_task_has_no_last_day() -> None:
    """A record that says both is at fault."""
    task = CITY | {"work": "甲", "standing": True, "deadline": "2026-07-01"}

    with pytest.raises(LoadError, match="a standing task has no `deadline`"):
        load_document({"tasks": {"t": task}})
    assert load_document({"tasks": {"t": task | {"standing": False}}}).tasks["t"].deadline == DAY


def test_near_levels_only() -> None:
    """Whom an applicant reaches is a city, county, township or village."""
    matter = {"name": "甲", "region": "360500", "reachable_at": ["village", "nation"]}

    with pytest.raises(LoadError, match="wants one of city, county, township, village"):
        load_document({"matters": {"m": matter}})


def test_the_packaged_plan_of_xinyu() -> None:
    """The annex has 48 tasks: five are standing, the last days of the others are three."""
    registry = gm.load()
    tasks = [one for one in registry.tasks.records if one.region == "360500"]
    found = gm.ledger(registry, on=dt.date(2026, 1, 1), region="360500")

    assert [one.number for one in tasks] == list(range(1, 49))
    assert Counter(str(one.deadline) for one in tasks) == {
        "2025-06-30": 15,
        "2025-12-31": 19,
        "2026-12-31": 9,
        "None": 5,
    }
    assert {one.number for one in tasks if one.standing} == {39, 44, 45, 46, 48}
    assert Counter(one.stage for one in found.entries) == {
        Stage.DUE: 34,
        Stage.OPEN: 9,
        Stage.STANDING: 5,
    }
    assert all(one.units and one.section and one.area for one in tasks)
