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
        state: Whether the matter may be handled from the place (HR): open, closed, undecided.
        way: The best open way; ``"none"`` for none.
        open: The open ways, whole and as ranked.
        closed: Ways that must be among the closed.
        undecided: Ways that must be among the undecided.
        competent: Code of the competent region; ``"unknown"`` if it is not known.
        questions: The questions to ask, whole and in order.
        missing: Fields that must be among those that the registry does not state.
        changes: (way, a part of the single change that would open it), sorted.
        spared: Ids of exemptions that must hold on the best way.
        not_spared: Ids of exemptions that must not.
        places: The places to visit, whole and in order.
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
    state: str | None = None
    way: str | None = None
    open: Keys | None = None
    closed: Keys | None = None
    undecided: Keys | None = None
    competent: str | None = None
    questions: Keys | None = None
    missing: Keys | None = None
    changes: tuple[tuple[str, str], ...] | None = None
    spared: Keys | None = None
    not_spared: Keys | None = None
    places: Keys | None = None


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
        at: Where the applicant is, if it is about handling elsewhere; None: it is not.
        facts: (question, answer), sorted, in canonical form.
        held: Papers that the applicant has already.
        rules: The numbers of the rules that it states; empty: those of the file.
    """

    name: str
    line: int
    on: dt.date
    expect: Expectation
    region: str | None = None
    at: str | None = None
    facts: tuple[tuple[str, Answer], ...] = ()
    held: Papers = ()
    rules: Keys = ()


@attrs.frozen(kw_only=True)
class CaseFile:
    """
    The cases of one file, which are about one bundle or one matter.

    Attributes:
        file: As it was found.
        bundle: The bundle's id; None if the file is about a matter.
        matter: The matter's id; None if the file is about a bundle.
        cases: At least one, in order.
        rules: The numbers of the rules that the whole file states.
    """

    file: str
    cases: tuple[Case, ...]
    bundle: str | None = None
    matter: str | None = None
    rules: Keys = ()
