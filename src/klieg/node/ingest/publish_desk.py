"""The publish desk: what is decided about one publisher, whatever protocol it speaks.

A protocol's publisher brings the stream key, units and news of its connection here; the desk asks control, holds the
broadcast, and says when the encoder has to be dropped and why. How that is told is the protocol's.
"""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import structlog

from klieg.contracts.facts import EndReason, StreamEventName
from klieg.contracts.ingest import IngestProtocol, PublishAccepted, PublishDecision, PublishRefused, RefusalCode
from klieg.kernel.ids import StreamSessionId
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast, BroadcastState
from klieg.node.ingest import publish_ending as endings
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.limits import Breach, PublishLimits
from klieg.node.ingest.masked_key import masked_key
from klieg.node.ingest.multitrack_gate import MultitrackError, MultitrackGate
from klieg.node.ingest.picture_gate import AudioOnlyError, PictureGate
from klieg.node.ingest.publish_ending import PublishEnding
from klieg.node.ingest.rate_meter import WINDOW_S, RateMeter
from klieg.node.registry import Registry

_log = structlog.get_logger(__name__)

ALREADY_LIVE = PublishRefused(
    code=RefusalCode.ALREADY_LIVE,
    description="This channel is on the air already from another encoder; stop that one first.",
)
JUST_ENDED = PublishRefused(
    code=RefusalCode.UNAVAILABLE, description="The former stream has just ended; connect again in a moment."
)


class Authority(Protocol):
    """Who decides about publishers (:class:`klieg.node.control.ControlLink`)."""

    async def authorize(
        self, protocol: IngestProtocol, stream_key: str, client_address: str, *, encrypted: bool = False
    ) -> PublishDecision:
        """Decide whether the holder of ``stream_key`` may go on the air; ``encrypted`` is of SRT."""

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        """Take back a stream session that was granted and will not be used."""


@dataclass(frozen=True)
class IngestHouse:
    """What every publisher of a node shares; ``basic_limits`` hold BASIC channels (:mod:`klieg.node.ingest.limits`)."""

    authority: Authority
    registry: Registry
    max_kbps: int
    idle_timeout_s: float
    counts: IngestCounts
    spawn: Callable[[Coroutine[None, None, None]], object]
    basic_limits: bool = False
    meters: set[RateMeter] = field(default_factory=set)


