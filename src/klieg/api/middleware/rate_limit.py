"""How often one address may change things, or knock without a key. Counted in this process's memory."""

import math
from dataclasses import dataclass
from http import HTTPStatus

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from klieg.api.problem import problem_response
from klieg.api.token_bucket import TokenBuckets
from klieg.kernel.clock import Clock

_READS = {"GET", "HEAD", "OPTIONS"}
_INTERNAL = "/internal/"
_REFUSED = "klieg_refused"


def count_as_refusal(scope: Scope) -> None:
    """Count the answer of this request as one 401 more, whatever its status: its asker showed a key that is none."""
    scope.setdefault("state", {})[_REFUSED] = True


@dataclass(frozen=True, slots=True)
class Rate:
    """So many a second, after a burst."""

    per_s: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Rates by address.

    Attributes:
        writes: Requests that may change something. Nodes, which carry the internal secret, are not slowed by this.
        refusals: Answers 401, and those counted by ``count_as_refusal``. Above it they become 429; who has the right
            token or secret is never slowed by others.
    """

    writes: Rate = Rate(10, 40)
    refusals: Rate = Rate(1, 20)


class RateLimit:
    """Answers 429 with ``Retry-After``."""

    def __init__(self, app: ASGIApp, clock: Clock, limits: Limits) -> None:
        self._app = app
        self._clock = clock
        self._writes = TokenBuckets(limits.writes.per_s, limits.writes.burst)
        self._refusals = TokenBuckets(limits.refusals.per_s, limits.refusals.burst)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = scope["client"][0] if scope.get("client") else ""
        if scope["method"] not in _READS and not scope["path"].startswith(_INTERNAL):
            wait_s = self._writes.take(address, self._clock.now())
            if wait_s is not None:
                await _too_many(wait_s)(scope, receive, send)
                return
        replaced = False

        async def send_or_replace(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start" and _is_refusal(scope, message):
                wait_s = self._refusals.take(address, self._clock.now())
                if wait_s is not None:
                    replaced = True
                    await _too_many(wait_s)(scope, receive, send)
            if not replaced:
                await send(message)

        await self._app(scope, receive, send_or_replace)


def _is_refusal(scope: Scope, message: Message) -> bool:
    return message["status"] == HTTPStatus.UNAUTHORIZED or bool(scope.get("state", {}).get(_REFUSED))


def _too_many(wait_s: float) -> JSONResponse:
    return problem_response(
        429,
        "too_many_requests",
        "Too many requests from your address: wait a moment.",
        headers={"Retry-After": str(max(1, math.ceil(wait_s)))},
    )
