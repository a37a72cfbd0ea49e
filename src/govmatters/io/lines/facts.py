"""What of a matter's line several records must agree on: its roles, and where it is handled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import attrs
from msgspec import UNSET

from govmatters.model import APPLICANT

__all__ = ["Fact", "Others", "fact_of", "fits", "item_fact_of"]


class Fact(NamedTuple):
    """
    What one line states; None is not stated.

    Attributes:
        of: The catalogue item that it inherits from.
        roles: Its roles.
        is_placed: Whether it has an authority or a region.
        rows: The subjects of its rows' papers, but for the applicant.
        outputs: The subjects of what it issues, but for the applicant.
    """

    of: str | None
    roles: tuple[str, ...] | None
    is_placed: bool
    rows: frozenset[str] | None
    outputs: frozenset[str] | None

    @property
    def stated(self) -> frozenset[str]:
        """The subjects of all its papers."""
        return (self.rows or _NOBODY) | (self.outputs or _NOBODY)


_NOBODY: frozenset[str] = frozenset()


@attrs.define
class Others:
    """
    The papers met so far that are not the applicant's.

    Attributes:
        papers: Each with its subject.
        subjects: All of the subjects.
    """

    papers: dict[str, str] = attrs.field(factory=dict)
    subjects: set[str] = attrs.field(factory=set)

    def are_covered(self, of: object, roles: Any) -> bool:  # noqa: ANN401 (roles, or UNSET)
        """Say whether a matter's subjects need no look: its roles are all, or nobody asks."""
        if not self.papers:
            return True
        return of is UNSET if roles is UNSET else self.subjects.issubset(roles)

    def add(self, paper: str) -> None:
        """Look at a paper; what is none is nobody's."""
        words = paper.split()
        if len(words) == 3 and words[1] == "of" and words[2] != APPLICANT:  # noqa: PLR2004
            self.papers[paper] = words[2]
            self.subjects.add(words[2])


def fact_of(record: Any, others: Others) -> Fact:  # noqa: ANN401 (a line, or its narrow twin)
    """
    Tell what a matter's line states.

    Args:
        record: A matter.
        others: The papers met so far, those of the line included.

    Returns:
        What it states; subjects are left out where all there are would do.
    """
    hides = others.are_covered(record.of, record.roles)
    return _fact(record, {} if hides else others.papers)


def item_fact_of(record: Any, others: Others) -> Fact:  # noqa: ANN401
    """Tell what a catalogue item's line states, as `fact_of` does, with all subjects."""
    return _fact(record, others.papers)


def _fact(record: Any, papers: dict[str, str]) -> Fact:  # noqa: ANN401
    of, roles = getattr(record, "of", UNSET), record.roles
    rows, outputs = record.materials, record.outputs
    return Fact(
        None if of is UNSET else of,
        None if roles is UNSET else roles,
        record.authority is not UNSET or record.region is not UNSET,
        None if rows is UNSET else _subjects(_papers(rows), papers) if papers else _NOBODY,
        None if outputs is UNSET else _subjects(_issued(outputs), papers) if papers else _NOBODY,
    )


def fits(fact: Fact, item: Fact | None, *, is_item: bool = False) -> bool:
    """
    Say whether what a line states agrees with itself and with what it inherits (PL-1, AP-4).

    Args:
        fact: What it states.
        item: What its catalogue item states, if it has one.
        is_item: Whether it is a catalogue item, which need not be anywhere.

    Returns:
        Whether nothing is wrong.
    """
    if not (is_item or fact.is_placed or (item is not None and item.is_placed)):
        return False
    roles = fact.roles if fact.roles is not None or item is None else item.roles
    if roles is None:
        return True
    subjects = set(fact.stated)
    if item is not None and fact.roles is not None:
        subjects |= (item.rows or _NOBODY) if fact.rows is None else _NOBODY
        subjects |= (item.outputs or _NOBODY) if fact.outputs is None else _NOBODY
    return subjects <= {*roles, APPLICANT}


def _papers(rows: tuple[Any, ...]) -> Iterator[str]:
    for row in rows:
        needs = row.needs
        if needs.__class__ is str:
            yield needs
            continue
        for one in needs.any_of:
            if one.__class__ is str:
                yield one
            elif one.paper is not UNSET:
                yield one.paper
            else:
                yield from one.all_of


def _issued(outputs: tuple[Any, ...]) -> Iterator[str]:
    return (one if one.__class__ is str else one.paper for one in outputs)


def _subjects(papers: Iterator[str], others: dict[str, str]) -> frozenset[str]:
    return frozenset(others[paper] for paper in papers if paper in others)
