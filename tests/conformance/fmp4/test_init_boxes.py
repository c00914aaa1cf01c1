"""The initialization segment, box by box, by a reader of our own (ISO/IEC 14496-12, 14496-14, 14496-15, 23000-19)."""

from dataclasses import replace

import pytest

from fakes.mp4_reader import Box, read_boxes
from fakes.scripted_stream import AUDIO, VIDEO
from klieg.media.containers.fmp4.init import write_init
from klieg.media.track import Track, VideoCodec


def movie(*tracks: Track) -> Box:
    file_type, moov = read_boxes(write_init(tracks))
    assert (file_type.kind, moov.kind) == ("ftyp", "moov")
    return moov


def test_4_3_brands_promise_a_cmaf_track_only_for_a_single_track() -> None:
    assert read_boxes(write_init([VIDEO]))[0].body[:4] == b"cmfc"
    muxed = read_boxes(write_init([VIDEO, AUDIO]))[0].body
    assert muxed[:4] == b"iso6"
    assert b"cmfc" not in muxed


@pytest.mark.parametrize("tracks", [(VIDEO, AUDIO), (VIDEO,), (AUDIO,)])
def test_8_one_trak_and_one_trex_a_track(tracks: tuple[Track, ...]) -> None:
    moov = movie(*tracks)
    ids = [track.id for track in tracks]
    assert [trak.one("tkhd").u32(12) for trak in moov.all("trak")] == ids
    assert [trex.u32(4) for trex in moov.all("mvex/trex")] == ids
    assert moov.one("mvhd").u32(96) == max(ids) + 1, "next_track_ID"


def test_8_3_2_the_track_header_tells_the_displayed_size() -> None:
    tkhd = movie(replace(VIDEO, width=1080, height=1920)).one("trak/tkhd")
    assert (tkhd.u32(76) >> 16, tkhd.u32(80) >> 16) == (1080, 1920)
    assert tkhd.flags & 3 == 3, "enabled and in the movie"


def test_8_4_media_header_and_handler() -> None:
    video, audio = movie(VIDEO, AUDIO).all("trak/mdia")
    assert (video.one("mdhd").u32(12), audio.one("mdhd").u32(12)) == (90_000, 48_000)
    assert (video.one("hdlr").body[8:12], audio.one("hdlr").body[8:12]) == (b"vide", b"soun")
    assert video.one("minf/vmhd").flags == 1
    assert audio.one("minf/smhd").version == 0
    assert video.one("minf/dinf/dref").u32(4) == 1
    assert read_boxes(video.one("minf/dinf/dref").body[8:])[0].flags == 1, "media is in the same file"


def test_8_6_and_8_7_sample_tables_are_empty() -> None:
    tables = movie(VIDEO).one("trak/mdia/minf/stbl")
    assert [box.kind for box in tables.children] == ["stsd", "stts", "stsc", "stsz", "stco"]
    assert all(not any(table.body[4:]) for table in tables.children[1:])


@pytest.mark.parametrize(
    ("codec", "configuration_box"),
    [(VideoCodec.H264, "avcC"), (VideoCodec.H265, "hvcC"), (VideoCodec.AV1, "av1C")],
)
def test_12_1_3_visual_sample_entry(codec: VideoCodec, configuration_box: str) -> None:
    track = replace(VIDEO, codec=codec, configuration=b"\x01configuration", width=426, height=240)
    stsd = movie(track).one("trak/mdia/minf/stbl/stsd")
    assert stsd.u32(4) == 1
    entry = read_boxes(stsd.body[8:])[0]
    assert entry.kind == codec.value
    assert entry.body[6:8] == b"\0\1", "data_reference_index"
    assert (int.from_bytes(entry.body[24:26]), int.from_bytes(entry.body[26:28])) == (426, 240)
    (configuration,) = read_boxes(entry.body[78:])
    assert (configuration.kind, configuration.body) == (configuration_box, b"\x01configuration")


@pytest.mark.parametrize(("rate", "stated"), [(48_000, 48_000), (44_100, 44_100), (96_000, 0)])
def test_12_2_3_audio_sample_entry(rate: int, stated: int) -> None:
    """A rate that 16.16 fixed point cannot hold is left to the AudioSpecificConfig."""
    track = replace(AUDIO, sample_rate=rate, channels=1)
    entry = read_boxes(movie(track).one("trak/mdia/minf/stbl/stsd").body[8:])[0]
    assert entry.kind == "mp4a"
    assert int.from_bytes(entry.body[16:18]) == 1
    assert int.from_bytes(entry.body[24:28]) == stated << 16


def test_14496_14_5_6_esds_holds_the_audio_specific_config() -> None:
    track = replace(AUDIO, configuration=bytes(range(1, 40)))
    entry = read_boxes(movie(track).one("trak/mdia/minf/stbl/stsd").body[8:])[0]
    (esds,) = read_boxes(entry.body[28:])
    assert esds.kind == "esds"
    es_tag, es = descriptor(esds.body[4:])
    assert es_tag == 3
    decoder_tag, decoder = descriptor(es[3:])
    assert (decoder_tag, decoder[0], decoder[1] >> 2) == (4, 0x40, 5), "AAC, an audio stream"
    assert descriptor(decoder[13:]) == (5, track.configuration)
    synchronisation = es[3 + 5 + len(decoder) :]
    assert descriptor(synchronisation) == (6, b"\x02")


def descriptor(data: bytes) -> tuple[int, bytes]:
    """Read a descriptor with an expandable size (ISO/IEC 14496-1, 8.3.3)."""
    size = at = 0
    while True:
        at += 1
        size = size << 7 | data[at] & 0x7F
        if not data[at] & 0x80:
            return data[0], data[at + 1 : at + 1 + size]
