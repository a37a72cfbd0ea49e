"""The account of an import as JSON: counts that add up to the input, and every note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from govmatters.intake.account import Note, Outcome
from govmatters.intake.guesses import RULES
from govmatters.intake.importing import Import, RecordAccount

__all__ = ["FORMAT", "report_of"]

FORMAT = "govmatters-import/1"
_NUMBERS = re.compile(r"\[\d+\]")
_OF_FIELDS = tuple(one for one in Outcome if one is not Outcome.UNRESOLVED)


def report_of(made: Import) -> dict[str, Any]:
    """
    Write the account of an import as plain data.

    Args:
        made: The import.

    Returns:
        ``counts`` of records, fields and rows, each by outcome with their ``total``;
        ``fields`` by name; ``rules`` with what they say, how sure they are and how often each
        was used; ``faults``, ``repeated`` and ``unused``; and ``records``, each with its name,
        the paths that were taken as is, and with a note for every other field and every row.
    """
    notes = [note for one in made.accounts for note in one.notes]
    rows = [row for one in made.accounts for row in one.rows]
    used = Counter(rule for one in made.accounts for _, rule in _uses(one))
    return {
        "format": FORMAT,
        "counts": {
            "records": {
                "imported": len(made.accounts),
                "repeated": len(made.repeated),
                "faults": len(made.faults),
            },
            "fields": _counts(Counter(note.outcome for note in notes), _OF_FIELDS),
            "rows": _counts(Counter(row.outcome for row in rows), tuple(Outcome)),
        },
        "fields": _by_field(notes),
        "rules": {rule: _rule(rule, used[rule]) for rule in sorted(used)},
        "faults": [str(fault) for fault in made.faults],
        "repeated": [{"place": place, "first": first} for place, first in made.repeated],
        "unused": list(made.unused),
        "records": [_record(one, _name(made, one)) for one in made.accounts],
    }


def _uses(account: RecordAccount) -> set[tuple[str, str]]:
    """Pair the rules of a record with where each was used: once a row, or once a field."""
    rows = {(row.path, rule) for row in account.rows for rule in row.rules}
    titles = {(row.path, row.title) for row in account.rows}
    return rows | {
        (note.path, note.rule)
        for note in account.notes
        if note.rule and (note.path.rpartition(".")[0], note.value) not in titles
    }


def _counts(counted: Counter[Outcome], known: tuple[Outcome, ...]) -> dict[str, int]:
    return {str(one): counted[one] for one in known} | {"total": counted.total()}


def _by_field(notes: list[Note]) -> dict[str, dict[str, int]]:
    """Count outcomes by field, whatever the position in lists."""
    by_field: dict[str, Counter[Outcome]] = {}
    for (path, outcome), count in Counter((note.path, note.outcome) for note in notes).items():
        by_field.setdefault(_NUMBERS.sub("[]", path), Counter())[outcome] += count
    return {field: _counts(by_field[field], _OF_FIELDS) for field in sorted(by_field)}


def _rule(rule: str, count: int) -> Mapping[str, object]:
    told = RULES[rule]
    sure = {} if told.certainty is None else {"certainty": str(told.certainty)}
    return {"says": told.says, "says_zh": told.says_zh, **sure, "count": count}


def _name(made: Import, account: RecordAccount) -> str:
    """Name a record by the matter that it became."""
    return str(made.document["matters"][account.id]["name"])


def _record(account: RecordAccount, name: str) -> dict[str, Any]:
    return {
        "id": account.id,
        "name": name,
        "kind": str(account.kind),
        "place": account.place,
        "as_is": [note.path for note in account.notes if note.outcome is Outcome.AS_IS],
        "notes": [_note(note) for note in account.notes if note.outcome is not Outcome.AS_IS],
        "rows": [
            {
                "path": row.path,
                "key": row.key,
                "title": row.title,
                "outcome": str(row.outcome),
                "needs": row.needs,
                "rules": list(row.rules),
            }
            for row in account.rows
        ],
    }


def _note(note: Note) -> dict[str, str]:
    told = {
        "path": note.path,
        "value": note.value,
        "outcome": str(note.outcome),
        "became": note.became,
        "rule": note.rule,
    }
    return {key: value for key, value in told.items() if value}
