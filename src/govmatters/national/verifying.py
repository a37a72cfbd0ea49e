"""Whether the files of a national registry are those that were written, by their digests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from govmatters.national.layout import Manifest, refused

__all__ = ["sha256_of", "verify_files"]


def verify_files(folder: Path, manifest: Manifest) -> None:
    """
    Compare each file with what the manifest says of it.

    Args:
        folder: Where they are.
        manifest: What it says.

    Raises:
        InvalidEntryError: With every file that is another, or cannot be read.
    """
    problems = list(_problems(folder, manifest))
    if problems:
        raise refused(folder, f"{'; '.join(problems)}; copy or write the folder anew")


def _problems(folder: Path, manifest: Manifest) -> Iterator[str]:
    for name, _, sha in manifest.files:
        try:
            found = sha256_of(folder / name)
        except OSError as exc:
            yield f"{name} cannot be read: {exc.strerror or exc}"
        else:
            if found != sha:
                yield f"{name} has another SHA-256 than was written"


def sha256_of(file: Path) -> str:
    """
    Compute the digest of a file.

    Args:
        file: Any.

    Returns:
        Its SHA-256, in hexadecimal.

    Raises:
        OSError: If it cannot be read.
    """
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
