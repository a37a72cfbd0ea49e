"""
Is a file a workbook that may be opened? Sizes and entities, before anything is unpacked or read.

What an archive says of its parts is checked first; then every part is read once, in pieces, so
that one that is longer than it says, or damaged, is found while nothing is kept.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NoReturn
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from govmatters.errors import SHOWN
from govmatters.io.nodes import Kind, ScalarNode, WrongError
from govmatters.io.reading import MAX_BYTES

__all__ = ["MAX_PARTS", "MAX_RATIO", "MAX_UNPACKED", "checked_merges"]

MAX_UNPACKED = 512 * 1024 * 1024
"""How many bytes all parts of a workbook may have, unpacked."""

MAX_RATIO = 200
"""How much smaller a part may be packed than unpacked; sheets reach some 30."""

MAX_PARTS = 2_000
"""How many parts a workbook may have."""

_SMALL = 1024 * 1024
"""Below this size, no ratio is a danger."""

_PIECE = 1024 * 1024
_OVERLAP = 256
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]{0,100}?\bref\s*=\s*[\"']([A-Z0-9:]{1,30})[\"']")
_MAX_MERGED = 1_000
_XML = (".xml", ".rels")


def checked_merges(data: bytes, file: str) -> dict[str, list[str]]:
    """
    Check a workbook before it is opened.

    Args:
        data: The file's bytes.
        file: What to call it.

    Returns:
        By the name of a part: the ranges of merged cells in it, at most 1,000 of each.

    Raises:
        WrongError: If it is none, is encrypted or damaged, is or unpacks too large, or
            declares entities.
    """
    if len(data) > MAX_BYTES:
        _refuse(file, f"larger than {MAX_BYTES // 1024 // 1024} MiB; split it")
    if data.startswith(_OLE):
        _refuse(file, _old_or_locked(data))
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, len(data), file)
            _check_sort({part.filename for part in parts}, file)
            return {part.filename: _scanned(archive, part, file) for part in parts}
    except _DAMAGED as exc:
        what = "is damaged" if data.startswith(b"PK") else "is no workbook (.xlsx)"
        _refuse(file, f"{what}: {str(exc)[:SHOWN]}; open it in a spreadsheet, and save it again")


_DAMAGED = (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError)
"""What zipfile raises for damaged archives: what it finds itself; bytes that do not unpack; an end
too early; places before the file; kinds of packing that it does not know."""


def _refuse(file: str, message: str) -> NoReturn:
    raise WrongError(ScalarNode("", Kind.NULL, file), message)


def _old_or_locked(data: bytes) -> str:
    """Tell an encrypted workbook from the format of 1997."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "is encrypted; save it without a password"
    return "is of the old format .xls, or encrypted; save it as .xlsx, without a password"


def _check_sizes(parts: list[ZipInfo], packed: int, file: str) -> None:
    """Refuse what would be too large, by what the archive says of itself."""
    if len(parts) > MAX_PARTS:
        _refuse(file, f"has {len(parts)} parts, and a workbook of ours at most {MAX_PARTS}")
    if any(part.flag_bits & 1 for part in parts):
        _refuse(file, "is encrypted; save it without a password")
    if any(part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} for part in parts):
        _refuse(file, "is packed in a way that no spreadsheet uses; save it again with one")
    total = sum(part.file_size for part in parts)
    if total > MAX_UNPACKED or sum(part.compress_size for part in parts) > packed:
        limit = MAX_UNPACKED // 1024 // 1024
        _refuse(file, f"would unpack to {total} bytes, more than {limit} MiB; split it")
    for part in parts:
        if part.file_size > max(_SMALL, MAX_RATIO * part.compress_size):
            name = part.filename[:SHOWN]
            message = f"{name!r} would unpack to more than {MAX_RATIO} times its size: a zip bomb"
            _refuse(file, f"{message}? If not, clear what is empty in it, and save it again")


def _check_sort(names: set[str], file: str) -> None:
    """Tell a workbook from other archives."""
    if "[Content_Types].xml" not in names:
        is_ods = "content.xml" in names and "mimetype" in names
        what = "an .ods" if is_ods else "another archive"
        _refuse(file, f"is no workbook (.xlsx) but {what}; save it as .xlsx")


def _scanned(archive: ZipFile, part: ZipInfo, file: str) -> list[str]:
    """Read a part to its end, and look for what must not, or should not, be in it."""
    merged: list[str] = []
    for piece, is_first in _pieces(archive, part):
        if not part.filename.lower().endswith(_XML):
            continue
        if is_first and b"\0" in piece[:8]:
            _refuse(file, f"{part.filename[:SHOWN]!r} is not written in UTF-8; save it again")
        if _ENTITIES.search(piece):
            message = f"{part.filename[:SHOWN]!r} declares entities, which no spreadsheet writes"
            _refuse(file, f"{message}; save it again with one")
        merged.extend(found[1].decode() for found in _MERGED.finditer(piece))
        del merged[_MAX_MERGED:]
    return list(dict.fromkeys(merged))


def _pieces(archive: ZipFile, part: ZipInfo) -> Iterator[tuple[bytes, bool]]:
    """Read a part in pieces that overlap, so that nothing is cut in two unseen."""
    tail = b""
    with archive.open(part) as stream:
        is_first = True
        while piece := stream.read(_PIECE):
            yield tail + piece, is_first
            tail, is_first = piece[-_OVERLAP:], False
