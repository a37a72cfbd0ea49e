"""A workbook to bytes: the same for the same content, whenever it is written."""

from __future__ import annotations

import datetime as dt
import shutil
from io import BytesIO
from pathlib import Path
from typing import cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import attrs
from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

__all__ = ["saved"]

_MOMENT = dt.datetime(2000, 1, 1)  # noqa: DTZ001 (the format has no zones)
_UNIX = 3
_READABLE = 0o100644 << 16


def saved(workbook: Workbook) -> bytes:
    """
    Write a workbook.

    Args:
        workbook: Finished.

    Returns:
        The bytes of the file; neither they nor what they say tells when it was written.
    """
    workbook.properties = DocumentProperties(
        creator="govmatters", created=_MOMENT, modified=_MOMENT
    )
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        # Not workbook.save(), which writes the hour into the workbook and onto its parts.
        ExcelWriter(workbook, cast("ZipFile", _Undated(archive))).write_data()
    return stream.getvalue()


@attrs.frozen
class _Undated:
    """An archive whose parts all have the same day: as much of one as openpyxl writes to."""

    archive: ZipFile

    def writestr(self, name: str, data: bytes | str) -> None:
        """Write a part."""
        self.archive.writestr(_info(name), data)

    def write(self, path: str, name: str) -> None:
        """Write a part from a file."""
        with Path(path).open("rb") as source, self.archive.open(_info(name), "w") as part:
            shutil.copyfileobj(source, part)

    def namelist(self) -> list[str]:
        """Name the parts so far."""
        return self.archive.namelist()


def _info(name: str) -> ZipInfo:
    info = ZipInfo(name, _MOMENT.timetuple()[:6])
    info.compress_type = ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _READABLE
    return info
