"""The ladder of one broadcast: the reader that feeds its worker, and the writer of what the worker makes."""

from collections.abc import Callable
from dataclasses import asdict

import structlog

from klieg.contracts.facts import StreamEventName
from klieg.media.track import DERIVED_VIDEO, FURTHER_VIDEO, MAIN_VIDEO, TrackId, VideoTrack
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast, BroadcastState
from klieg.node.transcode.overload import Overload, Verdict
from klieg.node.transcode.rungs import Rung, RungSize, plan_ladder
from klieg.node.workers.kept_worker import KeptWorker

_log = structlog.get_logger(__name__)

WORKER = "klieg.node.transcode.ladder_worker"
JUDGED_EVERY_S = 0.5
SKIP_BEHIND_S = 6.0
"""Lag from which nothing more is sent until the worker has caught up and a keyframe comes: a hole beats a delay."""
CAUGHT_UP_S = 1.0
MAX_WAITING_UNITS = 600
"""Units that wait for the worker to start; when there are more, it begins with the next keyframe."""


class BroadcastLadder:
    """Feeds the worker the main picture and writes the rungs' tracks.

    Args:
        broadcast: Whose picture it is.
        sizes: The steps of its channel's ladder.
        arguments: What the worker is started with: encoder and preset.
        now: Monotonic seconds.
        on_end: Called when nothing will be made any more and the worker can be stopped; maybe more than once.

    Attributes:
        worker: The process, kept running while there is something to make.
        rungs: What is made now, best first.
        overload: How many rungs are given up.
        behind_s: How far the slowest rung is behind what was sent, when it was last judged.
        skipped_units: Units that were not sent because the worker was too slow or away.
    """

    def __init__(
        self,
        broadcast: Broadcast,
        sizes: tuple[RungSize, ...],
        *,
        arguments: tuple[str, ...],
        now: Callable[[], float],
        on_end: Callable[["BroadcastLadder"], None],
    ) -> None:
        self.broadcast = broadcast
        self.rungs: tuple[Rung, ...] = ()
        self.overload = Overload()
        self.behind_s = 0.0
        self.skipped_units = 0
        self.worker = KeptWorker(
            WORKER,
            name="ladder",
            on_message=lambda _fields: None,
            on_unit=self._receive,
            on_start=self._begin_again,
            on_loss=self._wait_for_worker,
            arguments=arguments,
        )
        self._sizes = sizes
        self._now = now
        self._on_end = on_end
        self._track: VideoTrack | None = None
        self._planned: tuple[Rung, ...] = ()
        self._timeline = 0
        self._stream = ""
        self._runs = False
        self._awaits_keyframe = True
        self._is_skipping = False
        self._waiting: list[Unit] = []
        self._sent_pts = 0
        self._made_pts: dict[TrackId, int] = {}
        self._await_keyframe_sent: set[TrackId] = set()
        self._judged_at = 0.0

    def offer(self, unit: Unit) -> None:
        """Send a unit of the main picture to the worker."""
        track = unit.track
        if track.id != MAIN_VIDEO:
            if FURTHER_VIDEO <= track.id < DERIVED_VIDEO:
                self._leave_to_publisher()
            return
        if not self._sizes:
            return
        if track is not self._track:
            assert isinstance(track, VideoTrack), "the main picture is one"
            self._receive_track(track)
        if not self._planned:
            return
        if not self._runs:
            self._keep_waiting(unit)
            return
        self._send(unit)
        now = self._now()
        if now - self._judged_at >= JUDGED_EVERY_S:
            self._judged_at = now
            self._judge(now)

    def offer_discontinuity(self) -> None:
        """Start a timeline; what is under way of the former is dropped."""
        self._begin()

    def offer_track_end(self, track_id: TrackId) -> None:
        """Without the main picture there are no rungs."""
        if track_id == MAIN_VIDEO:
            self._track = None
            self._plan(())

    def offer_end(self) -> None:
        """Stop for good."""
        self._on_end(self)

    def _receive_track(self, track: VideoTrack) -> None:
        """Derive the rungs anew for a picture of other parameters."""
        self._track = track
        self._waiting.clear()  # it would be made in the new sizes
        self._plan(plan_ladder(self._sizes, width=track.width, height=track.height, frame_rate=track.frame_rate))
        if self._planned:
            self.worker.start()

    def _leave_to_publisher(self) -> None:
        """Further pictures come from the publisher itself: none are made here any more."""
        if self._sizes:
            _log.info("ladder_left_to_publisher", session_id=self.broadcast.session_id)
            self._sizes = ()
            self._plan(())
            self._on_end(self)

    def _plan(self, planned: tuple[Rung, ...]) -> None:
        """Make these rungs, but for those given up; end the tracks of those that are made no more."""
        self._planned = planned
        rungs = planned[self.overload.shed :]
        kept = {_track_id(rung) for rung in rungs}
        for rung in self.rungs:
            if _track_id(rung) not in kept:
                self._made_pts.pop(_track_id(rung), None)
                self.broadcast.end_track(_track_id(rung))
        self._await_keyframe_sent = kept - self._made_pts.keys()
        if rungs != self.rungs:
            self.rungs = rungs
            self._tell_plan()

    def _tell_plan(self) -> None:
        self.worker.send({"do": "plan", "rungs": [asdict(rung) for rung in self.rungs]})

    def _begin(self) -> None:
        """Start a timeline in the worker, with the rungs of now."""
        self._timeline += 1
        self._stream = f"{self.broadcast.session_id}/{self._timeline}"
        self._awaits_keyframe = True
        self._is_skipping = False
        self._sent_pts = 0
        self._made_pts.clear()
        self._await_keyframe_sent = set(map(_track_id, self.rungs))
        self._waiting.clear()
        self.worker.send({"do": "begin", "stream": self._stream})
        self._tell_plan()

    def _begin_again(self) -> None:
        """A worker started: it knows nothing of what its predecessor was told."""
        waiting = list(self._waiting)
        self._begin()
        self._runs = True
        for unit in waiting:
            self._send(unit)

    def _wait_for_worker(self) -> None:
        """The worker died; what comes from the next keyframe on waits for its successor."""
        self._runs = False

    def _keep_waiting(self, unit: Unit) -> None:
        if len(self._waiting) >= MAX_WAITING_UNITS:
            self.skipped_units += len(self._waiting)
            self._waiting.clear()
        if unit.keyframe or self._waiting:
            self._waiting.append(unit)

    def _send(self, unit: Unit) -> None:
        if self._is_skipping and unit.keyframe and self._behind_s() <= CAUGHT_UP_S:
            self._is_skipping = False
        if self._is_skipping or (self._awaits_keyframe and not unit.keyframe):
            self.skipped_units += 1
            return
        if not self.worker.send_unit(self._stream, unit):
            self._awaits_keyframe = True
            self.skipped_units += 1
            return
        self._awaits_keyframe = False
        if unit.keyframe and self._await_keyframe_sent:
            self._made_pts |= dict.fromkeys(self._await_keyframe_sent, unit.pts)
            self._await_keyframe_sent = set()
        self._sent_pts = max(self._sent_pts, unit.pts)

    def _receive(self, stream: str, unit: Unit) -> None:
        """Write what the worker made, unless it belongs to what is over."""
        if stream != self._stream or self.broadcast.state is BroadcastState.ENDED:
            return
        made_pts = self._made_pts.get(unit.track.id)
        if made_pts is None:
            return
        self._made_pts[unit.track.id] = unit.pts
        self.broadcast.write(unit)

    def _behind_s(self) -> float:
        if not self._made_pts or self._track is None:
            return 0.0
        return max(0.0, (self._sent_pts - min(self._made_pts.values())) / self._track.timescale)

    def _judge(self, now: float) -> None:
        """Give up a rung when the worker cannot keep pace, or take one back."""
        self.behind_s = behind_s = self._behind_s()
        if behind_s >= SKIP_BEHIND_S and not self._is_skipping:
            _log.warning("ladder_skips", session_id=self.broadcast.session_id, behind_s=round(behind_s, 1))
            self._is_skipping = True
        verdict = self.overload.receive_measurement(behind_s, now, rungs=len(self.rungs))
        if verdict is Verdict.SHED:
            self._change_load(StreamEventName.RENDITIONS_SHED, self.rungs[0])
        elif verdict is Verdict.RESTORE and self.overload.shed < len(self._planned):
            self._change_load(StreamEventName.RENDITIONS_RESTORED, self._planned[self.overload.shed])

    def _change_load(self, event: StreamEventName, rung: Rung) -> None:
        _log.warning(
            "ladder_load",
            session_id=self.broadcast.session_id,
            rendition_event=event.value,
            rung=rung.name,
            behind_s=round(self.behind_s, 1),
        )
        self._plan(self._planned)
        self.broadcast.note(event, rung.name)


def _track_id(rung: Rung) -> TrackId:
    return TrackId(DERIVED_VIDEO + rung.number)
