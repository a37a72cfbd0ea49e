"""The shape of a matter's guide: what it says beside what the rules plan with."""

from __future__ import annotations

from govmatters.io.fields import boolean, choice, integer, list_of, text
from govmatters.io.shapes import Shape
from govmatters.model import Channel, Fee, Guide, HandlingKind, Intermediary, ResultKind

__all__ = ["GUIDE"]

_FEE = Shape(
    "fee",
    Fee,
    {
        "charged": boolean,
        "item": text,
        "standard": text,
        "basis": text,
        "online_payment": boolean,
    },
    required=("charged",),
)

_INTERMEDIARY = Shape(
    "intermediary",
    Intermediary,
    {"needed": boolean, "name": text, "basis": text},
    required=("needed",),
)

GUIDE = Shape(
    "guide",
    Guide,
    {
        "conditions": text,
        "kind": choice(HandlingKind),
        "channels": list_of(choice(Channel)),
        "on_site_reason": text,
        "result": choice(ResultKind),
        "result_sample": boolean,
        "fee": _FEE,
        "intermediary": _INTERMEDIARY,
        "quantity_limit": text,
        "daily_quota": integer(),
        "bookable": boolean,
        "consult_phone": text,
        "complaint_phone": text,
        "place": text,
        "hours": text,
        "person_themes": list_of(text),
        "enterprise_themes": list_of(text),
        "flow": list_of(text),
        "common_questions": integer(),
    },
)
