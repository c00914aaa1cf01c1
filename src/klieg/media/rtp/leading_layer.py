"""Keeps the main picture of a simulcast going: senders pause their best layer first when the line gets narrow."""

from collections.abc import Iterable
from dataclasses import replace

from klieg.media.rtp.source import VideoSource
from klieg.media.track import MAIN_VIDEO, TrackId, VideoTrack
from klieg.media.unit import Unit

PAUSED_AFTER_S = 1.0
"""A main layer that was not heard for this long is stood in for."""


class LeadingLayer:
    """Copies units of the best layer that is sent to the main track while the main layer pauses.

    Attributes:
        stand_in: The track whose units are the main picture too; None while the main layer is its own.
    """

    def __init__(self) -> None:
        self.stand_in: TrackId | None = None
        self._track: VideoTrack | None = None
        self._copied: VideoTrack | None = None
        self._last_pts = -1
        self._begun: float | None = None

    def receive_units(
        self, source: VideoSource, units: list[Unit], layers: Iterable[VideoSource], now: float
    ) -> list[Unit]:
        """Take the units of a layer; return what is to be written, copies for the main picture among it."""
        if self._begun is None:
            self._begun = now
        if source.track_id == MAIN_VIDEO:
            return self._receive_main(source, units)
        written: list[Unit] = []
        layers = list(layers)
        for unit in units:
            written.append(unit)
            if unit.keyframe and source.track_id != self.stand_in and self._best(layers, now) is source:
                self.stand_in = source.track_id
            if source.track_id == self.stand_in:
                written.append(self._copy(unit))
        return written

    def poll(self, layers: Iterable[VideoSource], now: float) -> None:
        """Ask the layer that is to stand in for the keyframe it can begin with."""
        best = self._best(layers, now)
        if best is not None and best.track_id not in {MAIN_VIDEO, self.stand_in}:
            best.keyframes.want()

    def _receive_main(self, source: VideoSource, units: list[Unit]) -> list[Unit]:
        """The main layer takes its place again with a keyframe."""
        written = []
        for unit in units:
            if self.stand_in is not None and not unit.keyframe:
                source.keyframes.want()
                continue
            self.stand_in = None
            written.append(self._forward(unit))
        return written

    def _copy(self, unit: Unit) -> Unit:
        track = unit.track
        assert track.kind == "video", "layers are pictures"
        if track is not self._copied:
            self._copied, self._track = track, replace(track, id=MAIN_VIDEO)
        assert self._track is not None, "made with the track it is a copy of"
        return self._forward(Unit(self._track, unit.pts, unit.dts, unit.keyframe, unit.payload))

    def _forward(self, unit: Unit) -> Unit:
        """Layers agree on time but for rounding; units of a track never go back."""
        if unit.pts <= self._last_pts:
            unit.pts = unit.dts = self._last_pts + 1
        self._last_pts = unit.pts
        return unit

    def _best(self, layers: Iterable[VideoSource], now: float) -> VideoSource | None:
        """Return the best layer that is sent; none at the beginning, when the main one may only be the last to come."""
        if self._begun is None or now < self._begun + PAUSED_AFTER_S:
            return None
        heard = [layer for layer in layers if now <= layer.heard_at + PAUSED_AFTER_S]
        return min(heard, key=lambda layer: layer.track_id, default=None)
