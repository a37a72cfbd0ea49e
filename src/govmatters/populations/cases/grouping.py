"""What cases are grouped by: where, when, in which situation, or by their answer to a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.codes.regions import Regions
from govmatters.conditions import Atom
from govmatters.errors import CaseTableError
from govmatters.populations.cases.answers import Answers, Places, day_of
from govmatters.populations.kernels.kernels import views_in
from govmatters.populations.kernels.planes import packed
from govmatters.populations.tallies import Key

__all__ = [
    "PLACES",
    "SITUATION",
    "TIMES",
    "Groups",
    "Labels",
    "grouped",
    "of_days",
    "of_regions",
    "of_situations",
]

_SITUATIONS = 4096
"""How many situations a population may be grouped by."""

_COUNTABLE = 1 << 20
"""Of so many keys at most each is counted, which is faster than sorting them."""

_SMALL = 1 << 16
"""So many groups are numbered by 16 bits, which NumPy sorts ten times as fast as 64."""

Groups = NDArray[np.integer[Any]]
"""The group of each case."""

_CODE = 6
"""How many digits the code of a county, city or province has; those of towns have more."""

SITUATION = "situation"

TIMES: dict[str, Callable[[dt.date], str]] = {
    "day": dt.date.isoformat,
    "month": lambda day: f"{day.year:04}-{day.month:02}",
    "year": lambda day: f"{day.year:04}",
}
"""What can be made of a day."""

PLACES: dict[str, int | None] = {"region": None, "city": 4, "province": 2}
"""What can be made of a region: its code, or how many digits tell those around it apart."""


@attrs.frozen(eq=False)
class Labels:
    """
    One text a case.

    Attributes:
        places: The place of its text for each case.
        texts: The texts; the same may stand twice.
    """

    places: Places
    texts: Sequence[str]


def of_days(name: str, days: NDArray[np.int64]) -> Labels:
    """Group days since 1970 by a name of `TIMES`."""
    distinct, places = np.unique(days, return_inverse=True)
    write = TIMES[name]
    return Labels(places, [write(day_of(one)) for one in distinct.tolist()])


def of_regions(
    name: str, places: NDArray[np.int32], codes: Sequence[str], regions: Regions
) -> Labels:
    """Group regions by a name of `PLACES`; one that lies in no such region is its own group."""
    digits = PLACES[name]
    return Labels(places, [_around(code, digits, regions) for code in codes])


def _around(code: str, digits: int | None, regions: Regions) -> str:
    """Find the region around one that has the digits of its level, then zeros."""
    if digits is None:
        return code
    around = (
        one
        for one in regions.ancestors(code)
        if len(one) == _CODE and one[digits:].strip("0") == ""
    )
    return next(around, code)


def of_situations(
    atoms: Sequence[Atom], answers: Mapping[str, Answers], cases: int, regions: Regions
) -> Labels:
    """
    Group cases by the truths of atoms.

    Args:
        atoms: What tells situations apart.
        answers: By question; an atom without one is unknown.
        cases: How many cases there are, at least 1.
        regions: Knows which region lies in which.

    Returns:
        A text such as ``local_hukou, not age < 18``; ``? age < 18`` where it is unknown.

    Raises:
        CaseTableError: If there are more than 4,096 situations.
    """
    planes = []
    for atom in atoms:
        one = answers.get(atom.question)
        truths = np.zeros(cases, dtype=np.bool_) if one is None else one.truths(atom, regions)
        gaps = np.ones(cases, dtype=np.bool_) if one is None else one.gaps
        gaps = np.zeros(cases, dtype=np.bool_) if gaps is None else gaps
        planes += [packed(truths & ~gaps), packed(gaps)]
    views, places = views_in(planes, cases)
    if len(views) > _SITUATIONS:
        fault = (
            f"the cases are in more than {_SITUATIONS} situations; group by questions instead of "
            "by situation"
        )
        raise CaseTableError((fault,))
    return Labels(places, [_situation(atoms, truths) for truths in views])


def _situation(atoms: Sequence[Atom], truths: Sequence[int]) -> str:
    words = {(1, 0): "", (0, 0): "not ", (0, 1): "? "}
    states = zip(truths[::2], truths[1::2], strict=True)
    return ", ".join(f"{words[state]}{atom}" for atom, state in zip(atoms, states, strict=True))


def grouped(labels: Sequence[Labels], cases: int) -> tuple[Groups, list[Key]]:
    """
    Number the groups of cases.

    Args:
        labels: What cases are grouped by.
        cases: How many cases there are.

    Returns:
        (the group of each case, the key of each group).
    """
    keys: Groups = np.zeros(cases, dtype=np.uint16)
    found: list[Key] = [()]
    for one in labels:
        texts = sorted(set(one.texts))
        kinds = len(found) * len(texts)
        whole = _whole(kinds)
        place = {text: at for at, text in enumerate(texts)}
        own = np.array([place[text] for text in one.texts] or [0], dtype=whole).take(one.places)
        keys = keys.astype(whole) * max(1, len(texts)) + own
        distinct, keys = _numbered(keys, kinds)
        found = [(*found[at // len(texts)], texts[at % len(texts)]) for at in distinct.tolist()]
    return keys, found


def _numbered(keys: Groups, kinds: int) -> tuple[NDArray[np.int64], Groups]:
    """Give the distinct of some keys below a number, sorted, and the place of each key there."""
    if kinds > _COUNTABLE:
        distinct, places = np.unique(keys, return_inverse=True)
        return distinct.astype(np.int64), places.astype(_whole(len(distinct)))
    counts = np.bincount(keys, minlength=kinds)
    if counts.all():
        return np.arange(kinds), keys
    distinct = np.flatnonzero(counts)
    return distinct, (np.cumsum(counts > 0) - 1).astype(_whole(len(distinct))).take(keys)


def _whole(kinds: int) -> np.dtype[Any]:
    """The type of whole numbers below a number."""
    return np.dtype(np.uint16 if kinds < _SMALL else np.int64)
