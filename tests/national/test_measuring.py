"""What is judged and what is counted are the same, one by one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.national.nations import CHANGES, LATE
from tests.national.test_laws import counted, counts

import govmatters as gm
from govmatters.io import load_text
from govmatters.measures.indicators.judging import judged_by
from govmatters.model import Level, MatterType, OnlineDepth, Output, Scope
from govmatters.model.matters import Mode
from govmatters.model.papers import Paper
from govmatters.national import measuring, open_national, write_national
from govmatters.national.tables import with_tables

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


RICH = {
    "type": MatterType.LICENCE,
    "levels": (Level.CITY,),
    "high_frequency": True,
    "in_hall": True,
    "statutory_working_days": 20,
    "promised_working_days": 5,
    "online": OnlineDepth.ACCEPT,
    "scope": Scope.COUNTY,
    "trips": 1,
}


MORE: dict[str, tuple[Any, ...]] = {
    **CHANGES,
    "modes": tuple((one,) for one in Mode),
    "outputs": ((), (Output(paper=Paper(type="card")),)),
    "materials": ((),),
}


@pytest.mark.parametrize("stated", [{}, RICH], ids=["bare", "rich"])
def test_no_statement_of_one_is_taken_for_anothers(tmp_path: Path, stated: dict[str, Any]) -> None:
    """Matters of one list, in one region, each of which differs in nothing but one field."""
    common = load_text(TWINS)
    plain = attrs.evolve(common.matters["open"], **stated)
    copies = [
        attrs.evolve(plain, id=f"{name}-{number}", **{name: value})
        for name, values in MORE.items()
        for number, value in enumerate(values)
    ]
    registry = with_tables(common, matters=[plain, *copies])
    write_national(registry, tmp_path / "nation")
    ours = open_national(tmp_path / "nation").indicators(on=LATE)
    theirs = gm.indicators(registry, on=LATE)

    assert list(map(counted, ours)) == list(map(counts, theirs))


def test_a_judgement_too_few_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share of fewer matters than there are would look like any other."""
    write_national(gm.load(), tmp_path / "nation")
    monkeypatch.setattr(measuring, "judged_by", lambda *given: judged_by(*given)[:-1])

    with pytest.raises(ValueError, match="longer than argument 1"):
        open_national(tmp_path / "nation").indicators(on=dt.date(2026, 7, 1), names=["online_rate"])
