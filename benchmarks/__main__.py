"""
``python -m benchmarks``: take every figure, print tables with ratios, write JSON.

Topics that need processes of their own are programs beside this one; they are run with it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import attrs

from benchmarks.machine import machine
from benchmarks.tables import table
from benchmarks.topics import FULL, TINY, TOPICS, Effort

_JSON = Path(__file__).with_name("figures.json")

_PROGRAMS: dict[str, tuple[str, ...] | None] = {
    "loading": ("--tiny",),
    "population": ("--tiny",),
    "national": None,
    "imports": ("--matters", "90", "--rounds", "1"),
}
"""Modules with a command of their own, and what makes them tiny; None: nothing does."""

_WITH_OPENFISCA = {"population"}


def main() -> int:
    """
    Do what the arguments say.

    Returns:
        0; 1 if a program failed, whose figures alone are missing then.
    """
    arguments = _parser().parse_args()
    effort = attrs.evolve(TINY if arguments.tiny else FULL, openfisca=arguments.openfisca)
    about = machine()
    print(table("Machine", ["what"], {name: [one] for name, one in about.items()}))
    taken = {name: _taken(name, effort, is_tiny=arguments.tiny) for name in arguments.only}
    figures = {key: one for some in taken.values() for key, one in (some or {}).items()}
    written = {"format": "govmatters-benchmark/1", "machine": about, "figures": figures}
    text = json.dumps(written, ensure_ascii=False, indent=2)
    arguments.json.write_text(text + "\n", encoding="utf-8")
    print(f"written: {arguments.json} (times in seconds, sizes in bytes)")
    failed = [name for name, some in taken.items() if some is None]
    if failed:
        print(f"failed, and left out: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def _taken(name: str, effort: Effort, *, is_tiny: bool) -> dict[str, Any] | None:
    """Take the figures of a topic; None if its program failed."""
    if name in TOPICS:
        return dict(TOPICS[name](effort))
    if is_tiny and _PROGRAMS[name] is None:
        print(f"{name}: takes minutes at its smallest; left out\n")
        return {}
    try:
        return {name: _program(name, effort, is_tiny=is_tiny)}
    except subprocess.CalledProcessError:
        return None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, default=_JSON, help="where to write")
    parser.add_argument("--tiny", action="store_true", help="a few calls, to see that all works")
    parser.add_argument(
        "--only",
        type=_topics,
        default=[*TOPICS, *_PROGRAMS],
        metavar="TOPIC,TOPIC",
        help=f"some of {', '.join([*TOPICS, *_PROGRAMS])}",
    )
    parser.add_argument(
        "--openfisca", type=Path, metavar="PYTHON", help="a Python that has OpenFisca-Core"
    )
    return parser


def _topics(text: str) -> list[str]:
    names = text.split(",")
    unknown = [name for name in names if name not in {*TOPICS, *_PROGRAMS}]
    if unknown:
        msg = f"no topic {unknown[0]!r}; there are {', '.join([*TOPICS, *_PROGRAMS])}"
        raise argparse.ArgumentTypeError(msg)
    return names


def _program(name: str, effort: Effort, *, is_tiny: bool) -> dict[str, Any]:
    """Run a module with a command of its own, and take over the figures that it writes."""
    more = [*(_PROGRAMS[name] or ())] if is_tiny else []
    if effort.openfisca is not None and name in _WITH_OPENFISCA:
        more += ["--openfisca", str(effort.openfisca)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "figures.json")
        command = [sys.executable, "-m", f"benchmarks.{name}", "--json", str(path), *more]
        subprocess.run(command, check=True)  # noqa: S603 (this very Python)
        figures: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return figures


if __name__ == "__main__":
    sys.exit(main())
