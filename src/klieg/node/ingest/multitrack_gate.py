"""The multitrack gate: which further pictures of a publisher a channel takes, and when one of them has ended.

Whether they came by Enhanced RTMP or as WHIP simulcast makes no difference.
"""

from collections.abc import Callable

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import MultitrackPolicy, MultitrackResolution, PublishRules
from klieg.kernel.errors import ProtocolError
from klieg.media.timebase import rescale
from klieg.media.track import FURTHER_VIDEO, MAIN_VIDEO, Track, TrackId, VideoTrack
from klieg.media.unit import Unit

MAX_PICTURES = 6
"""Pictures of one publisher, the main one included."""

REQUIRED_WITHIN_MS = 3000
"""Media of the main picture that may pass before a channel that requires several misses the second."""

SILENT_AFTER_MS = 5000
"""Media of the main picture that may pass without a unit of a further one before that one has ended."""

LONGEST_EDGE = {MultitrackResolution.SD: 864, MultitrackResolution.HD: 1280, MultitrackResolution.FULL_HD: 1920}
"""Pixels of the longer edge of any picture, by the channel's maximum resolution (Amazon IVS, multitrack video)."""

_NAMES = {
    EndReason.MULTITRACK_NOT_ALLOWED: "MultitrackInputNotAllowed",
    EndReason.MULTITRACK_REQUIRED: "MultitrackInputRequired",
    EndReason.MULTITRACK_TRACK_COUNT: "InvalidMultitrackInputTrackCount",
    EndReason.MULTITRACK_TRACK_MEDIA: "InvalidMultitrackInputVideoTrackMediaProperties",
}


class MultitrackError(ProtocolError):
    """The pictures are not what the channel takes.

    Attributes:
        reason: Which rule was broken. The message begins with the name that the video service has for it.
    """

    def __init__(self, reason: EndReason, sentence: str) -> None:
        super().__init__(f"{_NAMES[reason]}: {sentence}")
        self.reason = reason


class MultitrackGate:
    """Looks at the units of one publisher while it is on the air.

    Args:
        rules: What the channel takes.
        held: Tracks the broadcast has already, when a publisher came back.
        end_track: Called when a further picture has ended.
    """

    def __init__(self, rules: PublishRules, held: dict[TrackId, Track], end_track: Callable[[TrackId], None]) -> None:
        self._policy = rules.multitrack
        self._longest_edge = LONGEST_EDGE[rules.multitrack_resolution]
        self._end_track = end_track
        self._pictures: dict[TrackId, VideoTrack] = {}
        self._flowing: dict[TrackId, int] = {}
        self._awaited = [track.id for track in held.values() if _is_further(track)]
        self._began: int | None = None
        self._misses_second = self._policy is MultitrackPolicy.REQUIRE

    def receive_unit(self, unit: Unit) -> bool:
        """Take one unit; False when it must not go on: a further picture begins with a keyframe.

        Raises:
            MultitrackError: the pictures are not what the channel takes.
        """
        track = unit.track
        if track.kind == "audio":
            return True
        if self._pictures.get(track.id) is not track:
            self._admit(track)
        if track.id != MAIN_VIDEO:
            if track.id not in self._flowing and not unit.keyframe:
                return False
            self._flowing[track.id] = unit.dts
        elif self._misses_second or (unit.keyframe and (self._flowing or self._awaited)):
            self._look_around(unit)
        return True

    def _admit(self, track: VideoTrack) -> None:
        if track.id != MAIN_VIDEO:
            if self._policy is MultitrackPolicy.REFUSE:
                raise MultitrackError(
                    EndReason.MULTITRACK_NOT_ALLOWED,
                    "this channel takes one picture; switch multitrack video off in the encoder, "
                    "or allow it for the channel.",
                )
            self._misses_second = False
        self._pictures[track.id] = track
        if len(self._pictures) > MAX_PICTURES:
            raise MultitrackError(EndReason.MULTITRACK_TRACK_COUNT, f"at most {MAX_PICTURES} pictures are taken.")
        if len(self._pictures) > 1:
            for picture in self._pictures.values():
                self._check_size(picture)

    def _check_size(self, track: VideoTrack) -> None:
        if max(track.width, track.height) > self._longest_edge:
            raise MultitrackError(
                EndReason.MULTITRACK_TRACK_MEDIA,
                f"a picture of {track.width}x{track.height} arrived; "
                f"its longer edge may have {self._longest_edge} pixels on this channel.",
            )

    def _look_around(self, unit: Unit) -> None:
        """Notice, by the time of the main picture, what is missing."""
        if self._began is None:
            self._began = unit.dts
        if self._misses_second and _passed_ms(unit, self._began) >= REQUIRED_WITHIN_MS:
            raise MultitrackError(
                EndReason.MULTITRACK_REQUIRED,
                "this channel takes several pictures of one encoder only; switch multitrack video on.",
            )
        for track_id in [one for one, seen in self._flowing.items() if _passed_ms(unit, seen) >= SILENT_AFTER_MS]:
            del self._flowing[track_id], self._pictures[track_id]
            self._end_track(track_id)
        if self._awaited and _passed_ms(unit, self._began) >= SILENT_AFTER_MS:
            for track_id in self._awaited:
                if track_id not in self._flowing:
                    self._end_track(track_id)
            self._awaited = []


def _is_further(track: Track) -> bool:
    return track.kind == "video" and FURTHER_VIDEO < track.id < FURTHER_VIDEO + 90


def _passed_ms(unit: Unit, since: int) -> int:
    return rescale(unit.dts - since, unit.track.timescale, 1000)
