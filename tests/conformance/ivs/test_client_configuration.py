"""GetClientConfiguration as the video service documents it and as OBS reads it.

Sources: Amazon IVS Broadcast Software Integration API Reference, "GetClientConfiguration" and its structures; OBS,
``frontend/utility/models/multitrack-video.hpp``, whose fields without a default must be there or OBS drops the answer.
"""

from typing import Any

import pytest

from fakes.control.obs_requests import request_of_2024, request_of_2025
from klieg.contracts.ingest import MultitrackPolicy, MultitrackResolution
from klieg.domains.channels import Channel, MalformedStreamKeyError
from klieg.domains.multitrack import (
    ClientConfiguration,
    ClientConfigurationRequest,
    Meta,
    Refusal,
    RefusalName,
    configure_client,
    queries,
    refused,
)
from klieg.domains.work import Reading

KEY = "sk_" + "a" * 32
RTMP, RTMPS = "rtmp://tv.example:1935/live", "rtmps://tv.example:1936/live"


class NoRows(Reading):
    """A reading without a database: channels come from ``channel``."""

    def __init__(self) -> None:
        """Open nothing."""


@pytest.fixture
def channel(monkeypatch: pytest.MonkeyPatch) -> Channel:
    found = Channel(
        id="ch_1",
        name="demo",
        insecure_ingest=True,
        multitrack_policy=MultitrackPolicy.ALLOW.value,
        multitrack_resolution=MultitrackResolution.FULL_HD.value,
    )

    async def look(_reading: Reading, key_text: str) -> Channel | None:
        if not key_text.startswith("sk_"):
            raise MalformedStreamKeyError
        return found if key_text == KEY else None

    monkeypatch.setattr(queries, "channel_by_stream_key", look)
    return found


async def ask(
    body: dict[str, Any], *, rtmps: str | None = RTMPS, max_lines: int | None = None
) -> ClientConfiguration | Refusal:
    request = ClientConfigurationRequest.model_validate(body)
    meta = Meta(schema_version=request.schema_version, config_id="cc_1")

    async def max_lines_of(_channel_id: str) -> int | None:
        return max_lines

    return await configure_client(NoRows(), request, meta, rtmp=RTMP, rtmps=rtmps, max_lines_of=max_lines_of)


async def answer(body: dict[str, Any]) -> dict[str, Any]:
    found = await ask(body)
    assert isinstance(found, ClientConfiguration), found
    return found.model_dump(mode="json")


@pytest.mark.parametrize("request_of", [request_of_2024, request_of_2025])
@pytest.mark.usefixtures("channel")
async def test_the_answer_has_every_field_that_is_read(request_of: Any) -> None:
    told = await answer(request_of(KEY))
    assert set(told) == {"meta", "status", "ingest_endpoints", "encoder_configurations", "audio_configurations"}
    asked = request_of(KEY)["schema_version"]
    assert told["meta"] == {"service": "IVS", "schema_version": asked, "config_id": "cc_1"}
    assert told["status"] == {"result": "success", "html_en_us": None}
    assert told["audio_configurations"] == {
        "live": [{"codec": "aac", "track_id": 0, "channels": 2, "settings": {"bitrate": 160}}],
        "vod": [],
    }
    points = {len(encoder["bitrate_interpolation_points"]) for encoder in told["encoder_configurations"]}
    assert len(points) == 1, "EncoderConfiguration: the length must be the same for all configurations"
    for encoder in told["encoder_configurations"]:
        settings = encoder["settings"]
        assert encoder["bitrate_interpolation_points"][-1] == settings["bitrate"], "the last value is the bitrate"
        assert encoder["gpu_scale_type"] == "OBS_SCALE_BICUBIC"
        assert (encoder["width"] >= 64, encoder["height"] >= 64) == (True, True), "valid range: minimum 64"
        assert settings["rate_control"] == "CBR", "VideoTrackSettings: valid values CBR"
        assert settings["profile"] in {"baseline", "main", "high"}
        assert 0 <= settings["keyint_sec"] <= 10
        assert set(encoder["framerate"]) == {"numerator", "denominator"}


@pytest.mark.usefixtures("channel")
async def test_obs_30_on_windows_gets_the_cards_encoder_and_four_pictures() -> None:
    told = (await answer(request_of_2024(KEY)))["encoder_configurations"]
    assert [encoder["type"] for encoder in told] == ["jim_nvenc"] * 4
    assert [(encoder["width"], encoder["height"]) for encoder in told] == [
        (1920, 1080),
        (1280, 720),
        (852, 480),
        (640, 360),
    ]
    assert {encoder["settings"]["keyint_sec"] for encoder in told} == {2}


