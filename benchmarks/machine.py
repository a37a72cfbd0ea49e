"""What the figures were taken on."""

from __future__ import annotations

import gc
import os
import platform
import sqlite3
from importlib import metadata
from pathlib import Path

__all__ = ["machine"]

_LIBRARIES = (
    *("govmatters", "attrs", "cattrs", "networkx", "rustworkx", "python-stdnum"),
    *("PyYAML", "clingo"),
)


def machine() -> dict[str, str]:
    """
    Describe the machine and the versions.

    Returns:
        What was asked, and what it is; what a platform does not tell is ``?``.
    """
    return {
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()}",
        "load": " ".join(f"{one:.1f}" for one in os.getloadavg()) if _has_load() else "?",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "garbage collection": "on" if gc.isenabled() else "off",
        "sqlite": sqlite3.sqlite_version,
        **{name: _version(name) for name in _LIBRARIES},
    }


def _has_load() -> bool:
    return hasattr(os, "getloadavg")


def _processor() -> str:
    """Name the processor; Linux only tells it in a file."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine() or "?"
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"
