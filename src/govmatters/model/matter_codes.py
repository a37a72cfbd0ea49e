"""The codes of a matter, as printed: the standard's own, and local ones as text."""

from __future__ import annotations

import attrs

__all__ = ["MatterCodes"]


@attrs.frozen(kw_only=True)
class MatterCodes:
    """
    By which codes others know a matter.

    Nothing is demanded of them here, as places have codes of their own: the checks say what is
    not the standard's.

    Attributes:
        basic: The catalogue's code (基本编码); None: the id of the catalogue item, if it has one.
        implementation: The code of what one authority handles (实施编码).
        item: The number of the handling item (业务办理项), such as ``"02"``, or its whole code.
        local: The place's own code (地方编码).

    Source:
        GB/T 39554.1; `govmatters.codes.matters` reads them.
    """

    basic: str | None = None
    implementation: str | None = None
    item: str | None = None
    local: str | None = None
