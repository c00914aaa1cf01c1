"""Limits by channel type."""

from dataclasses import replace

import pytest

from fakes.node.parts import VIDEO
from klieg.contracts.ingest import ChannelType, PublishRules
from klieg.media.track import FURTHER_VIDEO, TrackId, VideoTrack
from klieg.node.ingest.limits import BreachCode, PublishLimits

CEILING = 30_000
HD = replace(VIDEO, width=1920, height=1080)
SD = replace(VIDEO, width=854, height=480)
TALL = replace(VIDEO, width=480, height=854)
QHD = replace(VIDEO, width=2560, height=1440)
WIDE = replace(VIDEO, width=2000, height=200)


def _limits(channel_type: ChannelType, *, basic_limits: bool = False) -> PublishLimits:
    return PublishLimits(PublishRules(channel_type=channel_type), ceiling_kbps=CEILING, basic_limits=basic_limits)


@pytest.mark.parametrize(
    ("channel_type", "basic_limits", "track", "kbps"),
    [
        (ChannelType.BASIC, False, QHD, CEILING),
        (ChannelType.BASIC, True, SD, 1725),
        (ChannelType.BASIC, True, TALL, 1725),
        (ChannelType.BASIC, True, HD, 4025),
        (ChannelType.STANDARD, False, SD, 9775),
        (ChannelType.ADVANCED_SD, False, HD, 9775),
        (ChannelType.ADVANCED_HD, True, HD, 9775),
    ],
)
def test_bit_rate_by_type_and_size(
    channel_type: ChannelType, *, basic_limits: bool, track: VideoTrack, kbps: int
) -> None:
    limits = _limits(channel_type, basic_limits=basic_limits)
    assert limits.receive_track(track) is None
    assert limits.max_kbps == kbps
    assert limits.knows(track)


def test_several_pictures_have_more_together_and_never_more_than_the_node_takes() -> None:
    limits = _limits(ChannelType.STANDARD)
    limits.receive_track(HD)
    limits.receive_track(replace(SD, id=TrackId(FURTHER_VIDEO + 1)))
    assert limits.max_kbps == 17_250
    small = PublishLimits(PublishRules(channel_type=ChannelType.STANDARD), ceiling_kbps=800, basic_limits=False)
    small.receive_track(HD)
    assert small.max_kbps == 800


@pytest.mark.parametrize("track", [QHD, WIDE, replace(VIDEO, width=1080, height=1960)])
def test_a_picture_too_large_is_a_breach_with_a_sentence(track: VideoTrack) -> None:
    breach = _limits(ChannelType.STANDARD).receive_track(track)
    assert breach is not None
    assert breach.code is BreachCode.RESOLUTION
    assert f"{track.width}x{track.height}" in breach.description


def test_the_sentence_of_a_bit_rate_names_the_limit() -> None:
    limits = _limits(ChannelType.STANDARD)
    limits.receive_track(HD)
    assert limits.bit_rate_breach().description.startswith("More than 9775 kb/s")


@pytest.mark.parametrize("channel_type", ChannelType)
def test_a_channel_held_to_fewer_lines_sends_no_more(channel_type: ChannelType) -> None:
    rules = PublishRules(channel_type=channel_type, max_lines=720)
    limits = PublishLimits(rules, ceiling_kbps=CEILING, basic_limits=False)
    assert limits.receive_track(replace(VIDEO, width=1280, height=720)) is None
    assert limits.receive_track(replace(VIDEO, width=720, height=1280)) is None
    breach = limits.receive_track(HD)
    assert breach is not None
    assert breach.code is BreachCode.RESOLUTION
    assert "1920x1080 arrived; this channel takes up to 720p" in breach.description
