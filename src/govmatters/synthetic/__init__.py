"""
Made-up cases and registries, which say that they are made up.

`synthetic_cases` draws a table of cases for a bundle, and `write_cases` writes it; they need the
extra ``population``. `synthetic_registry` makes a registry of any size that is shaped like a real
one, `synthetic_records` gives its records one by one, and `write_records` writes them. The same
seed gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from govmatters.arguments import demand, demand_if_given
from govmatters.errors import MissingExtraError

if TYPE_CHECKING:
    import os

    import pyarrow as pa

    from govmatters.registry import Registry
    from govmatters.synthetic.records import Record

__all__ = [
    "synthetic_cases",
    "synthetic_records",
    "synthetic_registry",
    "write_cases",
    "write_records",
]

_NEEDED = frozenset({"numpy", "pyarrow"})


def synthetic_cases(  # noqa: PLR0913 (what is drawn, when, where and how are separate things)
    registry: Registry,
    bundle: str,
    number: int,
    *,
    seed: int,
    first: dt.date,
    last: dt.date | None = None,
    regions: Sequence[str] = (),
    marginals: Mapping[str, Mapping[object, object]] | None = None,
    unknown: Fraction = Fraction(0),
) -> pa.RecordBatchReader:
    """
    Draw made-up cases of a bundle.

    Each case has a day, a region, and an answer to every question that the bundle looks at on
    some of the days in some of the regions. The answers to different questions are drawn apart;
    cases in which two matters of a ``one_of`` would apply are drawn again.

    Args:
        registry: Holds the bundle.
        bundle: The bundle's id.
        number: How many cases, at least 0.
        seed: At least 0; the same seed gives the same cases, and the cases of a smaller number
            are the first ones of a larger.
        first: The first day.
        last: The last day; the first by default.
        regions: Codes of the regions where cases are handled, each as often as it is named;
            the bundle's own by default.
        marginals: By question: how often an answer is given, as weights (whole numbers,
            fractions, decimals, or their text) by answer. An answer is as in facts, or its
            text; of an integer or a date also a stretch such as ``"18..59"``, in which all
            answers are equally frequent. A question that is not named is answered so that
            each of its situations is equally frequent.
        unknown: The share of answers that are not known, 0…1, in each question.

    Returns:
        A stream of record batches: ``day`` (date32), ``region`` (string), then a column a
        question in the order of their ids: boolean, string (``choice`` as a dictionary of
        strings), list of strings, int64 or date32. The schema's metadata say that the cases
        are synthetic, of which bundle, from which seed.

    Raises:
        UnknownIdError: If there is no such bundle or region.
        AbolishedRegionError: If a region does not hold on the days.
        MarginalsError: With all that is wrong with the marginals.
        InvalidEntryError: If a question has the id of one of the other columns.
        ValueError: If a number is out of its range.
        MissingExtraError: If NumPy or pyarrow is not installed.
        TypeError: If an argument is of a wrong type.
    """
    demand(registry=registry, bundle=bundle, number=number, seed=seed, first=first)
    demand(regions=regions, unknown=unknown)
    demand_if_given(last=last, marginals=marginals)
    try:
        from govmatters.synthetic.cases import cases  # noqa: PLC0415 (NumPy may be missing)
    except ModuleNotFoundError as exc:
        raise _missing(exc) from None
    return cases(
        registry,
        bundle,
        number,
        seed=seed,
        first=first,
        last=first if last is None else last,
        regions=tuple(regions),
        marginals=marginals or {},
        unknown=unknown,
    )


def write_cases(
    cases: pa.RecordBatchReader,
    path: str | os.PathLike[str],
    *,
    progress: Callable[[int], object] | None = None,
) -> int:
    """
    Write made-up cases to a file, whole or not at all.

    Args:
        cases: As `synthetic_cases` gives them.
        path: Ends with ``.parquet``, ``.arrow`` or ``.csv``; replaced if it is there. A CSV says
            that it is synthetic in a column of that name.
        progress: Called with how many cases are written so far.

    Returns:
        How many cases were written.

    Raises:
        InvalidEntryError: If the file cannot be written, or the cases are not synthetic.
        MissingExtraError: If pyarrow is not installed.
    """
    try:
        from govmatters.synthetic.writing import written  # noqa: PLC0415 (pyarrow may be missing)
    except ModuleNotFoundError as exc:
        raise _missing(exc) from None
    return written(cases, path, progress=progress)


def synthetic_records(
    matters: int,
    *,
    seed: int,
    catalogue: int | None = None,
    bundles: int | None = None,
    regions: Iterable[str] = (),
    like: Registry | None = None,
) -> Iterator[Record]:
    """
    Make the records of a made-up registry, one after the other.

    Args:
        matters: How many matters, at least 1.
        seed: At least 0; the same seed gives the same records.
        catalogue: How many catalogue items; matters are implementations of them, and state only
            where they differ. 0: each matter states everything itself, as on a portal. By
            default one for 250 matters, as 5,000,000 matters have 20,000.
        bundles: How many bundles, each of matters of one region; one a region by default.
        regions: Codes of the regions that handle matters; by default counties spread over the
            nation, one for 50 matters.
        like: A registry whose shape the records have: rows of a list, papers that are shared,
            conditional or spared, days and trips. By default the records of a provincial portal
            that ship with the package.

    Returns:
        (collection, id, record as in a file); what a record names comes before it. Ids begin
        with ``synthetic_``, names with 合成, and every record names a source that says so.

    Raises:
        InvalidEntryError: If the registry that it is to be like states no list.
        UnknownIdError: If there is no such region.
        ValueError: If a number is out of its range.
    """
    from govmatters.synthetic.making import made  # noqa: PLC0415 (loading is slow to import)

    return made(
        matters,
        seed=seed,
        catalogue=catalogue,
        bundles=bundles,
        regions=tuple(regions),
        like=like,
    )


def synthetic_registry(
    matters: int,
    *,
    seed: int,
    catalogue: int | None = None,
    bundles: int | None = None,
    regions: Iterable[str] = (),
    like: Registry | None = None,
) -> Registry:
    """
    Make a made-up registry; the arguments are those of `synthetic_records`.

    Args:
        matters: How many matters, at least 1.
        seed: At least 0; the same seed gives the same registry.
        catalogue: How many catalogue items.
        bundles: How many bundles.
        regions: Codes of the regions that handle matters.
        like: A registry whose shape it has.

    Returns:
        The registry, in memory.

    Raises:
        InvalidEntryError: As in `synthetic_records`.
        UnknownIdError: As in `synthetic_records`.
        ValueError: As in `synthetic_records`.

    Examples:
        >>> found = synthetic_registry(20, seed=7)
        >>> len(found.matters), found.matters["synthetic_matter_0000000"].source
        (20, 'synthetic')
    """
    from govmatters.synthetic.making import gathered  # noqa: PLC0415 (loading is slow to import)

    records = synthetic_records(
        matters, seed=seed, catalogue=catalogue, bundles=bundles, regions=regions, like=like
    )
    return gathered(records)


def write_records(
    records: Iterable[Record],
    path: str | os.PathLike[str],
    *,
    progress: Callable[[int], object] | None = None,
) -> int:
    """
    Write the records of a registry, whole or not at all.

    Args:
        records: As `synthetic_records` gives them.
        path: A file that ends with ``.jsonl``, replaced if it is there; or a folder, new or
            empty, for files of JSON.
        progress: Called with how many records are written so far, now and then.

    Returns:
        How many records were written.

    Raises:
        InvalidEntryError: If it cannot be written.
    """
    from govmatters.synthetic.record_writing import written_records  # noqa: PLC0415

    return written_records(records, path, progress=progress)


def _missing(exc: ModuleNotFoundError) -> ImportError:
    """Name the extra, if it is what is missing."""
    if (exc.name or "").partition(".")[0] not in _NEEDED:
        return exc
    return MissingExtraError(what="a table of cases", extra="population")
