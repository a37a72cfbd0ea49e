"""What several things in one cell are written as is read as the same things."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.workbooks.test_round_trip import IDS, LOADABLE

from govmatters.io.context import Context
from govmatters.io.nodes import MapNode, Node, ScalarNode, WrongError
from govmatters.workbooks import kinds
from govmatters.workbooks.cells import Cell
from govmatters.workbooks.kinds import Kind
from govmatters.workbooks.parts import SEPARATOR

CONDITIONS = st.lists(LOADABLE, min_size=1, max_size=3).map(lambda some: " ".join(some).strip())


def plain(node: Node) -> Any:  # noqa: ANN401 (whatever nodes hold)
    """Take nodes as plain data, every scalar as text."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, MapNode):
        return {key.text: plain(value) for key, value in node.pairs}
    return [plain(item) for item in node.items]


def cell_of(value: object, kind: str = "s") -> Cell:
    """Make a cell."""
    return Cell(value, kind, "a.xlsx[表!A1]", dt.datetime(1899, 12, 30))  # noqa: DTZ001


def read_again(kind: Kind, value: Any) -> Any:  # noqa: ANN401 (as files have it)
    """Write a value, and read it."""
    written = kind.write(value)
    text = SEPARATOR.join(written) if isinstance(written, list) else written
    return plain(kind.read(cell_of(text), Context()))


@given(st.lists(LOADABLE | st.just("无"), max_size=4))
def test_lists(texts: list[str]) -> None:
    """Any texts, none and the word for none among them."""
    assert read_again(kinds.TEXTS, texts) == texts


@given(st.dictionaries(IDS, LOADABLE, max_size=4))
def test_maps(pairs: dict[str, str]) -> None:
    """Any keys and texts."""
    assert read_again(kinds.MAP, pairs) == pairs


OPTIONS = LOADABLE | LOADABLE.map("[{}]".format)


@given(st.dictionaries(IDS, OPTIONS | st.lists(OPTIONS, max_size=3), min_size=1, max_size=3))
def test_answers(answers: dict[str, str | list[str]]) -> None:
    """Any options, alone or several."""
    assert read_again(kinds.ANSWERS, answers) == answers


@given(st.lists(st.lists(IDS, min_size=2, max_size=2), min_size=1, max_size=3))
def test_pairs(pairs: list[list[str]]) -> None:
    """Any ids."""
    assert read_again(kinds.PAIRS, pairs) == pairs


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "all_of": st.lists(
                    st.builds(
                        "{} of {}".format,
                        IDS | st.sampled_from(["+", "when", "|", "of"]),
                        IDS | st.sampled_from(["+", "when", "of"]),
                    ),
                    min_size=1,
                    max_size=3,
                )
            },
            optional={"when": CONDITIONS},
        ),
        min_size=1,
        max_size=3,
    )
)
def test_needs(alternatives: list[dict[str, Any]]) -> None:
    """Any papers and conditions, though their ids be the very signs between them."""
    assert read_again(kinds.NEEDS, {"any_of": alternatives}) == {"any_of": alternatives}


def test_needs_as_files_shorten_them() -> None:
    """A paper alone, and a paper with a condition."""
    (alone,) = read_again(kinds.NEEDS, "a of b")["any_of"]
    (open_when,) = read_again(kinds.NEEDS, {"any_of": [{"paper": "a of b", "when": "x"}]})["any_of"]

    assert alone == {"all_of": ["a of b"]}
    assert open_when == {"all_of": ["a of b"], "when": "x"}


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a" * 200, f"text '{'a' * 80}'…"),
        (dt.time(1, 2), "a time"),
        (10**99, "the number of too many digits"),
        (1e15, "the number 1000000000000000.0"),
        (float("nan"), "the number nan"),
        (dt.datetime(2026, 7, 1, 8), "the day 2026-07-01 08:00:00"),  # noqa: DTZ001
    ],
)
def test_what_is_found_is_shown_in_bounds(value: object, shown: str) -> None:
    """Whatever a cell holds, the message stays short, and no kind takes it for a day."""
    assert str(cell_of(value)) == shown
    if not isinstance(value, str):
        with pytest.raises(WrongError, match="wants a day such as 2026-07-01"):
            kinds.DAY.read(cell_of(value, "n"), Context())