@pytest.mark.usefixtures("channel")
async def test_obs_31_on_a_small_machine_gets_two_pictures_in_software() -> None:
    told = (await answer(request_of_2025(KEY)))["encoder_configurations"]
    assert [(encoder["type"], encoder["height"]) for encoder in told] == [("obs_x264", 720), ("obs_x264", 480)]
    assert told[0]["framerate"] == {"numerator": 30_000, "denominator": 1001}


async def test_the_channels_largest_picture_and_the_owners_wishes_count(channel: Channel) -> None:
    channel.multitrack_resolution = MultitrackResolution.HD.value
    told = await answer(request_of_2024(KEY, maximum_video_tracks=2, maximum_aggregate_bitrate=4000))
    encoders = told["encoder_configurations"]
    assert [encoder["height"] for encoder in encoders] == [720, 160]
    assert sum(encoder["settings"]["bitrate"] for encoder in encoders) + 160 <= 4000


async def test_plain_rtmp_comes_first_where_it_is_welcome(channel: Channel) -> None:
    told = await answer(request_of_2024(KEY))
    assert told["ingest_endpoints"] == [
        {"protocol": "RTMP", "url_template": f"{RTMP}/{{stream_key}}", "authentication": KEY},
        {"protocol": "RTMPS", "url_template": f"{RTMPS}/{{stream_key}}", "authentication": KEY},
    ]
    channel.insecure_ingest = False
    told = await answer(request_of_2024(KEY))
    assert [endpoint["protocol"] for endpoint in told["ingest_endpoints"]] == ["RTMPS"]
    found = await ask(request_of_2024(KEY), rtmps=None)
    assert isinstance(found, Refusal)
    assert found.name is RefusalName.NO_ENDPOINT


@pytest.mark.usefixtures("channel")
async def test_a_key_may_carry_a_query_that_is_not_part_of_it() -> None:
    told = await answer(request_of_2024(f"{KEY}?bandwidthtest=true"))
    assert told["ingest_endpoints"][0]["authentication"] == KEY


@pytest.mark.parametrize(
    ("body", "name", "guesses"),
    [
        (request_of_2024(""), "GetClientConfigurationStreamKeyRequired", True),
        ({}, "GetClientConfigurationStreamKeyRequired", True),
        (request_of_2024("sk_" + "b" * 32), "InvalidGetClientConfigurationStreamKey", True),
        (request_of_2024("my key"), "InvalidGetClientConfigurationStreamKey", True),
        ({"authentication": KEY}, "NoPictureNamed", False),
        (
            request_of_2025(KEY) | {"client": {"supported_codecs": ["h264"], "supported_encoders": ["av1_only"]}},
            "NoSupportedEncoder",
            False,
        ),
    ],
)
@pytest.mark.usefixtures("channel")
async def test_a_refusal_has_a_name_and_a_sentence(body: dict[str, Any], name: str, *, guesses: bool) -> None:
    found = await ask(body)
    assert isinstance(found, Refusal)
    assert (found.name.value, found.guesses, found.result) == (name, guesses, "error")
    told = refused(Meta(schema_version="2024-06-04", config_id="cc_1"), found)
    assert told.encoder_configurations == []
    assert told.ingest_endpoints == []
    assert told.status.html_en_us == f"{found.sentence} ({name})"


async def test_where_several_pictures_are_required_one_is_no_answer(channel: Channel) -> None:
    channel.multitrack_policy = MultitrackPolicy.REQUIRE.value
    found = await ask(request_of_2024(KEY, maximum_video_tracks=1))
    assert isinstance(found, Refusal)
    assert (found.name.value, found.result) == ("InvalidMultitrackInputTrackCount", "error")
    assert len((await answer(request_of_2024(KEY, maximum_video_tracks=2)))["encoder_configurations"]) == 2


async def test_a_channel_without_multitrack_warns_so_that_obs_offers_one_picture(channel: Channel) -> None:
    channel.multitrack_policy = MultitrackPolicy.REFUSE.value
    found = await ask(request_of_2024(KEY))
    assert isinstance(found, Refusal)
    assert (found.name, found.result) == (RefusalName.NOT_ALLOWED, "warning")
