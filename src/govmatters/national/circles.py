"""Circular proofs: two implementations stand for all that ask for and issue the same papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs
import numpy as np

from govmatters.checks.circles import circle_finding
from govmatters.checks.views import View
from govmatters.graph import CircularProof, circular_proofs
from govmatters.model import Finding, Matter
from govmatters.national.alike import kinds_of, named_rows
from govmatters.national.shapes import Shapes, shapes_of
from govmatters.national.whole import Whole

__all__ = ["circular_findings"]

_TWO = 2


def circular_findings(whole: Whole, on: dt.date | None) -> Iterator[Finding]:
    """
    Find circular proofs (PL-5).

    Across the registry regions are not looked at, so that rows with one list and one output wait
    alike: with two of each, all circles of all rows show.

    Args:
        whole: The registry.
        on: The day; None: whatever the day.

    Yields:
        What `govmatters.checks.circles.proofs_are_not_circular` finds.
    """
    shapes = _waiting(whole)
    pairs = [shapes.members(number)[:_TWO] for number in range(len(shapes))]
    sample = whole.sample(np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *pairs])))
    proofs = circular_proofs(sample, on=on)
    bundled = {
        (_own_ids(whole, proof), proof.certain) for proof in proofs if proof.bundle is not None
    }
    kin = _Kin(whole, shapes)
    for proof in proofs:
        spread = kin.spread(proof)
        if proof.bundle is not None or (frozenset(spread.matters), proof.certain) not in bundled:
            yield circle_finding(View(sample, on), spread)


def _own_ids(whole: Whole, proof: CircularProof) -> frozenset[str]:
    bundle = whole.records.common.bundles[proof.bundle or ""]
    own = {place.key: place.matter for place in bundle.matters}
    return frozenset(own[key] for key in proof.matters)


def _waiting(whole: Whole) -> Shapes:
    """Group the rows that may wait for a paper, or issue one that is waited for."""
    issued = {kind for one in whole.content for kind in _issues(one)}
    asked = {kind for one in whole.content for kind in _asks(one)}
    taking_part = whole.having(
        lambda one: not issued.isdisjoint(_asks(one)) or not asked.isdisjoint(_issues(one))
    )
    alone = named_rows(whole)
    taking_part[alone] = True
    rows = np.flatnonzero(taking_part)
    keys = kinds_of(whole, _waiting_alike)
    keys[alone] = -1 - np.arange(len(alone))
    return shapes_of(keys[rows], rows)


def _waiting_alike(matter: Matter) -> object:
    """Keep of a content what makes waits; what is inherited is the very same object."""
    ids = (id(matter.materials), id(matter.outputs))
    return (ids, matter.commitment, matter.since, matter.until)


def _issues(matter: Matter) -> Iterator[str]:
    return (output.paper.type for output in matter.outputs or ())


def _asks(matter: Matter) -> Iterator[str]:
    return (paper.type for row in matter.materials or () for paper in row.papers)


class _Kin:
    """Who waits like whom, by id."""

    def __init__(self, whole: Whole, shapes: Shapes) -> None:
        self.whole, self.shapes = whole, shapes
        firsts = whole.rows.ids_of(shapes.firsts)
        self.numbers = {key: number for number, key in enumerate(firsts)}

    def spread(self, proof: CircularProof) -> CircularProof:
        """Name all that wait for each other, where two of each were looked at."""
        if proof.bundle is not None:
            return proof
        shapes = [self.numbers[key] for key in proof.matters if key in self.numbers]
        rows = np.sort(np.concatenate([self.shapes.members(number) for number in shapes]))
        return attrs.evolve(proof, matters=tuple(self.whole.rows.ids_of(rows)))
