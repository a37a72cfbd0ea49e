"""The shapes of the records that stand alone: all collections but bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govmatters.conditions import Question, QuestionType
from govmatters.io.fields import (
    boolean,
    choice,
    day,
    decimal,
    identifier,
    integer,
    list_of,
    map_of,
    text,
    uscc,
)
from govmatters.io.links import condition, reference, region
from govmatters.io.nodes import WrongError
from govmatters.io.rows import DATED, PROVENANCE
from govmatters.io.shapes import Shape, Values
from govmatters.model import (
    Agreement,
    Authority,
    Confidence,
    ELicence,
    Exemption,
    IssuedBy,
    MaterialKind,
    MaterialType,
    Mechanism,
    Mode,
    Region,
    Source,
    Target,
    Task,
    Unshareable,
)

if TYPE_CHECKING:
    from govmatters.io.context import Context
    from govmatters.io.nodes import MapNode, Node

__all__ = [
    "AGREEMENT",
    "AUTHORITY",
    "EXEMPTION",
    "MATERIAL_TYPE",
    "QUESTION",
    "REGION",
    "SOURCE",
    "TARGET",
    "TASK",
]


def _fits_type(values: Values, node: MapNode, context: Context) -> None:
    """Check what a question's type demands of its other keys."""
    kind = values.get("type")
    if not isinstance(kind, QuestionType):
        return
    wants_options = kind in {QuestionType.CHOICE, QuestionType.CHOICES}
    if wants_options and node.get("options") is None:
        context.add(WrongError(node, f"a question of type {kind} wants `options`; list them"))
    belong = {"options": wants_options} | dict.fromkeys(
        ("unit", "min", "max"), kind is QuestionType.INTEGER
    )
    for key, fits in belong.items():
        stray = node.get(key)
        if stray is not None and not fits:
            context.add(WrongError(stray, f"a question of type {kind} has no `{key}`; drop it"))
    low, high = values.get("min"), values.get("max")
    if low is not None and high is not None and low > high:
        where = node.get("max") or node
        context.add(WrongError(where, f"max {high} is less than min {low}; swap or mend them"))


def _channel(values: Values, node: MapNode, context: Context) -> None:
    """Hold the reserved question ``channel`` to its meaning."""
    if values["id"] != "channel":
        return
    if values.get("type") is not QuestionType.CHOICE or not (
        {"online", "window"} <= set(values.get("options", ()))
    ):
        message = "`channel` is reserved: {type: choice, options: [online, window]}; rename yours"
        context.add(WrongError(node, message))


def _ends_once(values: Values, node: MapNode, context: Context) -> None:
    """Refuse a task that goes on for ever and has a last day."""
    if values.get("standing") is True and node.get("deadline") is not None:
        message = "a standing task has no `deadline`; drop one of the two"
        context.add(WrongError(node.get("deadline") or node, message))


def _asked(*, id: str, ask: str | None = None, **others: Any) -> Question:  # noqa: A002, ANN401
    """Make a question; one that nobody worded is asked by its id."""
    return Question(id=id, ask=ask or id, **others)


def _confidence(node: Node, context: Context) -> str:
    """Read how sure a question is; conditions do not know the model's type for it."""
    return choice(Confidence)(node, context).value


def _exempting(node: Node, context: Context) -> Mechanism:
    """Read a mechanism that exemptions may have."""
    mechanism = choice(Mechanism)(node, context)
    if mechanism.is_structural:
        message = f"{mechanism} follows from the bundle itself; no exemption has it, drop this one"
        raise WrongError(node, message)
    return mechanism


SOURCE = Shape(
    "source",
    Source,
    {
        "publisher": text,
        "url": text,
        "retrieved": day,
        "confidence": choice(Confidence),
    },
)

REGION = Shape(
    "region",
    Region,
    {"name": text, "parent": region, **PROVENANCE},
    required=("name", "parent"),
)

AUTHORITY = Shape(
    "authority",
    Authority,
    {"name": text, "region": region, "uscc": uscc, **PROVENANCE},
    required=("name",),
)

_ELICENCE = Shape(
    "e-licence",
    ELicence,
    {"type": text, "recognised_in": list_of(region), **DATED},
)

_UNSHAREABLE = Shape("unshareable", Unshareable, {"basis": text, **DATED})

MATERIAL_TYPE = Shape(
    "material type",
    MaterialType,
    {
        "name": text,
        "kind": choice(MaterialKind),
        "issued_by": choice(IssuedBy),
        "aliases": list_of(text),
        "codes": map_of(identifier, text),
        "elicence": _ELICENCE,
        "shared": boolean,
        "unshareable": _UNSHAREABLE,
        **PROVENANCE,
    },
    required=("name",),
)

QUESTION = Shape(
    "question",
    _asked,
    {
        "ask": text,
        "type": choice(QuestionType),
        "options": list_of(text, low=1),
        "unit": text,
        "min": integer(None),
        "max": integer(None),
        "source": reference("sources"),
        "confidence": _confidence,
    },
    required=("type",),
    checks=(_fits_type, _channel),
)

EXEMPTION = Shape(
    "exemption",
    Exemption,
    {
        "of": reference("material_types"),
        "by": _exempting,
        "in": list_of(region),
        "matters": list_of(reference("matters")),
        "subjects": list_of(identifier),
        "when": condition,
        "basis": text,
        **DATED,
        **PROVENANCE,
    },
    required=("of", "by"),
    attributes={"in": "regions"},
)

AGREEMENT = Shape(
    "agreement",
    Agreement,
    {
        "name": text,
        "members": list_of(region, low=1),
        "modes": list_of(choice(Mode)),
        "items": list_of(reference("catalogue", "matters")),
        **DATED,
        **PROVENANCE,
    },
    required=("name", "members"),
)

TARGET = Shape(
    "target",
    Target,
    {
        "name": text,
        "region": region,
        "by": day,
        "indicators": map_of(identifier, decimal),
        **PROVENANCE,
    },
    required=("region", "by", "indicators"),
)

TASK = Shape(
    "task",
    Task,
    {
        "region": region,
        "work": text,
        "number": integer(),
        "section": text,
        "area": text,
        "units": list_of(text),
        "deadline": day,
        "standing": boolean,
        "done": day,
        "indicators": list_of(identifier),
        **PROVENANCE,
    },
    required=("region", "work"),
    checks=(_ends_once,),
)
