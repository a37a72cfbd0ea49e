"""Where the registry that ships with the package stands."""

from __future__ import annotations

from pathlib import Path

__all__ = ["packaged_folder"]

_PACKAGE = Path(__file__).resolve().parents[1]
_INSTALLED = _PACKAGE / "data" / "matters"
_CHECKOUT = _PACKAGE.parents[1] / "data" / "matters"


def packaged_folder() -> Path:
    """
    Find the packaged registry.

    Returns:
        The folder inside the installed package; in a checkout, ``data/matters`` of it.
    """
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
