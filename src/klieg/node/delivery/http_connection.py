"""One HTTP/1.1 connection: bytes to exchanges, responses to bytes, in the order asked, within limits.

Limits: a request head of ``MAX_HEAD_BYTES``, a body of ``MAX_BODY_BYTES``, ``MAX_PIPELINED`` requests waiting. Time
limits and the connection count are the server's (``http_server``).
"""

import asyncio
from collections import deque
from typing import Protocol, cast

import httptools
import structlog

from klieg.node.delivery.body_pump import BodyPump
from klieg.node.delivery.exchange import Answer, Exchange
from klieg.node.delivery.response import (
    BAD_REQUEST,
    BODY_TOO_LARGE,
    BROKEN,
    HEADERS_TOO_LARGE,
    TOO_MANY_CONNECTIONS,
    URI_TOO_LONG,
    Response,
)
from klieg.node.playback.viewing import IsRefused, Viewing

_log = structlog.get_logger(__name__)

MAX_HEAD_BYTES = 16 * 1024
MAX_TARGET_BYTES = 4 * 1024
MAX_BODY_BYTES = 32 * 1024  # an SDP offer of a browser that knows many codecs comes near half of it
MAX_PIPELINED = 32
WRITE_BUFFER_HIGH_BYTES = 1024 * 1024
"""Unsent bytes of a connection above which nothing more is answered until the peer has read."""

_CLOSE_LINE = b"connection: close\r\n"


class ConnectionHost(Protocol):
    """What a connection needs of the server it belongs to."""

    answer: Answer
    date_line: bytes

    def admit(self, connection: "HttpConnection") -> bool:
        """Count the connection in; False when there are too many."""

    def note_reading(self, connection: "HttpConnection") -> None:
        """A request has begun and is not complete: the peer has limited time to finish it."""

    def note_answering(self, connection: "HttpConnection") -> None:
        """A request is complete: the peer waits for us."""

    def note_idle(self, connection: "HttpConnection") -> None:
        """Everything asked is answered."""

    def note_blocked(self, connection: "HttpConnection") -> None:
        """The peer does not read what was sent: it has limited time to do so."""

    def note_unblocked(self, connection: "HttpConnection") -> None:
        """The peer has read enough."""

    def note_gone(self, connection: "HttpConnection") -> None:
        """The connection is lost."""

    def count(self, response: Response) -> None:
        """A response is sent."""


