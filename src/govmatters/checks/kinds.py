"""Matters that are no licences, and yet named like one (R16)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govmatters.checks.views import View
from govmatters.model import Finding, MatterType

__all__ = ["licences_are_not_disguised"]

_LIKE_A_LICENCE = re.compile(r"许可|审批|核准|批准|年检|年审|认定|审定|注册|备案|登记")
_NO_LICENCES = frozenset({MatterType.OTHER_POWER, MatterType.PUBLIC_SERVICE})


def licences_are_not_disguised(view: View) -> Iterator[Finding]:
    """
    R16: a matter of another type than licence is not named like one.

    Args:
        view: The registry.

    Yields:
        ``disguised-licence`` (note): a reason to look, as many records (备案) are lawful.
    """
    for matter in view.matters.values():
        words = _LIKE_A_LICENCE.search(matter.name)
        if matter.type in _NO_LICENCES and words is not None:
            yield view.finding(
                "disguised-licence",
                ("matter", matter.id),
                f"is of the type `{matter.type}`, and named {words.group()}",
                "see that nobody is refused for it; a licence needs the law that creates it",
            )
