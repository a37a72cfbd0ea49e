"""What is asked of the indicators of a national registry."""

from __future__ import annotations

import datetime as dt

import attrs

from govmatters.errors import UnknownIdError
from govmatters.measures.indicators.formulas import FORMULAS, Formula
from govmatters.measures.indicators.measuring import known_indicators
from govmatters.measures.indicators.surveys import Survey, survey_of
from govmatters.model import Level
from govmatters.registry import Registry

__all__ = ["Asked"]


@attrs.frozen(kw_only=True)
class Asked:
    """
    What is wanted.

    Attributes:
        on: The day.
        region: Code of a region, with all below; None: everywhere.
        authority: Id of an authority; None: all.
        level: A level; None: at any.
        names: Of indicators; None: all that a registry can tell.
    """

    on: dt.date
    region: str | None = None
    authority: str | None = None
    level: Level | str | None = None
    names: tuple[str, ...] | None = None

    def formulas(self) -> tuple[Formula, ...]:
        """Find the formulas, or refuse a name that is none."""
        known = known_indicators()
        wanted = [one.name for one in FORMULAS] if self.names is None else self.names
        for name in wanted:
            if name not in known:
                raise UnknownIdError(noun="indicator", id=name, known=tuple(known))
        return tuple(known[name] for name in dict.fromkeys(wanted))

    def survey(self, registry: Registry) -> Survey:
        """Look at an ordinary registry in this way."""
        return survey_of(
            registry,
            on=self.on,
            region=self.region,
            authority=self.authority,
            level=self.level,
        )
