"""Bundles: choices that are none, matters that never apply, forms that replace nothing."""

from __future__ import annotations

from collections.abc import Iterator

from govmatters.checks.lists import types_asked
from govmatters.checks.views import View
from govmatters.checks.witnesses import LIMIT, Truths
from govmatters.model import Bundle, BundleMatter, Finding, OneOf, Severity

__all__ = ["choices_are_exact", "forms_replace", "matters_are_accepted", "matters_exist"]


def choices_are_exact(view: View) -> Iterator[Finding]:
    """
    AP-1: of a ``one_of`` exactly one applies, to everybody whom the bundle is for.

    Args:
        view: The registry.

    Yields:
        ``one-of-two`` (error; a warning if it only happens to those whom the bundle does not
        accept), ``one-of-none`` (warning), both with facts that show it;
        ``one-of-not-checked`` (note). What the bundle gives is taken as settled.
    """
    for bundle in view.registry.bundles.records:
        for entry in bundle.entries:
            if isinstance(entry, OneOf):
                conditions = [bundle.accepts_when, *(place.when for place in entry.one_of)]
                truths = view.truths(conditions, bundle.given)
                if truths is None:
                    yield _choice_not_checked(view, bundle, entry)
                else:
                    yield from _two(view, bundle, entry, truths)
                    yield from _none(view, bundle, entry, truths)


def _two(view: View, bundle: Bundle, entry: OneOf, truths: Truths) -> Iterator[Finding]:
    accepted, *chosen = truths.planes
    once = twice = 0
    for plane in chosen:
        once, twice = once | plane, twice | once & plane
    if not twice:
        return
    for_them = twice & accepted
    shown = for_them or twice
    first = shown & -shown
    both = [place.key for place, plane in zip(entry.one_of, chosen, strict=True) if plane & first]
    aside = "" if for_them else ", though only for those whom the bundle does not accept"
    yield view.finding(
        "one-of-two",
        ("bundle", bundle.id),
        f"of one_of {_keys(entry)}, {' and '.join(both)} apply together where "
        f"{truths.facts(shown)}{aside}",
        "change their `when` so that one excludes the other",
        severity=Severity.ERROR if for_them else Severity.WARNING,
    )


def _none(view: View, bundle: Bundle, entry: OneOf, truths: Truths) -> Iterator[Finding]:
    left, *chosen = truths.planes
    for plane in chosen:
        left &= ~plane
    if left and not entry.none_allowed:
        yield view.finding(
            "one-of-none",
            ("bundle", bundle.id),
            f"of one_of {_keys(entry)}, none applies where {truths.facts(left)}",
            "widen a `when`, or write `none: allowed`",
        )


def _choice_not_checked(view: View, bundle: Bundle, entry: OneOf) -> Finding:
    return view.finding(
        "one-of-not-checked",
        ("bundle", bundle.id),
        f"one_of {_keys(entry)} has more than {LIMIT} situations, so whether exactly one "
        "applies is not known",
        "use fewer questions in their `when`, so that it can be checked",
    )


def _keys(entry: OneOf) -> str:
    return f"[{', '.join(place.key for place in entry.one_of)}]"


def matters_exist(view: View) -> Iterator[Finding]:
    """
    AP-3: the matters of a bundle exist on the day.

    Args:
        view: The registry; nothing is found if it has no day.

    Yields:
        ``matter-outside-its-days`` (warning).
    """
    for bundle in view.whole.bundles.records if view.on is not None else ():
        for key in dict.fromkeys(place.matter for place in bundle.matters):
            if key not in view.matters:
                yield view.finding(
                    "matter-outside-its-days",
                    ("bundle", bundle.id),
                    f"matter {key!r} does not exist on {view.on}",
                    "end its place in the bundle, or mend since/until",
                )


def matters_are_accepted(view: View) -> Iterator[Finding]:
    """
    AP-5: whomever a bundle is for, some of them each of its matters accepts.

    Args:
        view: The registry.

    Yields:
        ``matter-always-refused`` (warning): together with what the bundle gives and accepts,
        and the matter's own `when`, its handling condition can never be true.
    """
    for bundle in view.registry.bundles.records:
        for place in bundle.matters:
            if place.matter in view.matters and _is_always_refused(view, bundle, place):
                yield view.finding(
                    "matter-always-refused",
                    ("bundle", bundle.id),
                    f"its matter {place.key} applies but can never be accepted: "
                    f"{view.matters[place.matter].accepts_when}",
                    "narrow its `when` in the bundle, or mend the handling condition",
                )


def _is_always_refused(view: View, bundle: Bundle, place: BundleMatter) -> bool:
    accepts = view.matters[place.matter].accepts_when
    if accepts is None:
        return False
    truths = view.truths([bundle.accepts_when, place.when, accepts], bundle.given)
    if truths is None:
        return False
    accepted, applies, handled = truths.planes
    return accepted & applies != 0 and accepted & applies & handled == 0


def forms_replace(view: View) -> Iterator[Finding]:
    """
    PL-3: what a bundle's form replaces is asked for by one of its matters.

    Args:
        view: The registry.

    Yields:
        ``form-replaces-nothing`` (note).
    """
    for bundle in view.registry.bundles.records:
        asked = types_asked(view, bundle) if bundle.form is not None else set()
        for kind in bundle.form.replaces if bundle.form is not None else ():
            if kind not in asked:
                yield view.finding(
                    "form-replaces-nothing",
                    ("bundle", bundle.id),
                    f"its form replaces {kind!r}, which none of its matters asks for",
                    "drop it from `replaces`, or add the row that asks for it",
                )
