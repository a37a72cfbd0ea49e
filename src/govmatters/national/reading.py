"""The records of a national registry, read when they are wanted, each as strictly as any file's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from govmatters.conditions import Question
from govmatters.errors import LoadError
from govmatters.io.context import Context
from govmatters.io.documents import document_of_text
from govmatters.io.loading import load_nodes
from govmatters.io.nodes import Kind, ScalarNode, WrongError
from govmatters.io.plain import node_of
from govmatters.io.references import check_references
from govmatters.io.sections import Entry, structured
from govmatters.model import Authority, Matter, MatterCodes
from govmatters.national.files import Table, text_of
from govmatters.national.layout import (
    AUTHORITIES,
    CATALOGUE,
    CODES,
    COMMON,
    DETAILS,
    RECORD,
    Manifest,
)
from govmatters.registry import Registry

__all__ = ["Records", "Row", "matter_of"]

_PLAIN = "-"
_UNNAMED = "\ue000"
"""Stands for a name that is the item's; nobody prints this character."""

Row = Mapping[str, str | None]


@attrs.frozen(eq=False, slots=False)
class Records:
    """
    What a folder holds besides the rows of implementations.

    Attributes:
        folder: Where it is.
        manifest: What it says of itself.
    """

    folder: Path
    manifest: Manifest

    @cached_property
    def common(self) -> Registry:
        """All that there is little of; its bundles may name catalogue items as matters."""
        path, text = self.folder / COMMON, text_of(self.folder, COMMON)
        known = {
            "catalogue": self._catalogue,
            "authorities": self._authorities,
            "matters": self.manifest.named,
        }
        return load_nodes(
            lambda context: document_of_text(text, str(path), context, is_json=True), known=known
        )

    @cached_property
    def _catalogue(self) -> dict[str, str]:
        return self._texts(CATALOGUE)

    @cached_property
    def _authorities(self) -> dict[str, str]:
        return self._texts(AUTHORITIES)

    def _texts(self, name: str) -> dict[str, str]:
        """Read whole records as text, by id."""
        with closing(Table.opened(self.folder, name, RECORD)) as table:
            ids, texts = (
                [text for some in table.column(one) for text in some.to_pylist()] for one in RECORD
            )
        return dict(zip(ids, texts, strict=True))

    @cached_property
    def _ids(self) -> dict[str, dict[str, ScalarNode]]:
        """What records may name."""
        common, where = self.common, ScalarNode("", Kind.NULL, str(self.folder))
        ids: dict[str, Iterable[str]] = {
            "sources": common.sources,
            "authorities": self._authorities,
            "material_types": common.material_types,
            "questions": common.questions,
            "catalogue": self._catalogue,
        }
        return {name: dict.fromkeys(some, where) for name, some in ids.items()}

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return dict(self.common.questions)

    def items(self, ids: Iterable[str]) -> tuple[Matter, ...]:
        """
        Read catalogue items.

        Args:
            ids: Which.

        Returns:
            One an id, in their order.

        Raises:
            LoadError: With every fault of all of them.
        """
        return self._read("catalogue", {key: self._catalogue[key] for key in ids})

    @property
    def item_ids(self) -> tuple[str, ...]:
        """Ids of all catalogue items, sorted."""
        return tuple(self._catalogue)

    @property
    def authority_ids(self) -> tuple[str, ...]:
        """Ids of all authorities, sorted."""
        return tuple(self._authorities)

    def is_item(self, key: str) -> bool:
        """Say whether there is such a catalogue item."""
        return key in self._catalogue

    def is_authority(self, key: str) -> bool:
        """Say whether there is such an authority."""
        return key in self._authorities

    @cached_property
    def region_of(self) -> dict[str, str | None]:
        """The region of each authority by id."""
        return dict(zip(self._authorities, self.authority_regions, strict=True))

    @cached_property
    def authority_regions(self) -> tuple[str | None, ...]:
        """The region of each authority, in the order of their ids."""
        try:
            return tuple(json.loads(text).get("region") for text in self._authorities.values())
        except (ValueError, TypeError, AttributeError):
            return tuple(one.region for one in self.authorities())

    def authorities(self, ids: Iterable[str] | None = None) -> tuple[Authority, ...]:
        """
        Read authorities.

        Args:
            ids: Which; all by default.

        Returns:
            One an id, in their order.

        Raises:
            LoadError: With every fault of all of them.
        """
        wanted = self._authorities if ids is None else ids
        return self._read("authorities", {key: self._authorities[key] for key in wanted})

    def contents(self, texts: Iterable[str]) -> tuple[Matter, ...]:
        """
        Read what implementations state, without what has a column.

        Args:
            texts: JSON maps.

        Returns:
            One a text, in their order; `matter_of` gives them an id, and the item's name.

        Raises:
            LoadError: With every fault of all of them.
        """
        return self._read("matters", dict(enumerate(texts)))

    def _read(self, collection: str, texts: Mapping[Any, str]) -> tuple[Any, ...]:
        """Read records of one collection, and tell every fault at once."""
        regions = self.common.geography
        context = Context(ids=self._ids, questions=self._questions, regions=regions)
        entries = [self._entry(collection, key, text, context) for key, text in texts.items()]
        check_references([one for one in entries if collection == "catalogue"], context)
        if context.faults:
            raise LoadError(tuple(sorted(set(context.faults), key=attrs.astuple)))
        return tuple(entry.record for entry in entries)

    def _entry(self, collection: str, key: object, text: str, context: Context) -> Entry:
        name, place = _PLAIN, f"{self.folder}/matters"
        if isinstance(key, str):
            name, place = key, f"{self.folder}/{collection}.{key}"
        where = ScalarNode("", Kind.NULL, place)
        entry = Entry(collection, name, where, where)
        try:
            data = json.loads(text)
            if collection == "matters" and isinstance(data, dict):
                data.setdefault("name", _UNNAMED)
            entry.node = node_of(data, place)
        except (ValueError, TypeError, RecursionError):
            context.add(WrongError(where, "is no JSON; write the folder anew"))
        except WrongError as wrong:
            context.add(wrong)
        else:
            structured(entry, context)
        return entry


def matter_of(row: Row, content: Matter, item_name: str | None) -> Matter:
    """
    Put an implementation together, as it was written.

    Args:
        row: Its columns.
        content: What it states, as `Records.contents` reads it.
        item_name: The name of its catalogue item.

    Returns:
        The matter, without what it inherits.
    """
    codes = {name: row[f"code_{name}"] for name in CODES}
    has_codes = any(code is not None for code in codes.values())
    details: dict[str, Any] = {name: row[f"guide_{name}"] for name in DETAILS}
    return attrs.evolve(
        content,
        id=row["id"] or "",
        of=row["of"],
        region=row["region"],
        authority=row["authority"],
        codes=MatterCodes(**codes) if has_codes else content.codes,
        window=row["window"],
        guide=content.guide and attrs.evolve(content.guide, **details),
        name=(item_name or _UNNAMED) if content.name == _UNNAMED else content.name,
    )
