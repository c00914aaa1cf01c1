"""WHIP and WHEP resources: one for each peer, bounded in number and by address, with what is asked of them."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

from klieg.media.sdp.errors import MalformedSdpError
from klieg.media.sdp.ice_fragment import parse_ice_fragment
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response, make_response
from klieg.node.webrtc.problem import (
    NO_STORE,
    RESOURCE_METHODS,
    SDP_FRAGMENT,
    make_options,
    refuse,
    refuse_method,
)

MAX_REMEMBERED = 1000
"""Resources whose end is remembered, so that a late request learns why."""
MAX_CANDIDATES = 100
"""Candidates a client may bring after its offer, in all."""
RETRY_AFTER = "retry-after: 5\r\n"

_GONE = "This session has ended."


@dataclass(eq=False)
class PeerResource:
    """The resource of one peer.

    Attributes:
        id: Its name, which nobody can guess: who knows it may change and end it.
        address: Where the client is.
        ufrag: ICE user name fragment of the client's offer.
        etag: Names the ICE session (RFC 9725, 4.3.1).
        leave: Ends the peer as the client wishes.
        add_candidates: Gives further candidates to the peer.
    """

    id: str
    address: str
    ufrag: str
    leave: Callable[[], None]
    add_candidates: Callable[[list[str]], None]
    candidates: int = field(default=0)

    @property
    def etag(self) -> str:
        """Name the ICE session, quotes included."""
        return f'"{self.id[-10:]}"'


class PeerResources:
    """All resources.

    Args:
        max_peers: Held at once.
        max_per_address: Held at once from one address.

    Attributes:
        refusals: Requests refused, by code.
    """

    def __init__(self, *, max_peers: int, max_per_address: int) -> None:
        self._max_peers = max_peers
        self._max_per_address = max_per_address
        self._held: dict[str, PeerResource] = {}
        self._by_address: Counter[str] = Counter()
        self._ended: OrderedDict[str, str] = OrderedDict()
        self.refusals: Counter[str] = Counter()

    def __len__(self) -> int:
        return len(self._held)

    def check_limits(self, address: str) -> None:
        """Raise what a client is answered that is one too many.

        Raises:
            RefusedRequestError: there are too many, in all or from ``address``.
        """
        if len(self._held) >= self._max_peers:
            raise refuse(503, "full", "This server holds as many WebRTC sessions as it may.", headers=RETRY_AFTER)
        if self._by_address[address] >= self._max_per_address:
            sentence = "From this address there are as many WebRTC sessions as there may be."
            raise refuse(503, "full_for_address", sentence, headers=RETRY_AFTER)

    def add(self, resource: PeerResource) -> None:
        """Hold a resource."""
        self._held[resource.id] = resource
        self._by_address[resource.address] += 1

    def remove(self, resource_id: str, why: str = _GONE) -> None:
        """Hold a resource no more; who asks for it learns ``why``."""
        resource = self._held.pop(resource_id, None)
        if resource is None:
            return
        self._by_address[resource.address] -= 1
        if not self._by_address[resource.address]:
            del self._by_address[resource.address]
        self._ended[resource_id] = why
        if len(self._ended) > MAX_REMEMBERED:
            self._ended.popitem(last=False)

    def find(self, resource_id: str) -> PeerResource:
        """Return a resource.

        Raises:
            RefusedRequestError: there is none of this name (any more).
        """
        resource = self._held.get(resource_id)
        if resource is None:
            raise refuse(404, "gone", self._ended.get(resource_id, "There is no such session."))
        return resource

    def answer(self, exchange: Exchange, resource_id: str) -> Response:
        """Answer a request to a resource.

        Raises:
            RefusedRequestError: with the answer.
        """
        match exchange.method:
            case "OPTIONS":
                return make_options(RESOURCE_METHODS, f"accept-patch: {SDP_FRAGMENT}\r\n")
            case "DELETE":
                resource = self.find(resource_id)
                self.remove(resource.id)
                resource.leave()
                return make_response("webrtc", 200, headers=NO_STORE)
            case "PATCH":
                return self._patch(exchange, self.find(resource_id))
        return refuse_method(RESOURCE_METHODS)

    def _patch(self, exchange: Exchange, resource: PeerResource) -> Response:
        """Take candidates. An ICE restart is not made: a client posts a new offer instead (RFC 9725, 4.3.3)."""
        if media_type(exchange) != SDP_FRAGMENT:
            accept = f"accept-patch: {SDP_FRAGMENT}\r\n"
            raise refuse(415, "media_type", f"A change comes as {SDP_FRAGMENT}.", headers=accept)
        expected = exchange.if_match.decode("latin-1").strip()
        if not expected:
            raise refuse(428, "if_match_missing", "If-Match must name the ICE session by its ETag.")
        restart = expected in {"*", '"*"'}
        if not restart and expected != resource.etag:
            raise refuse(412, "if_match", "If-Match names another ICE session than that of this resource.")
        try:
            fragment = parse_ice_fragment(exchange.body)
        except MalformedSdpError as error:
            raise refuse(400, "malformed", str(error)) from error
        if restart or fragment.ufrag != resource.ufrag:
            raise refuse(422, "ice_restart", "ICE is not restarted here: post a new offer, the stream goes on.")
        resource.candidates += len(fragment.candidates)
        if resource.candidates > MAX_CANDIDATES:
            raise refuse(400, "candidates", f"More than {MAX_CANDIDATES} candidates are not taken.")
        resource.add_candidates(list(fragment.candidates))
        return make_response("webrtc", 204, headers=NO_STORE)


def media_type(exchange: Exchange) -> str:
    """Return the request's media type without its parameters, in small letters."""
    return exchange.content_type.decode("latin-1").partition(";")[0].strip().lower()
