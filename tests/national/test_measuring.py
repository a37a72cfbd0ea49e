"""What is judged and what is counted are the same, one by one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import govmatters as gm
from govmatters.measures.indicators.judging import judged_by
from govmatters.national import measuring, open_national, write_national


def test_a_judgement_too_few_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share of fewer matters than there are would look like any other."""
    write_national(gm.load(), tmp_path / "nation")
    monkeypatch.setattr(measuring, "judged_by", lambda *given: judged_by(*given)[:-1])

    with pytest.raises(ValueError, match="longer than argument 1"):
        open_national(tmp_path / "nation").indicators(on=dt.date(2026, 7, 1), names=["online_rate"])
