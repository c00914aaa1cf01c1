"""The viewers of one broadcast: its units are made into packets once, and the same bytes go to everybody."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

import structlog

from klieg.media.codecs.errors import CodecError
from klieg.media.rtp.forwarding import ForwardedTrack, ForwardingClock
from klieg.media.rtp.viewer_feedback import (
    BitrateEstimated,
    KeyframeRequested,
    NackReceived,
    ReceptionReported,
    ViewerLeft,
)
from klieg.media.track import TrackId, VideoTrack
from klieg.media.unit import Unit
from klieg.node.webrtc.peers.catching_up import CatchingUp
from klieg.node.webrtc.peers.layer_choice import Layer
from klieg.node.webrtc.peers.peer_connection import SentSource
from klieg.node.webrtc.peers.viewer_peer import ViewerPeer, addressed

_log = structlog.get_logger(__name__)

REPORT_S = 1.0
RATE_WINDOW_S = 2.0


class _Picture:
    """A video track that can be watched, and how much it is."""

    def __init__(self, forwarded: ForwardedTrack, pixels: int) -> None:
        self.forwarded = forwarded
        self.pixels = pixels
        self.bitrate = 0.0
        self._bytes = 0
        self._since: float | None = None

    def count(self, size: int, now: float) -> None:
        """Count a unit's bytes; the rate is measured anew every window."""
        if self._since is None:
            self._since = now
        elif now - self._since >= RATE_WINDOW_S:
            self.bitrate = self._bytes * 8 / (now - self._since)
            self._bytes, self._since = 0, now
        self._bytes += size


