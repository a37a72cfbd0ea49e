"""Fees, and services of others, have a law behind them (R14, R15, D06)."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.views import Record, View
from govmatters.model import Fee, Finding

__all__ = ["fees_have_bases", "intermediaries_have_bases"]


def fees_have_bases(view: View) -> Iterator[Finding]:
    """
    R14, D06: a fee has its law, item and standard; where there is none, nothing is paid.

    Args:
        view: The registry.

    Yields:
        ``fee-without-basis`` (error), ``fee-incomplete``, ``payment-without-fee`` (warnings).
    """
    for matter in view.matters.values():
        if matter.guide is not None and matter.guide.fee is not None:
            yield from _fee(view, view.owner(matter, "guide"), matter.guide.fee)


def _fee(view: View, record: Record, fee: Fee) -> Iterator[Finding]:
    if not fee.charged:
        if fee.online_payment:
            message = "charges nothing, and yet can be paid online"
            yield view.finding("payment-without-fee", record, message, "mend one of them")
        return
    if fee.basis is None:
        message = f"charges a fee ({fee.item or 'for what is not said'}) without a law"
        advice = "write the law as `fee.basis`; if there is none, charge nothing"
        yield view.finding("fee-without-basis", record, message, advice)
    stated = {"item": fee.item, "standard": fee.standard, "online_payment": fee.online_payment}
    missing = [key for key, value in stated.items() if value is None]
    if missing:
        message = f"charges a fee without saying: {', '.join(missing)}"
        yield view.listing("fee-incomplete", record, message, "write them under `fee`", missing)


def intermediaries_have_bases(view: View) -> Iterator[Finding]:
    """
    R15: an intermediary's service that is a condition has a law behind it.

    Args:
        view: The registry.

    Yields:
        ``intermediary-without-basis`` (error).
    """
    for matter in view.matters.values():
        stated = matter.guide.intermediary if matter.guide is not None else None
        if stated is not None and stated.needed and stated.basis is None:
            yield view.finding(
                "intermediary-without-basis",
                view.owner(matter, "guide"),
                f"needs an intermediary ({stated.name or 'which is not said'}) without a law",
                "write the law as `intermediary.basis`; if there is none, need none",
            )
