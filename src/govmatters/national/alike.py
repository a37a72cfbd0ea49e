"""
Which implementations are alike to those who look at them one by one.

What a row states and inherits is its content, apart from codes and the like; rows are alike to
most checks if they have one content. To checks of papers they are alike if they have one list and
lie alike to every region that can matter for it: where the exemptions and e-licences of its
papers, and the agreements that name the item, hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import pyarrow.compute as pc

from govmatters.measures.indicators.counting import COMPREHENSIVE
from govmatters.model import Matter
from govmatters.national.layout import DETAILS
from govmatters.national.shapes import Shapes, shapes_of
from govmatters.national.whole import Whole
from govmatters.registry import Registry

__all__ = ["alike_in", "alike_in_papers", "kinds_of", "named_rows"]

_FLAGS = 1 << 9


def alike_in_papers(whole: Whole, rows: np.ndarray | None = None) -> Shapes:
    """
    Group rows by their lists, and by how these are looked at where they are handled.

    Args:
        whole: The registry.
        rows: Which rows, as sorted numbers; all by default.

    Returns:
        The groups; a row that a common record names stands alone.
    """
    kinds, classes = kinds_of(whole, _list_of), _classes(whole)
    keys = kinds * (int(classes.max(initial=0)) + 1) + classes
    keys = keys * 4 + (whole.authority < 0) * 2 + (whole.region < 0)
    return _apart(keys, named_rows(whole), rows)


def _list_of(matter: Matter) -> object:
    """Keep of a content what decides on papers; what is inherited is the very same object."""
    stated = (
        matter.commitment,
        matter.competent,
        matter.also_acts_in,
        matter.levels,
        matter.secret,
    )
    ids = (id(matter.materials), id(matter.laws), id(matter.accepts_when))
    return (matter.of, ids, stated, matter.since, matter.until)


def alike_in(
    whole: Whole,
    look: Callable[[Matter], object],
    rows: np.ndarray | None = None,
    *,
    named: np.ndarray | None = None,
) -> Shapes:
    """
    Group rows by what somebody looks at, apart from regions.

    Args:
        whole: The registry.
        look: Gives what is looked at of a content.
        rows: Which rows, as sorted numbers; all by default.
        named: Rows that stand alone; none by default.

    Returns:
        The groups, by what rows state in columns of their own too.
    """
    keys = kinds_of(whole, look) * _FLAGS + _flags(whole)
    return _apart(keys, np.zeros(0, dtype=np.int64) if named is None else named, rows)


def kinds_of(whole: Whole, look: Callable[[Matter], object]) -> np.ndarray:
    """
    Number what is looked at.

    Args:
        whole: The registry.
        look: Gives what is looked at of a content.

    Returns:
        A number a row; equal ones look alike.
    """
    known: dict[object, int] = {}
    kinds = [known.setdefault(look(one), len(known)) for one in whole.content]
    found: np.ndarray = np.asarray(kinds, dtype=np.int64)[whole.contents]
    return found


def _apart(keys: np.ndarray, alone: np.ndarray, rows: np.ndarray | None) -> Shapes:
    """Group rows by key, but those that stand alone."""
    keys[alone] = -1 - np.arange(len(alone))
    return shapes_of(keys if rows is None else keys[rows], rows)


def _flags(whole: Whole) -> np.ndarray:
    """Tell what rows state in columns of their own, as far as anybody looks at it."""
    windows = [1 + (name in COMPREHENSIVE) for name in whole.rows.window.values]
    found: np.ndarray = whole.rows.window.with_none(windows).astype(np.int64) + 1
    found = found * 2 + whole.rows.has_codes
    found = found * 2 + (whole.authority < 0)
    found = found * 2 + (whole.region < 0)
    for name in DETAILS:
        is_stated = pc.is_valid(whole.rows.details(name)).to_numpy(zero_copy_only=False)
        found = found * 2 + is_stated
    return found


def named_rows(whole: Whole) -> np.ndarray:
    """
    Find the rows that common records name: in bundles, exemptions and agreements.

    Args:
        whole: The registry.

    Returns:
        Numbers of rows, sorted; with those that an agreement names by a basic code.
    """
    common = whole.records.common
    named = {place.matter for bundle in whole.bundles for place in bundle.matters}
    for exemption in common.exemptions.records:
        named.update(exemption.matters or ())
    items = {key for one in common.agreements.records for key in one.items or ()}
    found = whole.rows.places_of([*named, *items])
    return np.union1d(found, _by_basic_code(whole, items))


def _by_basic_code(whole: Whole, items: set[str]) -> np.ndarray:
    """Find the rows with a basic code that an agreement names, other than their item's id."""
    if not items:
        return np.zeros(0, dtype=np.int64)
    above = whole.having(lambda one: _basic(one) in items and _basic(one) != one.of)
    inherited = np.flatnonzero(above & ~whole.rows.has_codes)
    stated = whole.rows.codes["basic"].to_pylist()
    own = [n for n, code in enumerate(stated) if code in items]
    return np.union1d(inherited, np.asarray(own, dtype=np.int64))