class Audience:
    """Forwards a broadcast.

    Args:
        name: The broadcast.
        want_keyframe: Called when a viewer cannot go on without one.

    Attributes:
        sources: What the answers to viewers' offers announce, by kind.
        viewers: The viewers by their peer's name.
        sent_packets: RTP packets sent so far, to all viewers together.
        resent_packets: How many of them were sent again.
    """

    def __init__(self, name: str, *, want_keyframe: Callable[[], None]) -> None:
        self._name = name
        self._want_keyframe = want_keyframe
        self._clock = ForwardingClock()
        self._video_ssrc, audio_ssrc = secrets.randbits(30) << 1 | 1, secrets.randbits(30) + 1 << 1
        self._first_sequence, self._first_timestamp = secrets.randbits(15), secrets.randbits(31)
        self.sources = {"video": SentSource(self._video_ssrc, name), "audio": SentSource(audio_ssrc, name)}
        self.viewers: dict[str, ViewerPeer] = {}
        self._pictures: dict[TrackId, _Picture] = {}
        self._sound = self._forwarded("audio", audio_ssrc)
        self._catching_up: CatchingUp | None = None
        self._reported_at = 0.0
        self.sent_packets = 0
        self.resent_packets = 0

    def catch_up(self, span_s: float, now: float) -> None:
        """Take the units that follow for as old as they are: they began ``span_s`` ago and come all at once."""
        self._catching_up = CatchingUp(now - span_s)

    def offer(self, unit: Unit, now: float) -> None:
        """Forward one unit of the broadcast."""
        if self._catching_up is not None:
            due = self._catching_up.due(unit)
            if due < now:
                now = due
            else:
                self._catching_up = None
        try:
            if unit.track.kind == "video":
                self._offer_picture(unit, unit.track, now)
            else:
                self._offer_sound(unit, now)
        except CodecError as error:
            _log.warning("unit_not_forwarded", broadcast=self._name, error=str(error))

    def end_track(self, track_id: TrackId) -> None:
        """Forget a picture of which no unit will follow; who was sent it goes on with the best of the others."""
        self._pictures.pop(track_id, None)
        for viewer in self.viewers.values():
            if viewer.track_id == track_id:
                viewer.track_id = None

    def poll(self, now: float, wallclock: float) -> None:
        """Let those in who can be, act on what viewers tell, send what waits and the reports that are due."""
        for viewer in self.viewers.values():
            if not viewer.joined:
                self._let_in(viewer)
            self._act_on_feedback(viewer, now)
            self.sent_packets += viewer.drain()
        if now - self._reported_at >= REPORT_S:
            self._reported_at = now
            self._report(now, wallclock)

    def _forwarded(self, kind: Literal["video", "audio"], ssrc: int) -> ForwardedTrack:
        """Return a new track; all pictures share source and clock, so that viewers can go from one to another."""
        return ForwardedTrack(
            kind,
            clock=self._clock,
            ssrc=ssrc,
            first_sequence=self._first_sequence,
            first_timestamp=self._first_timestamp,
        )

    def _offer_sound(self, unit: Unit, now: float) -> None:
        packets = self._sound.receive_unit(unit, now)
        listening = [viewer for viewer in self.viewers.values() if viewer.joined and viewer.audio_section is not None]
        self._send(packets, "audio", listening)

    def _offer_picture(self, unit: Unit, track: VideoTrack, now: float) -> None:
        picture = self._pictures.get(track.id)
        if picture is None:
            forwarded = self._forwarded("video", self._video_ssrc)
            picture = self._pictures[track.id] = _Picture(forwarded, track.width * track.height)
        picture.count(len(unit.payload), now)
        packets = picture.forwarded.receive_unit(unit, now)
        if unit.keyframe and packets:
            self._move_viewers(track.id, packets[0], now)
        self._send(packets, "video", [viewer for viewer in self.viewers.values() if viewer.track_id == track.id])

    def _move_viewers(self, track_id: TrackId, first: bytes, now: float) -> None:
        """Give this picture, which can be begun now, to the viewers that want it."""
        layers = self._layers()
        for viewer in self.viewers.values():
            if not viewer.joined or viewer.video_section is None or viewer.track_id == track_id:
                continue
            current = viewer.track_id
            if current is None:
                if layers[0].track_id == track_id:
                    self._move(viewer, track_id, first)
            elif viewer.choice.choose(current, layers, now) == track_id:
                self._move(viewer, track_id, first)

    def _move(self, viewer: ViewerPeer, track_id: TrackId, first: bytes) -> None:
        former = self._pictures.get(viewer.track_id) if viewer.track_id is not None else None
        viewer.move(track_id, first, former.forwarded if former else None)
        viewer.follow([self._pictures[track_id].forwarded, self._sound])

    def _layers(self) -> list[Layer]:
        """Return the pictures, best first."""
        ordered = sorted(self._pictures.items(), key=lambda item: (-item[1].pixels, item[0]))
        return [Layer(track_id, picture.bitrate) for track_id, picture in ordered]

    def _let_in(self, viewer: ViewerPeer) -> None:
        """Begin to send to a viewer whose connection is open: everything since the last keyframe, or wait for one."""
        if not viewer.lifetime.is_open:
            return
        viewer.joined = True
        viewer.follow([self._sound])
        layers = self._layers()
        if viewer.video_section is None:
            return
        packets = self._pictures[layers[0].track_id].forwarded.burst() if layers else []
        if not packets:
            self._want_keyframe()
            return
        self._move(viewer, layers[0].track_id, packets[0])
        payload_type = viewer.payload_types["video"]
        packets = [addressed(packet, payload_type, viewer.shift) for packet in packets]
        viewer.note_sent(packets)
        viewer.queue(viewer.video_section, packets)

    def _act_on_feedback(self, viewer: ViewerPeer, now: float) -> None:
        for event in viewer.receive(now):
            match event:
                case NackReceived():
                    self._resend(viewer, event)
                case KeyframeRequested():
                    self._want_keyframe()
                case BitrateEstimated():
                    viewer.choice.estimate = event.bitrate
                    viewer.statistics = viewer.statistics.model_copy(update={"estimated_kbps": event.bitrate / 1000})
                case ReceptionReported():
                    viewer.statistics = viewer.statistics.model_copy(update={"loss": event.fraction_lost})
                case ViewerLeft():
                    viewer.lifetime.note_left()

    def _resend(self, viewer: ViewerPeer, lost: NackReceived) -> None:
        if lost.ssrc == self._sound.ssrc:
            section = viewer.audio_section
            if section is None:
                return
            payload_type = viewer.payload_types["audio"]
            packets = [addressed(packet, payload_type, 0) for packet in self._sound.resend(lost.sequences)]
        else:
            section = viewer.video_section
            picture = self._pictures.get(viewer.track_id) if viewer.track_id is not None else None
            if section is None or picture is None:
                return
            packets = viewer.resend(picture.forwarded, list(lost.sequences))
        for packet in packets:
            viewer.connection.send(section, packet)
        self.sent_packets += len(packets)
        self.resent_packets += len(packets)

    def _send(self, packets: Sequence[bytes], kind: Literal["video", "audio"], viewers: Iterable[ViewerPeer]) -> None:
        """Send packets to viewers; each form of them (payload type, shift) is written once."""
        forms: dict[tuple[int, int], list[bytes]] = {}
        is_video = kind == "video"
        for viewer in viewers:
            payload_type, shift = viewer.payload_types[kind], viewer.shift if is_video else 0
            form = forms.get((payload_type, shift))
            if form is None:
                form = [addressed(packet, payload_type, shift) for packet in packets]
                forms[payload_type, shift] = form
            section = viewer.video_section if is_video else viewer.audio_section
            assert section is not None, "only viewers that want the kind are sent it"
            if is_video:
                viewer.note_sent(form)
            self.sent_packets += viewer.send(section, form)

    def _report(self, now: float, wallclock: float) -> None:
        """Send sender reports: what players align picture and sound by."""
        pictures = {
            track_id: picture.forwarded.sender_report(now, wallclock) for track_id, picture in self._pictures.items()
        }
        sound = self._sound.sender_report(now, wallclock) if self._sound.packets else b""
        for viewer in self.viewers.values():
            report = pictures.get(viewer.track_id) if viewer.track_id is not None else None
            if report is not None and viewer.video_section is not None:
                viewer.connection.send(viewer.video_section, report)
            if viewer.joined and viewer.audio_section is not None and sound:
                viewer.connection.send(viewer.audio_section, sound)
