"""The shapes of matters, and of the catalogue items that they inherit from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govmatters.conditions import QuestionType
from govmatters.io.fields import boolean, choice, identifier, integer, list_of, text
from govmatters.io.guides import GUIDE
from govmatters.io.links import condition, reference, region
from govmatters.io.nodes import WrongError
from govmatters.io.rows import DATED, MATERIAL, PROVENANCE, output
from govmatters.io.shapes import Shape
from govmatters.model import (
    Audience,
    Commitment,
    Delivery,
    Level,
    Matter,
    MatterCodes,
    MatterType,
    Mode,
    OnlineDepth,
    PlaceByLaw,
    Presence,
    PresenceRequired,
    Scope,
)

if TYPE_CHECKING:
    from govmatters.io.context import Context
    from govmatters.io.nodes import Node

__all__ = ["CATALOGUE_ITEM", "MATTER", "region_question"]


def region_question(node: Node, context: Context) -> str:
    """Read the id of a question that names a region."""
    value = reference("questions")(node, context)
    asked = context.questions.get(value)
    if asked is not None and asked.type is not QuestionType.REGION:
        message = f"wants a question of type region; {value!r} is of type {asked.type}"
        raise WrongError(node, message)
    return value


def _near(node: Node, context: Context) -> Level:
    """Read a level at which an applicant can reach a matter: 市, 县, 乡, 村."""
    value = choice(Level)(node, context)
    if value in {Level.NATION, Level.PROVINCE}:
        message = f"wants one of city, county, township, village, got '{value}'; drop it"
        raise WrongError(node, message)
    return value


_PRESENCE = Shape(
    "presence",
    Presence,
    {"required": choice(PresenceRequired), "basis": text},
    required=("required",),
)
_PLACE_BY_LAW = Shape(
    "place_by_law", PlaceByLaw, {"scope": choice(Scope), "basis": text}, required=("scope",)
)
_COMMITMENT = Shape(
    "commitment", Commitment, {"allowed": boolean, "basis": text}, required=("allowed",)
)

_CODES = Shape(
    "codes",
    MatterCodes,
    {"basic": text, "implementation": text, "item": text, "local": text},
)

CATALOGUE_ITEM = Shape(
    "catalogue item",
    Matter,
    {
        "name": text,
        "authority": reference("authorities"),
        "region": region,
        "codes": _CODES,
        "type": choice(MatterType),
        "levels": list_of(choice(Level)),
        "laws": list_of(text),
        "audience": list_of(choice(Audience)),
        "accepts_when": condition,
        "statutory_working_days": integer(),
        "promised_working_days": integer(),
        "trips": integer(),
        "steps": integer(),
        "online": choice(OnlineDepth),
        "scope": choice(Scope),
        "modes": list_of(choice(Mode)),
        "presence": _PRESENCE,
        "competent": region_question,
        "also_acts_in": list_of(region_question),
        "place_by_law": _PLACE_BY_LAW,
        "commitment": _COMMITMENT,
        "secret": boolean,
        "high_frequency": boolean,
        "window": text,
        "in_hall": boolean,
        "delivery": choice(Delivery),
        "assisted": boolean,
        "self_service": boolean,
        "reachable_at": list_of(_near),
        "eseal": boolean,
        "roles": list_of(identifier),
        "materials": list_of(MATERIAL, distinct=False),
        "outputs": list_of(output, distinct=False),
        "guide": GUIDE,
        **DATED,
        **PROVENANCE,
    },
    required=("name",),
)

MATTER = Shape(
    "matter",
    Matter,
    {"of": reference("catalogue"), **CATALOGUE_ITEM.keys},
    required=("name",),
)
