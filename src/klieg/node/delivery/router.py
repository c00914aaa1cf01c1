"""Every path a node answers, and what with."""

import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from pydantic import ValidationError

from klieg.contracts.facts import EndReason
from klieg.contracts.node_control import PullSource, StopStream
from klieg.kernel.ids import ChannelId, StreamSessionId
from klieg.node.delivery.exchange import Answer, Exchange
from klieg.node.delivery.response import METHOD_NOT_ALLOWED, NOT_FOUND, PREFLIGHT, Response, make_error, make_response

_PREFIX, _SUFFIX = "/control/v1/streams/", "/stop"
_PULLS = "/control/v1/pulls/"
_CHANNELS, _VIEWING_CHANGED = "/control/v1/channels/", "/viewing-changed"
_UNAUTHORIZED = make_error(401, "This needs the internal secret.", headers="www-authenticate: Bearer\r\n")
_POST_ONLY = make_error(405, "Only POST here.", headers="allow: POST\r\n")
_NOT_STOP = make_error(422, 'The body must be like {"reason": "stopped"}.')
_PUT_OR_DELETE = make_error(405, "Only PUT and DELETE here.", headers="allow: PUT, DELETE\r\n")
_NOT_PULL = make_error(422, 'The body must be like {"url": "…", "stream_key": "…", "revision": "…"}.')
_NO_ROOM = make_error(503, "This node keeps as many pulls as it can.")
_DONE = make_response("control", 204, headers="cache-control: no-store\r\n")


class Pulls(Protocol):
    """Who fetches media for channels (:class:`klieg.node.ingest.pull.service.PullService`)."""

    def put(self, channel_id: ChannelId, source: PullSource) -> bool:
        """Fetch for a channel from now on. False when there is no room."""

    def remove(self, channel_id: ChannelId) -> None:
        """Fetch no more for a channel."""


@dataclass(frozen=True)
class Router:
    """Dispatches requests.

    Attributes:
        hls: Answers GET and HEAD under ``/hls/``.
        status: Returns the body of ``GET /status``.
        metrics: Returns the body of ``GET /metrics``, Prometheus text.
        stop: Ends a stream session; harmless when it is not held.
        viewing_changed: Asks control anew who may watch a channel; False when no broadcast of it is held.
        pulls: Fetches for channels what control asks for.
        secret: What control must show to ask for that.
        by_root: Who answers everything, whatever the method, below a first path segment (``whip``, ``whep``).
    """

    hls: Answer
    status: Callable[[], dict[str, object]]
    metrics: Callable[[], bytes]
    stop: Callable[[StreamSessionId, EndReason], object]
    viewing_changed: Callable[[ChannelId], bool]
    pulls: Pulls
    secret: str
    by_root: Mapping[str, Answer] = field(default_factory=dict)

    def answer(self, exchange: Exchange) -> Response | None:
        """Answer one request, or hold it."""
        path = exchange.path
        if exchange.method in {"GET", "HEAD"} and path.startswith("/hls/"):
            return self.hls(exchange)
        if path.startswith("/control/"):
            return self._answer_control(exchange)
        own = self.by_root.get(path[1:].partition("/")[0])
        return own(exchange) if own is not None else self._answer_plain(exchange)

    def _answer_plain(self, exchange: Exchange) -> Response:
        path = exchange.path
        if exchange.method not in {"GET", "HEAD"}:
            return PREFLIGHT if exchange.method == "OPTIONS" else METHOD_NOT_ALLOWED
        if path == "/status":
            return _fresh("application/json", json.dumps(self.status()).encode())
        if path == "/metrics":
            return _fresh("text/plain; version=0.0.4; charset=utf-8", self.metrics())
        return NOT_FOUND

    def _answer_control(self, exchange: Exchange) -> Response:
        path = exchange.path
        is_pull = path.startswith(_PULLS)
        is_viewing = path.startswith(_CHANNELS) and path.endswith(_VIEWING_CHANGED)
        if not is_pull and not is_viewing and not (path.startswith(_PREFIX) and path.endswith(_SUFFIX)):
            return NOT_FOUND
        if exchange.method not in ({"PUT", "DELETE"} if is_pull else {"POST"}):
            return _PUT_OR_DELETE if is_pull else _POST_ONLY
        if not hmac.compare_digest(exchange.authorization, b"Bearer " + self.secret.encode()):
            return _UNAUTHORIZED
        if is_viewing:
            channel_id = ChannelId(path[len(_CHANNELS) : -len(_VIEWING_CHANGED)])
            return _DONE if self.viewing_changed(channel_id) else NOT_FOUND
        return self._answer_pull(exchange) if is_pull else self._answer_stop(exchange)

    def _answer_pull(self, exchange: Exchange) -> Response:
        channel_id = ChannelId(exchange.path.removeprefix(_PULLS))
        if exchange.method == "DELETE":
            self.pulls.remove(channel_id)
            return _DONE
        try:
            source = PullSource.model_validate_json(exchange.body)
        except ValidationError:
            return _NOT_PULL
        return _DONE if self.pulls.put(channel_id, source) else _NO_ROOM

    def _answer_stop(self, exchange: Exchange) -> Response:
        path = exchange.path
        try:
            order = StopStream.model_validate_json(exchange.body)
        except ValidationError:
            return _NOT_STOP
        self.stop(StreamSessionId(path[len(_PREFIX) : -len(_SUFFIX)]), order.reason)
        return _DONE


def _fresh(content_type: str, body: bytes) -> Response:
    lines = f"content-type: {content_type}\r\ncache-control: no-store\r\n"
    return make_response("status", 200, (body,), headers=lines)
