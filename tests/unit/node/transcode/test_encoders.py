"""What encoders are told: checked against the options FFmpeg's libraries say they have, without the hardware."""

from typing import get_args

import pytest
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange

from klieg.kernel.settings import Settings
from klieg.node.transcode.encoders import ENCODERS, EncoderChoice
from klieg.node.transcode.rung_encoder import PICTURE_FORMAT, prepare_encoder
from klieg.node.transcode.rungs import Rung

RUNG = Rung(1, 1280, 720, bit_rate=2_400_000, frame_rate=29.97, halves_rate=False)
PRESETS: tuple[str, ...] = get_args(Settings.model_fields["ladder_preset"].annotation)
IN_WHEEL = ("libx264", "h264_nvenc")


def _prepare(name: str, preset: str = "veryfast") -> VideoCodecContext:
    picture = VideoFrame(1280, 720, PICTURE_FORMAT)
    picture.color_range = ColorRange.MPEG
    return prepare_encoder(EncoderChoice(name, preset), RUNG, picture)


def test_the_setting_names_the_encoders_there_are() -> None:
    assert set(get_args(Settings.model_fields["ladder_encoder"].annotation)) == ENCODERS.keys()


@pytest.mark.parametrize("name", IN_WHEEL)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_option_is_one_the_encoder_has_with_a_value_it_takes(name: str, preset: str) -> None:
    context = _prepare(name, preset)
    known = {option.name: option for option in context.supported_options.private}
    generic = {option.name for option in context.supported_options.generic}
    for option, value in context.options.items():
        assert option in known or option in generic, option
        choices = {choice.name for choice in known[option].choices} if option in known else set()
        assert not choices or value in choices, f"{option}={value}"


@pytest.mark.parametrize("name", IN_WHEEL)
def test_nothing_is_held_back_and_keyframes_are_made_where_they_are_asked_for(name: str) -> None:
    context = _prepare(name)
    assert context.max_b_frames == 0
    assert context.gop_size > 30 * 60 * 60, "none of its own within an hour"
    assert context.options["forced-idr"] == "1"
    assert context.options.get("sc_threshold", context.options.get("no-scenecut")) in {"0", "1"}
    assert (context.width, context.height, context.bit_rate) == (1280, 720, 2_400_000)
    assert context.framerate == pytest.approx(29.97, abs=0.01)
    assert (context.options["maxrate"], context.options["bufsize"]) == ("2640000", "3600000")
    assert context.color_range == ColorRange.MPEG
    assert context.flags & Flags.global_header, "parameter sets belong to the track"


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [("libx264", "ultrafast", "medium"), ("h264_nvenc", "p1", "p6"), ("h264_vaapi", "7", "2")],
)
def test_effort_by_the_names_of_x264(name: str, least: str, most: str) -> None:
    encoder = ENCODERS[name]
    efforts = [encoder.choose_options(preset, 1_000_000)[encoder.effort_option] for preset in PRESETS]
    assert (efforts[0], efforts[-1], len(set(efforts))) == (least, most, len(PRESETS))


def test_a_card_that_has_memory_of_its_own_gets_pictures_copied_there() -> None:
    vaapi = ENCODERS["h264_vaapi"]
    assert vaapi.device == "vaapi"
    assert vaapi.gop_size < 1 << 16, "drivers keep it in 16 bits"
    assert vaapi.options["idr_interval"] == "0", "each keyframe is an IDR"
    assert all(encoder.remedy for encoder in ENCODERS.values() if encoder.name != "libx264")