class PublishDesk:
    """Decides about one connection. It is the :class:`klieg.node.broadcast.Publisher` of the broadcast it opens.

    Args:
        house: What publishers share.
        protocol: How the publisher reached the node.
        address: Where the encoder is, for the log and control.
        drop: Tells the encoder why, in the protocol's words, and lets it go. The broadcast is over by then, or
            awaits the encoder's return; may be called from within ``write`` and ``count``.

    Attributes:
        log: Bound to protocol, address and (once known) the masked key.
        meter: What the connection sends.
        granted: Control's yes for the publish that is on the air, or was last.
    """

    def __init__(
        self, house: IngestHouse, protocol: IngestProtocol, address: str, *, drop: Callable[[PublishEnding], None]
    ) -> None:
        self._house = house
        self._protocol: IngestProtocol = protocol
        self._address = address
        self._drop = drop
        self._broadcast: Broadcast | None = None
        self._gate = PictureGate()
        self._pictures: MultitrackGate | None = None
        self._limits: PublishLimits | None = None
        self._gone = False
        self._max_window_bytes = _window_bytes(house.max_kbps)
        self.log = _log.bind(protocol=protocol, address=address)
        self.meter = RateMeter()
        self.granted: PublishAccepted | None = None

    @property
    def broadcast(self) -> Broadcast | None:
        """What is written to; None while off the air."""
        return self._broadcast

    async def authorize(
        self, stream_key: str, *, software: str | None = None, gives_way: bool = False, encrypted: bool = False
    ) -> PublishDecision | None:
        """Ask control, and go on the air if it says yes. None when the encoder left meanwhile (see ``lose``).

        Args:
            stream_key: What the encoder showed.
            software: What it says it is.
            gives_way: The next publisher with this key may take its place.
            encrypted: Whether SRT carries it encrypted; other protocols speak for themselves.
        """
        self.log = self.log.bind(key=masked_key(stream_key))
        decision = await self._decide(stream_key, gives_way=gives_way, encrypted=encrypted)
        if self._gone:
            if isinstance(decision, PublishAccepted) and not decision.resumed:
                self._house.authority.session_ended(decision.session_id, EndReason.NEVER_STARTED)
            return None
        if isinstance(decision, PublishAccepted):
            decision = self._enter(decision)
        if isinstance(decision, PublishRefused):
            self.note_refusal(decision.code.value)
            return decision
        if self._broadcast is not None:
            self._broadcast.gives_way = gives_way
        self.describe_encoder(software, {})
        self.log.info("publisher_accepted", channel=decision.channel_name, session_id=decision.session_id)
        return decision

    def write(self, unit: Unit) -> None:
        """Pass one unit on, once there is a picture. Nothing happens while off the air."""
        broadcast, pictures = self._broadcast, self._pictures
        if broadcast is None or pictures is None:
            return
        try:
            if not pictures.receive_unit(unit) or self._breaches(unit):
                return
            if self._gate.is_open:
                broadcast.write(unit)
                return
            released = self._gate.receive_unit(unit)
        except MultitrackError as error:
            self.refuse(endings.multitrack(error))
            return
        except AudioOnlyError as error:
            self.refuse(endings.unreadable("audio_only", str(error)))
            return
        for each in released:
            if self._broadcast is not None:  # it may end under a write: the packager may fail
                self._broadcast.write(each)

    def describe_encoder(self, software: str | None, declared: dict[str, str | float | bool | None]) -> None:
        """Keep what the encoder says of itself."""
        if self._broadcast is not None:
            self._broadcast.describe_encoder(software, declared)

    def count(self, received_bytes: int, now: float) -> None:
        """Count bytes of the connection at ``now`` (monotonic seconds); a flood is ended."""
        self.meter.add(received_bytes, now)
        self._house.counts.received_bytes += received_bytes
        if self.meter.window_bytes > self._max_window_bytes and self._broadcast is not None:
            limits = self._limits
            assert limits is not None, "whoever is on the air has limits"
            is_flood = limits.max_kbps == self._house.max_kbps
            self.refuse(endings.flood(limits.max_kbps) if is_flood else endings.limit(limits.bit_rate_breach()))

    def refuse(self, ending: PublishEnding) -> None:
        """End what is on the air by a fault of the encoder, and drop it."""
        assert ending.reason is not None, "a fault ends the stream session"
        self._house.counts.refusals[ending.code] += 1
        self.log.warning("publisher_ended", code=ending.code, description=ending.description)
        if ending.reason is EndReason.LIMIT_BREACH and self._broadcast is not None:
            self._broadcast.note(StreamEventName.LIMIT_BREACH, ending.code)
        self.end(ending.reason)
        self._drop(ending)

    def note_refusal(self, code: str, **fields: str) -> None:
        """Count and log a publisher that does not get on the air."""
        self._house.counts.refusals[code] += 1
        self.log.warning("publisher_refused", code=code, **fields)

    def note_broken(self, event: str, error: Exception) -> None:
        """Count and log a connection that broke its protocol, and end what is on the air."""
        self._house.counts.refusals["protocol_error"] += 1
        self.log.warning(event, error=str(error), publishing=self._broadcast is not None)
        self.end(EndReason.PROTOCOL_ERROR)

    def end(self, reason: EndReason) -> None:
        """End the stream session now: a goodbye, or a fault. Nothing happens while off the air."""
        broadcast, self._broadcast = self._broadcast, None
        if broadcast is not None:
            self._house.registry.end(broadcast, reason)

    def lose(self) -> None:
        """The connection is gone without goodbye: the stream session waits for the encoder to come back."""
        self._gone = True
        self._house.meters.discard(self.meter)
        self._let_wait()

    def fall_silent(self) -> None:
        """Nothing arrived for the idle timeout: tell the encoder, in case it listens, and wait for it to come back."""
        self.log.warning("publisher_idle", timeout_s=self._house.idle_timeout_s)
        self._house.counts.refusals["idle"] += 1
        self._let_wait()
        self._drop(endings.idle(self._house.idle_timeout_s))

    def stop(self, reason: EndReason) -> None:
        """The stream session was ended from our side: drop the encoder."""
        self._broadcast = None
        self.log.info("publisher_stopped", reason=reason.value)
        self._drop(endings.stopped(reason))

    def _breaches(self, unit: Unit) -> bool:
        """Whether a picture is more than the channel takes; its publisher is ended then."""
        track, limits = unit.track, self._limits
        if track.kind == "audio" or limits is None or limits.knows(track):
            return False
        breach = limits.receive_track(track)
        self._max_window_bytes = _window_bytes(limits.max_kbps)
        if isinstance(breach, Breach):
            self.refuse(endings.limit(breach))
        return breach is not None

    def _let_wait(self) -> None:
        broadcast, self._broadcast = self._broadcast, None
        if broadcast is not None:
            self._house.registry.lose_publisher(broadcast)

    async def _decide(self, stream_key: str, *, gives_way: bool, encrypted: bool) -> PublishDecision:
        """Ask control. A publisher that offered its place makes way, unless we are such a one ourselves."""
        ask = partial(self._house.authority.authorize, self._protocol, stream_key, self._address, encrypted=encrypted)
        decision = await ask()
        if not isinstance(decision, PublishAccepted) or not decision.resumed or gives_way or self._gone:
            return decision
        made_way = self._house.registry.make_way(decision.session_id)
        return await ask() if made_way else decision

    def _enter(self, accepted: PublishAccepted) -> PublishDecision:
        """Take the granted stream session, unless this node knows better about a resumed one."""
        registry = self._house.registry
        if not accepted.resumed:
            self._broadcast = registry.open(accepted, self)
        else:
            broadcast = registry.find(accepted.session_id)
            if broadcast is None or broadcast.state is BroadcastState.ENDED:
                return JUST_ENDED
            if broadcast.state is BroadcastState.ON_AIR:
                return ALREADY_LIVE
            registry.resume(broadcast, self)
            self._broadcast = broadcast
        self._gate = PictureGate()
        self._pictures = MultitrackGate(accepted.rules, self._broadcast.tracks, self._broadcast.end_track)
        self._limits = PublishLimits(
            accepted.rules, ceiling_kbps=self._house.max_kbps, basic_limits=self._house.basic_limits
        )
        self._max_window_bytes = _window_bytes(self._limits.max_kbps)
        self._house.meters.add(self.meter)
        self.granted = accepted
        return accepted


def _window_bytes(kbps: int) -> int:
    return kbps * 1000 // 8 * WINDOW_S
