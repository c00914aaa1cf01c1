"""What unit tests of the node stand in with: a clock that moves when told, units, a transport that records."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import cast

from klieg.contracts.facts import EndReason, StreamEventName
from klieg.contracts.ingest import LatencyMode, PublishAccepted, PublishRules
from klieg.kernel.ids import ChannelId, StreamSessionId
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, AudioCodec, AudioTrack, TrackId, VideoCodec, VideoTrack
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast

VIDEO = VideoTrack(
    id=MAIN_VIDEO,
    codec=VideoCodec.H264,
    configuration=b"\x01\x64\x00\x1f\xff\xe1\x00\x04\x67\x64\x00\x1f\x01\x00\x02\x68\xee",
    codec_string="avc1.64001f",
    width=1280,
    height=720,
    frame_rate=30.0,
    timescale=90_000,
)
AUDIO = AudioTrack(
    id=MAIN_AUDIO,
    codec=AudioCodec.AAC,
    configuration=b"\x11\x90",
    codec_string="mp4a.40.2",
    sample_rate=48_000,
    channels=2,
    frame_samples=1024,
    timescale=48_000,
)
FRAME_TICKS = 3000


def video_unit(number: int, *, gop: int = 60, track: VideoTrack = VIDEO) -> Unit:
    """Frame ``number`` of a 30 fps stream without B-frames."""
    ticks = number * FRAME_TICKS
    return Unit(track, ticks, ticks, number % gop == 0, b"\x00\x00\x00\x04" + number.to_bytes(4))


def audio_unit(number: int) -> Unit:
    """Frame ``number`` of AAC at 48 kHz."""
    return Unit(AUDIO, number * 1024, number * 1024, keyframe=True, payload=b"\x21\x10" + number.to_bytes(4))


@dataclass
class FakeTimer:
    """A timer of ``FakeTime``."""

    due: float
    call: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class FakeTime:
    """A clock (:class:`klieg.kernel.clock.Clock`) and its timers; moves when told."""

    seconds: float = 1000.0
    timers: list[FakeTimer] = field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def wallclock(self) -> float:
        return 1_800_000_000.0 + self.seconds

    def call_later(self, delay_s: float, call: Callable[[], None]) -> FakeTimer:
        timer = FakeTimer(self.seconds + delay_s, call)
        self.timers.append(timer)
        return timer

    def pass_by(self, seconds: float) -> None:
        """Let time pass; timers fire in order."""
        self.seconds += seconds
        while due := sorted((t for t in self.timers if t.due <= self.seconds), key=lambda t: t.due):
            self.timers.remove(due[0])
            if not due[0].cancelled:
                due[0].call()


@dataclass
class Observed:
    """Remembers what a broadcast tells (:class:`klieg.node.broadcast.BroadcastObserver`)."""

    told: list[tuple[str, object]] = field(default_factory=list)

    def stream_started(self, broadcast: Broadcast) -> None:
        self.told.append(("started", broadcast.session_id))

    def encoder_described(self, broadcast: Broadcast) -> None:
        self.told.append(("described", broadcast.encoder))

    def stream_noted(self, broadcast: Broadcast, name: StreamEventName, code: str | None) -> None:
        self.told.append(("noted", (name, code)))

    def stream_ended(self, broadcast: Broadcast, reason: EndReason) -> None:
        self.told.append(("ended", reason))


@dataclass
class RecordingReader:
    """Remembers what it is offered; fails from unit ``fails_at`` on."""

    fails_at: int | None = None
    units: list[Unit] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    def offer(self, unit: Unit) -> None:
        if self.fails_at is not None and len(self.units) >= self.fails_at:
            raise RuntimeError("this reader is broken")
        self.units.append(unit)

    def offer_discontinuity(self) -> None:
        self.heard.append("discontinuity")

    def offer_track_end(self, track_id: TrackId) -> None:
        self.heard.append(f"track {track_id} ended")

    def offer_end(self) -> None:
        self.heard.append("end")


@dataclass
class RecordingPublisher:
    """Remembers why it was stopped."""

    stopped: list[EndReason] = field(default_factory=list)

    def stop(self, reason: EndReason) -> None:
        self.stopped.append(reason)


def accepted(session_id: str = "ss_1", channel: str = "demo", *, resumed: bool = False) -> PublishAccepted:
    """Control's yes."""
    return PublishAccepted(
        channel_id=ChannelId(f"ch_{channel}"),
        channel_name=channel,
        session_id=StreamSessionId(session_id),
        latency_mode=LatencyMode.LOW,
        resumed=resumed,
    )


def make_broadcast(rules: PublishRules | None = None) -> Broadcast:
    """A broadcast that awaits its publisher."""
    return Broadcast(
        session_id=StreamSessionId("ss_1"),
        channel_id=ChannelId("ch_demo"),
        channel_name="demo",
        latency_mode=LatencyMode.LOW,
        rules=rules,
    )


class FakeTransport(asyncio.Transport):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__({"peername": ("192.0.2.7", 4711)})
        self.written = b""
        self.closed = False
        self.aborted = False
        self.half_closed = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        assert not self.closed, "nothing is written after the end"
        self.written += bytes(data)

    def writelines(self, list_of_data: object) -> None:
        for data in cast("list[bytes]", list_of_data):
            self.write(data)

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        pass

    def is_closing(self) -> bool:
        return self.closed or self.aborted

    def can_write_eof(self) -> bool:
        return True

    def write_eof(self) -> None:
        self.half_closed = True

    def close(self) -> None:
        self.closed = True

    def abort(self) -> None:
        self.aborted = True

    def take(self) -> bytes:
        """Return and forget what was written."""
        written, self.written = self.written, b""
        return written
