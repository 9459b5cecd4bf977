"""The addresses of the review page, and who may ask for them: only this machine's browser, with the token, from the page itself."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from pipeline.report import ASSETS
from pipeline.said import Language
from pipeline.web.answering import answer, preview, taken_back
from pipeline.web.desk import Desk, Refused
from pipeline.web.pages import Pages
from pipeline.web.refusals import refusal

#: A decision is a few lines; a body larger than this is none.
LARGEST = 256 * 1024
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """Lets through what names the right host and the token, and of what changes anything only what the page itself sent.

    Args:
        app: What is guarded.
        port: Of this server; another name for it (DNS rebinding) is refused.
        token: The first part of every address.
        language: Of what is said when something is refused.
    """

    def __init__(self, app: ASGIApp, port: int, token: str, language: Language) -> None:
        self._app, self._token, self._language = app, token, language
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refused(request)
        if refused is not None:
            await PlainTextResponse(refusal(refused, self._language), 403, headers=_HEADERS)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refused(self, request: Request) -> str | None:
        """Why, as a key of the reasons; None where nothing is against it."""
        if request.headers.get("host", "") not in self._hosts:
            return "other_host"
        given = request.url.path.strip("/").partition("/")[0]
        if not hmac.compare_digest(given.encode(), self._token.encode()):
            return "no_token"
        origin = request.headers.get("origin")
        own = {f"http://{host}" for host in self._hosts}
        if origin is not None and origin not in own:
            return "other_page"
        if request.method not in ("GET", "HEAD") and origin is None:
            return "no_origin"
        # A link in a mail may lead here, with its token; no other page may fetch or embed anything.
        followed = request.method == "GET" and request.headers.get("sec-fetch-mode") == "navigate"
        if not followed and request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return "other_page"
        return None


def make_app(desk: Desk, port: int, token: str) -> ASGIApp:
    """The application.

    Args:
        desk: What is shown and decided.
        port: The port it is served at.
        token: A secret that every address begins with.
    """
    pages = Pages(desk, f"/{token}/")
    # What takes longest the first time is done before anyone waits for it.
    pages.overview()
    routes = [
        Route(f"/{token}/", _page(lambda request: pages.overview())),
        Route(f"/{token}/dokumen/{{key}}", _page(lambda request: pages.document(request.path_params["key"]))),
        Route(f"/{token}/indikator", _page(lambda request: pages.indicators())),
        Route(f"/{token}/indikator/{{slug}}", _page(lambda request: pages.indicator(request.path_params["slug"]))),
        Route(f"/{token}/ragu", _page(lambda request: pages.doubtful(request.query_params.get("hal", "1"), request.query_params))),
        Route(
            f"/{token}/bentuk",
            _page(lambda request: pages.forms(*_table_asked(request))),
        ),
        Route(f"/{token}/keputusan", _page(lambda request: pages.decisions())),
        Route(f"/{token}/keputusan.csv", _csv(pages)),
        Route(f"/{token}/aset/{{name}}", _asset),
        Route(f"/{token}/gambar/{{key}}-{{page:int}}.webp", _picture(desk)),
        Route(f"/{token}/baca", _json(lambda asked: preview(desk, asked)), methods=["POST"]),
        Route(f"/{token}/putus/{{what}}", _json(lambda asked: answer(desk, asked)), methods=["POST"]),
        Route(f"/{token}/batal", _json(lambda asked: taken_back(desk, asked)), methods=["POST"]),
    ]
    handlers = {HTTPException: _not_there(desk.language), KeyError: _not_there(desk.language), Refused: _refused(desk.language)}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), port, token, desk.language)


def _table_asked(request: Request) -> tuple[str, str]:
    """The document and the table whose form is asked for."""
    return request.query_params.get("dokumen", ""), request.query_params.get("tabel", "")


Endpoint = Callable[[Request], Awaitable[Response]]


def _page(made: Callable[[Request], str]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        html = await run_in_threadpool(made, request)
        return Response(html, media_type="text/html; charset=utf-8", headers=_HEADERS)

    return endpoint


def _json(made: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Refused("too_much")
        try:
            asked = json.loads(body)
        except ValueError as error:
            raise Refused("broken") from error
        if not isinstance(asked, dict):
            raise Refused("broken")
        said = await run_in_threadpool(made, {**asked, "apa": request.path_params.get("what", "")})
        return JSONResponse(said, headers=_HEADERS)

    return endpoint


def _csv(pages: Pages) -> Endpoint:
    async def endpoint(_: Request) -> Response:
        text = await run_in_threadpool(pages.decisions_csv)
        headers = {**_HEADERS, "Content-Disposition": 'attachment; filename="keputusan.csv"'}
        return Response(text, media_type="text/csv; charset=utf-8", headers=headers)

    return endpoint


async def _asset(request: Request) -> Response:
    path = ASSETS.get(request.path_params["name"])
    if path is None:
        raise HTTPException(404)
    return Response(path.read_bytes(), media_type=_TYPES[path.suffix], headers=_HEADERS)


def _picture(desk: Desk) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        row = desk.data().document_of[request.path_params["key"]]
        picture = await run_in_threadpool(desk.pictures.picture, row["id_dokumen"], request.path_params["page"])
        if picture is None:
            raise HTTPException(404)
        # A page of a content never changes.
        return Response(picture, media_type="image/webp", headers={**_HEADERS, "Cache-Control": "private, max-age=3600"})

    return endpoint


Handler = Callable[[Request, Exception], Awaitable[Response]]


def _not_there(language: Language) -> Handler:
    async def handler(_: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 404
        return PlainTextResponse(refusal("no_page", language), status, headers=_HEADERS)

    return handler


def _refused(language: Language) -> Handler:
    async def handler(_: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)
        earlier = error.earlier
        told = {"ok": False, "pesan": refusal(error.key, language, **error.facts), "bentrok": earlier is not None}
        return JSONResponse(told, 409 if earlier is not None else 422, headers=_HEADERS)

    return handler
