"""
Every check of a national registry: each looks at one row of those that are alike to it.

Checks that look at matters one by one are run, as they are, on an ordinary registry of one row a
shape; what is found there is true of all rows of the shape. Those that compare matters with each
other, or that look at codes and regions, get the rows that they need, chosen by columns.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

import attrs
import numpy as np

from govmatters.checks import CHECKS, Check
from govmatters.checks.agreements import agreements_agree, agreements_open
from govmatters.checks.bases import (
    bases_are_the_matters_own,
    issuers_are_known,
    rows_are_papers,
    rows_have_bases,
)
from govmatters.checks.catch_alls import rows_are_specific
from govmatters.checks.circles import proofs_are_not_circular
from govmatters.checks.codes import (
    codes_agree,
    codes_are_read,
    codes_name_one_matter,
    credit_codes_fit,
)
from govmatters.checks.deferrals import deferrals_have_terms, main_materials_remain
from govmatters.checks.details import phones_are_given
from govmatters.checks.exemptions import exemptions_apply
from govmatters.checks.guides import guides_are_complete
from govmatters.checks.regions import regions_hold, regions_reach_their_level
from govmatters.checks.repeats import papers_are_asked_once
from govmatters.checks.rows import rows_can_be_met
from govmatters.checks.sameness import matters_of_one_code_agree
from govmatters.checks.sparing import government_papers_are_spared, spared_papers_are_not_wanted
from govmatters.checks.views import View
from govmatters.codes.successions import abolition_of
from govmatters.model import Finding, Level, Matter
from govmatters.national.alike import alike_in, alike_in_papers, named_rows
from govmatters.national.circles import circular_findings
from govmatters.national.codes import doubtful_codes, repeated_codes
from govmatters.national.findings import Group
from govmatters.national.phones import doubtful_phones
from govmatters.national.sameness import sameness_groups
from govmatters.national.shapes import Shapes, shapes_of
from govmatters.national.whole import Whole

__all__ = ["Checking"]

_OF_PAPERS: tuple[Check, ...] = (
    agreements_agree,
    agreements_open,
    bases_are_the_matters_own,
    deferrals_have_terms,
    exemptions_apply,
    government_papers_are_spared,
    issuers_are_known,
    main_materials_remain,
    papers_are_asked_once,
    rows_are_papers,
    rows_are_specific,
    rows_can_be_met,
    rows_have_bases,
    spared_papers_are_not_wanted,
)
_ASIDE = frozenset(
    {
        *_OF_PAPERS,
        proofs_are_not_circular,
        guides_are_complete,
        codes_are_read,
        codes_agree,
        codes_name_one_matter,
        credit_codes_fit,
        phones_are_given,
        regions_hold,
        regions_reach_their_level,
        matters_of_one_code_agree,
    }
)
_ONE_BY_ONE: tuple[Check, ...] = tuple(one for one in CHECKS if one not in _ASIDE)
_OF_CODES: tuple[Check, ...] = (codes_are_read, codes_agree, credit_codes_fit)
_CHUNK = 50_000
_OF_MATTERS = ("matter ", "catalogue item ")
_LOW = {Level.PROVINCE: "0000", Level.CITY: "00"}


@attrs.frozen(eq=False)
class Checking:
    """
    One run of all checks.

    Attributes:
        whole: The registry.
        on: The day; None: whatever the day.
        shapes: Rows that are alike.
        tell: Told what is looked at.
    """

    whole: Whole
    on: dt.date | None
    shapes: Shapes
    tell: Callable[[str], object]

    @classmethod
    def of(cls, whole: Whole, on: dt.date | None, tell: Callable[[str], object]) -> Checking:
        """
        Prepare a run.

        Args:
            whole: The registry.
            on: The day; None: whatever the day.
            tell: Told what is looked at.

        Returns:
            The run.
        """
        tell("sorting implementations by what they state")
        return cls(whole, on, alike_in(whole, id, named=named_rows(whole)), tell)

    def groups(self) -> Iterator[Group]:
        """
        Run all checks.

        Yields:
            What they find, each finding in one group only.
        """
        self.tell(f"checking {len(self.shapes)} shapes of {self.whole.rows.count} matters")
        view = self._view(self.shapes.firsts)
        yield from self._spread(_ONE_BY_ONE, view, self.shapes)
        yield from self._papers()
        yield from self._guides(view)
        self.tell("comparing matters of one code")
        yield from sameness_groups(self.whole, view, self.on)
        self.tell("looking for circular proofs")
        yield from map(Group, circular_findings(self.whole, self.on))
        yield from self._regions()
        self.tell("reading codes and telephone numbers")
        yield from self._codes()
        yield from self._phones()

    def _view(self, rows: np.ndarray) -> View:
        return View(self.whole.sample(rows), self.on)

    def _spread(
        self, checks: Iterable[Check], view: View, shapes: Shapes, *, without: str = ""
    ) -> Iterator[Group]:
        """Run checks on one row a shape, and let what they find be true of the shape."""
        firsts = self.whole.rows.ids_of(shapes.firsts)
        numbers = {f"matter {key}": number for number, key in enumerate(firsts)}
        for finding in dict.fromkeys(one for check in checks for one in check(view)):
            number = numbers.get(finding.subject)
            if finding.check != without:
                yield Group(finding, None if number is None else shapes.members(number))

    def _papers(self) -> Iterator[Group]:
        """What looks at lists of papers, and at regions where these are asked for."""
        shapes = alike_in_papers(self.whole)
        self.tell(f"checking {len(shapes)} shapes of lists")
        yield from self._spread(_OF_PAPERS, self._view(shapes.firsts), shapes)

    def _guides(self, view: View) -> Iterator[Group]:
        """R21: who lacks a guide is found where the authority has one for another matter."""
        yield from self._spread(
            (guides_are_complete,), view, self.shapes, without="guide-not-stated"
        )
        whole = self.whole
        there = whole.existing(self.on) & (whole.authority >= 0)
        has_guide = whole.having(lambda one: one.guide is not None)
        keepers = whole.authority[there & has_guide]
        lacking = np.flatnonzero(there & ~has_guide & np.isin(whole.authority, keepers))
        if len(lacking):
            same = whole.authority == whole.authority[lacking[0]]
            keeper = np.flatnonzero(there & has_guide & same)[0]
            pair = self._view(np.sort([lacking[0], keeper]))
            told = (one for one in guides_are_complete(pair) if one.check == "guide-not-stated")
            yield from (Group(one, lacking) for one in told)

    def _regions(self) -> Iterator[Group]:
        """HR-2: only regions that were abolished, and those below a level that is stated."""
        whole, geography = self.whole, self.whole.records.common.geography
        self.tell("looking at regions")
        ended = [abolition_of(code, geography) is not None for code in whole.rows.region.values]
        gone = np.append(np.asarray(ended, dtype=bool), False)[whole.rows.region.numbers]
        shapes = self._by_region(np.flatnonzero(gone), whole.rows.region.numbers)
        yield from self._spread((regions_hold,), self._view(shapes.firsts), shapes)
        low = np.zeros(whole.rows.count, dtype=bool)
        for level, ending in _LOW.items():
            below = [not code.endswith(ending) for code in whole.regions]
            is_below = np.append(np.asarray(below, dtype=bool), False)[whole.region]
            low |= is_below & whole.having(lambda one, level=level: _lowest(one) is level)  # type: ignore[misc]
        shapes = self._by_region(np.flatnonzero(low), whole.region)
        yield from self._spread((regions_reach_their_level,), self._view(shapes.firsts), shapes)

    def _by_region(self, rows: np.ndarray, regions: np.ndarray) -> Shapes:
        width = int(regions.max(initial=0)) + 2
        keys = self.whole.contents[rows].astype(np.int64) * width + regions[rows] + 1
        return shapes_of(keys, rows)

    def _codes(self) -> Iterator[Group]:
        """C01, C02: contents without codes once, doubtful codes row by row, others not at all."""
        whole = self.whole
        inherited = whole.having(lambda one: one.codes is not None)
        plain = np.flatnonzero(~whole.rows.has_codes & ~inherited)
        shapes = shapes_of(whole.contents[plain], plain)
        yield from self._spread(_OF_CODES, self._view(shapes.firsts), shapes)
        yield from self._row_by_row(_OF_CODES, doubtful_codes(whole))
        view = self._view(repeated_codes(whole))
        yield from map(Group, dict.fromkeys(codes_name_one_matter(view)))

    def _phones(self) -> Iterator[Group]:
        """D07: guides of items once a content, own numbers that are doubtful row by row."""
        whole = self.whole
        has_own = np.array([one.guide is not None for one in whole.stated], dtype=bool)
        above = np.flatnonzero(~has_own[whole.rows.differs.numbers])
        shapes = shapes_of(whole.contents[above], above)
        yield from self._spread((phones_are_given,), self._view(shapes.firsts), shapes)
        yield from self._row_by_row((phones_are_given,), doubtful_phones(whole))

    def _row_by_row(self, checks: tuple[Check, ...], rows: np.ndarray) -> Iterator[Group]:
        """Look at each of some rows; what is found of other records was found before."""
        seen: set[Finding] = set()
        for start in range(0, len(rows), _CHUNK):
            self.tell(f"looking at {start} of {len(rows)} rows one by one")
            view = self._view(rows[start : start + _CHUNK])
            found = dict.fromkeys(one for check in checks for one in check(view))
            new = [one for one in found if one not in seen and one.subject.startswith(_OF_MATTERS)]
            seen.update(one for one in new if one.subject.startswith(_OF_MATTERS[1]))
            yield from map(Group, new)


def _lowest(matter: Matter) -> Level | None:
    return max(matter.levels or (), key=list(Level).index, default=None)
