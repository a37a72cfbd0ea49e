"""The types of lines say what the classes of the model say, field by field."""

from __future__ import annotations

from typing import Annotated, Any, NewType, get_args, get_origin

import attrs
import msgspec
import pytest

from govmatters import model
from govmatters.conditions import Condition, Question
from govmatters.io.lines import structuring, wire, wire_parts

CLASSES: dict[type[msgspec.Struct], type[Any]] = {
    **structuring._CLASSES,  # noqa: SLF001 (the very table by which records are made)
    wire.QuestionLine: Question,
    wire_parts.WrittenRow: model.Material,
    wire_parts.WrittenOutput: model.Output,
}
AS_TEXT = {Condition: str, model.Paper: str}
ASIDE = {
    wire.CatalogueLine: {"of", "outputs"},
    wire.MatterLine: {"outputs"},
    wire.ExemptionLine: {"subjects"},
    wire.QuestionLine: {"confidence"},
    wire_parts.WrittenRow: {"needs", "alternatives"},
}
"""Fields that lines write in another way, or leave to the strict reader."""


def kinds(hint: Any) -> set[Any]:  # noqa: ANN401 (whatever an annotation is)
    """Tell which types an annotation rests on, in the words of the model; lists aside."""
    if isinstance(hint, NewType):
        return kinds(hint.__supertype__)
    if get_origin(hint) is None:
        known = AS_TEXT.get(hint, CLASSES.get(hint, hint))
        return {known} - {type(None), msgspec.UnsetType, Ellipsis}
    parts = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return set().union(*map(kinds, parts))


@pytest.mark.parametrize("line", CLASSES, ids=lambda line: line.__name__)
def test_a_type_of_lines_has_the_fields_of_its_class(line: type[msgspec.Struct]) -> None:
    """A field that the model gains, loses, or gives another type is one of the line's type too."""
    aside = ASIDE.get(line, set())
    fields = attrs.fields(attrs.resolve_types(CLASSES[line]))
    of_model = {one.name: kinds(one.type) for one in fields if one.init}
    of_line = {one.name: kinds(one.type) for one in msgspec.structs.fields(line)}

    assert aside <= of_model.keys() | of_line.keys()
    assert {name: some for name, some in of_line.items() if name not in aside} == {
        name: some for name, some in of_model.items() if name not in aside
    }
