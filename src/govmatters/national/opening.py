"""A national registry, opened: what is asked of it, and no more of it in memory than that needs."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Self

import attrs

from govmatters.errors import UnknownIdError
from govmatters.model import Finding, Level, Matter, Severity
from govmatters.national.asking import Asked
from govmatters.national.assembling import registry_of_rows
from govmatters.national.checking import Checking
from govmatters.national.columns import Rows
from govmatters.national.edited import refuse_edited
from govmatters.national.findings import Group
from govmatters.national.layout import Manifest, read_manifest
from govmatters.national.localising import local_registry
from govmatters.national.measuring import national_indicators
from govmatters.national.reading import Records
from govmatters.national.results import CheckCount, NationalCheck, NationalIndicator
from govmatters.national.verifying import verify_files
from govmatters.national.whole import Whole
from govmatters.registry import Registry

__all__ = ["NationalRegistry", "open_national"]

_EXAMPLES = 3
_SEVERITIES = list(Severity)
Tell = Callable[[str], object]


def open_national(path: str | os.PathLike[str]) -> NationalRegistry:
    """
    Open the folder of a national registry; nothing but its manifest is read.

    Args:
        path: The folder, as `write_national` wrote it.

    Returns:
        The registry.

    Raises:
        InvalidEntryError: If it is no such folder, or not whole.
    """
    folder = Path(path)
    return NationalRegistry(folder, read_manifest(folder))


@attrs.frozen(eq=False, slots=False)
class NationalRegistry:
    """
    A registry of national size, in a folder.

    It keeps files open from the first lookup on, until it is closed. It is for one thread at a
    time: let each thread open its own, for which the manifest only is read.

    Attributes:
        folder: Where it is.
        manifest: What the folder says of itself.
    """

    folder: Path
    manifest: Manifest

    def __repr__(self) -> str:
        """Say how large it is."""
        counts = ", ".join(f"{count} {name}" for name, count in self.manifest.counts.items())
        return f"NationalRegistry({str(self.folder)!r}: {counts})"

    @property
    def digest(self) -> str:
        """SHA-256 over the files of the folder."""
        return self.manifest.digest

    @cached_property
    def _records(self) -> Records:
        return Records(self.folder, self.manifest)

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self.folder, self.manifest.matters)

    def close(self) -> None:
        """Give the open files back; what is asked afterwards opens them anew."""
        self._rows.close()

    def __enter__(self) -> Self:
        """Close it at the end of a ``with``."""
        return self

    def __exit__(self, *_: object) -> None:
        """Give the open files back."""
        self.close()

    def verify(self) -> None:
        """
        Read every file, and see that it is what was written.

        Raises:
            InvalidEntryError: With every file that is missing, or has another SHA-256 than the
                manifest says.
        """
        verify_files(self.folder, self.manifest)

    @property
    def common(self) -> Registry:
        """All but catalogue items, authorities and matters; bundles may name items as matters."""
        return self._records.common

    def matter(self, key: str) -> Matter:
        """
        Look up a matter with all that it inherits (AP-4).

        Args:
            key: The matter's id.

        Returns:
            As `Registry.matter`; one group of rows and one catalogue item are read for it.

        Raises:
            UnknownIdError: If there is no such matter.
            LoadError: If its record is at fault.
        """
        place = self._rows.place(key)
        if place is None:
            raise UnknownIdError(noun="matter", id=key, known=self._near(key))
        return registry_of_rows(self._records, list(self._rows.read([place]))).matter(key)

    def _near(self, key: str) -> tuple[str, ...]:
        """Give the ids around a place where an id would stand, for a suggestion."""
        return tuple(filter(None, self._rows.neighbours(key)))

    def registry(
        self, bundle: str, *, region: str | None = None, on: dt.date | None = None
    ) -> Registry:
        """
        Make an ordinary registry of what one bundle needs in one region.

        Args:
            bundle: Id of a bundle. Where it names catalogue items in the place of matters, these
                are handled by their implementations in the region, else in the lowest region
                that it lies in.
            region: Code of the region; the bundle's own by default.
            on: The day on which implementations must exist; by default whatever the day.

        Returns:
            The registry, for `govmatters.plan` and all else.

        Raises:
            UnknownIdError: If there is no such bundle or region.
            InvalidEntryError: If an item is handled by nobody there, or by several.
            LoadError: If a record is at fault.
        """
        found = self.common.bundle(bundle)
        return local_registry(self._records, self._rows, found, region=region, on=on)

    def check(self, on: dt.date | None = None, *, progress: Tell | None = None) -> NationalCheck:
        """
        Check everything, and count what is found.

        Args:
            on: The day; None: all records, whatever their days.
            progress: Told what is being looked at.

        Returns:
            The counts, with the first examples of each. There are as many findings as
            `govmatters.check` gives for the same registry; bundles that name catalogue items are
            left aside, and no finding says where its record stands.

        Raises:
            LoadError: With every fault of every record.
        """
        run = self._run(on, progress)
        found: dict[tuple[int, str], list[Group]] = {}
        for group in run.groups():
            found.setdefault((_SEVERITIES.index(group.severity), group.check), []).append(group)
        return NationalCheck(
            on=on,
            digest=self.digest,
            matters=self._rows.count,
            shapes=len(run.shapes),
            counts=tuple(
                self._counted(*key, groups)
                for key, groups in sorted(found.items(), key=lambda one: one[0])
            ),
        )

    def _counted(self, severity: int, check: str, groups: list[Group]) -> CheckCount:
        groups.sort(key=lambda one: (one.finding is None, str(one.finding)))
        examples = [found for one in groups[:_EXAMPLES] for found in self._some(one)]
        return CheckCount(
            check=check,
            severity=_SEVERITIES[severity],
            count=sum(one.count for one in groups),
            examples=tuple(examples[:_EXAMPLES]),
        )

    def _some(self, group: Group) -> Iterator[Finding]:
        head = group if group.rows is None else attrs.evolve(group, rows=group.rows[:_EXAMPLES])
        return head.findings(self._rows)

    def findings(
        self, on: dt.date | None = None, *, progress: Tell | None = None
    ) -> Iterator[Finding]:
        """
        Check everything, and stream each finding.

        Args:
            on: The day; None: all records, whatever their days.
            progress: Told what is being looked at.

        Yields:
            Each finding once, check by check, those of one shape by id.

        Raises:
            LoadError: With every fault of every record.
        """
        for group in self._run(on, progress).groups():
            yield from group.findings(self._rows)

    def _run(self, on: dt.date | None, progress: Tell | None) -> Checking:
        return Checking.of(self._whole, on, progress or (lambda _: None))

    @cached_property
    def _whole(self) -> Whole:
        refuse_edited(self._records, self._rows)
        return Whole(self._records, self._rows)

    def indicators(
        self,
        *,
        on: dt.date,
        region: str | None = None,
        authority: str | None = None,
        level: Level | str | None = None,
        names: Iterable[str] | None = None,
    ) -> tuple[NationalIndicator, ...]:
        """
        Compute indicators.

        Args:
            on: The day; matters that do not exist on it are not in view.
            region: Code of a region; with all below it. Everywhere by default.
            authority: Id of an authority; all by default.
            level: At which level matters are handled (行使层级); at any by default.
            names: Which indicators; by default all that looking at a registry can tell.

        Returns:
            The indicators in counts, equal to those of `govmatters.indicators` for the same
            registry, bundles that name catalogue items aside.

        Raises:
            UnknownIdError: If there is no such region, authority, level or indicator.
            AbolishedRegionError: If the region was abolished before the day.
            InvalidEntryError: If the region begins later.
            TypeError: If the names are one text.
            LoadError: With every fault of every record.
        """
        if isinstance(names, str):
            msg = f"names wants several names, got {names!r}; write [{names!r}]"
            raise TypeError(msg)
        asked = Asked(
            on=on,
            region=region,
            authority=authority,
            level=level,
            names=None if names is None else tuple(names),
        )
        return tuple(national_indicators(self._whole, asked, self.digest))
