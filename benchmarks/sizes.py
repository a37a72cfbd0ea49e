"""How large an installation without extras is."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

__all__ = ["installed_sizes"]

_ROOT = Path(__file__).resolve().parent.parent


def installed_sizes() -> dict[str, int]:
    """
    Install the package into an empty folder, and weigh it.

    Returns:
        Bytes of each distribution, the heaviest first, without byte code; empty if it could
        not be installed, for example for want of a network.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = ["-m", "pip", "install", "--quiet", "--no-compile", "--target", folder]
        command += ["--constraint", str(_ROOT / "constraints.txt"), str(_ROOT)]
        done = subprocess.run(  # noqa: S603 (this very Python)
            [sys.executable, *command], capture_output=True, check=False
        )
        if done.returncode:
            return {}
        sizes = {one.name: _size(one) for one in metadata.distributions(path=[folder])}
    return dict(sorted(sizes.items(), key=lambda one: (-one[1], one[0])))


def _size(distribution: metadata.Distribution) -> int:
    """Add up the files that a distribution says are its own."""
    paths = [Path(str(one.locate())) for one in distribution.files or ()]
    return sum(path.stat().st_size for path in paths if path.is_file())
