"""What the laws draw: cases that can be planned, compiled, in one situation or in many."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs
from hypothesis import assume

import govmatters as gm
from govmatters.conditions import Answer
from govmatters.errors import AmbiguousMattersError
from govmatters.io import load_document
from govmatters.model import Mechanism
from govmatters.rules.components import Component
from govmatters.rules.settling import ALL, BIT, Local
from govmatters.rules.singles import Single, single_of
from govmatters.testing.strategies import BUNDLE, Case, Document

__all__ = [
    "ALL",
    "compiled_of",
    "completions",
    "counts",
    "credits_in",
    "is_ambiguous",
    "mask",
    "reduction_in",
    "single_in",
    "whole_of",
    "with_document",
]


def compiled_of(case: Case, *, budget: int = 300_000) -> gm.CompiledBundle:
    """Compile the bundle of a case."""
    registry = load_document(case.document)
    return gm.compile(registry, BUNDLE, on=case.on, region=case.region, budget=budget)


def single_in(case: Case) -> Single:
    """Evaluate a case with complete facts; one that two of a `one_of` satisfy is drawn anew."""
    try:
        single = single_of(compiled_of(case).compiled, case.facts, case.held)
    except AmbiguousMattersError:
        single = None
    assume(single is not None)
    assert single is not None
    return single


def reduction_in(case: Case) -> gm.Reduction:
    """Measure a case; one that two of a `one_of` satisfy is drawn anew."""
    found = None
    try:
        found = compiled_of(case).reduction(case.facts, held=case.held)
    except AmbiguousMattersError:
        assume(condition=False)
    assert found is not None
    return found


def is_ambiguous(compiled: gm.CompiledBundle, facts: dict[str, Answer]) -> bool:
    """Say whether facts make two of a `one_of` apply."""
    try:
        compiled.counts(facts)
    except AmbiguousMattersError:
        return True
    return False


def completions(case: Case, compiled: gm.CompiledBundle, most: int) -> list[dict[str, Answer]]:
    """Answer the open questions in every way there is; too many ways are drawn anew."""
    situations = compiled.situations(case.facts)
    assume(situations.count <= most)
    every = (dict(one.facts) for one in situations)
    left = [facts for facts in every if not is_ambiguous(compiled, facts)]
    assume(left)
    return left


def counts(single: Single, mechanisms: int) -> int:
    """RD-1: papers handed in with some mechanisms in force, over all components."""
    locals_ = single.compiled.locals_in(single.values)[: single.compiled.own_from]
    return sum(len(local.settled(mechanisms).items) for local in locals_)


def whole_of(single: Single) -> Local:
    """Put all components together again, as if papers of different ones could touch."""
    program = single.compiled.program
    component = Component(
        program=program,
        rows=program.rows,
        form=program.form,
        after=program.after,
        is_circular=True,
        is_own=False,
    )
    truths = tuple(single.values[node] for node in component.nodes)
    return Local(component, truths, 300_000)


def mask(mechanisms: frozenset[Mechanism]) -> int:
    """Write a set of mechanisms as bits."""
    return sum(BIT[mechanism] for mechanism in mechanisms)


def credits_in(reduction: gm.Reduction) -> Iterator[Fraction]:
    """Take the credits of a case without open questions."""
    for bounds in reduction.by_mechanism.values():
        assert bounds.is_known
        assert bounds.low is not None
        yield bounds.low


def with_document(case: Case, document: Document) -> Case:
    """Plan another document for the same applicant."""
    return attrs.evolve(case, document=document)
