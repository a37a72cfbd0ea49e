"""Which exemptions hold where an application is handed in and where it is decided (HR-9)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from govmatters.conditions import Answer
from govmatters.model import Matter
from govmatters.registry import Registry
from govmatters.rules.exemptions import exemptions_for
from govmatters.rules.handling.values import Spared

__all__ = ["spared_in"]


def spared_in(
    registry: Registry,
    matter: Matter,
    *,
    places: tuple[str, ...],
    facts: Mapping[str, Answer],
    on: dt.date,
) -> tuple[Spared, ...]:
    """
    Find the exemptions that hold in every one of some places.

    Args:
        registry: Holds the exemptions.
        matter: With all that it inherits.
        places: Codes of the regions where the application is handed in and decided.
        facts: Answers by question; what is not answered leaves an exemption open.
        on: The day.

    Returns:
        One for each exemption of a paper that the matter asks for, by id; ``always`` is False
        where its condition is not decided by the facts.
    """
    return tuple(sorted(_spared(registry, matter, places, facts, on), key=lambda s: s.exemption))


def _spared(
    registry: Registry,
    matter: Matter,
    places: tuple[str, ...],
    facts: Mapping[str, Answer],
    on: dt.date,
) -> Iterator[Spared]:
    asked: dict[str, set[str]] = {}
    for row in matter.materials or ():
        for alternative in row.alternatives:
            for paper in alternative.papers:
                asked.setdefault(paper.type, set()).add(paper.subject)
    for kind, subjects in asked.items():
        found = exemptions_for(
            registry, kind, matter=matter, subjects=subjects, regions=places, on=on
        )
        for one in found:
            holds = True if one.when is None else one.when.value(facts, registry.geography)
            if holds is not False:
                yield Spared(exemption=one.id, of=one.of, by=one.by, always=holds is True)
