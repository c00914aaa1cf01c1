"""What leaves memory stays in the playlist, in blocks, until the DVR window is over or a segment was lost."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from klieg.media.hls.archive import BLOCK_SEGMENTS
from klieg.media.hls.config import HlsConfig
from klieg.media.hls.grid import PartGrid
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.media_playlist import MediaPlaylist
from klieg.media.hls.part import Part
from klieg.media.hls.segment import Segment
from klieg.media.hls.window import SegmentWindow

GRID = PartGrid(cell=18_000, max_cells=20, segment_min=135_000)
TWO_SECONDS = 180_000
CONFIG = HlsConfig(window_s=30, archive_s=600)


@dataclass
class Rewindable:
    """A window that gets segments of two seconds; the store takes each at once unless it is told not to."""

    window: SegmentWindow = field(default_factory=lambda: SegmentWindow(CONFIG))
    segments: dict[int, Segment] = field(default_factory=dict)

    def add(self, count: int, *, stores: bool = True, breaks_at: int = -1, new_init_at: int = -1) -> None:
        for msn in range(len(self.segments), len(self.segments) + count):
            made = Segment(
                msn,
                int(0 <= new_init_at <= msn),
                new_init=msn in {0, new_init_at},
                discontinuity=msn == breaks_at,
                wallclock=msn * 2.0,
            )
            made.parts.append(Part(msn, 0, msn, TWO_SECONDS, True, b"media"))
            made.complete = True
            self.segments[msn] = made
            self.window.receive_segment(made)
            if stores:
                self.window.receive_stored(msn)
            self.window.receive_end_of_segment(made)

    def text(self, *, skip: bool = False) -> str:
        last = len(self.segments) - 1
        edge = LiveEdge(last, 0, complete=True, ended=False, part_target_s=0.2, next_part=last + 1)
        return MediaPlaylist(CONFIG, GRID, self.window, True).render(edge, skip=skip, reports=())


def listed(text: str) -> list[int]:
    return [int(line[8:-4]) for line in text.splitlines() if line.startswith("segment-")]


def dropped(made: Rewindable) -> Iterator[int]:
    for msns in made.window.archive.take_left_out():
        yield from msns


def test_segments_stay_listed_when_their_media_left_memory() -> None:
    made = Rewindable()
    made.add(200)
    assert listed(made.text()) == list(range(200))
    assert made.window.find(150) is None
    assert made.window.archive.holds(150)
    assert not made.window.archive.holds(190)
    assert made.window.find(190) is made.segments[190]
    assert made.window.size_bytes < 30 * len(b"media")
    assert made.window.archive.size_bytes == made.window.archive.count * len(b"media")


def test_text_of_what_was_in_memory_does_not_change() -> None:
    """RFC 8216bis, 6.2.1: what a playlist said of a segment stays."""
    made = Rewindable()
    made.add(10, breaks_at=5, new_init_at=5)
    before = made.text()
    start = before.index("#EXT-X-MAP")
    stop = before.index("segment-9.m4s")
    made.add(190)
    lines = [line for line in before[start:stop].splitlines() if not line.startswith("#EXT-X-PART:")]
    assert "\n".join(lines) in made.text()


def test_delta_update_skips_the_archive_too() -> None:
    made = Rewindable()
    made.add(200)
    full, delta = made.text(), made.text(skip=True)
    assert len(delta) < 3000 < len(full)
    skipped = int(delta.partition("SKIPPED-SEGMENTS=")[2].partition("\n")[0])
    assert skipped + len(listed(delta)) == 200
    assert "#EXT-X-MEDIA-SEQUENCE:0\n" in delta


def test_old_segments_leave_in_blocks_and_their_objects_a_block_later() -> None:
    made = Rewindable()
    made.add(300, breaks_at=3)
    assert list(dropped(made)) == []
    made.add(100)  # 800 s, where 630 are wanted
    first = made.window.first_msn
    assert first == BLOCK_SEGMENTS
    assert listed(made.text()) == list(range(first, 400))
    assert made.window.discontinuity_sequence == 1
    assert f"#EXT-X-MEDIA-SEQUENCE:{first}\n" in made.text()
    assert '#EXT-X-MAP:URI="init-0.mp4"\n' in made.text()
    assert made.window.archive.holds(0), "it can be fetched for a while"
    assert list(dropped(made)) == []
    made.add(BLOCK_SEGMENTS)
    assert not made.window.archive.holds(0)
    assert list(dropped(made)) == list(range(BLOCK_SEGMENTS))


def test_a_segment_that_was_not_stored_in_time_ends_the_archive_before_it() -> None:
    made = Rewindable()
    made.add(100, breaks_at=50)
    made.add(1, stores=False)
    made.add(20)
    assert made.window.lost_count == 1
    assert made.window.first_msn == 101
    assert made.window.discontinuity_sequence == 1
    assert listed(made.text()) == list(range(101, 121))
    assert set(dropped(made)) == set(range(100))
    made.add(100)
    assert made.window.first_msn == 101, "it grows again"
    assert made.window.find(105) is None
    assert made.window.archive.holds(105)


def test_without_a_store_the_window_is_what_memory_holds() -> None:
    made = Rewindable()
    made.add(200, stores=False)
    assert len(listed(made.text())) == 15
    assert made.window.archive.count == 0


def test_an_object_that_comes_too_late_is_removed() -> None:
    made = Rewindable()
    made.add(1, stores=False)
    made.add(30)
    made.window.receive_stored(0)
    assert list(dropped(made)) == [0]


def test_oldest_init_is_that_of_the_archive() -> None:
    early, late = Rewindable(), Rewindable()
    early.add(300, new_init_at=200)
    late.add(800, new_init_at=200)
    assert (early.window.oldest_init, late.window.oldest_init) == (0, 1)


def test_memory_of_a_window_of_a_day_is_bounded_by_its_text() -> None:
    made = Rewindable(window=SegmentWindow(HlsConfig(window_s=30, archive_s=86_400)))
    made.add(2000)
    archive = made.window.archive
    assert len(archive.blocks) == archive.count // BLOCK_SEGMENTS
    packed = b"".join(block.deflated for block in archive.blocks)
    text = b"".join(block.text for block in archive.blocks)
    assert zlib.decompressobj(-15).decompress(packed) == text
    assert len(packed) < len(text) / 4
