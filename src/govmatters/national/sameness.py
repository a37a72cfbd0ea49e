"""Matters of one code are one matter (R17): compared by contents, of which there are few."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TypeVar

import attrs
import numpy as np
import pyarrow as pa

from govmatters.checks.sameness import DIFFERENCES, SAMENESS, basic_code_of
from govmatters.checks.views import View
from govmatters.checks.wording import several
from govmatters.model import Finding, Matter, MatterCodes
from govmatters.national.findings import Group
from govmatters.national.shapes import Shapes, shapes_of
from govmatters.national.whole import Whole

__all__ = ["sameness_groups"]

_SHOWN = 3
_Key = TypeVar("_Key")


def sameness_groups(whole: Whole, view: View, on: dt.date | None) -> Iterator[Group]:
    """
    Find matters of one basic code that differ.

    Args:
        whole: The registry.
        view: Makes the findings.
        on: The day; None: whatever the day.

    Yields:
        What `govmatters.checks.sameness.matters_of_one_code_agree` finds.
    """
    coded = _Coded(whole, np.flatnonzero(whole.existing(on)))
    for basic, kinds in _by(coded.kinds, coded.basic):
        yield from _differing(coded, view, "same-code-other-type", basic, kinds)
    for code, kinds in _by(coded.kinds, coded.item):
        if coded.are_items(code, kinds):
            continue
        named = f"{code[0]} {code[1]}".strip()
        for check in ("same-code-other-name", "same-code-other-laws"):
            yield from _differing(coded, view, check, named, kinds)
        yield from _elsewhere(coded, view, named, kinds)


def _by(kinds: Shapes, key: Callable[[int], _Key | None]) -> Iterator[tuple[_Key, list[int]]]:
    """Sort kinds of rows by a code, without those that have none."""
    found: dict[_Key, list[int]] = {}
    for number in range(len(kinds)):
        code = key(number)
        if code is not None:
            found.setdefault(code, []).append(number)
    yield from found.items()


@attrs.frozen(eq=False, slots=False)
class _Coded:
    """Rows by code and content."""

    whole: Whole
    rows: np.ndarray

    @cached_property
    def _numbered(self) -> tuple[list[tuple[str | None, str]], np.ndarray]:
        """Number the codes, and give for each row the number of its own."""
        numbers: dict[tuple[str | None, str], int] = {}
        of_content = [
            numbers.setdefault(basic_code_of(one), len(numbers)) for one in self.whole.content
        ]
        found = np.asarray(of_content, dtype=np.int64)[self.whole.contents[self.rows]]
        own = np.flatnonzero(self.whole.rows.has_codes[self.rows])
        for place, row in zip(own, self._stating(own), strict=True):
            found[place] = numbers.setdefault(row, len(numbers))
        return list(numbers), found

    def _stating(self, own: np.ndarray) -> Iterator[tuple[str | None, str]]:
        """Give the codes of rows that state some."""
        codes, rows = self.whole.rows.codes, self.rows[own]
        basics, items = (_words(codes[name], rows) for name in ("basic", "item"))
        known: dict[tuple[str, str | None, str | None], tuple[str | None, str]] = {}
        for number, basic, item in zip(self.whole.contents[rows], basics, items, strict=True):
            one = self.whole.content[number]
            key = (one.of or "", basic, item)
            if key not in known:
                coded = attrs.evolve(one, codes=MatterCodes(basic=basic, item=item))
                known[key] = basic_code_of(coded)
            yield known[key]

    @cached_property
    def kinds(self) -> Shapes:
        """Rows of one code and one content."""
        width = max(len(self.whole.content), 1)
        keys = self._numbered[1] * width + self.whole.contents[self.rows]
        return shapes_of(keys, self.rows)

    @cached_property
    def _codes(self) -> list[tuple[str | None, str]]:
        of_row = np.full(self.whole.rows.count, -1, dtype=np.int64)
        of_row[self.rows] = self._numbered[1]
        return [self._numbered[0][number] for number in of_row[self.kinds.firsts]]

    def basic(self, kind: int) -> str | None:
        """Tell the basic code of a kind."""
        return self._codes[kind][0]

    def item(self, kind: int) -> tuple[str, str] | None:
        """Tell the basic code and the business item of a kind."""
        basic, item = self._codes[kind]
        return None if basic is None else (basic, item)

    def matter(self, kind: int) -> Matter:
        """Give the content of a kind."""
        return self.whole.content[int(self.whole.contents[self.kinds.firsts[kind]])]

    def rows_of(self, kinds: list[int]) -> np.ndarray:
        """Give the rows of some kinds, sorted."""
        return np.sort(np.concatenate([self.kinds.members(kind) for kind in kinds]))

    def are_items(self, code: tuple[str, str], kinds: list[int]) -> bool:
        """Say whether one authority has several, whose numbers nobody wrote down."""
        if code[1]:
            return False
        rows = self.rows_of(kinds)
        if len(rows) < 2:  # noqa: PLR2004 (one is not several)
            return False
        width = len(self.whole.regions) + 1
        owners = self.whole.authority[rows].astype(np.int64) * width + self.whole.region[rows]
        return len(np.unique(owners)) < len(rows)


def _words(column: pa.Array, rows: np.ndarray) -> list[str | None]:
    return column.take(pa.array(rows)).to_pylist()  # type: ignore[no-any-return]


def _differing(
    coded: _Coded, view: View, check: str, code: str, kinds: list[int]
) -> Iterator[Group]:
    """Find those that differ from most; among as many, from the first in order."""
    by_value: dict[str, list[int]] = {}
    for kind in kinds:
        value = SAMENESS[check](coded.matter(kind))
        if value is not None:
            by_value.setdefault(value, []).append(kind)
    if len(by_value) < 2:  # noqa: PLR2004 (one value is no difference)
        return
    rows = {value: coded.rows_of(some) for value, some in by_value.items()}
    usual = min(rows, key=lambda one: (-len(rows[one]), one))
    like = _like(coded.whole, rows[usual])
    for value, some in rows.items():
        if value != usual:
            first = coded.whole.rows.ids_of(some[:1])[0]
            found = view.listing(
                check,
                ("matter", first),
                f"has the code {code} and “{value}”; with the same code {like} has “{usual}”",
                "mend whichever is wrong; business items of one code need numbers of their own",
                [f"{code}: “{value}”, elsewhere “{usual}”"],
            )
            yield Group(found, some)


def _like(whole: Whole, rows: np.ndarray) -> str:
    """Name the first few, and how many more there are."""
    names = whole.rows.ids_of(rows[:_SHOWN])
    return several([*names, *map(str, range(len(rows) - len(names)))], most=_SHOWN)


def _elsewhere(coded: _Coded, view: View, code: str, kinds: list[int]) -> Iterator[Group]:
    """Find a code whose matters differ in more; what is the very same is looked at once."""
    matters = [coded.matter(kind) for kind in kinds]
    differing = [
        what
        for what, value in DIFFERENCES.items()
        if len({id(getattr(one, what)) for one in matters}) > 1
        and len({value(one) for one in matters} - {None}) > 1
    ]
    if differing:
        yield _told(coded, view, code, coded.rows_of(kinds), differing)


def _told(coded: _Coded, view: View, code: str, rows: np.ndarray, differing: list[str]) -> Group:
    first = coded.whole.rows.ids_of(rows[:1])[0]

    def whole() -> Finding:
        return view.listing(
            "same-code-differs",
            ("matter", first),
            f"and others of the code {code} ({_like(coded.whole, rows[1:])}) "
            f"differ in {', '.join(differing)}",
            "see whether they must: the same matter is handled to the same standard everywhere",
            (
                f"{code}: {what} of {key}"
                for what in differing
                for key in coded.whole.rows.ids_of(rows)
            ),
        )

    return Group.lazy("same-code-differs", whole)
