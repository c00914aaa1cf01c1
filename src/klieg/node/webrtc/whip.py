"""WHIP (RFC 9725): ``POST /whip`` with a stream key puts a browser or an encoder on the air by WebRTC."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict, ValidationError

from klieg.contracts.ingest import PublishDecision, PublishRefused, RefusalCode
from klieg.kernel.ids import new_id
from klieg.media.sdp.errors import MalformedSdpError, UnacceptableOfferError
from klieg.media.sdp.publish_offer import PublishOffer, filter_publish_offer
from klieg.node.broadcast import Publisher
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response, make_response
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.webrtc.house import WebRtcHouse, as_refusal, offered_ufrag, read_offer
from klieg.node.webrtc.messages import AddCandidates, OpenPublisher
from klieg.node.webrtc.problem import (
    ENDPOINT_METHODS,
    NO_STORE,
    SDP,
    STATE_METHODS,
    make_options,
    refuse,
    refuse_method,
)
from klieg.node.webrtc.resources import RETRY_AFTER, PeerResource
from klieg.node.webrtc.whip_publisher import WhipPublisher

MAX_REMEMBERED = 1000
"""Stream keys whose last end is remembered for their next request, for ``REMEMBER_S``."""
REMEMBER_S = 30.0
MAX_SOFTWARE_CHARACTERS = 120

_STATUSES = {
    RefusalCode.UNKNOWN_KEY: 401,
    RefusalCode.MALFORMED_KEY: 401,
    RefusalCode.INSECURE_INGEST: 403,
    RefusalCode.ALREADY_LIVE: 409,
    RefusalCode.UNAVAILABLE: 503,
}
_CHALLENGE = "www-authenticate: Bearer\r\n"
_INVALID = 'www-authenticate: Bearer error="invalid_token"\r\n'


class WhipEndpoint:
    """Answers everything below ``/whip``.

    Args:
        house: What WHIP and WHEP share.
        ingest: What publishers share.
        expect_opus: Called when a publisher with sound is on its way, so that what makes AAC of it is there in time.
    """

    def __init__(self, house: WebRtcHouse, ingest: IngestHouse, *, expect_opus: Callable[[], None]) -> None:
        self._house = house
        self._ingest = ingest
        self._expect_opus = expect_opus
        self._publishers: dict[str, WhipPublisher] = {}
        self._by_key: dict[bytes, str] = {}
        self._refusals: OrderedDict[bytes, tuple[float, str]] = OrderedDict()

    def answer(self, exchange: Exchange) -> Response | None:
        """Answer one request, or hold it."""
        return self._house.guard(exchange, self._answer)

    def peer_of(self, publisher: Publisher | None) -> str | None:
        """Return the peer that writes a broadcast as ``publisher``; None when that one does not publish by WHIP."""
        return next((peer for peer, each in self._publishers.items() if each.desk is publisher), None)

    def _answer(self, exchange: Exchange) -> Response | None:
        match exchange.path.rstrip("/").split("/"):
            case ["", "whip"]:
                return self._answer_endpoint(exchange)
            case ["", "whip", peer]:
                return self._house.resources.answer(exchange, peer)
            case ["", "whip", peer, "state"]:
                return self._answer_state(exchange, peer)
        raise refuse(404, "path", "There is /whip, and what its answers name.")

    def _answer_endpoint(self, exchange: Exchange) -> Response | None:
        if exchange.method == "OPTIONS":
            self._house.worker.warm_up()
            return make_options(ENDPOINT_METHODS, f"accept-post: {SDP}\r\n")
        if exchange.method != "POST":
            return refuse_method(ENDPOINT_METHODS)
        stream_key = _read_key(exchange)
        text = read_offer(exchange)
        try:
            offer = filter_publish_offer(text)
        except UnacceptableOfferError as error:
            raise refuse(406, "offer", str(error)) from error
        except MalformedSdpError as error:
            raise refuse(400, "malformed", str(error)) from error
        digest = _digest(stream_key)
        self._check_ending(digest)
        self._house.resources.check_limits(exchange.address)
        publisher, resource = self._admit(exchange.address, digest, offered_ufrag(text))
        exchange.abandon = publisher.give_up
        self._house.hold(exchange, self._publish(exchange, offer, stream_key, publisher, resource))
        return None

    def _check_ending(self, digest: bytes) -> None:
        """Tell a client why it was dropped, the first time it comes again: it has no other way to learn it."""
        ended_at, why = self._refusals.pop(digest, (-REMEMBER_S, ""))
        if self._house.clock.now() - ended_at < REMEMBER_S:
            raise refuse(403, "ended", why)

    def _admit(self, address: str, digest: bytes, ufrag: str) -> tuple[WhipPublisher, PeerResource]:
        """Hold a resource for a publisher; the same client's former one gives way when nothing comes of it any more."""
        former = self._publishers.get(self._by_key.get(digest, ""))
        if former is not None and former.is_stale:
            former.give_way()
        clock, worker = self._house.clock, self._house.worker
        peer = new_id("whip", clock.wallclock())
        publisher = WhipPublisher(
            self._ingest, clock, address, over=lambda sentence: self._let_go(peer, digest, sentence)
        )
        resource = PeerResource(
            id=peer,
            address=address,
            ufrag=ufrag,
            leave=publisher.leave,
            add_candidates=lambda candidates: worker.tell(AddCandidates(peer=peer, candidates=candidates)),
        )
        self._publishers[peer] = publisher
        self._house.resources.add(resource)
        return publisher, resource

    async def _publish(
        self,
        exchange: Exchange,
        offer: PublishOffer,
        stream_key: str,
        publisher: WhipPublisher,
        resource: PeerResource,
    ) -> Response | None:
        software = exchange.user_agent.decode("latin-1")[:MAX_SOFTWARE_CHARACTERS] or None
        if any(stream.kind == "audio" for stream in offer.streams):
            self._expect_opus()
        try:
            await self._house.worker.await_ready()
            decision = await publisher.desk.authorize(stream_key, software=software)
            if decision is None:
                return None  # the client has left meanwhile
            _check_decision(decision)
            self._by_key[_digest(stream_key)] = resource.id
            order = OpenPublisher(peer=resource.id, offer=offer.sdp, streams=list(offer.streams))
            engine_answer = await self._house.worker.open(order, publisher)
        except BaseException as error:
            publisher.give_up()
            raise as_refusal(error) from error
        answer = offer.answer(engine_answer, public_address=self._house.public_address)
        return self._house.make_created("/whip", resource, answer)

    def _let_go(self, peer: str, digest: bytes, sentence: str) -> None:
        publisher = self._publishers.pop(peer)
        if self._by_key.get(digest) == peer:
            del self._by_key[digest]
        self._house.worker.close_peer(peer)
        self._house.resources.remove(peer, sentence)
        if publisher.refusal is not None:
            self._refusals[digest] = self._house.clock.now(), publisher.refusal
            if len(self._refusals) > MAX_REMEMBERED:
                self._refusals.popitem(last=False)

    def _answer_state(self, exchange: Exchange, peer: str) -> Response:
        """Take what the client shows of itself: ``{"audio": bool, "video": bool}``."""
        if exchange.method == "OPTIONS":
            return make_options(STATE_METHODS)
        if exchange.method != "POST":
            return refuse_method(STATE_METHODS)
        publisher = self._publishers.get(self._house.resources.find(peer).id)
        if publisher is None:
            raise refuse(404, "gone", "This session does not publish.")
        try:
            state = _State.model_validate_json(exchange.body)
        except ValidationError as error:
            raise refuse(422, "state", 'The state is like {"audio": true, "video": false}.') from error
        publisher.show_state(audio=state.audio, video=state.video)
        return make_response("webrtc", 204, headers=NO_STORE)


class _State(BaseModel):
    """Which of its tracks a publisher shows."""

    model_config = ConfigDict(extra="forbid", strict=True)

    audio: bool
    video: bool


def _read_key(exchange: Exchange) -> str:
    scheme, _, stream_key = exchange.authorization.decode("latin-1").partition(" ")
    if scheme.lower() != "bearer" or not stream_key.strip():
        raise refuse(401, "key_missing", "The stream key is missing: send it as bearer token.", headers=_CHALLENGE)
    return stream_key.strip()


def _check_decision(decision: PublishDecision) -> None:
    if isinstance(decision, PublishRefused):
        status = _STATUSES[decision.code]
        headers = {401: _INVALID, 409: RETRY_AFTER, 503: RETRY_AFTER}.get(status, "")
        raise refuse(status, decision.code.value, decision.description, headers=headers)


def _digest(stream_key: str) -> bytes:
    return hashlib.sha256(stream_key.encode()).digest()
