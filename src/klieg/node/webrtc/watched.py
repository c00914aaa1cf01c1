"""One broadcast as viewers by WebRTC see it: what of it they can be sent, kept since the last keyframe."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog
from pydantic import BaseModel

from klieg.media.track import AudioCodec, TrackId, VideoCodec, VideoTrack
from klieg.media.unit import Unit
from klieg.node.broadcast import Broadcast
from klieg.node.webrtc.messages import CatchUp, EndBroadcast, EndTrack

_log = structlog.get_logger(__name__)

MAX_KEPT_UNITS = 900
"""Units of a picture kept since its last keyframe: half a minute; what is longer has no quick start."""
MAX_KEPT_BYTES = 16 * 1024 * 1024


class UnitTaker(Protocol):
    """The worker, as far as a broadcast needs it (:class:`klieg.node.webrtc.worker_link.WorkerLink`)."""

    def tell(self, order: BaseModel) -> None:
        """Send an order. Nothing happens while the worker does not run."""

    def send_unit(self, broadcast: str, unit: Unit) -> bool:
        """Send a unit of a broadcast that is watched. False when there was no room: nothing was sent."""

    def forget(self, broadcast: str) -> None:
        """No unit of a broadcast will follow for now."""


@dataclass
class _Picture:
    """A video track: its units since the last keyframe, and whether they can be sent as they are."""

    track: VideoTrack
    newest_pts: int
    has_b_frames: bool = False
    kept: list[Unit] = field(default_factory=list)
    kept_bytes: int = 0
    broken: bool = False

    def keep(self, unit: Unit) -> None:
        """Keep a unit for those who join."""
        if unit.keyframe:
            self.kept.clear()
            self.kept_bytes = 0
        elif not self.kept:
            return
        self.kept.append(unit)
        self.kept_bytes += len(unit.payload)
        if len(self.kept) > MAX_KEPT_UNITS or self.kept_bytes > MAX_KEPT_BYTES:
            self.kept.clear()
            self.kept_bytes = 0


class WatchedBroadcast:
    """Reads a broadcast (:class:`klieg.node.reader.Reader`). Its units go to the worker only while somebody watches.

    Pictures whose frames are shown in another order than they are sent (B-frames) are left out: browsers that play by
    WebRTC show frames as they come.

    Args:
        broadcast: What is watched.
        worker: Where the viewers are.
        want_opus: Asks for the sound as Opus, where the publisher sends another codec; returns how to ask no more.
    """

    def __init__(
        self, broadcast: Broadcast, worker: UnitTaker, want_opus: Callable[[Broadcast], Callable[[], None]]
    ) -> None:
        self.broadcast = broadcast
        self._worker = worker
        self._want_opus = want_opus
        self._release_opus: Callable[[], None] | None = None
        self._pictures: dict[TrackId, _Picture] = {}
        self._viewers: set[str] = set()
        self._in_worker = False
        self.dropped_units = 0

    @property
    def viewer_count(self) -> int:
        """How many watch."""
        return len(self._viewers)

    def picture(self) -> VideoTrack | None:
        """Return the best picture that can be sent; None when there is none."""
        playable = [picture.track for picture in self._pictures.values() if _is_playable(picture)]
        return min(playable, key=lambda track: (-track.width * track.height, track.id), default=None)

    def why_not(self) -> str:
        """Return a sentence on why no picture can be sent."""
        pictures = self._pictures.values()
        if not pictures:
            return "The stream has no picture yet."
        if any(picture.has_b_frames for picture in pictures):
            return (
                "The picture has B-frames, which cannot be played by WebRTC: "
                "switch them off in the encoder (tune zerolatency), or watch by HLS."
            )
        codec = next(iter(pictures)).track.codec_string
        return f"The picture is encoded as {codec}; by WebRTC only H.264 is played here. Watch by HLS."

    def admit(self, viewer: str) -> None:
        """Begin to send for a viewer; its order to the worker has gone out."""
        self._viewers.add(viewer)
        if self._in_worker:
            return
        self._in_worker = True
        if self._release_opus is None:
            self._release_opus = self._want_opus(self.broadcast)
        for track in sorted(self._pictures):
            self._send_kept(self._pictures[track])

    def dismiss(self, viewer: str) -> None:
        """A viewer is gone; nothing is sent any more when it was the last."""
        self._viewers.discard(viewer)
        if not self._viewers and self._in_worker:
            self._stop_sending()

    def forget_worker(self) -> None:
        """The worker died, and its viewers with it."""
        self._in_worker = False
        self._viewers.clear()
        self._let_opus_go()

    # From the broadcast.

    def offer(self, unit: Unit) -> None:
        """Take one unit."""
        track = unit.track
        if track.kind == "audio":
            if self._in_worker and track.codec is AudioCodec.OPUS:
                self._send(unit)
            return
        picture = self._pictures.get(track.id)
        if picture is None or picture.track is not track:
            picture = self._pictures[track.id] = _Picture(track, unit.pts)
        if unit.pts < picture.newest_pts and not picture.has_b_frames:
            self._note_b_frames(picture)
        picture.newest_pts = max(picture.newest_pts, unit.pts)
        if not _is_playable(picture):
            return
        picture.keep(unit)
        if self._in_worker:
            self._send_picture(picture, unit)

    def offer_discontinuity(self) -> None:
        """The publisher was lost and is back: the next picture begins with a keyframe."""
        self._pictures.clear()

    def offer_track_end(self, track_id: TrackId) -> None:
        """One track has ended."""
        if self._pictures.pop(track_id, None) is not None and self._in_worker:
            self._worker.tell(EndTrack(broadcast=self.broadcast.session_id, track_id=track_id))

    def offer_end(self) -> None:
        """Everything has ended."""
        self._pictures.clear()
        if self._in_worker:
            self._stop_sending()

    def _note_b_frames(self, picture: _Picture) -> None:
        picture.has_b_frames = True
        picture.kept.clear()
        if self._in_worker:
            _log.info("whep_b_frames", session_id=self.broadcast.session_id, track=picture.track.id)
            self._worker.tell(EndTrack(broadcast=self.broadcast.session_id, track_id=picture.track.id))

    def _send_kept(self, picture: _Picture) -> None:
        """Send everything since the last keyframe, so that the first viewer sees a picture at once."""
        if not picture.kept:
            return
        span_s = (picture.kept[-1].pts - picture.kept[0].pts) / picture.track.timescale
        self._worker.tell(CatchUp(broadcast=self.broadcast.session_id, span_s=span_s))
        for unit in picture.kept:
            self._send(unit)

    def _send_picture(self, picture: _Picture, unit: Unit) -> None:
        """Send a unit; after one the worker had no room for, none until the next keyframe."""
        if picture.broken and not unit.keyframe:
            self.dropped_units += 1
            return
        picture.broken = not self._send(unit)

    def _send(self, unit: Unit) -> bool:
        sent = self._worker.send_unit(self.broadcast.session_id, unit)
        self.dropped_units += not sent
        return sent

    def _stop_sending(self) -> None:
        self._in_worker = False
        self._worker.tell(EndBroadcast(broadcast=self.broadcast.session_id))
        self._worker.forget(self.broadcast.session_id)
        self._let_opus_go()

    def _let_opus_go(self) -> None:
        release, self._release_opus = self._release_opus, None
        if release is not None:
            release()


def _is_playable(picture: _Picture) -> bool:
    return picture.track.codec is VideoCodec.H264 and not picture.has_b_frames
