"""What WHIP and WHEP share: the worker, the resources, and how a request that takes a while is answered."""

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass

import structlog

from klieg.kernel.clock import Clock
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import BROKEN, Response, make_response
from klieg.node.webrtc.ice_servers import IceServers
from klieg.node.webrtc.problem import NO_STORE, SDP, RefusedRequestError, refuse
from klieg.node.webrtc.resources import RETRY_AFTER, PeerResource, PeerResources, media_type
from klieg.node.webrtc.worker_link import OfferRefusedError, WorkerLink, WorkerUnavailableError

_log = structlog.get_logger(__name__)

_UFRAG = "a=ice-ufrag:"


@dataclass(frozen=True)
class WebRtcHouse:
    """Shared parts.

    Attributes:
        worker: Where peers are.
        resources: Their resources.
        ice_servers: Named in every answer.
        public_address: Stands for this machine's own in answers; None when they are the same.
        clock: Both clocks.
        spawn: Runs a coroutine beside the caller.
    """

    worker: WorkerLink
    resources: PeerResources
    ice_servers: IceServers
    public_address: str | None
    clock: Clock
    spawn: Callable[[Coroutine[None, None, None]], asyncio.Task[None]]

    def hold(self, exchange: Exchange, work: Coroutine[None, None, Response | None]) -> None:
        """Answer ``exchange`` with what ``work`` returns or refuses; None is for a client that has left."""
        self.spawn(self._answer_held(exchange, work))

    def guard(self, exchange: Exchange, answer: Callable[[Exchange], Response | None]) -> Response | None:
        """Answer at once with what ``answer`` returns or refuses; None when the exchange is held."""
        try:
            return answer(exchange)
        except RefusedRequestError as refused:
            return self._count(refused)

    def make_created(self, base: str, resource: PeerResource, answer: str) -> Response:
        """Build the answer to an offer (RFC 9725, 4.2)."""
        links = self.ice_servers.header_lines(resource.id, self.clock.wallclock())
        lines = f"location: {base}/{resource.id}\r\netag: {resource.etag}\r\ncontent-type: {SDP}\r\n{NO_STORE}{links}"
        return make_response("webrtc", 201, (answer.encode(),), headers=lines)

    async def _answer_held(self, exchange: Exchange, work: Coroutine[None, None, Response | None]) -> None:
        try:
            response = await work
        except RefusedRequestError as refused:
            response = self._count(refused)
        except Exception:  # noqa: BLE001 - a fault of ours in one request must not go unanswered
            _log.exception("webrtc_request_failed", root=exchange.path.split("/")[1])
            response = BROKEN
        if response is not None:
            exchange.respond(response)

    def _count(self, refused: RefusedRequestError) -> Response:
        self.resources.refusals[refused.code] += 1
        return refused.response


def read_offer(exchange: Exchange) -> str:
    """Return the session description a client posted.

    Raises:
        RefusedRequestError: it posted something else.
    """
    if media_type(exchange) != SDP:
        raise refuse(415, "media_type", f"The offer comes as {SDP}.", headers=f"accept-post: {SDP}\r\n")
    try:
        return exchange.body.decode()
    except UnicodeDecodeError as error:
        raise refuse(400, "malformed", "The offer is no UTF-8 text.") from error


def as_refusal(error: BaseException) -> BaseException:
    """Return what a client is told of an error while its peer was opened; any other error as it is."""
    if isinstance(error, WorkerUnavailableError):
        return refuse(503, "worker", str(error), headers=RETRY_AFTER)
    return refuse(400, "malformed", str(error)) if isinstance(error, OfferRefusedError) else error


def offered_ufrag(offer: str) -> str:
    """Return the ICE user name fragment of an offer; empty when it has none."""
    return offer.partition(_UFRAG)[2].partition("\n")[0].strip()
