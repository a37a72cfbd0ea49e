"""What may have to be done before some matters, in order, and what all of it asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NoReturn

import attrs

from govmatters.errors import InvalidEntryError
from govmatters.graph.ordering import Node, ordered
from govmatters.graph.waits import Waits, registry_waits
from govmatters.model import Matter, Need
from govmatters.registry import Registry

__all__ = ["Closure", "Prerequisites", "prerequisites"]


@attrs.frozen
class Closure:
    """
    Some matters with all that may have to be done before them.

    Attributes:
        matters: Ids of those asked about, as they were given, each once.
        order: Ids of all matters, those asked about too, each behind all that it may wait for;
            those that wait for each other stand side by side, sorted.
        circles: Those that wait for each other (循环证明), in that order.
        materials: The material types that these matters ask for, each once, in that order; of
            a row with alternatives, those of all. Optional rows are left out.
    """

    matters: tuple[str, ...]
    order: tuple[str, ...]
    circles: tuple[tuple[str, ...], ...]
    materials: tuple[str, ...]

    @property
    def before(self) -> tuple[str, ...]:
        """Those that were not asked about, in order."""
        asked = frozenset(self.matters)
        return tuple(key for key in self.order if key not in asked)


@attrs.frozen(eq=False)
class Prerequisites:
    """
    Who may have to wait for whom in a registry, found once for many questions.

    Attributes:
        registry: The registry.
        on: The day; None: whatever the day.
    """

    registry: Registry
    on: dt.date | None
    _nodes: Mapping[str, Node] = attrs.field(repr=False)
    _papers: frozenset[Node] = attrs.field(repr=False)

    def of(self, matters: Iterable[str]) -> Closure:
        """
        Find all that may have to be done before some matters.

        Args:
            matters: Their ids; an id that stands twice counts once.

        Returns:
            The closure. It takes time by its own size, not by that of the registry.

        Raises:
            UnknownIdError: If the registry has no such matter.
            InvalidEntryError: If a matter does not exist on the day.
            TypeError: If the matters are one text.

        Source:
            PL-5.
        """
        if isinstance(matters, str):
            msg = f"matters wants several ids, got {matters!r}; write [{matters!r}]"
            raise TypeError(msg)
        asked = tuple(dict.fromkeys(matters))
        seeds = [self._nodes[key] for key in asked if key in self._nodes]
        if len(seeds) < len(asked):
            self._refuse(asked)
        nodes, circles = ordered(seeds)
        if self._papers:
            nodes, circles = self._of_matters(nodes), tuple(map(self._of_matters, circles))
        asks = dict.fromkeys(chain.from_iterable([node.materials for node in nodes]))
        return Closure(
            matters=asked,
            order=_keys(nodes),
            circles=tuple(_keys(circle) for circle in circles if len(circle) > 1),
            materials=tuple(asks),
        )

    def _of_matters(self, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        return tuple(node for node in nodes if node not in self._papers)

    def _refuse(self, asked: Iterable[str]) -> NoReturn:
        """Say of the first matter that is not there whether it is unknown or of other days."""
        key = next(one for one in asked if one not in self._nodes)
        self.registry.matter(key)  # raises if there is none
        raise InvalidEntryError(key, f"this matter does not exist on {self.on}; take another day")


def prerequisites(registry: Registry, *, on: dt.date | None = None) -> Prerequisites:
    """
    Find who may have to wait for whom, to ask what must be done before some matters.

    A matter may have to wait for every other one that issues a paper which one of its rows asks
    for, in any situation and by any alternative. Optional, deferrable and existing papers,
    those that are not shared, and those that a commitment or reuse covers in any case make no
    wait. Papers are compared by their material type; roles and regions are not looked at, so a
    registry of many regions is best narrowed to one first.

    Args:
        registry: Any registry; the work grows with its rows, papers and outputs.
        on: The day; None: whatever the day.

    Returns:
        What answers for any matters, `of` them.

    Examples:
        >>> import datetime, govmatters as gm
        >>> found = gm.prerequisites(gm.load(), on=datetime.date(2026, 7, 1))
        >>> first = found.of(["food_licence"])
        >>> first.order[-1]
        'food_licence'

    Source:
        PL-5.
    """
    view = registry if on is None else registry.on(on)
    nodes = {key: Node(key, _asked(view.matter(key))) for key in view.matters}
    papers = _linked(nodes, registry_waits(view, dated=on is not None))
    return Prerequisites(registry, on, nodes, frozenset(papers))


def _asked(matter: Matter) -> tuple[str, ...]:
    rows = (row for row in matter.materials or () if row.need is not Need.OPTIONAL)
    return tuple(dict.fromkeys(paper.type for row in rows for paper in row.papers))


def _linked(nodes: Mapping[str, Node], found: Waits) -> list[Node]:
    """
    Link matters to the issuers of what they ask for, and give the papers that are nodes, too.

    A paper that several matters issue stands between: one that every region issues and every
    matter asks for would else make millions of links.
    """
    issuers: dict[str, Node] = {}
    papers = []
    for paper, keys in found.issuers.items():
        issuers[paper] = nodes[keys[0]]
        if len(keys) > 1:
            issuers[paper] = Node(paper, behind=tuple(nodes[key] for key in keys))
            papers.append(issuers[paper])
    for key, rows in found.rows.items():
        asks = {ask.paper for row in rows for some in row.alternatives for ask in some}
        nodes[key].behind = tuple(dict.fromkeys(issuers[paper] for paper in sorted(asks)))
    return papers


def _keys(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple([node.key for node in nodes])
