"""No request of control's needs a large body, but for those that send a picture."""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from klieg.api.problem import problem_response
from klieg.domains.pictures import PictureKind

MAX_BODY_BYTES = 64 * 1024
MAX_PICTURE_BYTES = max(kind.max_bytes for kind in PictureKind)
_PICTURES = re.compile(r"/api/v1/(account/avatar|channels/[^/]+/banner)")


class BodyLimit:
    """Answers 413 to a body that says it is too large, and ends one that turns out to be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = _most_bytes(scope)
        declared = Headers(scope=scope).get("content-length", "0")
        if not declared.isdecimal() or int(declared) > most:
            await self._refuse(scope, receive, send)
            return
        received, refused = 0, False

        async def receive_within() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > most:
                raise _TooLargeError
            return message

        async def send_or_refuse(message: Message) -> None:
            nonlocal refused
            if received <= most:
                await send(message)
            elif not refused:  # whatever the route makes of a body that broke off
                refused = True
                await self._refuse(scope, receive, send)

        await self._app(scope, receive_within, send_or_refuse)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        detail = f"A request body is at most {_most_bytes(scope)} bytes."
        await problem_response(413, "body_too_large", detail)(scope, receive, send)


def _most_bytes(scope: Scope) -> int:
    is_picture = scope["method"] == "PUT" and _PICTURES.fullmatch(scope["path"])
    return MAX_PICTURE_BYTES if is_picture else MAX_BODY_BYTES


class _TooLargeError(Exception):
    """The body went on beyond the limit."""
