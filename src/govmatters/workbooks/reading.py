"""Workbooks to a registry: every sheet read, every fault of every cell in one error."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

from govmatters.errors import SHOWN, Fault, LoadError
from govmatters.io.context import Context
from govmatters.io.files import bytes_of
from govmatters.io.loading import load_nodes
from govmatters.io.nodes import Kind, MapNode, Node, ScalarNode, SequenceNode, WrongError
from govmatters.io.sections import FORMAT as DOCUMENT
from govmatters.registry import Registry
from govmatters.workbooks.cover import FORMAT, FORMAT_HEADING
from govmatters.workbooks.drafts import Draft, records_of
from govmatters.workbooks.entries import fill_lists
from govmatters.workbooks.letters import order_of
from govmatters.workbooks.pages import Page, pages_of
from govmatters.workbooks.sheets import COVER, FINDINGS, REMARK, SHEETS
from govmatters.workbooks.tables import lines_of

__all__ = ["registry_of"]

_TITLES = [COVER, *(sheet.title for sheet in SHEETS), FINDINGS.title]


def registry_of(paths: tuple[Path, ...]) -> Registry:
    """
    Read workbooks into one registry.

    Args:
        paths: The workbooks.

    Returns:
        The registry.

    Raises:
        LoadError: With every fault, by workbook, sheet, row and column.
    """
    own: set[Fault] = set()

    def documents(context: Context) -> Iterator[Node]:
        for path in dict.fromkeys(paths):
            try:
                document = _document(path, context)
            except WrongError as wrong:
                context.add(wrong)
            else:
                own.update(context.faults)
                yield document

    # openpyxl warns of what it would not write back; nothing is.
    with warnings.catch_warnings(action="ignore", category=UserWarning):
        try:
            return load_nodes(documents)
        except LoadError as error:
            raise LoadError(_told(error.faults, own)) from None


def _told(faults: tuple[Fault, ...], own: set[Fault]) -> tuple[Fault, ...]:
    """Order faults as a reader meets them; of a cell that cannot be read, that is enough."""
    unread = {fault.file for fault in own}
    left = [fault for fault in faults if fault in own or fault.file not in unread]
    return tuple(sorted(left, key=lambda fault: (order_of(fault.file, _TITLES), fault.message)))


def _document(path: Path, context: Context) -> MapNode:
    """Read one workbook."""
    file = str(path)
    pages = {page.title.strip(): page for page in pages_of(bytes_of(path), file)}
    _check_format(pages.get(COVER), file)
    for title, page in pages.items():
        if title not in _TITLES and not title.startswith(REMARK):
            hint = context.hint(title, _TITLES, f"they are {', '.join(_TITLES)}")
            message = f"no sheet {title[:SHOWN]!r} is read; {hint}; begin its name with {REMARK}"
            context.add(WrongError(_where(page.place(1, 1)), f"{message} if it is yours"))
    drafts = _drafts(pages, context)
    pairs = [(_where(file, "format"), _where(file, DOCUMENT))]
    return MapNode((*pairs, *_collections(drafts, file)), file)


def _where(place: str, text: str = "") -> ScalarNode:
    return ScalarNode(text, Kind.QUOTED, place)


def _check_format(cover: Page | None, file: str) -> None:
    """Refuse what does not say that it is a workbook of this kind."""
    for row, cells in cover.rows() if cover is not None else ():
        said = cells.get(2)
        if 1 in cells and cells[1].value == FORMAT_HEADING and said is not None:
            if said.value == FORMAT:
                return
            message = f"{said} is not read here, only {FORMAT}"
            raise WrongError(said.node, f"{message}; export a workbook, and fill that in")
        if row > len(_TITLES):
            break
    message = f"no sheet {COVER} that says `{FORMAT_HEADING} {FORMAT}`"
    raise WrongError(_where(file), f"{message}; export a workbook, and fill that in")


def _drafts(pages: dict[str, Page], context: Context) -> dict[str, list[Draft]]:
    """Read records first, then the lists that go into them."""
    drafts: dict[str, list[Draft]] = {}
    for sheet in (sheet for sheet in SHEETS if not sheet.below and sheet.title in pages):
        lines = lines_of(pages[sheet.title], sheet, context)
        drafts[sheet.collection] = records_of(sheet, lines, context)
    for sheet in (sheet for sheet in SHEETS if sheet.below and sheet.title in pages):
        lines = lines_of(pages[sheet.title], sheet, context)
        fill_lists(sheet, lines, drafts.get(sheet.collection, ()), context)
    return drafts


def _collections(drafts: dict[str, list[Draft]], file: str) -> Iterator[tuple[ScalarNode, Node]]:
    """Put records into their collections; exemptions are a list, the others maps by id."""
    for collection, records in drafts.items():
        node: Node
        if collection == "exemptions":
            items = (
                MapNode(((_where(one.id.file, "id"), one.id), *one.node.pairs), one.place)
                for one in records
            )
            node = SequenceNode(tuple(items), file)
        else:
            node = MapNode(tuple((one.id, one.node) for one in records), file)
        yield _where(file, collection), node