class HttpConnection(asyncio.Protocol):
    """One peer. The methods named ``on_…`` are the parser's callbacks."""

    __slots__ = (
        "_address",
        "_blocked",
        "_closing",
        "_current",
        "_head_bytes",
        "_host",
        "_parser",
        "_pump",
        "_queue",
        "_reading",
        "_request",
        "_target",
        "_transport",
        "_unfinished_bytes",
        "_viewing",
    )

    def __init__(self, host: ConnectionHost) -> None:
        self._host = host
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._address = ""
        self._request: Exchange | None = None
        self._target = b""
        self._head_bytes = 0
        self._unfinished_bytes = 0
        self._current: Exchange | None = None
        self._pump: BodyPump | None = None
        self._queue: deque[Exchange] = deque()
        self._reading = False
        self._blocked = False
        self._closing = False
        self._viewing: Viewing | None = None

    # From the transport.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection in, or refuse it when there are too many."""
        self._transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        self._address = str(peer[0]) if peer else ""
        self._transport.set_write_buffer_limits(high=WRITE_BUFFER_HIGH_BYTES)
        if self._host.admit(self):
            self._host.note_reading(self)
        else:
            self._send_last(TOO_MANY_CONNECTIONS)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget what was asked."""
        del exc
        self._transport = None
        self._closing = True
        self._request = None
        del self._parser  # it holds our methods: the collector would have to find the two, ten thousand times
        self._queue.clear()
        current, self._current = self._current, None
        if current is not None and current.abandon is not None:
            current.abandon()
        if self._pump is not None:
            self._pump.stop()
        self._host.note_gone(self)

    def data_received(self, data: bytes) -> None:
        """Parse, and answer what is complete."""
        if self._closing:
            return
        self._unfinished_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._refuse(None)  # what was asked is answered over HTTP/1.1, and nothing after it is understood
        except httptools.HttpParserCallbackError as error:
            self._refuse(error.__context__.response if isinstance(error.__context__, _RefusedError) else BROKEN)
        except httptools.HttpParserError:
            self._refuse(BAD_REQUEST)
        if self._request is None:
            return
        if self._unfinished_bytes > MAX_HEAD_BYTES + MAX_BODY_BYTES:
            self._refuse(HEADERS_TOO_LARGE)
        elif not self._reading:
            self._reading = True
            self._host.note_reading(self)

    def eof_received(self) -> bool:
        """A peer that sends no more may still read answers; one that waits for none is done."""
        return self._current is not None

    def pause_writing(self) -> None:
        """Answer nothing more until the peer has read."""
        self._blocked = True
        if self._pump is not None:
            self._pump.pause()
        self._host.note_blocked(self)

    def resume_writing(self) -> None:
        """Go on answering."""
        self._blocked = False
        if self._pump is not None:
            self._pump.resume()
        self._host.note_unblocked(self)
        self._answer_queued()

    # From the parser.

    def on_message_begin(self) -> None:
        """A request begins."""
        self._request = Exchange(self)
        self._request.address = self._address
        self._target = b""
        self._head_bytes = 0

    def on_url(self, url: bytes) -> None:
        """A piece of the target arrived."""
        self._target += url
        if len(self._target) > MAX_TARGET_BYTES:
            raise _RefusedError(URI_TOO_LONG)

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header line is complete."""
        self._head_bytes += len(name) + len(value)
        if self._head_bytes > MAX_HEAD_BYTES:
            raise _RefusedError(HEADERS_TOO_LARGE)
        request = self._request
        assert request is not None, "a header comes after the beginning of its message"
        match name.lower():
            case b"accept-encoding":
                request.accepts_gzip = b"gzip" in value
            case b"if-none-match":
                request.if_none_match = value
            case b"if-match":
                request.if_match = value
            case b"content-type":
                request.content_type = value
            case b"user-agent":
                request.user_agent = value
            case b"range":
                request.range = value
            case b"authorization":
                request.authorization = value

    def on_body(self, body: bytes) -> None:
        """A piece of the body arrived."""
        request = self._request
        assert request is not None, "a body comes after the beginning of its message"
        request.body += body
        if len(request.body) > MAX_BODY_BYTES:
            raise _RefusedError(BODY_TOO_LARGE)

    def on_message_complete(self) -> None:
        """A request is complete."""
        request, self._request = self._request, None
        assert request is not None, "a message completes once"
        self._unfinished_bytes = 0
        self._reading = False
        path, _, query = self._target.partition(b"?")
        request.path, request.query = path.decode("latin-1"), query.decode("latin-1")
        request.method = self._parser.get_method().decode("latin-1")
        request.keep_alive = self._parser.should_keep_alive()
        if len(self._queue) == MAX_PIPELINED:
            raise _RefusedError(BAD_REQUEST)
        self._queue.append(request)
        self._host.note_answering(self)
        self._answer_queued()

    # Answers.

    def send_later(self, exchange: Exchange, response: Response) -> None:
        """Send the answer of a held request; nothing happens when the peer is gone."""
        if exchange is self._current:
            self._current = None
            self._send(exchange, response)
            self._answer_queued()
        elif response.source is not None:
            response.source.close()

    def abort(self) -> None:
        """Drop the connection at once: its time is up."""
        if self._transport is not None:
            self._transport.abort()

    def cut(self, refused: IsRefused) -> None:
        """Drop the connection in the middle of an answer to a viewer that is refused. Held requests stay."""
        transport, exchange = self._transport, self._current
        if transport is None:
            return
        viewing = self._viewing if exchange is None else exchange.viewing
        unsent = transport.get_write_buffer_size() > 0 if exchange is None else exchange.abandon is None
        if unsent and viewing is not None and refused(viewing):
            transport.abort()

    def close_when_idle(self) -> None:
        """Close now when nothing is asked, else after the answers."""
        if self._transport is not None and self._current is None:
            self._transport.close()
        self._closing = True

    def _answer_queued(self) -> None:
        while self._queue and self._current is None and not self._blocked:
            exchange = self._queue.popleft()
            self._current = exchange
            try:
                response = self._host.answer(exchange)
            except Exception:  # noqa: BLE001 - a fault of ours in one request must not end the connection's others
                _log.exception("request_failed", path=exchange.path)
                response = BROKEN
            if response is None:
                return
            self._current = None
            self._send(exchange, response)
        if self._current is None and not self._queue:
            self._host.note_idle(self)

    def _send(self, exchange: Exchange, response: Response) -> None:
        transport = self._transport
        if transport is None or transport.is_closing():
            if response.source is not None:
                response.source.close()
            return
        self._viewing = exchange.viewing
        closes = response.closes or not exchange.keep_alive or self._closing
        head = response.head + (_CLOSE_LINE if closes else b"") + self._host.date_line
        if response.source is not None:
            transport.write(head)
            self._current = exchange
            self._closing = self._closing or closes
            self._pump = BodyPump(transport, response.source, self._end_body)
            closes = False  # once the body is written
        elif exchange.method == "HEAD" or not response.body:
            transport.write(head)
        else:
            transport.writelines((head, *response.body))
        self._host.count(response)
        if closes:
            self._closing = True
            self._queue.clear()
            transport.close()

    def _end_body(self, whole: bool) -> None:  # noqa: FBT001 - what a pump calls at its end
        """Go on after a streamed body; one that is cut short cannot be told from a whole one but by the end."""
        self._pump = self._current = None
        if not whole:
            self.abort()
        elif self._closing and self._transport is not None:
            self._transport.close()
        else:
            self._answer_queued()

    def _refuse(self, response: Response | None) -> None:
        """Stop reading; send ``response`` after what is still to be answered."""
        self._request = None
        self._closing = True
        self._queue.clear()
        if self._current is None and response is not None:
            self._send_last(response)
        elif self._transport is not None and self._current is None:
            self._transport.close()

    def _send_last(self, response: Response) -> None:
        transport = self._transport
        if transport is not None and not transport.is_closing():
            transport.writelines((response.head + _CLOSE_LINE + self._host.date_line, *response.body))
            self._host.count(response)
            transport.close()
        self._closing = True


class _RefusedError(Exception):
    """A request is beyond a limit; raised through the parser, which wraps it."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response
