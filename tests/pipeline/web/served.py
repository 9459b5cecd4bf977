"""The review page of a place, served by a thread of the tests, and the system's Chromium to look at it."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from pipeline.said import Language
from pipeline.web.app import make_app
from pipeline.web.desk import Desk

TOKEN = "kunci-uji"
#: Seconds to wait for the server.
PATIENCE = 20.0


@contextmanager
def served(place: Path, who: str = "Ani", language: Language = "id") -> Iterator[str]:
    """The address of the page, with its token."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = make_app(Desk(place / "hasil", place / "acuan", who, language), port, TOKEN)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    while not server.started and time.monotonic() < until:
        time.sleep(0.01)
    assert server.started
    try:
        yield f"http://127.0.0.1:{port}/{TOKEN}/"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        listening.close()


def chromium() -> str:
    """The system's Chromium; a test that needs one is skipped where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return found
