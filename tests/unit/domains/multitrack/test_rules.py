from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from klieg.contracts.ingest import MultitrackPolicy, MultitrackResolution
from klieg.domains.multitrack import rules
from klieg.domains.multitrack.rules import Picture, RefusalName, choose_encoder, choose_pictures
from klieg.domains.multitrack.schemas import (
    Canvas,
    Capabilities,
    Client,
    Cpu,
    FrameRate,
    Gpu,
    Preferences,
    System,
)

SD, HD, FULL_HD = MultitrackResolution
WHOLE = rules.MAX_KBPS - rules.AUDIO_KBPS


def canvas(width: int = 1920, height: int = 1080, numerator: int = 60, denominator: int = 1) -> Canvas:
    return Canvas(width=width, height=height, framerate=FrameRate(numerator=numerator, denominator=denominator))


def shown(pictures: list[Picture]) -> list[tuple[int, int, int, int]]:
    return [(each.width, each.height, round(each.frame_rate), each.kbps) for each in pictures]


def test_a_full_ladder_of_a_fast_picture() -> None:
    assert shown(choose_pictures(canvas(), FULL_HD, most=5, budget=WHOLE)) == [
        (1920, 1080, 60, 6000),
        (1280, 720, 60, 3400),
        (852, 480, 30, 1400),
        (640, 360, 30, 630),
        (284, 160, 30, 230),
    ]


@pytest.mark.parametrize(
    ("most", "lines"), [(1, [1080]), (2, [1080, 480]), (3, [1080, 720, 480]), (4, [1080, 720, 480, 360])]
)
def test_the_most_useful_pictures_come_first(most: int, lines: list[int]) -> None:
    pictures = choose_pictures(canvas(), FULL_HD, most=most, budget=WHOLE)
    assert [picture.lines for picture in pictures] == lines


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (8000, [(1080, 6000), (480, 1400), (160, 230)]),
        (4500, [(1080, 4500)]),
        (3000, [(720, 3000)]),
        (1000, [(480, 1000)]),
        (150, [(160, 150)]),
        (100, [(160, 100)]),
    ],
)
def test_a_thin_line_gets_fewer_and_smaller_pictures(budget: int, expected: list[tuple[int, int]]) -> None:
    pictures = choose_pictures(canvas(), FULL_HD, most=4, budget=budget)
    assert [(picture.lines, picture.kbps) for picture in pictures] == expected


@pytest.mark.parametrize(
    ("width", "height", "resolution", "main"),
    [
        (1920, 1080, HD, (1280, 720)),
        (1920, 1080, SD, (864, 486)),
        (1080, 1920, HD, (720, 1280)),
        (3840, 2160, FULL_HD, (1920, 1080)),
        (1920, 1440, FULL_HD, (1672, 1254)),
        (640, 360, FULL_HD, (640, 360)),
        (1281, 721, FULL_HD, (1280, 720)),
        (16384, 64, SD, (864, 2)),
    ],
)
def test_nothing_is_larger_than_the_channel_takes_or_the_encoder_composes(
    width: int, height: int, resolution: MultitrackResolution, main: tuple[int, int]
) -> None:
    first = choose_pictures(canvas(width, height, 30), resolution, most=4, budget=WHOLE)[0]
    assert (first.width, first.height) == main


def test_a_portrait_stays_one_and_a_broken_rate_is_kept() -> None:
    pictures = choose_pictures(canvas(1080, 1920, 60_000, 1001), FULL_HD, most=2, budget=WHOLE)
    assert [(picture.width, picture.height) for picture in pictures] == [(1080, 1920), (480, 852)]
    assert [picture.frame_rate for picture in pictures] == [Fraction(60_000, 1001), Fraction(30_000, 1001)]


@given(
    st.integers(64, 16384),
    st.integers(64, 16384),
    st.integers(1, 240),
    st.sampled_from(MultitrackResolution),
    st.integers(1, 8),
    st.integers(rules.LEAST_KBPS, rules.MAX_KBPS),
)
def test_any_canvas_gets_pictures_within_every_limit(
    width: int, height: int, rate: int, resolution: MultitrackResolution, most: int, budget: int
) -> None:
    pictures = choose_pictures(canvas(width, height, rate), resolution, most=most, budget=budget)
    assert 1 <= len(pictures) <= most
    assert sum(picture.kbps for picture in pictures) <= budget
    edges = [max(picture.width, picture.height) for picture in pictures]
    assert edges[0] <= rules.MAX_EDGE[resolution]
    for picture in pictures:
        assert picture.width % 2 == picture.height % 2 == 0
        assert picture.width * picture.height <= rules.MAX_PIXELS
        assert picture.kbps > 0
        assert rate % picture.frame_rate == 0
    assert len({picture.lines for picture in pictures}) == len(pictures)


