"""The cases of this folder are about small registries, one a family of rules."""

from __future__ import annotations

from pathlib import Path


def pytest_govmatters_registry(file_path: Path) -> Path:
    """Give ``pl-3.case.yaml`` the registry ``registries/pl.yaml``."""
    family = file_path.name.partition("-")[0]
    return Path(__file__).parent / "registries" / f"{family}.yaml"
