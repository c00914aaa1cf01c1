"""Audio conversion: the main audio of broadcasts in another codec, by one worker process for all of a node.

Opus that a browser publishes becomes AAC at once, for HLS. AAC becomes Opus while somebody asks for it.
"""

from collections import deque
from collections.abc import Callable
from itertools import count

import structlog

from klieg.media.track import DERIVED_AUDIO, MAIN_AUDIO, AudioCodec, AudioTrack, TrackId
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast, BroadcastState
from klieg.node.workers.kept_worker import KeptWorker

_log = structlog.get_logger(__name__)

WORKER = "klieg.node.transcode.audio_worker"
MAX_WAITING_UNITS = 256
"""Units of one broadcast that wait for the worker to start: five seconds of sound. Older ones are dropped."""


class AudioConversion:
    """What a node converts. Attached to every broadcast (``Registry.on_open``), at work for few."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._by_session: dict[str, _Conversion] = {}
        self._by_stream: dict[str, _Conversion] = {}
        self.worker = KeptWorker(
            WORKER,
            name="audio",
            on_message=lambda _fields: None,
            on_unit=self._receive,
            on_start=self._begin_again,
        )

    @property
    def conversions(self) -> int:
        """How many broadcasts' sound is converted now."""
        return len(self._by_stream)

    @property
    def dropped_units(self) -> int:
        """Units of running broadcasts that the worker could not take."""
        return sum(conversion.dropped_units for conversion in self._by_session.values())

    def attach(self, broadcast: Broadcast) -> None:
        """Look after the sound of a new broadcast."""
        conversion = _Conversion(self, broadcast)
        self._by_session[broadcast.session_id] = conversion
        broadcast.attach(conversion, aside=True)

    def want_opus(self, broadcast: Broadcast) -> Callable[[], None]:
        """Have the main audio as Opus, whatever it is sent as, until the returned function is called (once or more)."""
        conversion = self._by_session.get(broadcast.session_id)
        if conversion is None:
            return lambda: None
        conversion.wanting += 1
        released = False

        def release() -> None:
            nonlocal released
            if not released:
                released = True
                conversion.release()

        return release

    async def stop(self) -> None:
        """End the worker."""
        await self.worker.stop()

    def open(self, conversion: "_Conversion", to: AudioCodec) -> str:
        """Begin to convert; return the name the worker knows the stream by."""
        stream = f"{conversion.broadcast.session_id}/{next(self._numbers)}"
        self._by_stream[stream] = conversion
        self.worker.start()
        self.worker.send({"do": "open", "stream": stream, "to": to.value})
        return stream

    def close(self, stream: str) -> None:
        """Convert no more of a stream; what is still under way of it is dropped."""
        if self._by_stream.pop(stream, None) is not None:
            self.worker.forget(stream)
            self.worker.send({"do": "close", "stream": stream})

    def forget(self, broadcast: Broadcast) -> None:
        """The broadcast is over."""
        self._by_session.pop(broadcast.session_id, None)

    def _receive(self, stream: str, unit: Unit) -> None:
        conversion = self._by_stream.get(stream)
        if conversion is not None:
            conversion.receive(unit)

    def _begin_again(self) -> None:
        """A worker started: it knows nothing of what its predecessor was told."""
        for conversion in list(self._by_stream.values()):
            conversion.begin_again()


class _Conversion:
    """The reader of one broadcast's sound, and the writer of what it becomes."""

    def __init__(self, house: AudioConversion, broadcast: Broadcast) -> None:
        self.broadcast = broadcast
        self.wanting = 0
        self.dropped_units = 0
        self._house = house
        self._waiting: deque[Unit] = deque(maxlen=MAX_WAITING_UNITS)
        self._target: AudioCodec | None = None
        self._stream: str | None = None
        self._written_pts: int | None = None

    def offer(self, unit: Unit) -> None:
        """Send a unit of the main audio to the worker, if it is to be converted."""
        track = unit.track
        if track.id != MAIN_AUDIO or not isinstance(track, AudioTrack):
            return
        target = self._choose(track.codec)
        if target is not self._target:
            self._turn_to(target)
        if target is None:
            return
        self._stream = self._stream or self._house.open(self, target)
        if self._house.worker.pid is None:
            self.dropped_units += len(self._waiting) == MAX_WAITING_UNITS
            self._waiting.append(unit)
        elif not self._house.worker.send_unit(self._stream, unit):
            self.dropped_units += 1

    def offer_discontinuity(self) -> None:
        """Drop what is under way: it belongs to a timeline that is over."""
        self._close()

    def offer_track_end(self, track_id: TrackId) -> None:
        """Stop when the main audio stopped."""
        if track_id == MAIN_AUDIO:
            self._turn_to(None)

    def offer_end(self) -> None:
        """Stop for good."""
        self._close()
        self._house.forget(self.broadcast)

    def release(self) -> None:
        """One fewer wants Opus."""
        self.wanting -= 1
        if self.wanting == 0 and self._target is AudioCodec.OPUS:
            self._turn_to(None)

    def receive(self, unit: Unit) -> None:
        """Write what the worker made."""
        if self.broadcast.state is BroadcastState.ENDED:
            return
        if self._written_pts is None or unit.pts > self._written_pts:
            self._written_pts = unit.pts
            self.broadcast.write(unit)

    def begin_again(self) -> None:
        """Go on with a new worker."""
        target, written_pts, waiting = self._target, self._written_pts, list(self._waiting)
        assert target is not None, "it is asked of conversions at work"
        self._close()
        self._stream = self._house.open(self, target)
        self._written_pts = written_pts
        for unit in waiting:
            self._house.worker.send_unit(self._stream, unit)

    def _choose(self, source: AudioCodec) -> AudioCodec | None:
        if source is AudioCodec.OPUS:
            return AudioCodec.AAC
        return AudioCodec.OPUS if self.wanting else None

    def _turn_to(self, target: AudioCodec | None) -> None:
        """Convert to another codec from now on, or to none."""
        self._close()
        self._target = target
        if target is None:
            self.broadcast.end_track(DERIVED_AUDIO)
        else:
            _log.info("audio_conversion", session_id=self.broadcast.session_id, to=target.value)

    def _close(self) -> None:
        if self._stream is not None:
            self._house.close(self._stream)
        self._stream = self._written_pts = None
        self._waiting.clear()
