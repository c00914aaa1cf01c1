"""One RTMP publisher: what is decided about it, between the engine that speaks RTMP and the broadcast it writes."""

from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from itertools import islice
from math import isfinite
from typing import Protocol

import structlog

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import PublishAccepted, PublishDecision, PublishRefused
from klieg.kernel.ids import StreamSessionId
from klieg.media.containers.flv.errors import FlvError, UnsupportedCodecError
from klieg.media.containers.flv.translator import FlvTranslator
from klieg.media.rtmp.connection import ServerConnection
from klieg.media.rtmp.events import (
    AudioReceived,
    ConnectionFailed,
    ConnectReceived,
    Event,
    MetadataReceived,
    PublishEnded,
    PublishReceived,
    VideoReceived,
)
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast, BroadcastState
from klieg.node.ingest import rtmp_answers as answers
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.picture_gate import AudioOnlyError, PictureGate
from klieg.node.ingest.rate_meter import WINDOW_S, RateMeter
from klieg.node.ingest.rtmp_answers import Answer
from klieg.node.registry import Registry

_log = structlog.get_logger(__name__)

MAX_DECLARED = 64
"""Entries of ``onMetaData`` that are kept, each at most ``MAX_DECLARED_LENGTH`` long."""
MAX_DECLARED_LENGTH = 256


class Authority(Protocol):
    """Who decides about publishers (:class:`klieg.node.control.ControlLink`)."""

    async def authorize(self, stream_key: str, client_address: str) -> PublishDecision:
        """Decide whether the holder of ``stream_key`` may go on the air."""

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        """Take back a stream session that was granted and will not be used."""


@dataclass(frozen=True)
class IngestHouse:
    """What every publisher of a node shares."""

    authority: Authority
    registry: Registry
    max_kbps: int
    idle_timeout_s: float
    counts: IngestCounts
    spawn: Callable[[Coroutine[None, None, None]], object]
    meters: set[RateMeter] = field(default_factory=set)


