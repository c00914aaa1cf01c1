"""The broadcast: the live object of one stream session. One publisher writes, readers get every unit.

A deriver is a reader that writes as well: it makes further tracks (ids from ``DERIVED_VIDEO`` on) of the publisher's,
on the publisher's timeline, and ends each with ``end_track`` when it will not go on.
"""

from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

import structlog

from klieg.contracts.facts import EncoderDescription, EndReason, StreamEventName, TrackDescription
from klieg.contracts.ingest import LatencyMode, PublishRules
from klieg.contracts.playback import ViewingRules
from klieg.kernel.ids import ChannelId, StreamSessionId
from klieg.media.track import DERIVED_VIDEO, Track, TrackId
from klieg.media.unit import Unit
from klieg.node.playback.viewing import Admittance
from klieg.node.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

_log = structlog.get_logger(__name__)


class BroadcastState(Enum):
    """Where a broadcast is in its life. Only ever moves ON_AIR ⇄ AWAITING_PUBLISHER → ENDED."""

    ON_AIR = auto()
    AWAITING_PUBLISHER = auto()
    ENDED = auto()


class Publisher(Protocol):
    """Who writes a broadcast: one encoder's connection."""

    def stop(self, reason: EndReason) -> None:
        """Tell the encoder why it may not go on, and drop it. Writes nothing to the broadcast afterwards."""


class BroadcastObserver(Protocol):
    """Who wants to know what becomes of broadcasts. Returns at once, never raises."""

    def stream_started(self, broadcast: "Broadcast") -> None:
        """The first media can be fetched."""

    def encoder_described(self, broadcast: "Broadcast") -> None:
        """The tracks or the encoder's description of itself changed on the air."""

    def stream_noted(self, broadcast: "Broadcast", name: StreamEventName, code: str | None) -> None:
        """Something happened that the stream session's owner should read."""

    def stream_ended(self, broadcast: "Broadcast", reason: EndReason) -> None:
        """No more media will come."""


