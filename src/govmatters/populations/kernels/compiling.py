"""A bundle compiled for all days and regions that cases may have: setting by setting, once."""

from __future__ import annotations

import datetime as dt
from threading import Lock
from typing import Any

import attrs

from govmatters.populations.kernels.kernels import Kernel, kernel_of
from govmatters.populations.kernels.settings import Setting, Settings
from govmatters.rules.compiled import Compiled
from govmatters.rules.compiling import compile_program

__all__ = ["Kernels"]


@attrs.frozen(eq=False)
class Kernels:
    """
    The kernels of a bundle, made when a setting is first met.

    It never changes as far as anybody can see, and may be shared between threads. Kernels are
    left behind when it is pickled: they are made anew where they are needed.

    Attributes:
        settings: What the bundle can look at.
    """

    settings: Settings
    _known: dict[Setting, Kernel] = attrs.field(init=False, factory=dict)
    _lock: Lock = attrs.field(init=False, factory=Lock)

    def __getstate__(self) -> dict[str, Any]:
        """Leave kernels behind."""
        return {"settings": self.settings}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Begin without kernels."""
        self.__init__(**state)  # type: ignore[misc]

    def of(self, setting: Setting, day: dt.date, region: str) -> Kernel:
        """
        Give the kernel of a setting.

        Args:
            setting: The stretch of days, and the named regions around.
            day: One of its days.
            region: Code of one of its regions.

        Returns:
            The kernel; the same for every day and region of the setting.
        """
        with self._lock:
            if setting not in self._known:
                bundle, registry = self.settings.bundle.id, self.settings.registry
                program = compile_program(registry, bundle, on=day, region=region)
                self._known[setting] = kernel_of(Compiled(program))
            return self._known[setting]
