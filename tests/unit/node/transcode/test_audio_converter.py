"""Sound in another codec, with FFmpeg's libraries: it must be heard when it was."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest

from fakes.node.clicks import encode_clicks, find_clicks
from klieg.media.track import DERIVED_AUDIO, AudioCodec, AudioTrack
from klieg.media.unit import Unit
from klieg.node.transcode.audio_converter import AudioConverter

AAC, OPUS = AudioCodec.AAC, AudioCodec.OPUS
EXPECTED_CLICKS = [5.5, 6.0, 6.5, 7.0, 7.5]
SYNC_S = 0.003
"""Far within the 20 ms of lip sync; the resampler and the codecs may move a click by a sample or two."""


def _convert(units: Sequence[Unit], target: AudioCodec) -> list[Unit]:
    converter = AudioConverter(target)
    return [converted for unit in units for converted in converter.convert(unit)]


def _is_continuous(units: Sequence[Unit]) -> bool:
    track = units[0].track
    assert isinstance(track, AudioTrack)
    return all(later.pts - unit.pts == track.frame_samples for unit, later in pairwise(units))


@pytest.mark.parametrize(
    ("source", "rate", "channels", "target"),
    [
        (OPUS, 48_000, 2, AAC),
        (OPUS, 48_000, 1, AAC),
        (AAC, 48_000, 2, OPUS),
        (AAC, 44_100, 2, OPUS),
        (AAC, 22_050, 1, OPUS),
    ],
)
def test_what_is_heard_keeps_its_time(source: AudioCodec, rate: int, channels: int, target: AudioCodec) -> None:
    converted = _convert(encode_clicks(source, rate=rate, channels=channels), target)
    track = converted[0].track
    assert isinstance(track, AudioTrack)
    assert (track.id, track.codec, track.sample_rate, track.channels) == (DERIVED_AUDIO, target, 48_000, 2)
    assert all(unit.track is track and unit.dts == unit.pts and unit.keyframe for unit in converted)
    assert _is_continuous(converted)
    clicks = [click for click in find_clicks(converted) if click > 5.2]
    assert clicks == pytest.approx(EXPECTED_CLICKS, abs=SYNC_S)


def test_no_more_than_a_frame_and_the_two_of_the_encoder_are_held_back() -> None:
    converter = AudioConverter(AAC)
    for unit in encode_clicks(OPUS):
        converted = converter.convert(unit)
        if converted:
            assert unit.pts + 960 - (converted[-1].pts + 1024) < 3 * 1024


def test_lost_packets_are_silence_and_what_follows_keeps_its_time() -> None:
    units = encode_clicks(OPUS)
    lossy = [unit for number, unit in enumerate(units) if not 30 <= number < 60]
    converted = _convert(lossy, AAC)
    assert _is_continuous(converted)
    clicks = [click for click in find_clicks(converted) if click > 5.2]
    assert clicks == pytest.approx([5.5, 6.5, 7.0, 7.5], abs=SYNC_S)


@pytest.mark.parametrize("payload", [b"\xfc\xff\xfe", b"\xfc"], ids=["silence", "nothing but a header"])
def test_a_muted_microphone_is_silence_as_long_as_it_lasts(payload: bytes) -> None:
    muted = [replace(u, payload=payload) if 30 <= n < 60 else u for n, u in enumerate(encode_clicks(OPUS))]
    converter = AudioConverter(AAC)
    converted = [made for unit in muted for made in converter.convert(unit)]
    assert converter.broken_units == 0
    assert _is_continuous(converted)
    assert [click for click in find_clicks(converted) if click > 5.2] == pytest.approx([5.5, 6.5, 7.0, 7.5], abs=SYNC_S)


def test_after_a_long_pause_the_timeline_begins_anew() -> None:
    units = [*encode_clicks(OPUS, seconds=1.0), *encode_clicks(OPUS, seconds=1.0, start=60.0)]
    converted = _convert(units, AAC)
    before = [unit for unit in converted if unit.pts < 50 * 48_000]
    after = converted[len(before) :]
    assert _is_continuous(before)
    assert _is_continuous(after)
    assert 60 * 48_000 <= after[0].pts <= 60 * 48_000 + 960
    assert find_clicks(after)[-1] == pytest.approx(60.5, abs=SYNC_S)


def test_rubbish_is_counted_and_does_no_harm() -> None:
    units = list(encode_clicks(AAC))
    for number in (20, 21, 40):
        units[number] = Unit(
            units[number].track, units[number].pts, units[number].dts, keyframe=True, payload=b"\xff" * 9
        )
    converter = AudioConverter(OPUS)
    converted = [made for unit in units for made in converter.convert(unit)]
    assert converter.broken_units == 3
    assert _is_continuous(converted)
    assert find_clicks(converted)[-1] == pytest.approx(7.5, abs=SYNC_S)


def test_new_parameters_of_the_source_change_nothing_of_what_comes_out() -> None:
    units = [*encode_clicks(AAC, seconds=1.5), *encode_clicks(AAC, rate=44_100, seconds=1.5, start=6.5)]
    converted = _convert(units, OPUS)
    assert len({id(unit.track) for unit in converted}) == 1
    assert _is_continuous(converted)
    assert find_clicks(converted)[-1] == pytest.approx(7.5, abs=SYNC_S)
