"""
Codes of implementations: the many that are as they should be are seen at once, by columns.

A code that is the authority's credit code, a digit of one of the matter's levels, and the basic
code of its item has nothing that the checks of codes could find. All others are looked at one by
one, by these checks.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from govmatters.codes.consistency import level_problems, type_problems
from govmatters.codes.matters import LEVELS, is_basic_code
from govmatters.model import Matter
from govmatters.national.whole import Whole

__all__ = ["doubtful_codes", "repeated_codes"]

_IMPLEMENTATION = 31
_CREDIT = 18
_SAMPLE_CREDIT = "11100000MB03271699"
_SAMPLE_BASIC = "000115035000"


def doubtful_codes(whole: Whole) -> np.ndarray:
    """
    Find the rows whose codes have to be read one by one.

    Args:
        whole: The registry.

    Returns:
        Numbers of rows, sorted: all with codes, own or inherited, but those that are surely well.
    """
    inherited = whole.having(lambda one: one.codes is not None)
    coded = np.flatnonzero(whole.rows.has_codes | inherited)
    doubtful: np.ndarray = coded[~_surely_well(whole, coded)]
    return doubtful


def _surely_well(whole: Whole, rows: np.ndarray) -> np.ndarray:
    """Say of which rows the implementation code is what authority, level and item make it."""
    taken = pa.array(rows)
    code = whole.rows.codes["implementation"].take(taken)
    head = pc.equal(pc.utf8_slice_codeunits(code, 0, _CREDIT), _credit_codes(whole, rows))
    tail = pc.equal(
        pc.utf8_slice_codeunits(code, _CREDIT + 1, _IMPLEMENTATION), _items(whole, rows)
    )
    level = pc.utf8_slice_codeunits(code, _CREDIT, _CREDIT + 1)
    well = [
        head,
        tail,
        pc.equal(pc.utf8_length(code), _IMPLEMENTATION),
        _levels(whole, rows, level),
    ]
    well += [pc.is_null(whole.rows.codes[name].take(taken)) for name in ("basic", "item")]
    found = np.ones(len(rows), dtype=bool)
    for one in well:
        found &= pc.fill_null(one, fill_value=False).to_numpy(zero_copy_only=False)
    return found


def _credit_codes(whole: Whole, rows: np.ndarray) -> pa.Array:
    """Give the credit code of each row's authority, which was checked when it was read."""
    stated = [whole.authorities[key].uscc for key in whole.authority_ids]
    fitting = [code if code is not None and _is_canonical(code) else None for code in stated]
    numbers = whole.authority[rows]
    return pa.array(fitting, pa.string()).take(pa.array(numbers, mask=numbers < 0))


def _is_canonical(code: str) -> bool:
    """Say whether a code, whose check character was seen to fit, stands as it is in longer ones."""
    return len(code) == _CREDIT and code.isascii() and code == code.upper()


def _items(whole: Whole, rows: np.ndarray) -> pa.Array:
    """Give the item's id where it is a basic code of the matter's type."""
    fits = cache(lambda of, kind: is_basic_code(of) and not any(type_problems(of, kind)))
    codes = [one.of if one.of and fits(one.of, one.type) else None for one in whole.content]
    return pa.array(codes, pa.string()).take(pa.array(whole.contents[rows]))


def _levels(whole: Whole, rows: np.ndarray, digits: pa.Array) -> pa.Array:
    """Say of which rows the digit agrees with the levels."""
    known = {digit: number for number, digit in enumerate(sorted(LEVELS))}
    agreeing = cache(lambda levels: [_agrees(levels, digit) for digit in known])
    agrees = [agreeing(one.levels) for one in whole.content]
    fits = np.array(agrees, dtype=bool).reshape(len(agrees), len(known))
    place = pc.fill_null(pc.index_in(digits, value_set=pa.array(list(known))), -1)
    numbers = place.to_numpy(zero_copy_only=False)
    return pa.array((numbers >= 0) & fits[whole.contents[rows], numbers])


def _agrees(levels: tuple[str, ...] | None, digit: str) -> bool:
    code = f"{_SAMPLE_CREDIT}{digit}{_SAMPLE_BASIC}"
    return not any(level_problems(code, levels))


def repeated_codes(whole: Whole) -> np.ndarray:
    """
    Find the rows that may share a code with another one.

    Args:
        whole: The registry.

    Returns:
        Numbers of rows, sorted: all whose implementation code, or that within their item's code,
        stands in another row too, whatever its case.
    """
    keys: list[pa.Array] = []
    rows: list[np.ndarray] = []
    for name in ("implementation", "item"):
        column = whole.rows.codes[name]
        plain = pc.utf8_slice_codeunits(pc.utf8_upper(pc.utf8_trim_whitespace(column)), 0, 31)
        stated = pc.is_valid(plain)
        if name == "item":
            stated = pc.and_(stated, pc.greater(pc.fill_null(pc.utf8_length(column), 0), 2))
        chosen = np.flatnonzero(stated.to_numpy(zero_copy_only=False))
        keys.append(plain.take(pa.array(chosen)))
        rows.append(chosen)
    inherited = np.flatnonzero(whole.having(_has_whole_code) & ~whole.rows.has_codes)
    return np.union1d(_repeated(pa.concat_arrays(keys), np.concatenate(rows)), inherited)


def _has_whole_code(matter: Matter) -> bool:
    codes = matter.codes
    return codes is not None and (codes.implementation is not None or codes.item is not None)


def _repeated(keys: pa.Array, rows: np.ndarray) -> np.ndarray:
    """Give the rows of keys that stand in two rows or more."""
    table = pa.table({"key": keys, "row": pa.array(rows)})
    ends = table.group_by("key").aggregate([("row", "min"), ("row", "max")])
    twice = ends.filter(pc.not_equal(ends["row_min"], ends["row_max"]))["key"]
    found = pc.is_in(keys, value_set=twice).to_numpy(zero_copy_only=False)
    return np.unique(rows[found])
