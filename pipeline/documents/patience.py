"""What asks the system for a file may never come back (a drive that is gone, a file without end): it is waited for so long only."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Generic, TypeVar

T = TypeVar("T")
#: Called now and then by what is still getting on.
Alive = Callable[[], None]


class NoAnswer(Exception):
    """It did not come back.

    Attributes:
        seconds: How long it was waited for.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


@dataclass(slots=True)
class _Call(Generic[T]):
    work: Callable[[Alive], T]
    begun: float = field(default_factory=time.monotonic)
    heard: float = field(default_factory=time.monotonic)
    given_up: bool = False
    ended: threading.Event = field(default_factory=threading.Event)
    result: list[T] = field(default_factory=list)
    error: BaseException | None = None

    def alive(self) -> None:
        """Still getting on.

        Raises:
            NoAnswer: Nobody waits any more.
        """
        self.heard = time.monotonic()
        if self.given_up:
            raise NoAnswer(self.heard - self.begun)


class Patience:
    """Waits for calls, one after the other, each done in a thread that is left behind when it does not come back.

    Args:
        silent: Seconds a call may say nothing.
        whole: Seconds it may take at all.
    """

    def __init__(self, silent: float, whole: float) -> None:
        self.silent, self.whole = silent, whole
        self._calls: SimpleQueue[_Call[object] | None] | None = None

    def wait_for(self, work: Callable[[Alive], T]) -> T:
        """What the call returns or raises.

        Raises:
            NoAnswer: It took too long.
        """
        call = _Call(work)
        self._hand_over(call)
        while not call.ended.wait(max(0.0, min(call.heard + self.silent, call.begun + self.whole) - time.monotonic())):
            now = time.monotonic()
            if now - call.heard >= self.silent or now - call.begun >= self.whole:
                call.given_up = True
                self._calls = None
                raise NoAnswer(now - call.begun)
        if call.error is not None:
            raise call.error
        return call.result[0]

    def close(self) -> None:
        """Let the thread end."""
        if self._calls is not None:
            self._calls.put(None)
            self._calls = None

    def _hand_over(self, call: _Call[T]) -> None:
        if self._calls is None:
            self._calls = SimpleQueue()
            threading.Thread(target=_serve, args=(self._calls,), daemon=True).start()
        self._calls.put(call)  # type: ignore[arg-type]  # a queue of calls of any kind


def _serve(calls: SimpleQueue[_Call[object] | None]) -> None:
    while (call := calls.get()) is not None:
        try:
            call.result.append(call.work(call.alive))
        except BaseException as error:
            call.error = error
        call.ended.set()
        if call.given_up:
            return
