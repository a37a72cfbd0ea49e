"""Telephone numbers of guides: those that are as they should be are seen at once, by columns."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from govmatters.national.whole import Whole

__all__ = ["doubtful_phones"]

_WELL = r"^0[1-9][0-9]{1,2}-[0-9]{7,8}$"


def doubtful_phones(whole: Whole) -> np.ndarray:
    """
    Find the rows whose own numbers have to be looked at one by one.

    Args:
        whole: The registry.

    Returns:
        Numbers of rows, sorted: all with a number, but those with two that have their area codes
        and differ.
    """
    both = [whole.rows.details(name) for name in ("consult_phone", "complaint_phone")]
    stated = np.zeros(whole.rows.count, dtype=bool)
    well = np.ones(whole.rows.count, dtype=bool)
    for column in both:
        stated |= pc.is_valid(column).to_numpy(zero_copy_only=False)
        fits = pc.fill_null(pc.match_substring_regex(column, _WELL), fill_value=False)
        well &= fits.to_numpy(zero_copy_only=False)
    digits = [pc.replace_substring(column, "-", "") for column in both]
    differ = pc.fill_null(pc.not_equal(*digits), fill_value=False)
    well &= differ.to_numpy(zero_copy_only=False)
    return np.flatnonzero(stated & ~well)
