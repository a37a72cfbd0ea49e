"""What the benchmark of populations keeps of many runs, and how it shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.population_engines import (
    ALONE,
    ATOMS,
    MEMORY_KEPT,
    NUMBERED,
    OPENFISCA,
    OURS,
    POLARS,
)
from benchmarks.tables import seconds, table

__all__ = ["Figures", "kept", "shown", "targets"]

Figures = dict[str, dict[str, dict[str, float]]]
"""By bundle and number of cases, then by engine, then by what is measured."""

_MEBIBYTE = 1 << 20
_GROWTH_OF_TEN = 11


def kept(found: dict[str, dict[str, float]], engine: str, answer: Mapping[str, Any]) -> None:
    """
    Keep the least of each time, and the greatest peak of memory.

    Args:
        found: By engine; it is added to.
        engine: Who was measured.
        answer: Of one process.
    """
    known = found.setdefault(engine, {})
    times = {
        "read": min(answer["read"]),
        "first": answer["wall"][0],
        "wall": min(answer["wall"][1:]),
        "cpu": min(answer["cpu"][1:]),
    }
    for name, time in times.items():
        known[name] = min(time, known.get(name, time))
    if "fixed" in answer:
        known["fixed"] = min(answer["fixed"], known.get("fixed", answer["fixed"]))
    known["peak"] = max(answer["peak"], known.get("peak", 0))


def shown(title: str, found: Mapping[str, Mapping[str, float]]) -> str:
    """
    Lay out the figures of one file.

    Args:
        title: What stands above.
        found: By engine.

    Returns:
        A table with the ratio of our times to each engine's.
    """
    heads = ["read", "first", "again", "CPU", "of it fixed", "ours / its", "in CPU", "peak MiB"]
    return table(title, heads, {name: _cells(found, name) for name in found})


def _cells(found: Mapping[str, Mapping[str, float]], name: str) -> list[str]:
    own, ours = found[name], found[_counterpart(name)]
    whats = ("read", "first", "wall", "cpu", "fixed")
    times = [seconds(own[one]) if one in own else "" for one in whats]
    ratios = [_ratio(ours, own, one) for one in ("wall", "cpu")]
    peak = f"{own['peak'] / _MEBIBYTE:,.0f}" if "peak" in own else ""
    return [*times, *ratios, peak]


def _counterpart(name: str) -> str:
    """Name the run of ours that does the same work."""
    if name.startswith("Spark: "):
        return f"Spark: {OURS}"
    if name.startswith(OPENFISCA):
        return OURS + NUMBERED
    works = (NUMBERED, ", all together", ", from the file")
    return OURS + next((work for work in works if name.endswith(work)), "")


def _ratio(ours: Mapping[str, float], own: Mapping[str, float], what: str) -> str:
    return f"{ours[what] / own[what]:.3f}" if what in ours and what in own else ""


def _without_fixed(found: Mapping[str, Mapping[str, float]]) -> str:
    """Compare with Polars by what each case costs, compiling and planning left out."""
    ours, polars = (found[name]["cpu"] - found[name]["fixed"] for name in (OURS, POLARS))
    return f"{ours / polars:.3f}"


_PEERS = (
    (POLARS, "0.15"),
    (f"{POLARS}{NUMBERED}", "0.15"),
    (OPENFISCA, "0.08"),
    (f"{OPENFISCA}{MEMORY_KEPT}", ""),
    ("Spark: native expressions", "0.25"),
    (f"{POLARS}{ALONE}", ""),
    (f"{POLARS}{ALONE}{NUMBERED}", ""),
    (f"{OPENFISCA}{ALONE}", ""),
    (f"Spark: native expressions{ALONE}", ""),
)
"""Who is compared, and the greatest ratio; those that count papers alone do less, and have none."""


def targets(figures: Figures, cases: Sequence[int]) -> str:
    """
    Hold the figures to what they are to be.

    Args:
        figures: All of them.
        cases: How many cases were measured, in rising order.

    Returns:
        A table; rows of what was not measured are left out.
    """
    rows: dict[str, list[str]] = {}
    for name, found in figures.items():
        if not name.startswith("heavy"):
            continue
        for peer, most in _PEERS:
            if peer in found:
                ours = found[_counterpart(peer)]
                ratios = [_ratio(ours, found[peer], one) for one in ("wall", "cpu")]
                rows[f"{name}: ours / {peer}"] = [*ratios, most]
        rows[f"{name}: the same, without what is fixed"] = ["", _without_fixed(found), "0.15"]
        rows[f"{name}: ours / {ATOMS}"] = [
            _ratio(found[OURS], found[ATOMS], "wall"),
            _ratio(found[OURS], found[ATOMS], "cpu"),
            "",
        ]
    rows |= _growth(figures, cases)
    return table("Targets", ["wall", "CPU", "at most"], rows)


def _growth(figures: Figures, cases: Sequence[int]) -> dict[str, list[str]]:
    """Compare the largest file with the smallest."""
    rows: dict[str, list[str]] = {}
    least, most = cases[0], cases[-1]
    for kind in dict.fromkeys(name.partition(",")[0] for name in figures):
        small, large = figures[f"{kind}, {least}"][OURS], figures[f"{kind}, {most}"][OURS]
        if most > least:
            limit = f"{_GROWTH_OF_TEN * most / least / 10:g}"
            ratios = [_ratio(large, small, one) for one in ("wall", "cpu")]
            rows[f"{kind}: {most:,} / {least:,} cases"] = [*ratios, limit]
        peak = figures[f"{kind}, {most}"][f"{OURS}, from the file"]["peak"] / _MEBIBYTE
        rows[f"{kind}: peak at {most:,} from the file"] = [f"{peak:,.0f} MiB", "", "1,024 MiB"]
    return rows
