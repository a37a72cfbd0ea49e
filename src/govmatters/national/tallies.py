"""Rows counted as they stand with an indicator: reached, lacking, left out, not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import attrs
import numpy as np

from govmatters.measures.indicators.formulas import Formula
from govmatters.measures.indicators.measuring import Indicator
from govmatters.measures.indicators.shares import Weight, bounds_of
from govmatters.measures.indicators.standings import Judged, Reason, Standing
from govmatters.model import Level
from govmatters.national.asking import Asked
from govmatters.national.results import NationalIndicator, NationalTally
from govmatters.national.whole import Whole

__all__ = ["Tallies", "counted", "told"]

_EXAMPLES = 3


@attrs.define
class Tallies:
    """Counts rows as they stand."""

    whole: Whole
    weights: list[Weight] = attrs.field(factory=list)
    counts: dict[str, int] = attrs.field(factory=lambda: {"numerator": 0, "denominator": 0})
    found: dict[tuple[str, object], list[np.ndarray]] = attrs.field(factory=dict)

    def take(self, judged: Iterable[tuple[Judged, np.ndarray]]) -> Tallies:
        """Count each as often as there are rows."""
        for one, rows in judged:
            count, weight = len(rows), one.weight
            if weight is not None:
                sizes = (weight.low * count, weight.high * count, weight.whole * count)
                self.weights.append(Weight(*sizes, weight.is_sure))
            if one.is_known:
                self.counts["denominator"] += count
                self.counts["numerator"] += count if weight is not None and weight.low > 0 else 0
            self._sort(one, rows)
        return self

    def _sort(self, one: Judged, rows: np.ndarray) -> None:
        standing = one.standing
        if standing.reason is not None:
            self._add("excluded", standing.reason, rows)
        elif not one.is_known:
            self._add("unknown", standing.needs, rows)
        elif standing.needs:
            self._add("lacking", standing.needs, rows)

    def _add(self, kind: str, why: object, rows: np.ndarray) -> None:
        self.found.setdefault((kind, why), []).append(rows)

    def of(self, kind: str) -> tuple[NationalTally, ...]:
        """Give the tallies of a kind, the largest first."""
        by_text: dict[str, list[np.ndarray]] = {}
        for (some, why), rows in self.found.items():
            if some == kind:
                by_text.setdefault(_text(why), []).extend(rows)
        tallies = [self._tally(text, rows) for text, rows in by_text.items()]
        return tuple(sorted(tallies, key=lambda one: (-one.count, one.text)))

    def _tally(self, text: str, rows: Sequence[np.ndarray]) -> NationalTally:
        firsts = np.sort(np.concatenate([some[:_EXAMPLES] for some in rows]))[:_EXAMPLES]
        examples = tuple(self.whole.rows.ids_of(firsts))
        return NationalTally(text=text, count=sum(map(len, rows)), examples=examples)


def _reason(standing: Standing) -> str:
    return _text(standing.reason)


def _needs(standing: Standing) -> str:
    return _text(standing.needs)


def _text(why: object) -> str:
    """Say why matters are left out, or what they need."""
    if isinstance(why, Reason):
        return f"{why.text} ({why.basis})" if why.basis is not None else why.text
    return "; ".join(map(str, why)) if isinstance(why, tuple) else ""


def told(formula: Formula, asked: Asked, digest: str, found: Tallies) -> NationalIndicator:
    """
    Put an indicator together from tallies.

    Args:
        formula: Which.
        asked: What is wanted.
        digest: Of the folder.
        found: All rows in view, judged.

    Returns:
        The indicator.
    """
    return NationalIndicator(
        **_about(formula, asked, digest),
        share=bounds_of(found.weights),
        numerator=found.counts["numerator"],
        denominator=found.counts["denominator"],
        lacking=found.of("lacking"),
        excluded=found.of("excluded"),
        unknown=found.of("unknown"),
        missing=formula.missing,
    )


def counted(formula: Formula, asked: Asked, digest: str, found: Indicator) -> NationalIndicator:
    """
    Count what an ordinary indicator lists.

    Args:
        formula: Which.
        asked: What is wanted.
        digest: Of the folder.
        found: The ordinary indicator.

    Returns:
        The indicator.
    """
    return NationalIndicator(
        **_about(formula, asked, digest),
        share=found.share,
        numerator=len(found.numerator),
        denominator=len(found.denominator),
        lacking=_tallied(found.lacking, _needs),
        excluded=_tallied(found.excluded, _reason),
        unknown=_tallied(found.unknown, _needs),
        missing=found.missing,
    )


def _about(formula: Formula, asked: Asked, digest: str) -> dict[str, Any]:
    """Say what the indicator is of."""
    return {
        "name": formula.name,
        "name_zh": formula.name_zh,
        "on": asked.on,
        "digest": digest,
        "region": asked.region,
        "authority": asked.authority,
        "level": None if asked.level is None else Level(asked.level),
        "unit": formula.unit,
        "formula": formula.text,
        "formula_zh": formula.text_zh,
        "source": formula.source,
    }


def _tallied(
    standings: Iterable[Standing], text: Callable[[Standing], str]
) -> tuple[NationalTally, ...]:
    by: dict[str, list[str]] = {}
    for one in standings:
        by.setdefault(text(one), []).append(one.id)
    tallies = [
        NationalTally(text=said, count=len(ids), examples=tuple(sorted(ids)[:_EXAMPLES]))
        for said, ids in by.items()
    ]
    return tuple(sorted(tallies, key=lambda one: (-one.count, one.text)))
