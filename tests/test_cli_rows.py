"""Results as plain rows, for notebooks."""

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path

import govmatters as gm
from govmatters.report.rows import credit_rows, fate_rows

SHOP = Path(__file__).parent / "fixtures" / "cli" / "shop.yaml"
FACTS = {"adult": True, "by_agent": True, "card_valid": True, "kind": "food", "staff": 3}
DAY = dt.date(2026, 7, 1)


def test_every_fate_is_a_row() -> None:
    """Rows hold texts, numbers and booleans only, with the names beside the ids."""
    registry = gm.load(SHOP)
    plan = gm.plan(registry, "shop", facts=FACTS, on=DAY)

    rows = fate_rows(plan, registry)

    assert len(rows) == len(plan.fates)
    assert rows[0] == {
        "matter": "register",
        "matter_name": "企业登记",
        "paper": "id_card of applicant",
        "paper_name": "居民身份证",
        "subject": "applicant",
        "outcome": "spared",
        "outcome_name": "免提交",
        "mechanisms": "电子证照调用",
        "exemptions": "card_online",
        "basis": "国令第716号",
        "condition": None,
        "copies": 1,
        "always": True,
    }
    assert json.loads(json.dumps(rows)) == rows


def test_credits_are_exact_rows() -> None:
    """Nine rows, whose fractions sum to what was removed."""
    reduction = gm.reduction(gm.load(SHOP), "shop", facts=FACTS, on=DAY)

    rows = credit_rows(reduction)

    assert len(rows) == 9
    assert sum(Fraction(str(row["low"])) for row in rows) == reduction.removed.low
