"""Chinese names of what a result only has ids of."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

import attrs

from govmatters.conditions import Answer
from govmatters.model import Bounds, Bundle, BundleMatter, Paper
from govmatters.model.plain import plain
from govmatters.registry import Registry
from govmatters.report.labels import Labels

__all__ = ["Names", "decimal", "figure", "percentage", "written"]


@attrs.frozen
class Names:
    """
    Names of the records of a bundle.

    Attributes:
        registry: Holds them.
        bundle: The bundle.
        labels: Whether ids stand beside names.
    """

    registry: Registry
    bundle: Bundle
    labels: Labels

    @cached_property
    def _places(self) -> dict[str, BundleMatter]:
        return {place.key: place for place in self.bundle.matters}

    def type(self, paper: Paper) -> str:
        """Name the kind of a paper."""
        return self.labels.beside(self.registry.material_types[paper.type].name, paper.type)

    def paper(self, paper: Paper) -> str:
        """Name a paper with its subject."""
        return f"{self.type(paper)}（{self.labels.role(paper.subject)}）"

    def matter(self, key: str) -> str:
        """Name a matter of the bundle, or the bundle itself, by the key that plans use."""
        if key not in self._places:
            return self.labels.beside(self.bundle.name, key)
        place = self._places[key]
        name = self.registry.matters[place.matter].name
        alias = f"〔{place.alias}〕" if place.alias and not self.labels.both else ""
        return self.labels.beside(name, key) + alias

    def matters(self, keys: Iterable[str]) -> str:
        """Name several matters."""
        return "；".join(self.matter(key) for key in keys)

    def days(self, key: str) -> int | None:
        """Tell the promised working days of a matter, else the statutory ones (PL-6)."""
        return self.registry.matter(self._places[key].matter).working_days

    def ask(self, question: str) -> str:
        """Write what a question asks."""
        return self.labels.beside(self.registry.questions[question].ask, question)

    def exemption(self, key: str) -> str:
        """Write the basis of an exemption, or its id where none is stated."""
        return self.registry.exemptions[key].basis or key


def written(answer: Answer) -> str:
    """
    Write an answer as a command line takes it.

    Args:
        answer: A fact.

    Returns:
        ``true``, ``2026-07-01``, ``card,subsidy`` and the like.
    """
    if isinstance(answer, bool):
        return str(answer).lower()
    return ",".join(sorted(answer)) if isinstance(answer, frozenset) else str(plain(answer))


def figure(bounds: Bounds[int] | Bounds[Fraction], labels: Labels) -> str:
    """
    Write bounds for reading.

    Args:
        bounds: Of a figure.
        labels: Says what unknown is called.

    Returns:
        ``4``, ``2–6``, ``0–未知`` or ``未知``; fractions such as ``7/6``.

    Examples:
        >>> figure(Bounds(2, 6), Labels()), figure(Bounds(None, None), Labels())
        ('2–6', '未知')
    """
    low, high = (labels.unknown if e is None else str(e) for e in (bounds.low, bounds.high))
    return low if low == high else f"{low}–{high}"


def decimal(bounds: Bounds[Fraction]) -> str:
    """
    Write bounds of a fraction as decimals, rounded to three places.

    Args:
        bounds: Known ones.

    Returns:
        Such as ``1.167`` or ``0.000–1.500``.
    """
    low, high = (f"{float(end or 0):.3f}" for end in (bounds.low, bounds.high))
    return low if low == high else f"{low}–{high}"


def percentage(bounds: Bounds[Fraction]) -> str:
    """
    Write bounds of a share as percentages, rounded to one place.

    Args:
        bounds: Known ones, in 0…1.

    Returns:
        Such as ``44.4%`` or ``0.0%–44.4%``; what is less than the whole never looks whole.

    Examples:
        >>> percentage(Bounds(Fraction(2, 3), Fraction(9996, 10000)))
        '66.7%–99.9%'
    """
    low, high = (_percent(end or Fraction(0)) for end in (bounds.low, bounds.high))
    return low if low == high else f"{low}–{high}"


def _percent(share: Fraction) -> str:
    rounded = f"{float(share):.1%}"
    return "99.9%" if rounded == "100.0%" and share < 1 else rounded
