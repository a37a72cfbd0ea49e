"""What an authority publishes of a bundle, beside what is measured: the same for all reports."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType

from govmatters.measures.audits.claims import claims_of, measure_of
from govmatters.model import Bundle
from govmatters.report.naming import Names
from govmatters.report.tables import line

__all__ = ["published_beside", "published_lines"]


def published_beside(bundle: Bundle) -> dict[str, tuple[int | None, int | None]]:
    """
    Put each published number beside the measure of ours that counts the same.

    Args:
        bundle: The bundle; its own promise is no published number.

    Returns:
        By measure, such as ``papers`` or ``trips``: the number before and the one after,
        None where nobody publishes it.
    """
    found: dict[str, tuple[int | None, int | None]] = {}
    counts = bundle.published.counts if bundle.published else None
    for figure, number in claims_of(bundle):
        if not figure.is_limit:
            measure = measure_of(figure, counts)
            before, after = found.get(measure, (None, None))
            found[measure] = (number, after) if figure.is_before else (before, number)
    return found


def published_lines(names: Names) -> Iterator[RenderableType]:
    """
    Say who published the claim, and what was counted.

    Args:
        names: Of the bundle.

    Yields:
        Two lines at most; nothing if nothing is published.
    """
    published, labels = names.bundle.published, names.labels
    if published is None:
        return
    counted = labels.unknown if published.counts is None else published.counts.value
    yield line(labels("published_counts"), counted)
    if published.source is not None:
        source = names.registry.sources.get(published.source)
        publisher = getattr(source, "publisher", None) or published.source
        sure = f"（{published.confidence.value}）" if published.confidence else ""
        yield line(labels("published_by"), f"{publisher}{sure}")
