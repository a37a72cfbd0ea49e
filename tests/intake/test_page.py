"""The page of an import: what is least certain stands first, and nothing in it is markup."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from govmatters.intake.account import Certainty
from govmatters.intake.doubts import doubts_of
from govmatters.intake.page import page_of

SURE = {"sure": "high", "so-so": "medium", "unsure": "low"}
COUNTS = {"total": 0}


def row(key: str, *rules: str, outcome: str = "guessed", title: str = "甲") -> dict[str, Any]:
    """Write a row's note."""
    path = f"materialList[{key}]"
    told = {"path": path, "key": key, "title": title, "outcome": outcome, "needs": "乙"}
    return told | {"rules": list(rules)}


def field(path: str, rule: str, outcome: str = "guessed") -> dict[str, Any]:
    """Write a field's note."""
    return {"path": path, "value": "印", "outcome": outcome, "became": "成", "rule": rule}


def report(*notes: dict[str, Any], name: str = "某事项") -> dict[str, Any]:
    """Write a report of one record."""
    rules = {rule: {"says": "", "says_zh": "", "count": 1} for rule in ("plain", *SURE)}
    record = {
        "id": "m",
        "name": name,
        "kind": "matter",
        "place": "f:1",
        "as_is": [],
        "rows": [one for one in notes if "rules" in one],
        "notes": [one for one in notes if "rules" not in one],
    }
    return {
        "counts": {
            "records": {"imported": 1, "repeated": 0, "faults": 0},
            "fields": COUNTS,
            "rows": COUNTS,
        },
        "fields": {},
        "rules": {
            rule: told | ({"certainty": SURE[rule]} if rule in SURE else {})
            for rule, told in rules.items()
        },
        "faults": [],
        "repeated": [],
        "unused": [],
        "records": [record],
    }


def test_the_least_certain_comes_first() -> None:
    """A row is as sure as its least sure rule; what has no certainty comes last."""
    found = doubts_of(
        report(
            field("orgName", "sure"),
            field("x", "plain"),
            row("1", "so-so", "plain"),
            row("2", "sure", "unsure"),
            row("3", "unsure", outcome="unresolved"),
            field("y", "unsure", outcome="left_out"),
        )
    )

    assert [(one.key, one.certainty) for one in found] == [
        ("2", Certainty.LOW),
        ("1", Certainty.MEDIUM),
        ("orgName", Certainty.HIGH),
        ("x", None),
    ]


def test_a_title_is_not_told_twice() -> None:
    """The row tells it; another field of the row has its key before it."""
    found = doubts_of(
        report(
            row("1", "unsure"),
            field("materialList[1].materialTitle", "unsure"),
            field("materialList[1].freeSubmission", "sure"),
        )
    )

    assert [one.key for one in found] == ["1", "1 freeSubmission"]


@pytest.mark.parametrize(("count", "told"), [(200, ""), (203, "另有 3 项")])
def test_the_page_begins_with_a_bounded_table(count: int, told: str) -> None:
    """The first 200, and how many more there are."""
    page = page_of(report(*(row(f"K{n}", "unsure") for n in range(count))))
    first = page[page.index("<table>") : page.index("</table>")]
    before = page[: page.index("<table>")]

    assert re.findall(r"<th>(.*?)</th>", first)[:5] == [
        "编号 key",
        "原文 title as printed",
        "成为 became",
        "规则 rule",
        "把握 certainty",
    ]
    assert first.count("<tr") == 201
    assert f"共 {count} 项推测" in before
    assert ("另有" in before) is bool(told)
    assert told in before


def test_nothing_guessed_is_said() -> None:
    """No empty table."""
    assert "没有推测。" in page_of(report())


def test_a_record_opens_from_its_name_and_counts() -> None:
    """Rows and fields, guessed and left out."""
    page = page_of(
        report(
            row("1", "unsure"),
            row("2", outcome="left_out"),
            field("x", "sure"),
            field("y", "sure"),
            field("z", "plain", outcome="left_out"),
        )
    )
    (summary,) = re.findall(r"<summary>(.*?)</summary>", page)

    assert summary.startswith("某事项")
    assert "材料行：推测 1，未采用 1；字段：推测 2，未采用 1" in summary


def test_markup_in_any_text_is_text() -> None:
    """Titles, keys and names are what others wrote."""
    evil = "</td><script>alert(1)</script>\x00"
    page = page_of(report(row(evil, "unsure", title=evil), field(evil, "sure"), name=evil))

    assert "<script>" not in page
    assert "\x00" not in page
    assert unescape(page).count("<script>alert(1)</script>") == page.count("&lt;script&gt;")
    assert page.count("&lt;script&gt;") == 7
