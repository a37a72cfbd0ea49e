"""What a matter costs, as both kinds of records say it: fees, and paid intermediaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from govmatters.intake import words as w
from govmatters.intake.account import Account, Outcome
from govmatters.intake.fields import text_of

__all__ = ["costs_in"]


def costs_in(
    account: Account, data: Mapping[str, Any], basic: Mapping[str, Any], keys: tuple[str, str]
) -> dict[str, Any]:
    """
    Read whether anything is charged, and whether an intermediary is needed.

    Args:
        account: Gets the notes.
        data: The record.
        basic: The record, or its part that says so.
        keys: Paths of the two fields; each ends with its key in the part.

    Returns:
        `fee` and `intermediary` of the guide in the format; of what is not said, nothing.
    """
    found: dict[str, Any] = {}
    for path, part, name in (
        (keys[0], "fee", "charged"),
        (keys[1], "intermediary", "needed"),
    ):
        printed = text_of(basic.get(path.rpartition(".")[2]))
        answer = w.YES_NO.get(printed)
        if answer is not None:
            found[part] = {name: answer}
            found[part] |= _fee_in(account, data) if part == "fee" and answer else {}
            account.note(path, Outcome.AS_IS, became=f"guide.{part}.{name}", value=printed)
    return found


def _fee_in(account: Account, data: Mapping[str, Any]) -> dict[str, str]:
    """Read what is charged (收费项目, 收费标准, 收费依据): of several fees the first."""
    listed = data.get("chargelist")
    first = listed[0] if isinstance(listed, list) and listed else None
    if not isinstance(first, dict):
        return {}
    several = len(listed) > 1 if isinstance(listed, list) else False
    told, rule = (Outcome.GUESSED, "first-fee") if several else (Outcome.AS_IS, "")
    found: dict[str, str] = {}
    for key, ours in (("FEENAME", "item"), ("FEESTAND", "standard"), ("CHARGE_BYLAW", "basis")):
        printed = text_of(first.get(key))
        if printed:
            found[ours] = printed
            path = f"chargelist[0].{key}"
            account.note(path, told, became=f"guide.fee.{ours}", rule=rule, value=printed)
    return found