@pytest.mark.parametrize(
    ("client", "capabilities", "expected"),
    [
        (Client(supported_encoders=["obs_x264", "obs_nvenc_h264_tex"]), Capabilities(), "obs_nvenc_h264_tex"),
        (Client(supported_encoders=["obs_x264", "ffmpeg_aac"]), Capabilities(), "obs_x264"),
        (Client(supported_encoders=["ffmpeg_aac"]), Capabilities(), None),
        (Client(supported_codecs=["av1"], supported_encoders=["obs_x264"]), Capabilities(), None),
        (Client(), Capabilities(), "obs_x264"),
        (Client(), Capabilities(system=System(name="Windows 11"), gpu=[Gpu(vendor_id=0x10DE)]), "jim_nvenc"),
        (Client(), Capabilities(system=System(name="Windows 11"), gpu=[Gpu(), Gpu(vendor_id=0x8086)]), "obs_qsv11_v2"),
        (Client(), Capabilities(system=System(name="Windows 10"), gpu=[Gpu(vendor_id=1)]), "obs_x264"),
        (Client(), Capabilities(system=System(name="Debian"), gpu=[Gpu(vendor_id=0x10DE)]), "obs_x264"),
    ],
)
def test_the_best_encoder_the_client_has(client: Client, capabilities: Capabilities, expected: str | None) -> None:
    assert choose_encoder(client, capabilities) == expected


@pytest.mark.parametrize(
    ("wished", "cores", "encoder", "expected"),
    [
        (None, 16, "obs_x264", 4),
        (None, 4, "obs_x264", 2),
        (None, 1, "obs_x264", 2),
        (1, 4, "obs_x264", 1),
        (None, 4, "jim_nvenc", 4),
        (10, 4, "jim_nvenc", 5),
        (None, None, "obs_x264", 4),
    ],
)
def test_software_encodes_a_picture_on_two_cores(
    wished: int | None, cores: int | None, encoder: str, expected: int
) -> None:
    preferences, capabilities = Preferences(maximum_video_tracks=wished), Capabilities(cpu=Cpu(logical_cores=cores))
    assert rules.most_pictures(preferences, capabilities, encoder) == expected


@pytest.mark.parametrize(
    ("preferences", "expected"),
    [
        (Preferences(), WHOLE),
        (Preferences(maximum_aggregate_bitrate=6000), 5840),
        (Preferences(maximum_streaming_bandwidth=6000), 5840),
        (Preferences(maximum_aggregate_bitrate=90_000), WHOLE),
        (Preferences(maximum_aggregate_bitrate=50), rules.LEAST_KBPS),
    ],
)
def test_the_sound_is_paid_for_first(preferences: Preferences, expected: int) -> None:
    assert rules.video_budget(preferences) == expected


def test_a_channel_that_takes_one_picture_lets_the_encoder_go_on_with_one() -> None:
    refusal = rules.may_send_several(MultitrackPolicy.REFUSE, "demo")
    assert refusal is not None
    assert (refusal.name, refusal.result, refusal.guesses) == (RefusalName.NOT_ALLOWED, "warning", False)
    assert rules.may_send_several(MultitrackPolicy.ALLOW, "demo") is None
    assert rules.may_send_several(MultitrackPolicy.REQUIRE, "demo") is None


@pytest.mark.parametrize(
    ("wished", "max_lines", "left"),
    [(FULL_HD, None, FULL_HD), (FULL_HD, 1080, FULL_HD), (FULL_HD, 720, HD), (SD, 720, SD)],
)
def test_a_channel_held_to_fewer_lines_is_told_a_smaller_size(
    wished: MultitrackResolution, max_lines: int | None, left: MultitrackResolution
) -> None:
    assert rules.largest_of(wished, max_lines) is left
