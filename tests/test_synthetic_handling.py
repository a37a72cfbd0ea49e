"""The synthetic example: each way is open for some matter, closed for others; all is fiction."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import govmatters as gm

FILE = Path(__file__).parent.parent / "examples" / "synthetic_handling.yaml"
FICTION = gm.load(FILE)
ON = dt.date(2026, 7, 1)
FACTS = {"fictional_home": "fictional_a1", "fictional_birthplace": "fictional_b1"}


def states(way: str, at: str) -> dict[str, str]:
    """Judge one way for all matters."""
    return {
        key: gm.handling(FICTION, key, at=at, on=ON, facts=FACTS)[way].state.value
        for key in FICTION.matters
    }


@pytest.mark.parametrize(
    ("way", "at", "open_ones"),
    [
        ("full_online", "fictional_b1", {"fictional_online"}),
        ("anywhere", "fictional_b1", {"fictional_place_by_law"}),
        ("anywhere", "fictional_a2", {"fictional_place_by_law"}),
        ("proxy_collect", "fictional_b1", {"fictional_collected"}),
        ("proxy_collect", "fictional_a2", set()),
        ("multi_place", "fictional_b1", {"fictional_two_places"}),
        ("local", "fictional_a1", {*FICTION.matters} - {"fictional_citywide"}),
        ("local", "fictional_a1_district", {*FICTION.matters}),
    ],
)
def test_a_way_is_open_for_some_and_closed_for_all_others(
    way: str, at: str, open_ones: set[str]
) -> None:
    """With the facts that are asked for nothing is undecided."""
    found = states(way, at)

    assert {key for key, state in found.items() if state == "open"} == open_ones
    assert set(found.values()) <= {"open", "closed"}


def test_where_a_matter_belongs_is_asked() -> None:
    """Without an answer the matter of two places is undecided."""
    verdict = gm.handling(FICTION, "fictional_two_places", at="fictional_b1", on=ON)

    assert verdict["multi_place"].state == "undecided"
    assert "fictional_home" in verdict.questions


def test_everything_says_that_it_is_made_up() -> None:
    """No name and no id can be taken for a real one; the file says it first; no check minds."""
    names = [
        one.name
        for table in (FICTION.regions, FICTION.authorities, FICTION.matters, FICTION.agreements)
        for one in table.records
    ]

    assert "SYNTHETIC 虚构" in FILE.read_text(encoding="utf-8").splitlines()[0]
    assert all("虚构" in name for name in names)
    assert all(one.id.startswith("fictional_") for one in FICTION.regions.records)
    assert gm.check(FICTION) == ()
