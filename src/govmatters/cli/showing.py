"""The command ``show``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import attrs
import typer

from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.output import write_json, write_report
from govmatters.errors import InvalidEntryError, UnknownIdError
from govmatters.planner import to_json
from govmatters.registry import Registry
from govmatters.report.overview import overview_of, tables_of
from govmatters.tables import Record

__all__ = ["show"]

_What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[NOUN] [ID]", help="A record, such as `matter food_licence`; or a noun."
    ),
]


def show(
    *,
    what: _What = None,
    data: options.Data = None,
    on: options.AnyDay = None,
    json: options.AsJson = False,
    labels: options.LabelsIn = options.LabelChoice.ZH,
    no_color: options.NoColour = False,
) -> int:
    """
    Show a record; with a noun alone, all its records; with neither, bundles and counts.

    Nouns are bundle, matter, material_type, exemption, question, catalogue_item, authority,
    source, region, agreement, target, task.
    """
    style = options.style_of(as_json=json, labels=labels, no_colour=no_color)
    day = options.day_of(on)
    registry = registry_of(data)
    registry = registry if day is None else attrs.evolve(registry.on(day), origins=registry.origins)
    noun, key = _sought(what or [], registry)
    if noun is None:
        overview = overview_of(registry)
        if style.json:
            write_json(to_json(overview))
            return 0
        from govmatters.report.record_tables import overview_report  # noqa: PLC0415 (rich is slow)

        write_report(overview_report(overview, registry, style.labels), style)
    elif key is None:
        _show_all(noun, registry, style)
    else:
        _show_one(noun, key, registry, style)
    return 0


def _show_all(noun: str, registry: Registry, style: options.Style) -> None:
    records = tables_of(registry)[noun].records
    if style.json:
        write_json(to_json(records))
        return
    from govmatters.report.record_tables import list_report  # noqa: PLC0415 (rich is slow)

    write_report(list_report(noun, records, style.labels), style)


def _show_one(noun: str, key: str, registry: Registry, style: options.Style) -> None:
    record: Record = registry.matter(key) if noun == "matter" else tables_of(registry)[noun][key]
    if style.json:
        write_json(to_json(record))
        return
    from govmatters.report.record_tables import record_report  # noqa: PLC0415 (rich is slow)

    write_report(record_report(noun, record, registry, style.labels), style)


def _sought(what: list[str], registry: Registry) -> tuple[str | None, str | None]:
    """Find out which noun and which id are meant."""
    tables = tables_of(registry)
    nouns = _nouns(tables)
    match what:
        case []:
            return None, None
        case [word] if word in nouns:
            return nouns[word], None
        case [key]:
            return _noun_of(key, registry), key
        case [word, key] if word in nouns:
            return nouns[word], key
        case [word, _]:
            raise UnknownIdError(noun="noun", id=word, known=tuple(nouns))
    problem = "wants at most a noun and an id"
    raise InvalidEntryError(" ".join(what)[:80], problem)


def _nouns(nouns: Iterable[str]) -> dict[str, str]:
    """Write nouns in one word, as ids are."""
    return {noun.replace(" ", "_"): noun for noun in nouns}


def _noun_of(key: str, registry: Registry) -> str:
    """Find the one noun that has the id."""
    tables = tables_of(registry)
    nouns = [noun for noun, table in tables.items() if key in table]
    if not nouns:
        known = {known for table in tables.values() for known in table}
        raise UnknownIdError(noun="record", id=key, known=tuple(sorted({*known, *_nouns(tables)})))
    if len(nouns) > 1:
        choices = " or ".join(f"`show {noun.replace(' ', '_')} {key}`" for noun in nouns)
        raise InvalidEntryError(key, f"there are several of this id; write {choices}")
    return nouns[0]
