"""Which matters and rows rest on a legal or policy document."""

from __future__ import annotations

import datetime as dt

import attrs

__all__ = ["Citation", "Document", "PolicyIndex"]


@attrs.frozen(kw_only=True)
class Citation:
    """
    A record that names a document.

    Attributes:
        noun: Of the record that states it.
        id: Of the record that states it.
        field: Which of its keys, such as ``laws`` or ``presence.basis``.
        row: The row's place in the list, from 1, if a row states it.
        text: The whole text, as it is printed.
        article: The articles that it names, as printed; ``""``: none.
        edition: The edition or number that it names, as printed; ``""``: none.
        matters: Ids of the matters that rest on it so: the matter itself; those that inherit it
            from a catalogue item; those that an exemption names.
    """

    noun: str
    id: str
    field: str
    row: int | None
    text: str
    article: str
    edition: str
    matters: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Document:
    """
    A document, and all that rests on it.

    Attributes:
        title: In one form: without 《》, blanks and 中华人民共和国; or its number, if that is all
            that anybody prints.
        numbers: Numbers such as 国办发〔2020〕35号 that are printed with it, sorted.
        is_document: Whether the title looks like that of a document; a text such as 办理需要
            does not.
        citations: By noun, id, field and row.
        matters: Ids of the matters that rest on it, sorted.
        bundles: Ids of the bundles that have such a matter, or rest on it themselves, sorted.
    """

    title: str
    numbers: tuple[str, ...]
    is_document: bool
    citations: tuple[Citation, ...]
    matters: tuple[str, ...]
    bundles: tuple[str, ...]


@attrs.frozen(kw_only=True)
class PolicyIndex:
    """
    The index from documents to what rests on them (政策—事项关联).

    Attributes:
        on: The day.
        region: Code of the region whose matters are looked at; None: all.
        digest: Of the registry.
        documents: By title.
    """

    on: dt.date
    region: str | None
    digest: str
    documents: tuple[Document, ...]
