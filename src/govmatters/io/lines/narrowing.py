"""
A reader that knows the words met so far, so that msgspec itself sees any other.

Texts of a kind of word become literals: what the reader takes then needs no second look, and
one text stands for all its like. A line with a word not yet met is for the general reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, UNSET, Struct, UnsetType
from msgspec.structs import fields

from govmatters.io.lines.wire import MatterLine
from govmatters.io.lines.wire_parts import WrittenRow
from govmatters.io.lines.words import Words, members_of, word_of

__all__ = ["MOST_WORDS", "narrowed"]

MOST_WORDS = 30_000
"""With more words than this there is no narrow reader."""

_ASIDE = {WrittenRow: {"until"}, MatterLine: {"guide", "until"}}
"""Keys whose objects want a closer look: lines that have them are for the general reader."""


_NONE = Literal["\x00"]
"""Stands for the words of a kind of which none was met; no line that is looked at holds it."""


def narrowed(words: Words) -> msgspec.json.Decoder[Any]:
    """
    Make the reader of matters that knows some words.

    Args:
        words: Met so far, by kind.

    Returns:
        A decoder of lines of matters; it refuses every line that has another word.
    """
    # a name for each: to compare or to hash a literal is to walk all its words
    literals = {
        kind: NewType(kind, Literal[tuple(sorted(some))]) for kind, some in words.items() if some
    }
    return msgspec.json.Decoder(_narrow(MatterLine, literals))


def _narrow(kind: type[Struct], literals: Mapping[str, Any]) -> type[Struct]:
    """Make the type of the same keys whose words are literals."""
    made: list[Any] = []
    for field in fields(kind):
        if field.name in _ASIDE.get(kind, ()):
            continue
        hints = tuple(_hint(one, literals) for one in members_of(field.type))
        if field.default is NODEFAULT:
            made.append((field.name, Union[hints]))  # noqa: UP007 (made of a tuple)
        else:
            made.append((field.name, Union[(*hints, UnsetType)], UNSET))
    config = kind.__struct_config__
    return msgspec.defstruct(
        kind.__name__,
        made,
        namespace=_checks(kind),
        tag_field=config.tag_field,
        tag=config.tag,
        forbid_unknown_fields=True,
        gc=False,
        kw_only=True,
    )


def _checks(kind: type[Struct]) -> dict[str, Any]:
    """Keep a type's own check; of a matter's, nothing is left to look at."""
    check = None if kind is MatterLine else getattr(kind, "__post_init__", None)
    return {} if check is None else {"__post_init__": check}


def _hint(hint: Any, literals: Mapping[str, Any]) -> Any:  # noqa: ANN401 (an annotation)
    """Narrow an annotation."""
    word = word_of(hint)
    if word is not None:
        return literals.get(word, _NONE) if word else hint
    if get_origin(hint) is Annotated:
        return Annotated[_hint(get_args(hint)[0], literals), *get_args(hint)[1:]]
    if get_origin(hint) is tuple:
        inner = tuple(_hint(one, literals) for one in members_of(get_args(hint)[0]))
        return tuple[Union[inner], ...]  # type: ignore[valid-type]  # noqa: UP007 (made of a tuple)
    if not isinstance(hint, type):
        return hint
    if issubclass(hint, Struct):
        return _narrow(hint, literals)
    # a word is written again faster than a member
    return Literal[tuple(one.value for one in hint)] if issubclass(hint, Enum) else hint
