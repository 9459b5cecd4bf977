"""``iku buka``: the review page on this machine."""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from pipeline.documents import EXIT_NOTHING, Stop
from pipeline.said import Language
from pipeline.web.app import make_app
from pipeline.web.desk import Desk
from pipeline.web.questions import items_of

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Opened:
    """Where the page is: its address with the token, and how many decisions stand in the reference folder."""

    address: str
    acuan: Path
    decisions: int


def serve(
    output: Path, acuan: Path, who: str, language: Language, opened: Callable[[Opened], None], port: int = 0, pdfs: Path | None = None
) -> None:
    """Serve the review page until it is stopped (Ctrl-C).

    Args:
        output: The output folder.
        acuan: The reference folder.
        who: Who decides, where a page does not say.
        language: Of the words.
        opened: Told once the page can be opened.
        port: The port; a free one by default.
        pdfs: Where the PDFs lie, when they were moved.

    Raises:
        Stop: There are no results, the reference folder is broken, or the port is taken.
    """
    desk = Desk(output, acuan, who, language, pdfs)
    token = secrets.token_urlsafe(18)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.bind((HOST, port))
    except OSError as error:
        listening.close()
        raise Stop("port_taken", EXIT_NOTHING, port=port, detail=error.strerror or str(error)) from error
    port = listening.getsockname()[1]
    config = uvicorn.Config(make_app(desk, port, token), log_level="error", access_log=False, lifespan="off", server_header=False)

    def ready() -> None:
        # The first page is there; what takes seconds of a large run is found out before anybody asks for it.
        threading.Thread(target=items_of, args=(desk,), daemon=True).start()
        opened(Opened(f"http://{HOST}:{port}/{token}/", acuan, len(desk.reference().harmoniser.decisions.standing)))

    server = _Told(config, ready)
    # Ctrl-C is how it ends, and no error.
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[listening])
    finally:
        listening.close()


class _Told(uvicorn.Server):
    """A server that says when it can be asked."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, then say so."""
        await super().startup(sockets)
        self._ready()
