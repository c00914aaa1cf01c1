import pytest

from fakes.codec_vectors import FULL_HD, TEN_BIT, WIDE_480, H264Vector
from klieg.media.codecs.nal import join_nals
from klieg.media.rtp.h264_depacketizer import MAX_ACCESS_UNIT_BYTES, AccessUnit, H264Depacketizer
from klieg.media.track import MAIN_VIDEO

IDR, SLICE = b"\x65" + b"key" * 9, b"\x41" + b"inter" * 9


def _stap(*nals: bytes) -> bytes:
    return b"\x78" + b"".join(len(nal).to_bytes(2) + nal for nal in nals)


def _fragments(nal: bytes, count: int = 3) -> list[bytes]:
    step = -(-(len(nal) - 1) // count)
    pieces = [nal[1 + at : 1 + at + step] for at in range(0, len(nal) - 1, step)]
    flags = [0x80, *([0] * (len(pieces) - 2)), 0x40]
    return [
        bytes((nal[0] & 0xE0 | 28, flag | nal[0] & 0x1F)) + piece for flag, piece in zip(flags, pieces, strict=True)
    ]


def _sets(vector: H264Vector = WIDE_480) -> bytes:
    return _stap(vector.sps, vector.pps)


def _feed(depacketizer: H264Depacketizer, timestamp: int, *payloads: bytes) -> list[AccessUnit]:
    last = len(payloads) - 1
    return [
        unit
        for index, payload in enumerate(payloads)
        for unit in depacketizer.receive_payload(payload, timestamp, marker=index == last)
    ]


def _running() -> H264Depacketizer:
    depacketizer = H264Depacketizer(MAIN_VIDEO)
    assert len(_feed(depacketizer, 0, _sets(), IDR)) == 1
    return depacketizer


def test_a_keyframe_brings_the_track() -> None:
    depacketizer = H264Depacketizer(MAIN_VIDEO)
    (unit,) = _feed(depacketizer, 9, _sets(), IDR)
    assert unit == AccessUnit(unit.track, 9, True, join_nals([IDR]))
    assert (unit.track.width, unit.track.height, unit.track.codec_string) == (854, 480, "avc1.64001f")
    assert not depacketizer.awaits_keyframe


@pytest.mark.parametrize("count", [2, 3, 7])
def test_fragments_become_the_nal_unit_they_were(count: int) -> None:
    depacketizer = H264Depacketizer(MAIN_VIDEO)
    (unit,) = _feed(depacketizer, 0, WIDE_480.sps, WIDE_480.pps, *_fragments(IDR, count))
    assert unit.payload == join_nals([IDR])


def test_delimiters_and_filler_are_taken_out_and_all_else_stays() -> None:
    information = b"\x06\x05\x01x\x80"
    (unit,) = _feed(_running(), 1, b"\x09\xf0", information, SLICE, SLICE, b"\x0c\xff\x80")
    assert unit.payload == join_nals([information, SLICE, SLICE])


def test_pictures_follow_under_the_same_track_object() -> None:
    depacketizer = _running()
    (first,) = _feed(depacketizer, 1, SLICE)
    (second,) = _feed(depacketizer, 2, _sets(), IDR)
    assert (first.keyframe, second.keyframe) == (False, True)
    assert first.track is second.track


def test_new_parameter_sets_are_a_new_track() -> None:
    depacketizer = _running()
    before = depacketizer.track
    (unit,) = _feed(depacketizer, 1, _sets(FULL_HD), IDR)
    assert before is not None
    assert (before.width, unit.track.width) == (854, 1920)
    assert unit.keyframe


def test_parameter_sets_in_front_of_a_keyframe_hold_from_there() -> None:
    depacketizer = _running()
    assert _feed(depacketizer, 1, _sets(FULL_HD)) == []
    assert depacketizer.awaits_keyframe
    assert _feed(depacketizer, 2, SLICE) == []
    (unit,) = _feed(depacketizer, 3, IDR)
    assert unit.track.width == 1920


def test_one_kind_of_parameter_sets_goes_with_the_other_from_before() -> None:
    depacketizer = _running()
    track = depacketizer.track
    (unit,) = _feed(depacketizer, 1, WIDE_480.sps, IDR)
    assert unit.track is track
    (unit,) = _feed(depacketizer, 2, TEN_BIT.pps, IDR)
    assert unit.track is track, "the two vectors have the same PPS"


def test_nothing_comes_before_the_first_keyframe_with_parameter_sets() -> None:
    depacketizer = H264Depacketizer(MAIN_VIDEO)
    assert _feed(depacketizer, 0, SLICE) == []
    assert _feed(depacketizer, 1, IDR) == []
    assert depacketizer.dropped == 2
    assert len(_feed(depacketizer, 2, _sets(), IDR)) == 1


def test_a_sender_that_sets_no_marker_ends_units_by_their_timestamp() -> None:
    depacketizer = _running()
    assert depacketizer.receive_payload(SLICE, 1, marker=False) == []
    assert [unit.timestamp for unit in depacketizer.receive_payload(SLICE, 2, marker=False)] == [1]


def test_after_a_loss_everything_is_dropped_up_to_a_whole_keyframe() -> None:
    depacketizer = _running()
    depacketizer.receive_payload(SLICE, 1, marker=False)
    depacketizer.receive_loss()
    assert depacketizer.awaits_keyframe
    assert depacketizer.receive_payload(SLICE, 1, marker=True) == []
    assert _feed(depacketizer, 2, SLICE) == []
    assert depacketizer.dropped == 2
    assert len(_feed(depacketizer, 3, _sets(), IDR)) == 1
    assert len(_feed(depacketizer, 4, SLICE)) == 1


@pytest.mark.parametrize(
    ("first", "units"), [(_sets(), 1), (WIDE_480.sps, 1), (b"\x09\xf0", 1), (IDR, 0), (b"\x78", 0)]
)
def test_a_keyframe_right_behind_a_loss_counts_when_its_beginning_is_there(first: bytes, units: int) -> None:
    depacketizer = _running()
    depacketizer.receive_loss()
    assert len(_feed(depacketizer, 1, first, IDR)) == units


def test_a_fragment_without_its_beginning_breaks_its_unit() -> None:
    depacketizer = _running()
    assert _feed(depacketizer, 1, *_fragments(SLICE)[1:]) == []
    assert depacketizer.awaits_keyframe


def test_a_fragment_without_its_end_breaks_its_unit() -> None:
    depacketizer = _running()
    assert _feed(depacketizer, 1, *_fragments(SLICE)[:-1]) == []
    assert _feed(depacketizer, 2, *_fragments(IDR)[:-1], SLICE) == []


@pytest.mark.parametrize(
    "payload",
    [b"", b"\x00", b"\x1f", b"\x79\x00\x00", b"\x7d", b"\x7c\x85", b"\x78\x00", b"\x78\x00\x00", b"\x78\x00\x09a"],
)
def test_payloads_that_are_not_of_the_format_are_counted(payload: bytes) -> None:
    depacketizer = _running()
    assert _feed(depacketizer, 1, payload, SLICE) == []
    assert depacketizer.malformed == 1


def test_types_that_cannot_be_nal_units_are_not_carried() -> None:
    assert _feed(_running(), 1, b"\x7c\xdcxx") == []


def test_an_sps_that_cannot_be_read_leaves_no_track() -> None:
    depacketizer = _running()
    assert _feed(depacketizer, 1, b"\x67\x42", WIDE_480.pps, IDR) == []
    assert depacketizer.track is None
    assert depacketizer.malformed == 1
    assert len(_feed(depacketizer, 2, _sets(), IDR)) == 1


def test_access_units_are_bounded() -> None:
    depacketizer = _running()
    big = b"\x41" + bytes(1_000_000)
    assert _feed(depacketizer, 1, *[big] * (MAX_ACCESS_UNIT_BYTES // 1_000_000 + 1)) == []
    assert depacketizer.malformed == 1
