"""Streams of made-up units: timing is real, payloads are not. For packagers, which never look into a payload."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, AudioCodec, AudioTrack, VideoCodec, VideoTrack
from klieg.media.unit import Unit

VIDEO = VideoTrack(MAIN_VIDEO, VideoCodec.H264, b"\x01\x64\x00\x1f\xff\xe0\x00", "avc1.64001f", 1280, 720, 30.0, 90_000)
AUDIO = AudioTrack(MAIN_AUDIO, AudioCodec.AAC, b"\x11\x90", "mp4a.40.2", 48_000, 2, 1024, 48_000)
WALLCLOCK = 1_790_000_000.0

type Arrival = tuple[Unit, float]
"""A unit and the wallclock at which it comes."""


@dataclass(frozen=True)
class Script:
    """How a publisher behaves. Times in seconds unless named otherwise."""

    seconds: float = 10.0
    frame_rate: float = 30.0
    declares_rate: bool = True
    gop_frames: int = 60
    b_frames: int = 0
    video: bool = True
    audio: bool = True
    audio_lag_s: float = 0.0  # how much later than its time audio arrives
    stamps_in_ms: bool = True  # video stamps are whole milliseconds, as RTMP carries them
    wobble_ms: Sequence[int] = (0,)  # added to frame times in turn
    pauses: Sequence[tuple[float, float]] = ()  # video is silent from, to
    audio_pauses: Sequence[tuple[float, float]] = ()
    start_s: float = 100.0
    wallclock: float = WALLCLOCK
    frame_bytes: int = 400
    video_track: VideoTrack = VIDEO
    audio_track: AudioTrack = AUDIO

    def arrivals(self) -> list[Arrival]:
        """Return the units in order of arrival."""
        timed = (self._video() if self.video else []) + (self._audio() if self.audio else [])
        timed.sort(key=lambda entry: entry[0])
        return [(unit, self.wallclock + at) for at, unit in timed]

    def _video(self) -> list[tuple[float, Unit]]:
        track = replace(self.video_track, frame_rate=self.frame_rate if self.declares_rate else None)
        count = max(1, round(self.seconds * self.frame_rate))
        times = self._frame_times(count)
        timed = []
        for index, (time, order) in enumerate(zip(times, self._display_orders(count), strict=True)):
            if any(start <= time < end for start, end in self.pauses):
                continue
            delay = self.b_frames + 1 if self.b_frames else 0
            shown = index + delay - order
            pts = times[shown] if shown < count else time + (shown - index) / self.frame_rate
            key = index % self.gop_frames == 0
            payload = self._number(index) + bytes(self.frame_bytes * (8 if key else 1))
            unit = Unit(track, max(self._stamp(pts), self._stamp(time)), self._stamp(time), key, payload)
            timed.append((time, unit))
        return timed

    def _frame_times(self, count: int) -> list[float]:
        """Decoding times: the frame rate with the wobble, strictly growing."""
        times: list[float] = []
        for index in range(count):
            time = index / self.frame_rate + self.wobble_ms[index % len(self.wobble_ms)] / 1000
            times.append(max(time, times[-1] + 0.001) if times else time)
        return times

    def _display_orders(self, count: int) -> list[int]:
        """By how many frames each frame is shown earlier than the reordering delay: P first, then its B frames."""
        if not self.b_frames:
            return [0] * count
        orders = []
        for index in range(count):
            place = index % self.gop_frames % (self.b_frames + 1)
            orders.append(0 if place == 1 else self.b_frames + 1 if index % self.gop_frames else self.b_frames)
        return [min(order, self.b_frames + 1) for order in orders]

    def _stamp(self, time: float) -> int:
        seconds = self.start_s + time
        return round(seconds * 1000) * 90 if self.stamps_in_ms else round(seconds * 90_000)

    def _number(self, index: int) -> bytes:
        return round(self.start_s * 1000).to_bytes(4) + index.to_bytes(4)

    def _audio(self) -> list[tuple[float, Unit]]:
        track = self.audio_track
        first = round(self.start_s * track.timescale)
        timed = []
        for index in range(round(self.seconds * track.timescale / track.frame_samples)):
            time = index * track.frame_samples / track.timescale
            if any(start <= time < end for start, end in self.audio_pauses):
                continue
            stamp = first + index * track.frame_samples
            unit = Unit(track, stamp, stamp, True, self._number(index) + bytes(60))
            timed.append((time + self.audio_lag_s, unit))
        return timed
