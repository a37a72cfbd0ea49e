"""A printed row of a list of materials, whichever portal record it stood in."""

from __future__ import annotations

import attrs

from govmatters.model import Copy, IssuedBy, MaterialKind, Mechanism, Medium, Need

__all__ = ["PrintedRow"]


@attrs.frozen(kw_only=True)
class PrintedRow:
    """
    One row as a portal prints it, its fields already read.

    Attributes:
        path: Where it stands in the record, such as ``"materialList[0]"``.
        key: By which a mapping names it: unique in the record.
        title: As printed.
        title_path: Where the title stands.
        code: Its standard material's code; None: none.
        code_path: Where the code stands.
        standard: (path, name) of its standard material's name; None: none.
        need: How firmly it asks; None: that is not known.
        is_conditional: Whether it says that it depends, without saying on what.
        texts: (path, text) of free text that may state a condition.
        issued_by: Who makes the paper.
        issued_by_path: Where that stands.
        kind: What kind of paper.
        kind_path: Where that stands.
        spared_by: The mechanism of its mark of free submission; None: no mark.
        mark_path: Where that mark stands.
        copies: How many, at least 1.
        copy: Original or copy.
        medium: On paper or in a file.
        basis: Legal basis of asking for it.
    """

    path: str
    key: str
    title: str
    title_path: str
    code: str | None = None
    code_path: str = ""
    standard: tuple[str, str] | None = None
    need: Need | None = None
    is_conditional: bool = False
    texts: tuple[tuple[str, str], ...] = ()
    issued_by: IssuedBy | None = None
    issued_by_path: str = ""
    kind: MaterialKind | None = None
    kind_path: str = ""
    spared_by: Mechanism | None = None
    mark_path: str = ""
    copies: int | None = None
    copy: Copy | None = None
    medium: Medium | None = None
    basis: str | None = None
