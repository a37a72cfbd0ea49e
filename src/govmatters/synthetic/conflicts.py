"""Cases in which two matters would apply of which only one can."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from govmatters.codes.regions import Regions
from govmatters.conditions import Atom
from govmatters.rules.programs import Program
from govmatters.synthetic.drawing import Drawer
from govmatters.synthetic.pools import place_of

__all__ = ["Conflicts"]

Drawn = Mapping[str, NDArray[Any]]


@attrs.frozen(eq=False)
class Conflicts:
    """
    Tells in which cases two matters of a ``one_of`` apply (AP-1).

    Attributes:
        programs: (first day, last day, program) where facts can make it so.
        drawers: What drew the answers, by question.
        regions: Knows which region lies in which.
    """

    programs: tuple[tuple[dt.date, dt.date, Program], ...]
    drawers: Mapping[str, Drawer]
    regions: Regions

    def among(self, drawn: Drawn, days: NDArray[np.int64]) -> NDArray[np.bool_]:
        """
        Find the cases.

        Args:
            drawn: Answers by question, as they were drawn.
            days: The day of each case, counted from 1970-01-01.

        Returns:
            For each case whether two matters apply.
        """
        found = np.zeros(len(days), dtype=np.bool_)
        for first, last, program in self.programs:
            then = (place_of(first) <= days) & (days <= place_of(last))
            found |= then & self._of(program, drawn, len(days))
        return found

    def _of(self, program: Program, drawn: Drawn, number: int) -> NDArray[np.bool_]:
        """Evaluate the network, of which only what the conflicts look at counts."""
        nodes = [one.conflict for one in program.one_ofs]
        needed = frozenset(program.network.support(nodes))
        planes: list[Any] = [
            self._truths(one, drawn)
            if one in needed and not isinstance(one, str)
            else np.zeros(number, dtype=np.bool_)
            for one in program.network.inputs
        ]
        ones: Any = np.ones(number, dtype=np.bool_)
        values: list[Any] = program.network.evaluate(planes, ones)
        found = np.zeros(number, dtype=np.bool_)
        for node in nodes:
            found |= np.asarray(values[node], dtype=np.bool_)
        return found

    def _truths(self, atom: Atom, drawn: Drawn) -> NDArray[np.bool_]:
        drawer, answers = self.drawers[atom.question], drawn[atom.question]
        return drawer.truths(answers, atom, self.regions)
