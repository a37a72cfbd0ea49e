"""Cases as values: a situation, and what must come out of it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import attrs

from govmatters.conditions import Answer
from govmatters.model import Mechanism, Paper

__all__ = ["Case", "CaseFile", "Expectation", "Span"]

Span = tuple[Fraction | None, Fraction | None]
"""The least and the greatest value wanted; None wants that it is unknown."""

Papers = tuple[Paper, ...]
Keys = tuple[str, ...]


@attrs.frozen(kw_only=True)
class Expectation:
    """
    What must come out of a case; what is None is not looked at.

    Attributes:
        to_submit: Papers that must be among those handed in.
        not_to_submit: Papers that must not be among those handed in.
        may_submit: Papers that must be among those that open questions decide.
        added: Papers that must be among the bundle's own.
        deadlocks: Papers that must be among those nobody can obtain.
        refused: Keys of matters, or the bundle's id, that must be among the refused.
        open_questions: The open questions, whole and in order.
        stages: The stages, whole and in order.
        by_mechanism: (mechanism, its credit), sorted; others are not looked at.
        before: Papers before.
        after: Papers after.
        removed: Papers removed.
        rows_before: Rows before.
        rows_after: Rows after.
        copies_before: Copies before.
        copies_after: Copies after.
        working_days: Working days.
        trips: Trips.
        steps: Steps.
    """

    to_submit: Papers | None = None
    not_to_submit: Papers | None = None
    may_submit: Papers | None = None
    added: Papers | None = None
    deadlocks: Papers | None = None
    refused: Keys | None = None
    open_questions: Keys | None = None
    stages: tuple[Keys, ...] | None = None
    by_mechanism: tuple[tuple[Mechanism, Span], ...] | None = None
    before: Span | None = None
    after: Span | None = None
    removed: Span | None = None
    rows_before: Span | None = None
    rows_after: Span | None = None
    copies_before: Span | None = None
    copies_after: Span | None = None
    working_days: Span | None = None
    trips: Span | None = None
    steps: Span | None = None


@attrs.frozen(kw_only=True)
class Case:
    """
    A situation, and what must come out.

    Attributes:
        name: A sentence.
        line: Where it stands in its file, from 1.
        on: The day.
        expect: What must come out.
        region: Where the bundle is handled; None: the bundle's own region.
        facts: (question, answer), sorted, in canonical form.
        held: Papers that the applicant has already.
        rules: The numbers of the rules that it states; empty: those of the file.
    """

    name: str
    line: int
    on: dt.date
    expect: Expectation
    region: str | None = None
    facts: tuple[tuple[str, Answer], ...] = ()
    held: Papers = ()
    rules: Keys = ()


@attrs.frozen(kw_only=True)
class CaseFile:
    """
    The cases of one file, which are about one bundle.

    Attributes:
        file: As it was found.
        bundle: The bundle's id.
        cases: At least one, in order.
        rules: The numbers of the rules that the whole file states.
    """

    file: str
    bundle: str
    cases: tuple[Case, ...]
    rules: Keys = ()
