"""An exchange: one request and the way to answer it, now or later."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from klieg.node.delivery.response import Response

if TYPE_CHECKING:
    from klieg.node.playback.viewing import Viewing


class ExchangeConnection(Protocol):
    """The connection a request came by."""

    def send_later(self, exchange: "Exchange", response: Response) -> None:
        """Send the answer of a held request; nothing happens when the peer is gone."""


class Exchange:
    """One request. Only the headers anyone here asks for are kept.

    Attributes:
        method: Upper-case method.
        path: Path of the target, undecoded.
        query: Query of the target, undecoded, without the question mark.
        accepts_gzip: Whether a gzip body may be sent.
        if_none_match: Value of ``if-none-match``, empty when absent.
        if_match: Value of ``if-match``, empty when absent.
        user_agent: Value of ``user-agent``, empty when absent.
        content_type: Value of ``content-type``, empty when absent.
        range: Value of ``range``, empty when absent.
        authorization: Value of ``authorization``, empty when absent.
        address: Where the peer is, without its port; empty when that is not known.
        keep_alive: Whether the connection outlives the answer.
        body: The request's body.
        viewing: By what leave a viewer asks; None of what needs none.
        abandon: Called when the peer left before the answer; set by whoever holds the request.
    """

    __slots__ = (
        "_connection",
        "abandon",
        "accepts_gzip",
        "address",
        "authorization",
        "body",
        "content_type",
        "if_match",
        "if_none_match",
        "keep_alive",
        "method",
        "path",
        "query",
        "range",
        "user_agent",
        "viewing",
    )

    def __init__(self, connection: ExchangeConnection) -> None:
        self._connection = connection
        self.method = ""
        self.path = ""
        self.query = ""
        self.accepts_gzip = False
        self.if_none_match = b""
        self.if_match = b""
        self.content_type = b""
        self.user_agent = b""
        self.range = b""
        self.authorization = b""
        self.address = ""
        self.keep_alive = True
        self.body = b""
        self.viewing: Viewing | None = None
        self.abandon: Callable[[], None] | None = None

    def respond(self, response: Response) -> None:
        """Answer a held request."""
        self.abandon = None
        self._connection.send_later(self, response)


type Answer = Callable[[Exchange], Response | None]
"""Answers an exchange: a response now, or None when it is held and ``exchange.respond`` will be called."""
