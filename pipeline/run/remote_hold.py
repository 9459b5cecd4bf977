"""One run at a time holds an address: it writes who it is, if nobody has, and says now and then that it is still there.

Who is taken for dead and was not, e.g. a machine that slept, finds out before it writes anything else.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator

import psutil

from pipeline.documents import HOLDER_FILE, LEDGER_FOLDER, now
from pipeline.ledger import Held
from pipeline.run.address import Address, Changed

HOLDER = f"{LEDGER_FOLDER}/{HOLDER_FILE}"
#: A holder says so often that it is still there; one that said nothing for so long is taken for dead (seconds).
BEAT, STALE = 600.0, 3600.0
#: Between many small writes it is enough to have looked so long ago (seconds).
FRESH = 5.0
#: Where a store does not heed conditions: so long another that looked before this one wrote may take to write (seconds).
SETTLING = 3.0
_MARK = "tanda"


class RemoteHold:
    """The hold of this run on an address.

    Raises:
        Held: Another run holds it.
    """

    def __init__(self, store: Address) -> None:
        self._store = store
        self._told = {"komputer": socket.gethostname(), "proses": str(os.getpid()), "sejak": now(), _MARK: uuid.uuid4().hex}
        self._lock = threading.Lock()
        self._looked = 0.0
        self._take()

    def _take(self) -> None:
        state = self._store.state(HOLDER)
        holder = _holder(self._store) if state is not None else None
        if holder is not None and not _is_dead(holder):
            raise Held(holder)
        try:
            self._state = self._store.put_if(HOLDER, _bytes(self._told), state)
        except Changed as error:
            raise Held(_holder(self._store) or {}) from error
        if not self._conditions_hold():
            # The last of all who wrote at once stays.
            time.sleep(SETTLING)
        self.check()

    def _conditions_hold(self) -> bool:
        """Whether the store heeds the condition of a write: it must not write anew what is there."""
        try:
            self._state = self._store.put_if(HOLDER, _bytes({**self._told, "uji": "1"}), None)
        except Changed:
            return True
        return False

    def check(self, fresh: float = 0.0) -> None:
        """See that this run still holds the address.

        Args:
            fresh: It is enough to have looked so many seconds ago.

        Raises:
            Held: Another run has taken it over.
        """
        with self._lock:
            if fresh and time.monotonic() - self._looked < fresh:
                return
            holder = _holder(self._store) or {}
            if holder.get(_MARK) != self._told[_MARK]:
                raise Held(holder)
            self._looked = time.monotonic()

    @contextlib.contextmanager
    def beating(self) -> Iterator[None]:
        """Say now and then that this run is still there."""
        ended = threading.Event()

        def beat() -> None:
            while not ended.wait(BEAT):
                # A connection that fails now may be there the next time. Who has lost the address is told where it writes.
                with contextlib.suppress(Exception), self._lock:
                    self._state = self._store.put_if(HOLDER, _bytes({**self._told, "terakhir": now()}), self._state)

        thread = threading.Thread(target=beat, daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def release(self) -> None:
        """Let go of the address; what cannot be reached lets go by itself after a while."""
        with contextlib.suppress(Exception):
            self.check()
            self._store.remove(HOLDER)


def _holder(store: Address) -> dict[str, str] | None:
    """What the holder says of itself; what cannot be read as that says nothing."""
    data = store.read(HOLDER)
    if data is None:
        return None
    try:
        told = json.loads(data)
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in told.items()} if isinstance(told, dict) else {}


def _is_dead(holder: dict[str, str]) -> bool:
    try:
        last = dt.datetime.fromisoformat(holder.get("terakhir") or holder["sejak"])
        age = (dt.datetime.now(tz=dt.UTC) - last).total_seconds()
        gone = holder.get("komputer") == socket.gethostname() and not psutil.pid_exists(int(holder.get("proses", "0")))
    except (KeyError, ValueError, TypeError):
        return True
    return age > STALE or gone


def _bytes(told: dict[str, str]) -> bytes:
    return json.dumps(told).encode()