class Broadcast:
    """Tracks and readers of one stream session.

    Attributes:
        session_id: The stream session this is the live side of.
        channel_name: The channel it is on the air of; unique among broadcasts that have not ended.
        latency_mode: How it is delivered.
        rules: What the channel's configuration asks of publisher and node.
        admittance: Who may watch.
        state: See :class:`BroadcastState`; changed by the registry only.
        publisher: Who writes now; None unless ON_AIR.
        tracks: The newest parameters of each track that had a unit.
        started: Whether viewers could fetch media at some time.
        gives_way: Whether the publisher offered its place to the next one.
        on_readers_gone: Called when the last reader viewers fetch from failed: there is nobody left to publish to.
    """

    def __init__(
        self,
        *,
        session_id: StreamSessionId,
        channel_id: ChannelId,
        channel_name: str,
        latency_mode: LatencyMode,
        rules: PublishRules | None = None,
        viewing: ViewingRules | None = None,
    ) -> None:
        self.session_id = session_id
        self.channel_id = channel_id
        self.channel_name = channel_name
        self.latency_mode = latency_mode
        self.rules = rules or PublishRules()
        self.admittance = Admittance(channel_id, viewing or ViewingRules())
        self.state = BroadcastState.AWAITING_PUBLISHER
        self.publisher: Publisher | None = None
        self.tracks: dict[TrackId, Track] = {}
        self.started = False
        self.gives_way = False
        self.on_readers_gone: Callable[[], None] | None = None
        self._observers: list[BroadcastObserver] = []
        self._readers: tuple[Reader, ...] = ()
        self._aside: list[Reader] = []
        self._software: str | None = None
        self._declared: dict[str, str | float | bool | None] = {}

    @property
    def encoder(self) -> EncoderDescription:
        """What the encoder says of itself, and the tracks that arrived from it."""
        tracks = [_describe(self.tracks[track_id]) for track_id in sorted(self.tracks) if track_id < DERIVED_VIDEO]
        return EncoderDescription(software=self._software, declared=dict(self._declared), tracks=tracks)

    def observe(self, observer: BroadcastObserver) -> None:
        """Tell ``observer`` what becomes of this broadcast."""
        self._observers.append(observer)

    def attach(self, reader: Reader, *, aside: bool = False) -> None:
        """Offer every following unit to ``reader``. One ``aside`` is none the publisher would go on for alone."""
        self._readers = (*self._readers, reader)
        if aside:
            self._aside.append(reader)

    def detach(self, reader: Reader) -> None:
        """Offer nothing more to ``reader``."""
        self._readers = tuple(kept for kept in self._readers if kept is not reader)
        self._aside = [kept for kept in self._aside if kept is not reader]

    def write(self, unit: Unit) -> None:
        """Offer one unit to every reader. Only the publisher, while ON_AIR, and derivers, until the end, call this."""
        track = unit.track
        if self.tracks.get(track.id) is not track:
            self._note_track(track)
        for reader in self._readers:
            try:
                reader.offer(unit)
            except Exception:  # noqa: BLE001 - whatever one reader does wrong must not reach the publisher or the others
                self._drop_failed(reader)

    def end_track(self, track_id: TrackId) -> None:
        """No unit of this track will follow, unless it begins anew with a keyframe."""
        if self.tracks.pop(track_id, None) is not None:
            self._tell_readers(lambda reader: reader.offer_track_end(track_id))

    def note(self, name: StreamEventName, code: str | None = None) -> None:
        """Tell the stream session's owner that something happened."""
        for observer in self._observers:
            observer.stream_noted(self, name, code)

    def describe_encoder(self, software: str | None, declared: dict[str, str | float | bool | None]) -> None:
        """Keep what the encoder says of itself."""
        if (software, declared) == (self._software, self._declared):
            return
        self._software, self._declared = software, declared
        self._tell_described()

    def note_started(self) -> None:
        """A reader made the first media fetchable."""
        if not self.started:
            self.started = True
            for observer in self._observers:
                observer.stream_started(self)

    def put_on_air(self, publisher: Publisher) -> None:
        """Let ``publisher`` write: at the start, or after the former one was lost."""
        assert self.state is BroadcastState.AWAITING_PUBLISHER, "a broadcast has one publisher at a time"
        self.state = BroadcastState.ON_AIR
        self.publisher = publisher
        if self.tracks:
            self._tell_readers(lambda reader: reader.offer_discontinuity())

    def await_publisher(self) -> None:
        """The publisher is gone and may come back."""
        assert self.state is BroadcastState.ON_AIR, "only a broadcast on the air loses its publisher"
        self.state = BroadcastState.AWAITING_PUBLISHER
        self.publisher = None

    def end(self, reason: EndReason) -> None:
        """No unit will follow."""
        assert self.state is not BroadcastState.ENDED, "a broadcast ends once"
        self.state = BroadcastState.ENDED
        self.publisher = None
        self._tell_readers(lambda reader: reader.offer_end())
        for observer in self._observers:
            observer.stream_ended(self, reason)

    def _note_track(self, track: Track) -> None:
        changed = self.tracks.get(track.id) != track
        self.tracks[track.id] = track
        if changed and track.id < DERIVED_VIDEO:
            self._tell_described()

    def _tell_described(self) -> None:
        if self.started:
            for observer in self._observers:
                observer.encoder_described(self)

    def _tell_readers(self, tell: "Callable[[Reader], None]") -> None:
        for reader in self._readers:
            try:
                tell(reader)
            except Exception:  # noqa: BLE001 - as in write
                self._drop_failed(reader)

    def _drop_failed(self, reader: Reader) -> None:
        _log.exception("reader_failed", session_id=self.session_id, reader=type(reader).__name__)
        self.detach(reader)
        if len(self._readers) == len(self._aside) and self.on_readers_gone is not None:
            self.on_readers_gone()


def _describe(track: Track) -> TrackDescription:
    if track.kind == "video":
        return TrackDescription(
            kind="video",
            codec=track.codec_string,
            width=track.width,
            height=track.height,
            frame_rate=track.frame_rate,
        )
    return TrackDescription(
        kind="audio", codec=track.codec_string, sample_rate=track.sample_rate, channels=track.channels
    )
