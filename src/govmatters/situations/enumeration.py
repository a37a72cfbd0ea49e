"""All situations that known answers leave open, without building their product first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import prod
from typing import TYPE_CHECKING

import attrs

from govmatters.conditions import Answer, Atom
from govmatters.situations.blocks import Block

if TYPE_CHECKING:
    from govmatters.codes.regions import Regions

__all__ = ["Situation", "Situations"]


@attrs.frozen
class Situation:
    """
    A truth for each atom, and facts that produce it (情形).

    Attributes:
        truths: (atom, truth) by the order of questions.
        facts: (question, answer), sorted; an answer a question.
    """

    truths: tuple[tuple[Atom, bool], ...]
    facts: tuple[tuple[str, Answer], ...]

    def __str__(self) -> str:
        """Write the atoms, the false ones with ``not``."""
        return ", ".join(str(atom) if truth else f"not {atom}" for atom, truth in self.truths)


@attrs.frozen
class Situations:
    """
    The situations over some blocks; situation *i* is written in mixed radix.

    Attributes:
        blocks: The factors of the product.
    """

    blocks: tuple[Block, ...]

    @classmethod
    def given(
        cls, blocks: tuple[Block, ...], facts: Mapping[str, Answer], regions: Regions
    ) -> Situations:
        """
        Keep the situations that facts leave open.

        Args:
            blocks: Of all atoms.
            facts: Answers in canonical form, by question.
            regions: Knows which region lies in which.

        Returns:
            The situations; one if every question is answered.
        """
        return cls(
            tuple(
                [
                    block.narrowed(facts[block.question], regions)
                    if block.question in facts
                    else block
                    for block in blocks
                ]
            )
        )

    @cached_property
    def count(self) -> int:
        """How many situations there are; at least 1."""
        return prod([len(block.truths) for block in self.blocks])

    @property
    def ones(self) -> int:
        """The plane in which every situation is true."""
        return (1 << self.count) - 1

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """For each block, how far apart situations are that differ by one of its rows."""
        found, stride = [], 1
        for block in self.blocks:
            found.append(stride)
            stride *= len(block.truths)
        return tuple(found)

    def planes(self) -> dict[Atom, int]:
        """
        Write the truth of every atom in every situation.

        Returns:
            A plane an atom, built by repetition; the product itself is never walked.
        """
        found: dict[Atom, int] = {}
        for block, stride in zip(self.blocks, self.strides, strict=True):
            rows = [self.slice(block, stride, row) for row in range(len(block.truths))]
            for place, atom in enumerate(block.atoms):
                plane = 0
                for row, truths in enumerate(block.truths):
                    if truths[place]:
                        plane |= rows[row]
                found[atom] = plane
        return found

    def slice(self, block: Block, stride: int, row: int) -> int:
        """
        Write where a block is in one of its rows.

        Args:
            block: One of the blocks.
            stride: Its stride.
            row: Which of its rows.

        Returns:
            A plane: runs of ``stride`` ones, once in every period.
        """
        run = ((1 << stride) - 1) << (row * stride)
        period = stride * len(block.truths)
        return _repeated(run, period, self.count // period)

    def at(self, index: int) -> Situation:
        """Read one situation out of the mixed radix."""
        truths: list[tuple[Atom, bool]] = []
        facts: dict[str, Answer] = {}
        for block, stride in zip(self.blocks, self.strides, strict=True):
            row = index // stride % len(block.truths)
            truths.extend(zip(block.atoms, block.truths[row], strict=True))
            witness, former = block.witnesses[row], facts.get(block.question)
            if isinstance(witness, frozenset) and isinstance(former, frozenset):
                witness |= former
            facts[block.question] = witness
        return Situation(tuple(truths), tuple(sorted(facts.items())))

    def __iter__(self) -> Iterator[Situation]:
        """Walk the situations one by one."""
        return (self.at(index) for index in range(self.count))


def _repeated(run: int, period: int, times: int) -> int:
    """Write a run of bits once in every period, by doubling: to divide would take the square."""
    found, done = run, 1
    while done < times:
        more = min(done, times - done)
        found |= (found & ((1 << more * period) - 1)) << done * period
        done += more
    return found
