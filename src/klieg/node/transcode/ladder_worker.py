"""The ladder worker: ``python -m klieg.node.transcode.ladder_worker <encoder> <preset>``, one of a stream.

Told ``{"do": "begin", "stream": …}`` it starts a timeline under that name, told ``{"do": "plan", "rungs": […]}`` it
makes these rungs of the units that follow. The picture is decoded once, here; each rung scales and encodes in a thread
of its own and hands its picture, scaled, to the next smaller one.
"""

import os
import threading
from collections.abc import Sequence
from queue import Full, Queue
from typing import Any, cast

import structlog
from av.video.frame import VideoFrame

from klieg.media.track import VideoTrack
from klieg.media.unit import Unit
from klieg.node.transcode.encoders import EncoderChoice
from klieg.node.transcode.frame_pace import FramePace
from klieg.node.transcode.rung_encoder import RungEncoder
from klieg.node.transcode.rungs import Rung
from klieg.node.transcode.source_decoder import SourceDecoder
from klieg.node.workers.child import Link, ParentGoneError, run_child
from klieg.node.workers.wire import Message

_log = structlog.get_logger(__name__)

NICENESS = 5
"""Behind the node, which must bring the source to viewers whatever becomes of the rungs."""
QUEUED_FRAMES = 4
"""Pictures that wait for a rung; when they are more, decoding waits."""
_POLL_S = 0.5
_PUT_S = 0.2


class RungLine:
    """One rung at work: its encoder, a queue of pictures and a thread.

    Args:
        encoder: Makes the rung; goes on in the next line of the same rung.
        stream: The name its units are sent under.
        link: Where to.
        smaller: The next rung.

    Attributes:
        failure: What ended the thread before its time.
    """

    def __init__(self, encoder: RungEncoder, stream: str, link: Link, smaller: "RungLine | None") -> None:
        self.encoder = encoder
        self.failure: Exception | None = None
        self._stream = stream
        self._link = link
        self._smaller = smaller
        self._pace = FramePace(halves_rate=encoder.rung.halves_rate)
        self._frames: Queue[tuple[VideoFrame, bool] | None] = Queue(QUEUED_FRAMES)
        self._thread = threading.Thread(target=self._run, name=encoder.rung.name, daemon=True)
        self._thread.start()

    def put(self, frame: VideoFrame, *, keyframe: bool) -> bool:
        """Wait a moment for room in the queue and put a picture there; False when there was none."""
        try:
            self._frames.put((frame, keyframe), timeout=_PUT_S)
        except Full:
            return False
        return True

    def finish(self) -> None:
        """Encode what is queued, and end."""
        while self._thread.is_alive():
            try:
                self._frames.put(None, timeout=_PUT_S)
                break
            except Full:
                continue
        self._thread.join()

    def _run(self) -> None:
        try:
            while (queued := self._frames.get()) is not None:
                self._receive_frame(*queued)
        except ParentGoneError:
            return  # the thread that reads learns it too
        except Exception as error:  # noqa: BLE001 - it is raised again where it ends the process
            self.failure = error

    def _receive_frame(self, frame: VideoFrame, keyframe: bool) -> None:  # noqa: FBT001 - as it lies in the queue
        assert frame.pts is not None, "the decoder was given timestamps"
        if not self._pace.takes(frame.pts, keyframe=keyframe):
            return
        ready = keyframe or self.encoder.began
        scaled = self.encoder.scale(frame) if ready else frame
        while self._smaller is not None and not self._smaller.put(scaled, keyframe=keyframe):
            if self._smaller.failure is not None:
                return
        if ready:
            for unit in self.encoder.encode(scaled, keyframe=keyframe):
                self._link.send_unit(self._stream, unit)


class LadderWork:
    """What the worker does with what it is told.

    Args:
        link: To the node.
        choice: Which encoder makes the rungs.
    """

    def __init__(self, link: Link, choice: EncoderChoice) -> None:
        self._link = link
        self._choice = choice
        self._stream = ""
        self._track: VideoTrack | None = None
        self._decoder: SourceDecoder | None = None
        self._lines: list[RungLine] = []

    def begin(self, stream: str) -> None:
        """Start a timeline; nothing of the former goes on."""
        self._finish_lines()
        if self._stream:
            self._link.forget(self._stream)
        self._stream = stream
        self._decoder = self._track = None

    def plan(self, rungs: Sequence[Rung]) -> None:
        """Make these rungs, best first, from the next picture on. One that was made already goes on as it is."""
        going_on = {encoder.rung: encoder for encoder in self._finish_lines()}
        smaller: RungLine | None = None
        for rung in reversed(rungs):
            encoder = going_on.get(rung) or RungEncoder(rung, self._choice)
            smaller = RungLine(encoder, self._stream, self._link, smaller)
            self._lines.insert(0, smaller)

    def receive_unit(self, unit: Unit) -> None:
        """Decode a unit and give its picture to the rungs."""
        if self._track is not unit.track:
            assert isinstance(unit.track, VideoTrack), "a ladder is made of pictures"
            self._drain_decoder()
            self._track = unit.track
            self._decoder = SourceDecoder(unit.track)
        assert self._decoder is not None, "made with the track"
        self._give(self._decoder.decode(unit))

    def _drain_decoder(self) -> None:
        if self._decoder is not None:
            self._give(self._decoder.flush())
            if self._decoder.broken_units:
                _log.warning("picture_units_broken", stream=self._stream, units=self._decoder.broken_units)
        self._decoder = self._track = None

    def _give(self, frames: list[tuple[VideoFrame, bool]]) -> None:
        if not self._lines:
            return
        first = self._lines[0]
        for frame, keyframe in frames:
            self._raise_failure()
            while not first.put(frame, keyframe=keyframe):
                self._link.beat()
                self._raise_failure()

    def _finish_lines(self) -> list[RungEncoder]:
        lines, self._lines = self._lines, []
        for line in lines:
            line.finish()
        self._raise_failure(lines)
        return [line.encoder for line in lines]

    def _raise_failure(self, lines: Sequence[RungLine] = ()) -> None:
        for line in lines or self._lines:
            if line.failure is not None:
                raise line.failure


def make_ladder(link: Link, arguments: Sequence[str]) -> None:
    """Make rungs until the node is gone."""
    os.nice(NICENESS)
    work = LadderWork(link, EncoderChoice(*arguments))
    while True:
        for received in link.poll(_POLL_S):
            if not isinstance(received, Message):
                work.receive_unit(received.unit)
            elif received.fields["do"] == "begin":
                work.begin(str(received.fields["stream"]))
            else:
                rungs = cast("list[dict[str, Any]]", received.fields["rungs"])
                work.plan([Rung(**rung) for rung in rungs])


if __name__ == "__main__":
    run_child("ladder_worker", make_ladder)