class RtmpPublisher:
    """Decides about one connection.

    Args:
        engine: The connection's RTMP engine; its answers are drained by ``flush``.
        house: What publishers share.
        address: Where the encoder is, for the log and control.
        flush: Writes what the engine has to say, and closes when it asks so.
    """

    def __init__(
        self, engine: ServerConnection, house: IngestHouse, *, address: str, flush: Callable[[], None]
    ) -> None:
        self._engine = engine
        self._house = house
        self._flush = flush
        self._log = _log.bind(address=address)
        self._address = address
        self._broadcast: Broadcast | None = None
        self._translator = FlvTranslator()
        self._gate = PictureGate()
        self._software: str | None = None
        self._gone = False
        self._max_window_bytes = house.max_kbps * 1000 // 8 * WINDOW_S
        self.meter = RateMeter()

    @property
    def is_publishing(self) -> bool:
        """Whether the encoder is on the air."""
        return self._broadcast is not None

    def receive_event(self, event: Event) -> None:
        """Act on one event of the engine."""
        match event:
            case VideoReceived() | AudioReceived():
                self._receive_media(event)
            case ConnectReceived():
                self._receive_connect(event)
            case PublishReceived():
                self._house.spawn(self._authorize(event))
            case MetadataReceived():
                self._receive_metadata(event)
            case PublishEnded():
                self._end(EndReason.PUBLISHER_LEFT)
            case ConnectionFailed():
                self._house.counts.refusals["protocol_error"] += 1
                self._log.warning("rtmp_broken", error=str(event.error), publishing=self.is_publishing)
                self._end(EndReason.PROTOCOL_ERROR)

    def count(self, received_bytes: int, now: float) -> None:
        """Count bytes of the connection at ``now``; a flood is ended."""
        self.meter.add(received_bytes, now)
        self._house.counts.received_bytes += received_bytes
        if self.meter.window_bytes > self._max_window_bytes and self._broadcast is not None:
            self._refuse("flood", answers.flood_answer(self._house.max_kbps), EndReason.LIMIT_BREACH)

    def stop(self, reason: EndReason) -> None:
        """Tell the encoder that its stream session was ended by us, and drop it."""
        self._broadcast = None
        self._log.info("publisher_stopped", reason=reason.value)
        self._drop(answers.STOP_ANSWERS.get(reason, answers.STOP_ANSWER_DEFAULT))

    def fall_silent(self) -> None:
        """Nothing arrived for the idle timeout: tell the encoder, in case it listens, and wait for it to come back."""
        broadcast, self._broadcast = self._broadcast, None
        self._log.warning("publisher_idle", timeout_s=self._house.idle_timeout_s)
        self._house.counts.refusals["idle"] += 1
        if broadcast is not None:
            self._house.registry.lose_publisher(broadcast)
        self._drop(answers.idle_answer(self._house.idle_timeout_s))

    def lose_connection(self) -> None:
        """The socket is gone."""
        self._gone = True
        self._house.meters.discard(self.meter)
        broadcast, self._broadcast = self._broadcast, None
        if broadcast is not None:
            self._house.registry.lose_publisher(broadcast)

    def _receive_connect(self, event: ConnectReceived) -> None:
        self._software = event.flash_version or None
        if event.app in answers.APPS:
            self._engine.accept_connect()
            return
        self._house.counts.refusals["wrong_app"] += 1
        self._log.warning("publisher_refused", code="wrong_app", app=event.app[:64])
        self._engine.refuse_connect(answers.WRONG_APP)

    async def _authorize(self, event: PublishReceived) -> None:
        stream_key, _, query = event.name.partition("?")
        self._log = self._log.bind(key=answers.masked_key(stream_key))
        gives_way = answers.GIVES_WAY in query.split("&")
        decision = await self._decide(stream_key, gives_way=gives_way)
        if self._gone:
            if isinstance(decision, PublishAccepted) and not decision.resumed:
                self._house.authority.session_ended(decision.session_id, EndReason.NEVER_STARTED)
            return
        if isinstance(decision, PublishAccepted):
            decision = self._enter(decision)
        if isinstance(decision, PublishRefused):
            self._house.counts.refusals[decision.code.value] += 1
            self._log.warning("publisher_refused", code=decision.code.value)
            self._engine.refuse_publish(event.stream_id, answers.REFUSAL_CODES[decision.code], decision.description)
        else:
            if self._broadcast is not None:
                self._broadcast.gives_way = gives_way
            self._engine.accept_publish(event.stream_id)
            self._log.info("publisher_accepted", channel=decision.channel_name, session_id=decision.session_id)
        self._flush()

    async def _decide(self, stream_key: str, *, gives_way: bool) -> PublishDecision:
        """Ask control. A publisher that offered its place makes way, unless we are such a one ourselves."""
        authority = self._house.authority
        decision = await authority.authorize(stream_key, self._address)
        if not isinstance(decision, PublishAccepted) or not decision.resumed or gives_way or self._gone:
            return decision
        made_way = self._house.registry.make_way(decision.session_id)
        return await authority.authorize(stream_key, self._address) if made_way else decision

    def _enter(self, accepted: PublishAccepted) -> PublishDecision:
        """Take the granted stream session, unless this node knows better about a resumed one."""
        registry = self._house.registry
        if not accepted.resumed:
            self._broadcast = registry.open(accepted, self)
        else:
            broadcast = registry.find(accepted.session_id)
            if broadcast is None or broadcast.state is BroadcastState.ENDED:
                return answers.JUST_ENDED
            if broadcast.state is BroadcastState.ON_AIR:
                return answers.ALREADY_LIVE
            registry.resume(broadcast, self)
            self._broadcast = broadcast
        self._translator = FlvTranslator()
        self._gate = PictureGate()
        self._house.meters.add(self.meter)
        self._broadcast.describe_encoder(self._software, {})
        return accepted

    def _receive_metadata(self, event: MetadataReceived) -> None:
        if self._broadcast is None:
            return
        declared = _plain(event.values)
        encoder = declared.get("encoder")
        self._software = encoder if isinstance(encoder, str) else self._software
        self._broadcast.describe_encoder(self._software, declared)

    def _receive_media(self, event: VideoReceived | AudioReceived) -> None:
        if self._broadcast is None:
            return
        try:
            if type(event) is VideoReceived:
                units = self._translator.receive_video(event.timestamp_ms, event.payload)
            else:
                units = self._translator.receive_audio(event.timestamp_ms, event.payload)
            for unit in units:
                self._write(unit)
        except UnsupportedCodecError as error:
            self._refuse("unsupported_codec", Answer(answers.REJECTED, str(error)), EndReason.PROTOCOL_ERROR)
        except FlvError as error:
            self._refuse("malformed_media", Answer(answers.REJECTED, str(error)), EndReason.PROTOCOL_ERROR)
        except AudioOnlyError as error:
            self._refuse("audio_only", Answer(answers.REJECTED, str(error)), EndReason.PROTOCOL_ERROR)

    def _write(self, unit: Unit) -> None:
        if self._gate.is_open:
            if self._broadcast is not None:  # it may end under a write: the packager may fail
                self._broadcast.write(unit)
            return
        for released in self._gate.receive_unit(unit):
            if self._broadcast is not None:
                self._broadcast.write(released)

    def _refuse(self, code: str, answer: Answer, reason: EndReason) -> None:
        """End what is on the air by a fault of the encoder, and tell it."""
        self._house.counts.refusals[code] += 1
        self._log.warning("publisher_ended", code=code, description=answer.description)
        self._end(reason)
        self._drop(answer)

    def _end(self, reason: EndReason) -> None:
        broadcast, self._broadcast = self._broadcast, None
        if broadcast is not None:
            self._house.registry.end(broadcast, reason)

    def _drop(self, answer: Answer) -> None:
        self._engine.end_publish(answer.code, answer.description)
        self._flush()


def _plain(values: Mapping[str, object]) -> dict[str, str | float | bool | None]:
    """Return what of ``onMetaData`` is worth keeping: simple values, not too many, not too long."""
    plain: dict[str, str | float | bool | None] = {}
    for name, value in islice(values.items(), MAX_DECLARED):
        if isinstance(value, str):
            plain[name[:MAX_DECLARED_LENGTH]] = value[:MAX_DECLARED_LENGTH]
        elif value is None or (isinstance(value, bool | float) and isfinite(value)):
            plain[name[:MAX_DECLARED_LENGTH]] = value
    return plain
