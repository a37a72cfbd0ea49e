"""
Made-up cases and registries, which say that they are made up.

`synthetic_cases` draws a table of cases for a bundle and `write_cases` writes it;
`read_marginals` reads how often answers are given. The same seed gives the same bytes. Cases
need the extra ``population``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

from govmatters.errors import MissingExtraError

if TYPE_CHECKING:
    import os

    import pyarrow as pa

    from govmatters.registry import Registry

__all__ = ["synthetic_cases", "write_cases"]

_NEEDED = frozenset({"numpy", "pyarrow"})


def synthetic_cases(  # noqa: PLR0913 (what is drawn, when, where and how are separate things)
    registry: Registry,
    bundle: str,
    number: int,
    *,
    seed: int,
    first: dt.date,
    last: dt.date | None = None,
    regions: Iterable[str] = (),
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
    """
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


def _missing(exc: ModuleNotFoundError) -> ImportError:
    """Name the extra, if it is what is missing."""
    if (exc.name or "").partition(".")[0] not in _NEEDED:
        return exc
    return MissingExtraError(what="a table of cases", extra="population")
