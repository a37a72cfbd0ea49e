"""Cases of a bundle, drawn part by part: a hundred million take no more room than one part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govmatters.codes.successions import refuse_abolished
from govmatters.conditions import Question, QuestionType
from govmatters.errors import InvalidEntryError, MarginalsError
from govmatters.registry import Registry
from govmatters.synthetic.columns import column_of, taken, type_of
from govmatters.synthetic.conflicts import Conflicts
from govmatters.synthetic.drawing import Dice, Drawer, OptionDice, PoolDice
from govmatters.synthetic.looking import Look, look_of
from govmatters.synthetic.marginals import MOST, check_marginals, given_pool
from govmatters.synthetic.pools import place_of, pool_of

__all__ = ["MARK", "ROWS", "cases"]

ROWS = 1 << 17
"""How many cases a part has; the last one fewer."""

MARK = "synthetic cases"
"""What the metadata of a table say under ``govmatters``."""

_DAY = "day"
_REGION = "region"
_ROUNDS = 200
"""How often cases in which two matters exclude each other are drawn again."""

_MOST_PARTS = 10**9


def cases(  # noqa: PLR0913 (the door of this module gathers them)
    registry: Registry,
    bundle: str,
    number: int,
    *,
    seed: int,
    first: dt.date,
    last: dt.date,
    regions: tuple[str, ...],
    marginals: Mapping[str, Mapping[object, object]],
    unknown: Fraction,
) -> pa.RecordBatchReader:
    """
    Draw cases; see `govmatters.synthetic.synthetic_cases`.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        number: How many cases.
        seed: At least 0.
        first: The first day.
        last: The last day.
        regions: Codes of regions; none: the bundle's own.
        marginals: By question, weights by answer.
        unknown: The share of answers that are not known.

    Returns:
        A stream of record batches.

    Raises:
        GovMattersError: If bundle, regions or marginals cannot be taken.
        ValueError: If a number is out of its range.
    """
    _check(number, seed, first, last, unknown)
    places = regions or (registry.bundle(bundle).region,)
    for place in dict.fromkeys(places):
        refuse_abolished(place, registry.geography, first)
        refuse_abolished(place, registry.geography, last)
    look = look_of(registry, bundle, first=first, last=last, regions=places)
    drawers = _drawers(registry, look, bundle, marginals, (first, last))
    maker = _Maker(
        registry=registry,
        drawers=drawers,
        conflicts=Conflicts(look.conflicts, drawers, registry.geography),
        seed=seed,
        first=first,
        days=(last - first).days + 1,
        places=places,
        unknown=Fraction(unknown),
    )
    said = {"bundle": bundle, "number": number, "seed": seed, "registry": registry.digest}
    metadata = {"govmatters": MARK} | {name: str(value) for name, value in said.items()}
    schema = maker.schema.with_metadata(metadata)
    return pa.RecordBatchReader.from_batches(schema, maker.batches(number, schema))


def _check(number: int, seed: int, first: dt.date, last: dt.date, unknown: Fraction) -> None:
    """Refuse numbers that make no table."""
    if not 0 <= number <= ROWS * _MOST_PARTS:
        message = f"number must lie in 0…{ROWS * _MOST_PARTS}, got {number}"
        raise ValueError(message)
    if seed < 0:
        message = f"seed must be at least 0, got {seed}"
        raise ValueError(message)
    if last < first:
        message = f"the last day {last} lies before the first {first}"
        raise ValueError(message)
    if not 0 <= Fraction(unknown) <= 1 or Fraction(unknown).denominator > MOST:
        message = f"unknown must lie in 0…1, with at most 12 digits, got {unknown}"
        raise ValueError(message)


def _drawers(
    registry: Registry,
    look: Look,
    bundle: str,
    marginals: Mapping[str, Mapping[object, object]],
    span: tuple[dt.date, dt.date],
) -> dict[str, Drawer]:
    """Make what draws the answers to each question."""
    taken_names = sorted({_DAY, _REGION} & look.atoms.keys())
    if taken_names:
        problem = "a table of cases has a column of that name; give the question another id"
        raise InvalidEntryError(taken_names[0], problem)
    given = check_marginals(marginals, registry, tuple(look.atoms), bundle)
    found: dict[str, Drawer] = {}
    for name, atoms in look.atoms.items():
        question = registry.questions[name]
        if name in given:
            found[name] = PoolDice(given_pool(question, given[name], atoms))
        elif question.type is QuestionType.CHOICES:
            found[name] = OptionDice(question)
        else:
            found[name] = PoolDice(pool_of(question, atoms, registry.geography, span))
    return found


@attrs.frozen(kw_only=True)
class _Maker:
    """All that the parts of a table are drawn from."""

    registry: Registry
    drawers: dict[str, Drawer]
    conflicts: Conflicts
    seed: int
    first: dt.date
    days: int
    places: tuple[str, ...]
    unknown: Fraction

    @property
    def questions(self) -> list[Question]:
        """The questions, in the order of their columns."""
        return [self.registry.questions[name] for name in self.drawers]

    @property
    def schema(self) -> pa.Schema:
        """The columns."""
        fields = [pa.field(_DAY, pa.date32()), pa.field(_REGION, pa.string())]
        fields += [pa.field(one.id, type_of(one)) for one in self.questions]
        return pa.schema(fields)

    def batches(self, number: int, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """Draw part by part; each part has dice of its own, and is drawn whole."""
        for part in range(-(-number // ROWS)):
            columns = self._part(Dice(self.seed, part))
            batch = pa.record_batch(columns, schema=schema)
            yield batch.slice(0, min(ROWS, number - part * ROWS))

    def _part(self, dice: Dice) -> list[pa.Array]:
        days = place_of(self.first) + dice.below(self.days, ROWS)
        places = dice.below(len(self.places), ROWS)
        drawn = self._answers(dice, days)
        share = self.unknown
        columns = [pa.array(days.astype(np.int32)).cast(pa.date32())]
        columns.append(taken(list(self.places), places).dictionary_decode())
        for question in self.questions:
            hidden = dice.below(share.denominator, ROWS) < share.numerator if share else None
            drawer = self.drawers[question.id]
            columns.append(column_of(question, drawer, drawn[question.id], hidden))
        return columns

    def _answers(self, dice: Dice, days: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
        """Draw the answers, those anew that make two matters apply of which only one can."""
        drawn = {name: drawer.draw(dice, ROWS) for name, drawer in self.drawers.items()}
        open_rows = np.arange(ROWS)
        for _ in range(_ROUNDS):
            some = {name: array[open_rows] for name, array in drawn.items()}
            open_rows = open_rows[self.conflicts.among(some, days[open_rows])]
            if not len(open_rows):
                return drawn
            for name, drawer in self.drawers.items():
                drawn[name][open_rows] = drawer.draw(dice, len(open_rows))
        problem = "with these answers two matters of a one_of nearly always apply together"
        raise MarginalsError(
            (f"{problem}; change the marginals, or the conditions of the matters",)
        )
