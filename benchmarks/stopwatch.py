"""Where a long piece of work spends its time: steps inside steps, each without those inside it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import attrs

__all__ = ["Stopwatch"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


@attrs.define
class Stopwatch:
    """
    A clock that runs for the innermost step.

    Attributes:
        taken: Seconds of CPU time by step.
    """

    taken: dict[str, float] = attrs.field(factory=dict)
    _open: list[str] = attrs.field(factory=list, init=False)
    _since: float = attrs.field(default=0.0, init=False)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time what happens inside, but for other steps that begin there."""
        self._settle()
        self._open.append(name)
        try:
            yield
        finally:
            self._settle()
            self._open.pop()

    def _settle(self) -> None:
        """Book the time since the last step began or ended."""
        now = time.process_time()
        if self._open:
            step = self._open[-1]
            self.taken[step] = self.taken.get(step, 0.0) + now - self._since
        self._since = now

    def calls(self, name: str, function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
        """Time each call of a function as a step."""

        @wraps(function)
        def timed(*arguments: _Given.args, **named: _Given.kwargs) -> _Made:
            with self.step(name):
                return function(*arguments, **named)

        return timed

    def items(
        self, name: str, function: Callable[_Given, Iterable[_Made]]
    ) -> Callable[_Given, Iterator[_Made]]:
        """Time what a function yields: the making of each item is a step, its use is not."""

        @wraps(function)
        def timed(*arguments: _Given.args, **named: _Given.kwargs) -> Iterator[_Made]:
            items = iter(function(*arguments, **named))
            while True:
                with self.step(name):
                    item = next(items, _END)
                if item is _END:
                    return
                yield item  # type: ignore[misc]

        return timed


_END = object()
