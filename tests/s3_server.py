"""An S3 server on loopback, whose connections can be made to fail and whose callers can be killed at a request.

It is moto's, with two things added: writes go one after the other, so that the condition of one holds when it is carried out, and a
meddler may drop a request before it is carried out, its answer after that, or half of what it answers.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

#: What is to happen to a request: nothing, its connection is dropped before or after it is carried out, half of the answer comes,
#: or the server says that it is busy.
Fate = Literal["", "before", "after", "half", "busy"]
CHANGES = frozenset({"PUT", "POST", "DELETE"})


class _Silent(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_: Any) -> None:
        """Say nothing."""


@dataclass
class S3Server:
    """The server.

    Attributes:
        meddle: Asked for the fate of each request, by its method and path.
        heeds: Whether it heeds the conditions of writes, as old servers do not.
        seen: Methods and paths of all requests.
    """

    meddle: Callable[[str, str], Fate] = lambda method, path: ""
    heeds: bool = True
    seen: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._app: Any = DomainDispatcherApplication(create_backend_app)
        self._writing = threading.Lock()
        self._server = make_server("127.0.0.1", 0, self, threaded=True, request_handler=_Silent)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        self.seen.append((method, path))
        fate = self.meddle(method, path)
        if not self.heeds:
            for name in ("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH"):
                environ.pop(name, None)
        if fate == "busy":
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response("503 Slow Down", [("Content-Length", "0")])
            return []
        if fate == "before":
            return self._drop(environ)
        with self._writing if method in CHANGES else contextlib.nullcontext():
            told: list[Any] = []
            body = b"".join(self._app(environ, lambda *given: told.extend(given)))
        if fate == "after":
            return self._drop(environ)
        if fate == "half" and len(body) > 1:
            start_response(*told)
            return self._half(environ, body)
        start_response(*told)
        return [body]

    @staticmethod
    def _drop(environ: dict[str, Any]) -> Iterable[bytes]:
        with contextlib.suppress(OSError):
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
        raise ConnectionResetError

    def _half(self, environ: dict[str, Any], body: bytes) -> Iterator[bytes]:
        yield body[: len(body) // 2]
        yield from self._drop(environ)

    @property
    def variables(self) -> dict[str, str]:
        """Of the environment, for whoever is to use it."""
        host, port = self._server.server_address[:2]
        return {
            "AWS_ENDPOINT_URL": f"http://{host!s}:{port}",
            "AWS_ACCESS_KEY_ID": "uji",
            "AWS_SECRET_ACCESS_KEY": "uji",
            "AWS_DEFAULT_REGION": "us-east-1",
            "NO_PROXY": "127.0.0.1",
            "no_proxy": "127.0.0.1",
        }

    def stop(self) -> None:
        """End it."""
        self._server.shutdown()


def new_bucket(system: Any) -> str:
    """A bucket nobody has used."""
    name = f"uji-{uuid.uuid4().hex[:12]}"
    system.mkdir(name)
    return name
