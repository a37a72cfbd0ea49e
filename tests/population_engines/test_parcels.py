"""Columns come out of a parcel as they went in."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from govmatters.populations.engines.parcels import parcel_of

_NAMES = ("a", "b `quoted`", "c")


@given(st.lists(st.tuples(*[st.none() | st.booleans()] * 3, st.none() | st.text()), max_size=70))
def test_what_is_unknown_stays_unknown(rows: list[tuple[bool | None, ...]]) -> None:
    """Truths, gaps and other columns are the same after travelling as one array."""
    booleans = [pa.array([row[at] for row in rows], pa.bool_()) for at in range(3)]
    others = pa.array([row[3] for row in rows], pa.string())
    cases = pa.record_batch([*booleans, others], [*_NAMES, "other"])
    arrays = pa.array([list(row[:3]) for row in rows], pa.list_(pa.bool_()))
    parcel = parcel_of(cases.schema, [*_NAMES, "other"])

    unpacked = parcel.unpacked(pa.record_batch([arrays, others], ["together", "other"]))

    assert unpacked.equals(cases)
    unpacked.validate(full=True)
    assert parcel.expressions == ["array(`a`, `b ``quoted```, `c`) AS together", "`other`"]
