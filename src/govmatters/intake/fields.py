"""Fields of a portal's record to words and numbers of the format, each with its note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from govmatters.intake.account import Account, Outcome

__all__ = ["copies", "maps_in", "number", "taken", "text_of", "texts", "word", "words"]

_Word = TypeVar("_Word", bound=StrEnum)
_SEPARATORS = re.compile(r"[\^、,，;；/|和]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NUMBER = re.compile(r"([0-9]{1,9})(?:\.0+)?")


def text_of(value: object) -> str:
    """Take a scalar as text; ``""`` for nothing, and for what is no scalar."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    printed = str(value)
    return (printed if printed.isprintable() else _CONTROLS.sub(" ", printed)).strip()


def taken(account: Account, data: Mapping[str, Any], key: str, became: str) -> str:
    """
    Take a field as it is printed.

    Args:
        account: Gets the note.
        data: The record.
        key: The field.
        became: Key of the format.

    Returns:
        The text; ``""`` if there is none.
    """
    printed = text_of(data.get(key))
    if printed:
        same = printed == data[key]
        told, rule = (Outcome.AS_IS, "") if same else (Outcome.NORMALISED, "tidied")
        account.note(key, told, became=became, rule=rule, value=printed)
    return printed


def maps_in(data: Mapping[str, Any], key: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """
    Walk a field that is a list of records.

    Args:
        data: The record.
        key: The field.

    Yields:
        (path, record) of each; what is no record is passed over.
    """
    listed = data.get(key)
    for position, one in enumerate(listed if isinstance(listed, list) else []):
        if isinstance(one, dict):
            yield f"{key}[{position}]", one


def word(
    account: Account, data: Mapping[str, Any], key: str, table: Mapping[str, _Word], place: str
) -> _Word | None:
    """
    Read a field of one word.

    Args:
        account: Gets the note.
        data: The record, or a row of it.
        key: The field.
        table: What each printed word means.
        place: ``"<path before the key>|<key of the format>"``.

    Returns:
        The word; None if there is none, or nobody knows it.
    """
    path, became = _placed(place, key)
    printed = text_of(data.get(key))
    if not printed:
        return None
    found = table.get(printed)
    if found is None:
        account.note(path, Outcome.LEFT_OUT, rule="unknown-word", value=data[key])
        return None
    account.note(path, Outcome.AS_IS, became=f"{became}: {found}", value=printed)
    return found


def words(
    account: Account, data: Mapping[str, Any], key: str, table: Mapping[str, _Word], place: str
) -> list[str]:
    """
    Read a field of several words, joined by any of the usual signs.

    Args:
        account: Gets the note.
        data: The record.
        key: The field.
        table: What each printed word means.
        place: As `word`.

    Returns:
        The words, once each, in their printed order; empty if any is not known.
    """
    path, became = _placed(place, key)
    printed = [part.strip() for part in _SEPARATORS.split(text_of(data.get(key))) if part.strip()]
    if not printed:
        return []
    unknown = [part for part in printed if part not in table]
    if unknown:
        account.note(path, Outcome.LEFT_OUT, rule="unknown-word", value=data[key])
        return []
    found = list(dict.fromkeys(table[part].value for part in printed))
    account.note(path, Outcome.AS_IS, became=f"{became}: {', '.join(found)}", value=data[key])
    return found


def number(account: Account, data: Mapping[str, Any], key: str, place: str) -> int | None:
    """
    Read a field that is a whole number.

    Args:
        account: Gets the note.
        data: The record, or a row of it.
        key: The field.
        place: As `word`.

    Returns:
        The number, at least 0; None if there is none. ``"10"``, 10 and 10.0 are ten.
    """
    path, became = _placed(place, key)
    printed = text_of(data.get(key))
    if not printed:
        return None
    match = _NUMBER.fullmatch(printed)
    if match is None:
        account.note(path, Outcome.LEFT_OUT, rule="no-whole-number", value=data[key])
        return None
    account.note(path, Outcome.AS_IS, became=f"{became}: {int(match[1])}", value=data[key])
    return int(match[1])


def copies(account: Account, row: Mapping[str, Any], key: str, place: str) -> int | None:
    """
    Read how many copies a row wants.

    Args:
        account: Gets the note.
        row: The row.
        key: The field.
        place: As `word`.

    Returns:
        The number, at least 1; None if there is none, or it is 0, for which the format has no
        word.
    """
    found = number(account, row, key, place)
    if found != 0:
        return found
    path, _ = _placed(place, key)
    del account.notes[path]
    account.note(path, Outcome.LEFT_OUT, rule="no-copies", value=row[key])
    return None


def texts(account: Account, data: Mapping[str, Any], key: str, place: str) -> list[str]:
    """
    Read a field that is a list of texts.

    Args:
        account: Gets the note.
        data: The record.
        key: The field.
        place: As `word`.

    Returns:
        The texts that are not empty, once each, in their order.
    """
    path, became = _placed(place, key)
    value = data.get(key)
    if not isinstance(value, list):
        return []
    found = list(dict.fromkeys(text for part in value if (text := text_of(part))))
    if found:
        same = found == value
        account.note(
            path,
            Outcome.AS_IS if same else Outcome.NORMALISED,
            became=became,
            rule="" if same else "tidied",
            value=value,
        )
    return found


def _placed(place: str, key: str) -> tuple[str, str]:
    before, _, became = place.rpartition("|")
    return (f"{before}.{key}" if before else key), became
