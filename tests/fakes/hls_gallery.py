"""A player that watches every rendition of a broadcast at once and compares them (RFC 8216bis, 6.2.4)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from fakes.hls_playlist import ReadSegment
from fakes.hls_watcher import ROUNDING_TICKS, Watcher
from fakes.mp4_reader import Fragment, read_fragments
from fakes.scripted_stream import Arrival
from klieg.media.hls.presentation import Presentation
from klieg.media.hls.rendition import HlsConfig, HlsRendition
from klieg.media.track import DERIVED_VIDEO, TrackId, VideoTrack
from klieg.media.unit import Unit


@dataclass(frozen=True)
class Rung:
    """What a ladder makes of the main picture: the same instants without B-frames, later, and with holes."""

    number: int = 1
    lag_s: float = 0.2
    every: int = 1  # of so many frames one is kept, counted from each keyframe
    from_s: float = 0.0
    holes: Sequence[tuple[float, float]] = ()  # the worker is away from, to; it returns with a keyframe

    def derive(self, arrivals: Iterable[Arrival]) -> list[Arrival]:
        """Return the units of the rung with the wallclocks at which they come."""
        main = [(unit, wallclock) for unit, wallclock in arrivals if unit.track.kind == "video"]
        if not main:
            return []
        start = main[0][1]
        derived: list[Arrival] = []
        working, since_keyframe = False, 0
        for unit, wallclock in sorted(main, key=lambda arrival: arrival[0].pts):
            at = wallclock - start
            away = at < self.from_s or any(begin <= at < end for begin, end in self.holes)
            working = not away and (working or unit.keyframe)
            since_keyframe = 0 if unit.keyframe else since_keyframe + 1
            if working and since_keyframe % self.every == 0:
                payload = bytes([self.number]) + unit.payload
                derived.append((Unit(self.track(unit), unit.pts, unit.pts, unit.keyframe, payload), wallclock))
        derived = _in_time_order(derived)
        return [(unit, wallclock + self.lag_s) for unit, wallclock in derived]

    def track(self, unit: Unit) -> VideoTrack:
        assert isinstance(unit.track, VideoTrack)
        rate = unit.track.frame_rate
        size = 720 - 120 * self.number
        return replace(
            unit.track,
            id=TrackId(DERIVED_VIDEO + self.number),
            width=size * 2,
            height=size,
            codec_string=f"avc1.64002{self.number}",
            frame_rate=rate / self.every if rate else None,
        )


def _in_time_order(derived: list[Arrival]) -> list[Arrival]:
    """Nothing leaves an encoder before what is decoded earlier."""
    latest = 0.0
    ordered = []
    for unit, wallclock in derived:
        latest = max(latest, wallclock)
        ordered.append((unit, latest))
    return ordered


@dataclass
class Gallery:
    """Feeds a presentation and looks at each rendition whenever something of it is new."""

    config: HlsConfig = field(default_factory=HlsConfig)
    pauses: bool = False  # what is taken out moves frames that are shown on its other side
    look_every: int = 1  # of so many versions one is looked at
    watchers: dict[str, Watcher] = field(default_factory=dict)
    seen: dict[str, dict[int, ReadSegment]] = field(default_factory=dict)
    came: int = 0

    def __post_init__(self) -> None:
        self.presentation = Presentation(self.config)

    def feed(self, *streams: Iterable[Arrival]) -> "Gallery":
        """Feed the units of all streams in order of arrival."""
        arrivals = sorted((arrival for stream in streams for arrival in stream), key=lambda arrival: arrival[1])
        for unit, wallclock in arrivals:
            self.came += 1
            for rendition in self.presentation.receive_unit(unit, wallclock):
                if rendition.version % self.look_every == 0:
                    self.look(rendition)
        return self

    def lose_publisher(self) -> "Gallery":
        for rendition in self.presentation.receive_discontinuity():
            self.look(rendition)
        return self

    def end(self) -> "Gallery":
        for rendition in self.presentation.receive_end():
            self.look(rendition)
        return self

    def look(self, rendition: HlsRendition) -> None:
        """Check a rendition by itself, against what it was before and against the leading one."""
        if not rendition.playable:
            return
        watcher = self.watchers.setdefault(rendition.name, Watcher(self.config, pauses=self.pauses))
        watcher.rendition = rendition
        watcher.look()
        seen = self.seen.setdefault(rendition.name, {})
        for segment in watcher.playlist.segments:
            seen[segment.msn] = replace(segment, parts=segment.parts or seen.get(segment.msn, segment).parts)

    def check_alignment(self) -> None:
        """Numbers, boundaries, dates and discontinuities are those of the leading rendition (6.2.4)."""
        leader = self.seen.get("source", {})
        for name, segments in self.seen.items():
            for msn, segment in segments.items():
                assert msn in leader or not segment.parts, f"{name} is ahead of what the leading rendition decided"
                other = leader[msn]
                assert segment.date_time == other.date_time, (name, msn)
                assert segment.discontinuity == other.discontinuity, (name, msn)
                assert segment.discontinuity_sequence == other.discontinuity_sequence, (name, msn)
                ends_here = self.watchers[name].playlist.ended and msn == max(segments)
                if segment.uri is not None and other.uri is not None and not ends_here:
                    assert (segment.uri, segment.duration) == (other.uri, other.duration), (name, msn)
                for part, same in zip(segment.parts, other.parts, strict=False):
                    assert (part.uri, part.duration) == (same.uri, same.duration), (name, msn)
            assert sorted(segments) == list(range(min(segments), max(segments) + 1)), "numbering never breaks"

    def check_media(self) -> None:
        """Frames are where the leading rendition has them; decoding times have no hole but at gaps and breaks."""
        if not self.watchers:
            return
        leader = self.watchers["source"]
        shown = {(msn, index): _times(payload) for (msn, index), payload in leader.parts.items()}
        everything = sorted(time for times in shown.values() for time in times)
        for name, watcher in self.watchers.items():
            fragments = {key: read_fragments(payload)[0] for key, payload in sorted(watcher.parts.items())}
            for (before, after), (one, two) in zip(pairwise(fragments), pairwise(fragments.values()), strict=True):
                if self._follows(name, before, after):
                    _check_continuity(name, one, two)
            for key, fragment in fragments.items():
                assert fragment.samples, "a part without samples stops hls.js"
                if 2 in fragment.samples or 2 in read_fragments(leader.parts[key])[0].samples:
                    sound = read_fragments(leader.parts[key])[0].samples[2]
                    assert fragment.samples[2] == sound, "sound is the same in every rendition"
                for sample in () if self.pauses else fragment.samples.get(1, []):
                    place = bisect_left(everything, sample.presentation_time - ROUNDING_TICKS)
                    found = everything[place : place + 1]
                    assert found, f"{name} shows a frame after the last one"
                    assert found[0] <= sample.presentation_time + ROUNDING_TICKS, f"{name} shows a frame elsewhere"

    def _follows(self, name: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
        segments = self.seen[name]
        if after[0] == before[0]:
            return after[1] == before[1] + 1
        return after == (before[0] + 1, 0) and not segments[after[0]].discontinuity and not segments[before[0]].gap


def _times(payload: bytes) -> list[int]:
    return [sample.presentation_time for sample in read_fragments(payload)[0].samples.get(1, [])]


def _check_continuity(name: str, one: Fragment, two: Fragment) -> None:
    for track in one.samples.keys() & two.samples.keys():
        last, first = one.samples[track][-1], two.samples[track][0]
        assert last.decode_time + last.duration == first.decode_time, f"{name}: a hole in tfdt of track {track}"
