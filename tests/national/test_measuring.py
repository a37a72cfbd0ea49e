"""What is judged and what is counted are the same, one by one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.io import load_text
from govmatters.measures.indicators.judging import judged_by
from govmatters.national import measuring, open_national, write_national

TWINS = """
format: govmatters/1
material_types: {card: {name: 身份证, kind: licence, issued_by: government, elicence: {}}}
catalogue: {item: {name: 某事项, materials: [{needs: card}]}}
matters:
  hidden: {name: 甲, of: item, region: "430100", secret: true}
  open: {name: 乙, of: item, region: "430100"}
"""


def test_a_secret_is_a_matters_own(tmp_path: Path) -> None:
    """One of two matters with one list is left out; the other counts, and calls no e-licence."""
    write_national(load_text(TWINS), tmp_path / "nation")
    asked = {"on": dt.date(2026, 7, 1), "names": ["elicence_use_rate"]}
    (found,) = open_national(tmp_path / "nation").indicators(**asked)  # type: ignore[arg-type]

    assert (found.numerator, found.denominator) == (0, 1)
    assert found.share.low == 0
    assert [tally.count for tally in (*found.lacking, *found.excluded)] == [1, 1]


def test_a_judgement_too_few_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share of fewer matters than there are would look like any other."""
    write_national(gm.load(), tmp_path / "nation")
    monkeypatch.setattr(measuring, "judged_by", lambda *given: judged_by(*given)[:-1])

    with pytest.raises(ValueError, match="longer than argument 1"):
        open_national(tmp_path / "nation").indicators(on=dt.date(2026, 7, 1), names=["online_rate"])
