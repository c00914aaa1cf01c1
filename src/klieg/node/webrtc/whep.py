"""WHEP (draft-ietf-wish-whep): ``POST /whep/<channel>`` plays a channel that is on the air by WebRTC.

Where a playback token is needed it is the bearer token. A session goes on after the token's end, until the viewer is
refused.
"""

import re

from klieg.kernel.ids import new_id
from klieg.media.sdp.errors import MalformedSdpError, UnacceptableOfferError
from klieg.media.sdp.play_offer import PlayOffer, filter_play_offer
from klieg.node.broadcast import BroadcastState
from klieg.node.delivery.exchange import Exchange
from klieg.node.delivery.response import Response
from klieg.node.playback.gate import PlaybackGate, Refusal
from klieg.node.playback.viewing import IsRefused, Viewing
from klieg.node.registry import Registry
from klieg.node.webrtc.house import WebRtcHouse, as_refusal, offered_ufrag, read_offer
from klieg.node.webrtc.messages import AddCandidates, OpenViewer, SentSection
from klieg.node.webrtc.problem import ENDPOINT_METHODS, SDP, RefusedRequestError, make_options, refuse, refuse_method
from klieg.node.webrtc.resources import PeerResource
from klieg.node.webrtc.watched import WatchedBroadcast
from klieg.node.webrtc.whep_viewer import WhepViewer

_CHANNEL = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)
_SOON = "retry-after: 1\r\n"
_BEARER = b"bearer "
_ASK = 'www-authenticate: Bearer realm="playback"\r\n'
_ASK_ANEW = 'www-authenticate: Bearer realm="playback", error="invalid_token"\r\n'
NOT_WELCOME = "This viewer may not watch this channel."


class WhepEndpoint:
    """Answers everything below ``/whep``.

    Args:
        house: What WHIP and WHEP share.
        registry: What is on the air.
        watched: Broadcasts as viewers see them, by stream session.
        gate: Who may watch them.
    """

    def __init__(
        self, house: WebRtcHouse, registry: Registry, watched: dict[str, WatchedBroadcast], gate: PlaybackGate
    ) -> None:
        self._house = house
        self._registry = registry
        self._watched = watched
        self._gate = gate
        self._viewers: dict[str, WhepViewer] = {}

    def answer(self, exchange: Exchange) -> Response | None:
        """Answer one request, or hold it."""
        return self._house.guard(exchange, self._answer)

    def _answer(self, exchange: Exchange) -> Response | None:
        match exchange.path.rstrip("/").split("/"):
            case ["", "whep", channel]:
                return self._answer_endpoint(exchange, channel)
            case ["", "whep", _, viewer]:
                return self._house.resources.answer(exchange, viewer)
        raise refuse(404, "path", "A channel is played at /whep/ and its name.")

    def _answer_endpoint(self, exchange: Exchange, channel: str) -> Response | None:
        if exchange.method == "OPTIONS":
            self._house.worker.warm_up()
            return make_options(ENDPOINT_METHODS, f"accept-post: {SDP}\r\n")
        if exchange.method != "POST":
            return refuse_method(ENDPOINT_METHODS)
        text = read_offer(exchange)
        watched, viewing = self._find(channel, exchange)
        picture = watched.picture()
        if picture is None:
            raise refuse(406, "picture", watched.why_not())
        try:
            offer = filter_play_offer(text, profile=picture.configuration[1:4].hex())
        except UnacceptableOfferError as error:
            raise refuse(406, "offer", str(error)) from error
        except MalformedSdpError as error:
            raise refuse(400, "malformed", str(error)) from error
        self._house.resources.check_limits(exchange.address)
        viewer = self._admit(exchange.address, offered_ufrag(text), watched, viewing)
        exchange.abandon = viewer.leave
        self._house.hold(exchange, self._play(f"/whep/{channel}", offer, viewer))
        return None

    def refuse(self, refused: IsRefused) -> None:
        """End the sessions of viewers that are refused."""
        for viewer in [viewer for viewer in self._viewers.values() if refused(viewer.viewing)]:
            viewer.refuse(NOT_WELCOME)

    def _find(self, channel: str, exchange: Exchange) -> tuple[WatchedBroadcast, Viewing]:
        broadcast = self._registry.find_channel(channel) if _CHANNEL.fullmatch(channel) else None
        if broadcast is None:
            raise refuse(404, "offline", "This channel is not on the air here.")
        viewing = self._gate.admit(broadcast.admittance, _bearer_token(exchange))
        if isinstance(viewing, Refusal):
            raise _refused(viewing)
        if not broadcast.started or broadcast.state is not BroadcastState.ON_AIR:
            raise refuse(409, "not_yet", "This channel has no picture at the moment.", headers=_SOON)
        return self._watched[broadcast.session_id], viewing

    def _admit(self, address: str, ufrag: str, watched: WatchedBroadcast, viewing: Viewing) -> WhepViewer:
        worker = self._house.worker
        peer = new_id("whep", self._house.clock.wallclock())
        viewer = WhepViewer(peer, watched, viewing, over=lambda sentence: self._let_go(peer, sentence))
        self._viewers[peer] = viewer
        self._house.resources.add(
            PeerResource(
                id=peer,
                address=address,
                ufrag=ufrag,
                leave=viewer.leave,
                add_candidates=lambda candidates: worker.tell(AddCandidates(peer=peer, candidates=candidates)),
            )
        )
        return viewer

    async def _play(self, base: str, offer: PlayOffer, viewer: WhepViewer) -> Response | None:
        sections = sorted(filter(None, (offer.video, offer.audio)), key=lambda section: section.index)
        order = OpenViewer(
            peer=viewer.peer,
            broadcast=viewer.watched.broadcast.session_id,
            offer=offer.sdp,
            sections=[SentSection(kind=section.kind, payload_type=section.payload_type) for section in sections],
        )
        try:
            await self._house.worker.await_ready()
            opening = self._house.worker.open(order, viewer)
            viewer.watched.admit(viewer.peer)
            engine_answer = await opening
        except BaseException as error:
            viewer.leave()
            raise as_refusal(error) from error
        answer = offer.answer(engine_answer, public_address=self._house.public_address)
        return self._house.make_created(base, self._house.resources.find(viewer.peer), answer)

    def _let_go(self, peer: str, sentence: str) -> None:
        self._viewers.pop(peer, None)
        self._house.worker.close_peer(peer)
        self._house.resources.remove(peer, sentence)


def _bearer_token(exchange: Exchange) -> str:
    given = exchange.authorization
    return given[len(_BEARER) :].decode("latin-1").strip() if given[: len(_BEARER)].lower() == _BEARER else ""


def _refused(refusal: Refusal) -> RefusedRequestError:
    match refusal:
        case Refusal.MISSING:
            return refuse(401, "token_missing", "This channel is watched with a playback token.", headers=_ASK)
        case Refusal.INVALID:
            sentence = "The playback token is none of this channel's."
            return refuse(401, "token_invalid", sentence, headers=_ASK_ANEW)
        case Refusal.EXPIRED:
            return refuse(401, "token_expired", "The playback token has expired: ask for another.", headers=_ASK_ANEW)
        case Refusal.BANNED:
            return refuse(403, "banned", NOT_WELCOME)
