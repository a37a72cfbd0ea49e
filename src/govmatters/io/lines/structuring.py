"""Lines to records of the model: words become what they stand for, the rest is taken as it is."""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from typing import Annotated, Any, get_args, get_origin

from msgspec import UNSET, Struct
from msgspec.structs import fields

from govmatters import model
from govmatters.conditions import Question
from govmatters.io.lines import wire, wire_parts
from govmatters.io.lines.words import members_of, word_of

__all__ = ["Maker"]

_Make = Callable[[Any], Any]

_CLASSES: Mapping[type[Struct], type[Any]] = types.MappingProxyType(
    {
        wire.SourceLine: model.Source,
        wire.AuthorityLine: model.Authority,
        wire.MaterialTypeLine: model.MaterialType,
        wire.CatalogueLine: model.Matter,
        wire.MatterLine: model.Matter,
        wire.ExemptionLine: model.Exemption,
        wire_parts.WrittenCodes: model.MatterCodes,
        wire_parts.WrittenCommitment: model.Commitment,
        wire_parts.WrittenDeferral: model.Deferral,
        wire_parts.WrittenELicence: model.ELicence,
        wire_parts.WrittenFee: model.Fee,
        wire_parts.WrittenGuide: model.Guide,
        wire_parts.WrittenIntermediary: model.Intermediary,
        wire_parts.WrittenPlaceByLaw: model.PlaceByLaw,
        wire_parts.WrittenPresence: model.Presence,
        wire_parts.WrittenUnshareable: model.Unshareable,
    }
)
"""The class of each type, where both have the same attributes."""


class Maker:
    """
    Makes records of lines.

    It is made anew in each process, as what it prepares is functions.

    Args:
        values: By kind of word: what each word stands for.
    """

    def __init__(self, values: Mapping[str, Mapping[str, Any]]) -> None:
        self.values = values
        self._makes: dict[type[Struct], _Make] = {
            wire_parts.WrittenRow: self._row,
            wire_parts.WrittenOutput: self._output,
            wire.QuestionLine: self._question,
        }
        self._alone: dict[str, tuple[model.Alternative, ...]] = {}
        self._question_parts = self._parts(wire.QuestionLine)
        self._row_parts = self._parts(wire_parts.WrittenRow, aside=("needs",))

    def __reduce__(self) -> tuple[type[Maker], tuple[Mapping[str, Mapping[str, Any]]]]:
        """Take the values alone into another process."""
        return Maker, (self.values,)

    def __call__(self, record: Struct) -> Any:  # noqa: ANN401 (a record of any class)
        """Make a record of the model of what a line holds."""
        make = self._makes.get(type(record))
        if make is None:
            make = self._makes[type(record)] = self._by_parts(type(record))
        return make(record)

    def _by_parts(self, kind: type[Struct]) -> _Make:
        """Make the function that takes a record over attribute by attribute."""
        target, parts = _CLASSES[kind], self._parts(kind)

        def make(record: Any) -> Any:  # noqa: ANN401
            return target(**_taken(record, parts))

        return make

    def _parts(
        self, kind: type[Struct], aside: tuple[str, ...] = ()
    ) -> tuple[tuple[str, _Make | None], ...]:
        """Tell how each attribute is made; None: it is taken as it is."""
        return tuple(
            (field.name, self._how(field.type)) for field in fields(kind) if field.name not in aside
        )

    def _how(self, hint: Any) -> _Make | None:  # noqa: ANN401 (an annotation)
        members = members_of(hint)
        if len(members) > 1:
            return self._output
        (alone,) = members
        word = word_of(alone)
        if word is not None:
            return self.values[word].__getitem__ if word else None
        if get_origin(alone) is Annotated:
            return self._how(get_args(alone)[0])
        if get_origin(alone) is tuple:
            inner = self._how(get_args(alone)[0])
            return None if inner is None else lambda some: tuple(map(inner, some))
        if get_origin(alone) is dict:
            return lambda pairs: tuple(sorted(pairs.items()))
        return self if isinstance(alone, type) and issubclass(alone, Struct) else None

    def _row(self, row: wire_parts.WrittenRow) -> model.Material:
        needs = row.needs
        ways = self._alone_of(needs) if isinstance(needs, str) else self._any_of(needs)
        return model.Material(alternatives=ways, **_taken(row, self._row_parts))

    def _question(self, line: wire.QuestionLine) -> Question:
        """Make a question; one that nobody worded is asked by its id."""
        taken = {"ask": line.id, **_taken(line, self._question_parts)}
        if "confidence" in taken:
            taken["confidence"] = taken["confidence"].value
        return Question(**taken)

    def _alone_of(self, word: str) -> tuple[model.Alternative, ...]:
        """Take a paper that alone meets a row; many rows share it."""
        made = self._alone.get(word)
        if made is None:
            made = self._alone[word] = (model.Alternative((self.values["paper"][word],)),)
        return made

    def _any_of(self, needs: wire_parts.AnyOf) -> tuple[model.Alternative, ...]:
        return tuple(
            self._alone_of(one)[0] if isinstance(one, str) else self._alternative(one)
            for one in needs.any_of
        )

    def _alternative(self, one: wire_parts.WrittenAlternative) -> model.Alternative:
        words = one.all_of if isinstance(one.all_of, tuple) else (one.paper,)
        papers = tuple(self.values["paper"][str(word)] for word in words)
        when = None if one.when is UNSET else self.values["condition"][str(one.when)]
        return model.Alternative(papers, when)

    def _output(self, output: str | wire_parts.WrittenOutput) -> model.Output:
        if isinstance(output, str):
            return model.Output(paper=self.values["paper"][output])
        paper = self.values["paper"][output.paper]
        since = None if output.since is UNSET else output.since
        until = None if output.until is UNSET else output.until
        return model.Output(paper=paper, since=since, until=until)


def _taken(record: Any, parts: tuple[tuple[str, _Make | None], ...]) -> dict[str, Any]:  # noqa: ANN401
    """Take over what is written."""
    taken: dict[str, Any] = {}
    for name, make in parts:
        value = getattr(record, name)
        if value is not UNSET:
            taken[name] = value if make is None else make(value)
    return taken
