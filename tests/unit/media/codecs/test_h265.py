import pytest

from fakes.codec_vectors import H265_480, H265_768, H265_VECTORS, H265Vector
from klieg.media.codecs.errors import CodecError
from klieg.media.codecs.h265 import H265Configuration, codec_string, nal_type
from klieg.media.track import MAIN_VIDEO, VideoCodec


@pytest.mark.parametrize("vector", H265_VECTORS, ids=lambda vector: f"{vector.width}x{vector.height}")
def test_a_record_describes_the_track(vector: H265Vector) -> None:
    track = H265Configuration.parse(vector.record()).track(MAIN_VIDEO)
    assert (track.codec, track.codec_string) == (VideoCodec.H265, vector.codec_string)
    assert (track.width, track.height) == (vector.width, vector.height)
    assert track.frame_rate == pytest.approx(vector.frame_rate)


def test_a_built_record_has_complete_arrays_in_order_and_four_byte_lengths() -> None:
    configuration = H265Configuration.parse(H265_480.record(2, (34, 33, 32)))
    assert configuration.length_size == 2
    assert configuration.build() == H265_480.record(4, completeness=1)


def test_other_nal_units_of_a_record_are_kept_behind_the_sets() -> None:
    record = bytearray(H265_480.record())
    record[22] = 4
    record += bytes((39, 0, 1, 0, 4)) + b"\x4e\x01\x05\x00"
    configuration = H265Configuration.parse(bytes(record))
    assert [nal_type(nal[0]) for nal in configuration.nals] == [32, 33, 34, 39]
    assert configuration.build().endswith(b"\x27\x00\x01\x00\x04\x4e\x01\x05\x00")


def test_parameter_sets_seen_again_change_nothing() -> None:
    configuration = H265Configuration.parse(H265_480.record())
    assert configuration.with_parameter_sets([H265_480.vps, H265_480.sps, H265_480.pps]) is configuration


def test_new_parameter_sets_bring_profile_level_and_sample_format() -> None:
    configuration = H265Configuration.parse(H265_480.record())
    changed = configuration.with_parameter_sets([H265_768.vps, H265_768.sps, H265_768.pps])
    track = changed.track(MAIN_VIDEO)
    assert (track.width, track.codec_string) == (1366, H265_768.codec_string)
    assert changed.header[17:19] == bytes((0xFA, 0xFA))


def test_other_nal_units_of_the_record_survive_new_parameter_sets() -> None:
    record = bytearray(H265_480.record())
    record[22] = 4
    record += bytes((39, 0, 1, 0, 4)) + b"\x4e\x01\x05\x00"
    changed = H265Configuration.parse(bytes(record)).with_parameter_sets([H265_768.sps])
    assert [nal_type(nal[0]) for nal in changed.nals] == [32, 33, 34, 39]


def test_parameter_sets_without_end_are_refused() -> None:
    many = [b"\x44\x01" + ((identifier + 1) << 3 | 1).to_bytes(2) for identifier in range(63, 127)]
    with pytest.raises(CodecError, match="More than 64"):
        H265Configuration.parse(H265_480.record()).with_parameter_sets(many)


def test_the_average_frame_rate_of_the_record_stands_in_for_a_silent_sps() -> None:
    record = bytearray(H265_480.record())
    record[19:21] = (256 * 24).to_bytes(2)
    silent = H265_480.sps[:26] + b"\x80"
    configuration = H265Configuration.parse(bytes(record).replace(_sized(H265_480.sps), _sized(silent)))
    assert configuration.track(MAIN_VIDEO).frame_rate == pytest.approx(24.0)


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (b"\x01", "too short"),
        (b"\x00" + H265_480.record()[1:], "version 1"),
        (H265_480.record(3), "3 bytes"),
        (H265_480.record()[:-1], "cut off"),
        (H265_480.record()[:30], "cut off"),
        (H265_480.record(order=(32, 33)), "lacks"),
    ],
)
def test_broken_records_are_refused(record: bytes, sentence: str) -> None:
    with pytest.raises(CodecError, match=sentence):
        H265Configuration.parse(record)


def test_a_record_of_too_many_nal_units_is_refused() -> None:
    record = H265_480.record()
    with pytest.raises(CodecError, match="More than 64"):
        H265Configuration.parse(record[:22] + bytes((1, 34)) + (65).to_bytes(2) + 65 * b"\x00\x02\x44\x01")


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        ("01 60000000 b00000000000 5d", "hvc1.1.6.L93.B0"),
        ("61 80000000 000000000000 99", "hvc1.A1.1.H153"),
        ("22 20000000 900000000001 78", "hvc1.2.4.H120.90.0.0.0.0.1"),
    ],
)
def test_codec_string_follows_iso_14496_15_annex_e(profile: str, name: str) -> None:
    assert codec_string(b"\x01" + bytes.fromhex(profile)) == name


def _sized(nal: bytes) -> bytes:
    return len(nal).to_bytes(2) + nal
