"""
One piece of work on a portal's records, in a fresh process: its steps, its sizes, its peak.

    python -m benchmarks.import_steps read|import|check RECORDS FOLDER

`read` is the limit: the same lines, and the files that are loaded, by ``json.loads`` alone. The
steps of an import are told apart by wrapping the functions that stand between them.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from inspect import isgeneratorfunction
from pathlib import Path
from unittest.mock import patch

import govmatters as gm
from benchmarks.stopwatch import Stopwatch
from govmatters.intake import Portal, assembly, import_portal, importing, resolving, write_import

__all__ = ["WORKS", "Found"]

Found = dict[str, dict[str, float]]
"""``steps`` in seconds of CPU time, ``sizes``, and ``peak`` in bytes."""

_KIBIBYTE = 1 << 10
_BETWEEN = (
    (importing, "records_of", "reading the lines"),
    (importing, "matter_draft", "taking the fields"),
    (importing, "guide_draft", "taking the fields"),
    (importing, "dictionary_of", "resolving titles"),
    (assembly, "read_row", "resolving titles"),
    (resolving.Reader, "meaning", "resolving titles"),
)
"""Where an import calls what belongs to another step than assembling."""

_PORTAL = Portal(source="portal", place="hunan", region="430000")


def _read(watch: Stopwatch, records: Path, folder: Path) -> dict[str, float]:
    """Do no more than any reader of these files in Python has to."""
    with watch.step("limit of reading"):
        kept = [json.loads(line) for line in records.read_bytes().split(b"\n") if line]
    number = len(kept)
    kept.clear()
    with watch.step("limit of loading"):
        kept = [json.loads(file.read_bytes()) for file in _written(folder)]
    return {"records": number, "files": len(kept), "bytes": records.stat().st_size}


def _written(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.json")) if ".report." not in path.name]


def _import(watch: Stopwatch, records: Path, folder: Path) -> dict[str, float]:
    with _between(watch), watch.step("assembling"):
        made = import_portal([records], portal=_PORTAL)
    with watch.step("writing"):
        write_import(made, folder, is_json=True)
    return {
        "fields": sum(len(one.notes) for one in made.accounts),
        "rows": sum(len(one.rows) for one in made.accounts),
        "faults": len(made.faults),
    }


@contextmanager
def _between(watch: Stopwatch) -> Iterator[None]:
    """Wrap what an import calls, and unwrap it."""
    with ExitStack() as stack:
        for owner, name, step in _BETWEEN:
            function = getattr(owner, name)
            timing = watch.items if isgeneratorfunction(function) else watch.calls
            stack.enter_context(patch.object(owner, name, timing(step, function)))
        yield


def _check(watch: Stopwatch, _: Path, folder: Path) -> dict[str, float]:
    with watch.step("loading"):
        registry = gm.load(folder)
    with watch.step("checking"):
        findings = gm.check(registry)
    return {
        "matters": len(registry.matters),
        "material types": len(registry.material_types),
        "findings": len(findings),
        "written bytes": sum(path.stat().st_size for path in _written(folder)),
    }


WORKS: dict[str, Callable[[Stopwatch, Path, Path], dict[str, float]]] = {
    "import": _import,
    "check": _check,
    "read": _read,
}
"""By name, in the order in which they can be done."""


def _main() -> None:
    work, records, folder = sys.argv[1:]
    watch = Stopwatch()
    sizes = WORKS[work](watch, Path(records), Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIBIBYTE
    print(json.dumps({"steps": watch.taken, "sizes": sizes, "peak": {work: peak}}))


if __name__ == "__main__":
    _main()
