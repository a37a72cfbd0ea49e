"""Planes of many words count as their cases do, one by one."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from govmatters.populations.kernels.planes import Stretches, packed


@st.composite
def stretched(draw: st.DrawFn) -> tuple[list[list[bool]], list[int]]:
    """Draw the truths of some planes, and the edges of stretches; words hold 64 cases."""
    cases = draw(st.integers(1, 300))
    inner = draw(st.sets(st.integers(1, cases), max_size=6))
    words = draw(st.sets(st.sampled_from([64, 128, 192, 256]), max_size=2))
    edges = {0, cases} | inner | {one for one in words if one < cases}
    plane = st.lists(st.booleans(), min_size=cases, max_size=cases)
    return draw(st.lists(plane, min_size=1, max_size=2)), sorted(edges)


@given(stretched())
def test_a_plane_has_in_each_stretch_the_cases_that_are_true(
    drawn: tuple[list[list[bool]], list[int]],
) -> None:
    """Wherever stretches begin and end within words."""
    truths, edges = drawn
    counted = Stretches(np.array(edges)).counts(np.stack([packed(np.array(one)) for one in truths]))
    stretches = list(itertools.pairwise(edges))
    assert counted.tolist() == [[sum(one[a:b]) for a, b in stretches] for one in truths]
