"""
What lines say, gathered: each distinct word once, to be judged when all files are read.

A word is a text that is more than a text: an id, a condition, a paper. What is wrong with a
line by itself, and msgspec does not see, is a doubt, and the strict reader says what it is.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import UNSET, Struct, UnsetType
from msgspec.structs import fields

from govmatters.io.lines.wire_parts import WrittenRow, refuse_backwards

__all__ = ["Words", "gather", "members_of", "texts_in", "word_of"]

Words = dict[str, set[str]]
"""By kind of word: all that were met."""

_Look = Callable[[Any, Words], None]


def gather(record: Struct, words: Words) -> None:
    """
    Gather the words of a record.

    Args:
        record: As msgspec read it.
        words: Gets them.

    Raises:
        ValueError: If a list names something twice, a text is blank, or a row ends before it
            begins.
    """
    for name, look in _looks(type(record)):
        value = getattr(record, name)
        if value is not UNSET:
            look(value, words)
    if type(record) is WrittenRow:
        refuse_backwards(record.since, record.until)


def members_of(hint: Any) -> tuple[Any, ...]:  # noqa: ANN401 (whatever an annotation is)
    """Take an annotation apart into what it allows, but for `UNSET`."""
    if get_origin(hint) in {Union, types.UnionType}:
        return tuple(one for one in get_args(hint) if one is not UnsetType)
    return (hint,)


def word_of(hint: Any) -> str | None:  # noqa: ANN401
    """Tell which kind of word a text is; ``""`` if it is text alone, None if it is none."""
    if get_origin(hint) is not Annotated or get_args(hint)[0] is not str:
        return None
    return str((get_args(hint)[1].extra or {}).get("word", ""))


def texts_in(data: object) -> Iterator[str]:
    """Walk every text in plain data, keys aside."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for part in data.values():
            yield from texts_in(part)
    elif isinstance(data, list | tuple):
        for part in data:
            yield from texts_in(part)


@cache
def _looks(kind: type[Struct]) -> tuple[tuple[str, _Look], ...]:
    """Tell how each field of a type is looked at; what msgspec judges alone is left out."""
    found = ((field.name, _look(field.type)) for field in fields(kind))
    return tuple((name, look) for name, look in found if look is not None)


def _look(hint: Any) -> _Look | None:  # noqa: ANN401
    members = members_of(hint)
    if len(members) > 1:
        return _look_at_either(members)
    (alone,) = members
    word = word_of(alone)
    if word is not None:
        return _look_at_word(word) if word else _look_at_text
    if get_origin(alone) is Annotated:
        return _look(get_args(alone)[0])
    if get_origin(alone) is tuple:
        return _look_at_list(get_args(alone)[0])
    if get_origin(alone) is dict:
        return _look_at_map(*map(_look, get_args(alone)))
    return gather if isinstance(alone, type) and issubclass(alone, Struct) else None


def _look_at_text(value: str, _words: Words) -> None:
    if value.isspace():
        msg = "wants text, got an empty one"
        raise ValueError(msg)


def _look_at_word(word: str) -> _Look:
    def look(value: str, words: Words) -> None:
        words[word].add(value)

    return look


def _look_at_either(members: tuple[Any, ...]) -> _Look:
    """Look at a word or an object."""
    (word,) = [_look(one) for one in members if word_of(one) is not None]

    def look(value: object, words: Words) -> None:
        if isinstance(value, str):
            word(value, words)  # type: ignore[misc]
        else:
            gather(value, words)  # type: ignore[arg-type]

    return look


def _look_at_list(hint: Any) -> _Look:  # noqa: ANN401
    """Look at a list; none but lists of objects may name something twice."""
    inner = _look(hint)
    holds_objects = any(
        isinstance(one, type) and issubclass(one, Struct) for one in members_of(hint)
    )

    def look(values: Iterable[Any], words: Words) -> None:
        found = tuple(values)
        if not holds_objects and len(set(found)) < len(found):
            msg = "stands twice in the list"
            raise ValueError(msg)
        for value in found if inner is not None else ():
            inner(value, words)  # type: ignore[misc]

    return look


def _look_at_map(key: _Look | None, part: _Look | None) -> _Look:
    def look(values: dict[str, Any], words: Words) -> None:
        for name, value in values.items():
            key(name, words)  # type: ignore[misc]
            part(value, words)  # type: ignore[misc]

    return look
