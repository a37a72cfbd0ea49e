"""Whether the code of any region holds on a day: codes of the table end, declared ones do not."""

from __future__ import annotations

import datetime as dt

from govmatters.codes.endings import Abolition, ending_of, tenures_of
from govmatters.codes.national_regions import FIRST_YEAR, national_names
from govmatters.codes.regions import Regions
from govmatters.errors import AbolishedRegionError, InvalidEntryError

__all__ = ["abolition_of", "refuse_abolished"]


def abolition_of(code: str, regions: Regions, on: dt.date | None = None) -> Abolition | None:
    """
    Say whether a code was abolished, since when, and what perhaps stands in its place.

    Args:
        code: A region; of nine or twelve digits, the county's are looked at.
        regions: The regions there are; a declared one is never abolished.
        on: The day; None: whenever.

    Returns:
        The abolition; None if the code holds on the day, has yet to begin, or may hold, as in the
        very year of its end.

    Raises:
        UnknownIdError: If there is no such region.

    Examples:
        >>> str(abolition_of("430122", Regions()))
        '430122 (望城县) was abolished in 2011; perhaps 430112 (望城区) stands in its place'
        >>> abolition_of("430122", Regions(), dt.date(2011, 7, 1)) is None
        True
        >>> abolition_of("360421", Regions()).hint
        'the national table shows nothing in its place'

    Source:
        GB/T 2260, of which python-stdnum ships every edition since 1980.
    """
    found = _held(code, regions)
    return None if found is None else ending_of(found, on)


def refuse_abolished(code: str, regions: Regions, on: dt.date) -> None:
    """
    Refuse a code that does not hold on a day: one that was abolished before, or has yet to begin.

    Args:
        code: A region.
        regions: The regions there are.
        on: The day.

    Raises:
        UnknownIdError: If there is no such region.
        AbolishedRegionError: If it was abolished before.
        InvalidEntryError: If it begins later.
        TypeError: If it is no text, or the day is no day.
    """
    _refuse_types(code, on)
    ended = abolition_of(code, regions, on)
    if ended is not None:
        raise AbolishedRegionError(code, ended.name, ended.year, on, ended.hint)
    _refuse_unborn(code, regions, on)


def _refuse_types(code: object, on: object) -> None:
    """Refuse what is no code and no day, before anything breaks on it."""
    if not isinstance(code, str):
        msg = f"a region wants a code as text, such as '430100', got {code!r}"
        raise TypeError(msg)
    if type(on) is not dt.date:  # a moment is a date too, but compares with none
        msg = f"on wants a day as datetime.date, got {on!r}"
        raise TypeError(msg)


def _refuse_unborn(code: str, regions: Regions, on: dt.date) -> None:
    """Refuse a code that began in a later year; the table says nothing of days before it."""
    found = _held(code, regions)
    if found is None or on.year < FIRST_YEAR:
        return
    first = tenures_of(found)[0]
    if first.since > on.year:
        told = f"{found} ({first.names[0].name}) exists since {first.since}, not yet on {on}"
        raise InvalidEntryError(code, f"region {told}; write a code that holds on the day")


def _held(code: str, regions: Regions) -> str | None:
    """Find the national code that a code stands or falls with; None for a declared one."""
    path = regions.ancestors(code)
    found = next((one for one in path if regions.is_declared(one) or one in national_names()), None)
    return None if found is None or regions.is_declared(found) else found
