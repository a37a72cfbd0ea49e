"""The command ``graph``."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from govmatters.cli import options
from govmatters.cli.inputs import registry_of
from govmatters.cli.output import patience, write_json, write_text
from govmatters.io.writing import write_file

if TYPE_CHECKING:
    from govmatters.registry import Registry

__all__ = ["graph"]


class Format(StrEnum):
    """How a graph is written."""

    MERMAID = "mermaid"
    GRAPHML = "graphml"
    JSON = "json"


_Bundle = Annotated[str | None, typer.Argument(help="Id of a bundle. Default: the whole registry.")]
_Format = Annotated[Format, typer.Option("--format", help="How the graph is written.")]
_Out = Annotated[
    str | None, typer.Option("--out", metavar="FILE", help="Where to. Default: standard output.")
]


def graph(  # noqa: PLR0913 (each option is its own)
    *,
    bundle: _Bundle = None,
    data: options.Data = None,
    on: options.AnyDay = None,
    format: _Format = Format.MERMAID,  # noqa: A002 (the name of the option)
    out: _Out = None,
    json: options.AsJson = False,
    no_color: options.NoColour = False,  # noqa: ARG001 (every command takes it)
) -> int:
    """Write the registry, or one bundle's part of it, as a graph: Mermaid, GraphML or JSON."""
    day = options.day_of(on)
    registry = registry_of(data)
    registry = registry if day is None else registry.on(day)
    wanted = Format.JSON if json else format
    with patience("drawing the graph"):
        text = _drawn(registry, bundle, wanted)
    if out is not None:
        write_file(out, text.encode("utf-8", "backslashreplace"))
    elif wanted is Format.JSON:
        write_json(text)
    else:
        write_text(text)
    return 0


def _drawn(registry: Registry, bundle: str | None, wanted: Format) -> str:
    import json  # noqa: PLC0415 (beside what is slow)

    from govmatters import graph  # noqa: PLC0415 (networkx is slow to import)

    is_whole = bundle is None
    drawn = registry.graph() if bundle is None else graph.bundle_graph(registry, bundle)
    match wanted:
        case Format.MERMAID:
            return graph.to_mermaid(drawn)
        case Format.GRAPHML:
            return graph.to_graphml(drawn)
        case Format.JSON:
            head = {"format": "govmatters-graph/1", "bundle": None if is_whole else bundle}
            body = {**head, **graph.to_json(drawn)}
            return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