def _basic(matter: Matter) -> str | None:
    return matter.codes.basic if matter.codes is not None else None


def _classes(whole: Whole) -> np.ndarray:
    """Number for each row how its region lies to the regions that matter for its content."""
    common = whole.records.common
    places = _Places(common)
    sets = [frozenset(places.of(one)) for one in whole.content]
    distinct = {one: number for number, one in enumerate(dict.fromkeys(sets))}
    table = np.zeros((max(len(distinct), 1), len(whole.regions) + 1), dtype=np.int32)
    lies = _Lies(common, whole.regions, sorted({code for one in distinct for code in one}))
    for codes, number in distinct.items():
        table[number, :-1] = lies.classes(codes)
        table[number, -1] = len(whole.regions)
    of_content = np.fromiter((distinct[one] for one in sets), dtype=np.int32, count=len(sets))
    if not len(of_content):
        return np.zeros(0, dtype=np.int64)
    found: np.ndarray = table[of_content[whole.contents], whole.region].astype(np.int64)
    return found


class _Places:
    """The regions that papers and agreements look at."""

    def __init__(self, common: Registry) -> None:
        self.by_type: dict[str, set[str]] = {}
        for exemption in common.exemptions.records:
            self.by_type.setdefault(exemption.of, set()).update(exemption.regions or ())
        for kind in common.material_types.records:
            if kind.elicence is not None:
                some = self.by_type.setdefault(kind.id, set())
                some.update(kind.elicence.recognised_in or ())
        self.by_item: dict[str, set[str]] = {}
        for agreement in common.agreements.records:
            for key in agreement.items or ():
                self.by_item.setdefault(key, set()).update(agreement.members)

    def of(self, matter: Matter) -> Iterator[str]:
        """Give the codes that can matter for a content."""
        yield from self.by_item.get(matter.of or "", ())
        for row in matter.materials or ():
            for paper in row.papers:
                yield from self.by_type.get(paper.type, ())


class _Lies:
    """Which regions lie in which."""

    def __init__(self, common: Registry, regions: tuple[str, ...], named: list[str]) -> None:
        above = [_above(common, code) for code in regions]
        self.places = {code: number for number, code in enumerate(named)}
        over = [_above(common, code) for code in named]
        inside = np.array([[n in some for n in named] for some in above], dtype=bool)
        holds = np.array([[code in some for some in over] for code in regions], dtype=bool)
        shape = (len(regions), len(named))
        self.inside, self.holds = inside.reshape(shape), holds.reshape(shape)

    def classes(self, codes: Iterable[str]) -> np.ndarray:
        """Number the ways in which regions lie to some codes."""
        chosen = [self.places[code] for code in codes]
        both = np.concatenate((self.inside[:, chosen], self.holds[:, chosen]), axis=1)
        if not len(both) or not chosen:
            return np.zeros(len(both), dtype=np.int32)
        packed = np.ascontiguousarray(np.packbits(both, axis=1))
        _, numbers = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_inverse=True)
        return numbers.astype(np.int32)


def _above(common: Registry, code: str) -> frozenset[str]:
    return frozenset(common.geography.ancestors(code))
