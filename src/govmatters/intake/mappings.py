"""Mappings: what an analyst says of guesses, in a file that a later import takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from govmatters.codes.regions import Regions
from govmatters.errors import LoadError
from govmatters.io.context import Context
from govmatters.io.documents import check_format, documents_of
from govmatters.io.fields import boolean, choice, identifier, list_of, map_of, text
from govmatters.io.links import region
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, WrongError
from govmatters.io.shapes import Shape, Values
from govmatters.model import MaterialKind, Need, Paper
from govmatters.names import normalised

__all__ = [
    "FORMAT",
    "AnalystMapping",
    "MappedQuestion",
    "MappedRow",
    "MappedType",
    "load_mapping",
]

FORMAT = "govmatters-mapping/1"
_TYPES = "material_types"


@attrs.frozen(kw_only=True)
class MappedRow:
    """
    What a row needs, as the analyst says.

    Attributes:
        needs: As the format writes it; None if the row is skipped.
        when: A condition in the format; None: always.
        need: Required, optional or deferrable; None: as printed.
        skip: Whether the row asks for no paper.
    """

    needs: Any = None
    when: str | None = None
    need: Need | None = None
    skip: bool = False

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Every paper that `needs` names."""
        return tuple(Paper.parse(text) for text in _scalars(self.needs))


@attrs.frozen(kw_only=True)
class MappedQuestion:
    """Another id, and other words, for a question that an import made."""

    id: str | None = None
    ask: str | None = None


@attrs.frozen(kw_only=True)
class MappedType:
    """
    A material type that nothing else declares.

    Attributes:
        name: Its name, by which titles are compared too.
        kind: What kind of paper; None: as the rows say.
    """

    name: str
    kind: MaterialKind | None = None


def _by_name(names: Mapping[str, str] | Iterable[tuple[str, str]]) -> dict[str, str]:
    """Bring printed names to the form in which titles are compared."""
    return {normalised(name): kind for name, kind in dict(names).items()}


def _by_id(
    types: Mapping[str, MappedType] | Iterable[tuple[str, MappedType]],
) -> dict[str, MappedType]:
    """Take types as a map, or as the pairs that a file gives."""
    return dict(types)


@attrs.frozen(kw_only=True)
class AnalystMapping:
    """
    What an analyst says of guesses.

    Attributes:
        names: Normalised names to ids of material types.
        rows: What rows need, by their keys.
        roles: Whose paper a bearer means.
        questions: Other ids and words of questions, by the ids that an import gave them.
        regions: Codes of regions, by names of authorities.
        types: Material types that nothing else declares, by id.
        named: (type's id, place) of every paper that `names` and `rows` name.
        declared: The places of the ids of `types`.
    """

    names: Mapping[str, str] = attrs.field(factory=dict, converter=_by_name)
    rows: Mapping[str, MappedRow] = attrs.field(factory=dict)
    roles: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=dict)
    questions: Mapping[str, MappedQuestion] = attrs.field(factory=dict)
    regions: Mapping[str, str] = attrs.field(factory=dict, converter=dict)
    types: Mapping[str, MappedType] = attrs.field(factory=dict, converter=_by_id)
    named: tuple[tuple[str, Node], ...] = attrs.field(eq=False, repr=False)
    declared: Mapping[str, Node] = attrs.field(eq=False, repr=False)

    @named.default
    def _named_without_file(self) -> tuple[tuple[str, Node], ...]:
        """Place the papers of a mapping that was made in Python."""
        names = [(kind, f"names.{name}") for name, kind in self.names.items()]
        rows = [
            (paper.type, f"rows.{key}.needs")
            for key, row in self.rows.items()
            for paper in row.papers
        ]
        return tuple((kind, _placed(kind, path)) for kind, path in names + rows)

    @declared.default
    def _declared_without_file(self) -> Mapping[str, Node]:
        """Place the types of a mapping that was made in Python."""
        return {key: _placed(key, f"types.{key}") for key in self.types}


