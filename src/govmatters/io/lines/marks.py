"""What the types of lines say of a text beyond its being one: which words it is one of."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

__all__ = [
    "AuthorityId",
    "ConditionText",
    "Identifier",
    "ItemId",
    "MatterId",
    "PaperText",
    "Phrase",
    "RegionCode",
    "RegionQuestion",
    "SourceId",
    "Text",
    "TypeId",
    "Uscc",
    "Whole",
    "WholeOfAnySign",
    "WholeOfOne",
]

_MOST = 10**12 - 1
"""The largest whole number of a file: twelve digits."""

Text = Annotated[str, Meta(min_length=1)]
"""Text that no two records need share, such as a name."""

Phrase = Annotated[str, Meta(min_length=1, extra={"word": "text"})]
"""Text that many records share, such as the title of a law."""
Identifier = Annotated[str, Meta(min_length=1, extra={"word": "identifier"})]
PaperText = Annotated[str, Meta(min_length=1, extra={"word": "paper"})]
ConditionText = Annotated[str, Meta(min_length=1, extra={"word": "condition"})]
RegionCode = Annotated[str, Meta(min_length=1, extra={"word": "region"})]
RegionQuestion = Annotated[str, Meta(min_length=1, extra={"word": "region question"})]
SourceId = Annotated[str, Meta(min_length=1, extra={"word": "sources"})]
AuthorityId = Annotated[str, Meta(min_length=1, extra={"word": "authorities"})]
ItemId = Annotated[str, Meta(min_length=1, extra={"word": "catalogue"})]
MatterId = Annotated[str, Meta(min_length=1, extra={"word": "matters"})]
TypeId = Annotated[str, Meta(min_length=1, extra={"word": "material_types"})]
Uscc = Annotated[str, Meta(min_length=1, extra={"word": "uscc"})]

Whole = Annotated[int, Meta(ge=0, le=_MOST)]
WholeOfAnySign = Annotated[int, Meta(ge=-_MOST, le=_MOST)]
WholeOfOne = Annotated[int, Meta(ge=1, le=_MOST)]
