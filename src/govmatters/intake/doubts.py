"""What an import guessed, least certain first: where somebody should look before all else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from govmatters.intake.account import Certainty, Outcome

__all__ = ["Doubt", "doubts_of"]

_ORDER = (Certainty.LOW, Certainty.MEDIUM, Certainty.HIGH, None)


@attrs.frozen
class Doubt:
    """
    One guess.

    Attributes:
        record: Id of the matter that the record became.
        key: Of the row, by which a mapping names it, before the field if it is one of a row;
            or where the field stands in the record.
        title: As printed.
        became: What it is in the registry.
        rules: Ids of the rules that guessed it.
        certainty: Of the least certain of them; None if none says how sure it is.
    """

    record: str
    key: str
    title: str
    became: str
    rules: tuple[str, ...]
    certainty: Certainty | None


def doubts_of(report: Mapping[str, Any]) -> list[Doubt]:
    """
    Gather what was guessed.

    Args:
        report: As `report_of` makes it.

    Returns:
        Every guessed row, and every guessed field that is not such a row's title: the least
        certain first, those alike in the order of the records.
    """
    sure = {
        rule: Certainty(told["certainty"])
        for rule, told in report["rules"].items()
        if "certainty" in told
    }
    found = [doubt for record in report["records"] for doubt in _of_record(record, sure)]
    return sorted(found, key=lambda doubt: _ORDER.index(doubt.certainty))


def _of_record(record: Mapping[str, Any], sure: Mapping[str, Certainty]) -> Iterator[Doubt]:
    """Walk a record's guesses: its rows, then its fields."""
    rows = [row for row in record["rows"] if row["outcome"] == Outcome.GUESSED]
    for row in rows:
        what = (record["id"], row["key"], row["title"], row["needs"])
        rules = tuple(row["rules"])
        yield Doubt(*what, rules, _least(rules, sure))
    told = {(row["path"], rule) for row in rows for rule in row["rules"]}
    keys = {row["path"]: row["key"] for row in record["rows"]}
    for note in record["notes"]:
        parent, _, field = note["path"].rpartition(".")
        rule = note.get("rule", "")
        if note["outcome"] == Outcome.GUESSED and (parent, rule) not in told:
            key = f"{keys[parent]} {field}" if parent in keys else note["path"]
            what = (record["id"], key, note.get("value", ""), note.get("became", ""))
            yield Doubt(*what, (rule,), _least((rule,), sure))


def _least(rules: Iterable[str], sure: Mapping[str, Certainty]) -> Certainty | None:
    """Tell how sure the least certain rule is."""
    return min((sure.get(rule) for rule in rules), key=_ORDER.index, default=None)