def _placed(text: str, path: str) -> ScalarNode:
    """Stand for what came from no file."""
    return ScalarNode(text, Kind.TEXT, f"mapping.{path}")


def load_mapping(path: Path) -> AnalystMapping:
    """
    Read a mapping.

    Args:
        path: A file of YAML or JSON that begins with ``format: govmatters-mapping/1``.

    Returns:
        The mapping.

    Raises:
        LoadError: With every fault, by line and column.
    """
    context = Context(regions=Regions())
    made = [
        context.attempt(_read, document)
        for document in documents_of([path], context, lambda one: [one])
    ]
    if context.faults:
        raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
    return next((_with_places(one, context) for one in made if one is not None), AnalystMapping())


def _with_places(mapping: AnalystMapping, context: Context) -> AnalystMapping:
    """Keep where papers are named, so that one nobody knows is told by line and column."""
    named = tuple((paper.type, node) for paper, node in context.papers)
    return attrs.evolve(mapping, named=named, declared=context.ids.get(_TYPES, {}))


def _read(node: Node, context: Context) -> AnalystMapping | None:
    return _MAPPING.read(check_format(node, FORMAT), context, {})


def _plain(node: Node, context: Context) -> Any:  # noqa: ANN401 (what the format writes)
    """Take `needs` as plain data; the registry's own reader judges it later."""
    if isinstance(node, ScalarNode):
        value = text(node, context)
        try:
            context.papers.append((Paper.parse(value), node))
        except ValueError as exc:
            raise WrongError(node, str(exc)) from None
        return value
    if isinstance(node, MapNode):
        return {
            key.text: text(part, context) if key.text == "when" else _plain(part, context)
            for key, part in node.pairs
        }
    return [_plain(part, context) for part in node.items]


def _named(node: Node, context: Context) -> str:
    """Read the id of a material type, and keep its place."""
    value = identifier(node, context)
    context.papers.append((Paper(value), node))
    return value


def _declared(node: Node, context: Context) -> str:
    """Read the id of a type that the mapping declares, and keep its place."""
    value = identifier(node, context)
    if isinstance(node, ScalarNode):
        context.ids.setdefault(_TYPES, {})[value] = node
    return value


def _scalars(needs: object) -> Iterator[str]:
    """Walk the papers of `needs`."""
    if isinstance(needs, str):
        yield needs
    elif isinstance(needs, list):
        for part in needs:
            yield from _scalars(part)
    elif isinstance(needs, dict):
        for key, part in needs.items():
            if key != "when":
                yield from _scalars(part)


def _says_something(values: Values, node: MapNode, context: Context) -> None:
    """Want `needs`, or `skip: true`."""
    if (node.get("needs") is None) is not bool(values.get("skip")):
        message = "a row wants either `needs` or `skip: true`; write one of them"
        context.add(WrongError(node, message))


def _records(shape: Shape[Any]) -> Callable[[Node, Context], dict[str, Any]]:
    """Read a map of records, by any text."""

    def read(node: Node, context: Context) -> dict[str, Any]:
        if not isinstance(node, MapNode):
            raise WrongError(node, f"wants a map of records ({shape.noun})")
        return {
            key.text: record
            for key, part in node.pairs
            if (record := shape(part, context)) is not None
        }

    return read


_ROW = Shape(
    "mapped row",
    MappedRow,
    {"needs": _plain, "when": text, "need": choice(Need), "skip": boolean},
    checks=(_says_something,),
)
_TYPE = Shape(
    "mapped type",
    MappedType,
    {"name": text, "kind": choice(MaterialKind)},
    required=("name",),
)
_QUESTION = Shape("mapped question", MappedQuestion, {"id": identifier, "ask": text})


_MAPPING = Shape(
    "mapping",
    AnalystMapping,
    {
        "names": map_of(text, _named),
        "rows": _records(_ROW),
        "roles": map_of(text, list_of(identifier, low=1)),
        "questions": _records(_QUESTION),
        "regions": map_of(text, region),
        "types": map_of(_declared, _TYPE),
    },
)
