"""A player that never sleeps: checks a rendition against the rules each time something new can be fetched."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module

from fakes.hls_playlist import ReadPlaylist, ReadSegment, read_media_playlist
from fakes.hls_rules import check_delta, check_media_playlist, check_succession
from fakes.mp4_reader import Fragment, read_fragments
from fakes.scripted_stream import AUDIO, Arrival
from klieg.media.codecs.aac_silence import silent_frame
from klieg.media.hls.rendition import HlsConfig, HlsRendition
from klieg.media.track import TrackId
from klieg.media.unit import Unit

MAX_REMEMBERED = 40
m3u8 = import_module("m3u8")  # a second opinion; the package has no types
SILENCE = silent_frame(AUDIO.configuration)
SECONDS_PER_TICK = {1: 1 / 90_000, 2: 1 / 48_000}


ROUNDING_TICKS = 4
"""Each pause that is taken out is rounded to a track's ticks."""


@dataclass
class Watcher:
    """Feeds a rendition and looks at every version of it."""

    config: HlsConfig = field(default_factory=HlsConfig)
    second_parser: bool = False
    pauses: bool = False  # whether there are moments in which nothing comes at all
    rendition: HlsRendition = field(init=False)
    playlists: list[ReadPlaylist] = field(default_factory=list)
    came: list[Unit] = field(default_factory=list)
    parts: dict[tuple[int, int], bytes] = field(default_factory=dict)
    durations: dict[int, Decimal] = field(default_factory=dict)
    breaks: set[int] = field(default_factory=set)  # MSNs that start after a discontinuity

    def __post_init__(self) -> None:
        self.rendition = HlsRendition("source", self.config)

    def feed(self, arrivals: Iterable[Arrival]) -> "Watcher":
        for unit, wallclock in arrivals:
            self.came.append(unit)
            before = self.rendition.version
            changed = self.rendition.receive_unit(unit, wallclock)
            assert changed == (self.rendition.version > before)
            if changed:
                self.look()
        return self

    def lose_publisher(self) -> "Watcher":
        if self.rendition.receive_discontinuity():
            self.look()
        return self

    def end(self) -> "Watcher":
        assert self.rendition.receive_end()
        self.look()
        return self

    @property
    def playlist(self) -> ReadPlaylist:
        return self.playlists[-1]

    @property
    def segments(self) -> list[ReadSegment]:
        """The segments with media of the last playlist."""
        return [segment for segment in self.playlist.segments if not segment.gap]

    def look(self) -> None:
        """Fetch what is new and check it."""
        if not self.rendition.playable:
            return
        text = self.rendition.media_playlist()
        full = read_media_playlist(text)
        broken = check_media_playlist(full, pauses=self.pauses)
        if self.playlists:
            broken += check_succession(self.playlists[-1], full)
        for before in self.playlists[-MAX_REMEMBERED::9]:
            delta = read_media_playlist(self.rendition.media_playlist(skip=True))
            fresh = before.media_sequence + len(before.whole) >= delta.media_sequence + (delta.skipped or 0)
            broken += check_delta(before, delta, full) if fresh else []
        assert not broken, "\n".join([*broken, text])
        if self.second_parser:
            assert len(m3u8.loads(text).segments) == len(full.segments)
        self.playlists.append(full)
        del self.playlists[:-MAX_REMEMBERED]
        self._fetch(full)

    def _fetch(self, full: ReadPlaylist) -> None:
        edge = self.rendition.edge
        assert edge.ended == full.ended
        assert self.rendition.position == full.last
        if full.part_target is not None and not full.ended:
            assert full.hints[0]["URI"] == f"part-{edge.next_part}.m4s"
            assert self.rendition.part(edge.next_part) is None
        for msn, index, listed in full.parts:
            if (msn, index) in self.parts or listed.gap:
                continue
            payload = self.rendition.part(int(listed.uri.removeprefix("part-").removesuffix(".m4s")))
            assert payload is not None, listed.uri
            self.parts[msn, index] = payload
            entered = any(part.independent for other, before, part in full.parts if other == msn and before < index)
            self._check_independence(payload, announced=listed.independent, entered=entered)
        for segment in full.whole:
            if segment.msn in self.durations or segment.gap:
                continue
            assert segment.uri == f"segment-{segment.msn}.m4s"
            assert segment.duration is not None
            assert segment.map_uri is not None
            assert self.rendition.init(int(segment.map_uri.removeprefix("init-").removesuffix(".mp4"))) is not None
            whole = self.rendition.segment(segment.msn)
            assert whole is not None, segment.uri
            mine = [part for (msn, _), part in sorted(self.parts.items()) if msn == segment.msn]
            if self.config.parts:
                assert b"".join(whole) == b"".join(mine), "concatenated parts are byte-equal to their segment"
            else:
                self.parts.update({(segment.msn, index): part for index, part in enumerate(whole)})
            self.durations[segment.msn] = segment.duration
            if segment.discontinuity:
                self.breaks.add(segment.msn)

    @staticmethod
    def _check_independence(payload: bytes, *, announced: bool, entered: bool) -> None:
        fragment = read_fragments(payload)[0]
        video = fragment.samples.get(1)
        if video is not None:
            assert announced == (video[0].sync and not entered), (
                "the first part of a segment that starts with a keyframe"
            )

    @property
    def fragments(self) -> list[tuple[int, Fragment]]:
        """Every fragment with the MSN of its segment."""
        return [(msn, read_fragments(payload)[0]) for (msn, _), payload in sorted(self.parts.items())]

    def check_media(self) -> None:
        """Check that decoding times have no holes between breaks and that each unit went in once, unharmed.

        Presentation times may differ from the publisher's by one constant a timeline, less the pauses taken out.
        """
        came = {(unit.track.id, unit.payload): (place, unit) for place, unit in enumerate(self.came)}
        ends: dict[int, int] = {}
        shifts: dict[int, int] = {}
        places: dict[int, list[int]] = {1: [], 2: []}
        sequence = 0
        breaks = set(self.breaks)
        for msn, fragment in self.fragments:
            assert fragment.sequence > sequence
            sequence = fragment.sequence
            if msn in breaks:
                breaks.remove(msn)
                ends, shifts = {}, {}
            for track, samples in fragment.samples.items():
                assert ends.get(track, samples[0].decode_time) == samples[0].decode_time, "a hole in tfdt"
                ends[track] = samples[-1].decode_time + samples[-1].duration
                for sample in (sample for sample in samples if sample.payload != SILENCE):
                    place, unit = came[TrackId(track), sample.payload]
                    places[track].append(place)
                    shift = sample.presentation_time - unit.pts
                    self._check_shift(shifts.setdefault(track, shift), shift)
                    shifts[track] = shift
                    assert sample.sync == unit.keyframe
                    assert sample.duration > 0
                    assert sample.decode_time >= 0
            assert fragment.samples, "a part without samples stops hls.js"
            if len(shifts) == len(SECONDS_PER_TICK) and not self.pauses:
                video, audio = (shifts[track] * seconds for track, seconds in SECONDS_PER_TICK.items())
                assert abs(video - audio) < 2 / 48_000, "tracks share one zero"
        assert all(order == sorted(set(order)) for order in places.values()), "each unit once and in order"
        packaged = sum(len(order) for order in places.values())
        assert packaged + self.rendition.dropped_units == len(self.came), "no unit is lost without being counted"

    def _check_shift(self, before: int, now: int) -> None:
        """Check a constant between packaged and published presentation times, in track ticks."""
        if now != before:
            assert self.pauses, "presentation times move"
            assert now <= before + ROUNDING_TICKS, "a pause is taken out, never put in"

    def check_clock(self, frame_s: float) -> None:
        """Check that EXT-X-PROGRAM-DATE-TIME follows the media clock to within a frame (rule 8)."""
        start: tuple[float, float] | None = None
        clock = {segment.msn: segment.date_time for segment in self.playlist.segments}
        for msn, fragment in self.fragments:
            video = fragment.samples.get(1, [])
            date_time = clock.pop(msn, None)
            if date_time is None or not video or not video[0].sync:
                continue  # the first frame of a segment cut without a keyframe need not be the first shown
            shown = video[0].presentation_time * SECONDS_PER_TICK[1]
            if start is None or msn in self.breaks:
                start = (shown, date_time.timestamp())
            assert abs(date_time.timestamp() - start[1] - (shown - start[0])) <= frame_s + 0.002, msn
