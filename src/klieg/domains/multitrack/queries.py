"""The answer to an encoder that asks what to send."""

from collections.abc import Awaitable, Callable, Sequence
from fractions import Fraction

from klieg.contracts.ingest import MultitrackPolicy, MultitrackResolution
from klieg.domains.channels import Channel, MalformedStreamKeyError, channel_by_stream_key
from klieg.domains.multitrack import rules
from klieg.domains.multitrack.schemas import (
    AudioConfigurations,
    AudioSettings,
    AudioTrack,
    ClientConfiguration,
    ClientConfigurationRequest,
    EncoderConfiguration,
    EncoderSettings,
    FrameRate,
    IngestEndpoint,
    Meta,
    Status,
)
from klieg.domains.work import Reading

_QUERY = "?"
_HIGH_PROFILE_LINES = 480


type MaxLinesOf = Callable[[str], Awaitable[int | None]]


async def configure_client(
    reading: Reading,
    request: ClientConfigurationRequest,
    meta: Meta,
    *,
    rtmp: str,
    rtmps: str | None,
    max_lines_of: MaxLinesOf,
) -> ClientConfiguration | rules.Refusal:
    """Return what to send and where to, or why not.

    Args:
        reading: Where channels are.
        request: What the encoder asks; its ``authentication`` may carry a query after the key, as OBS allows.
        meta: Of the answer.
        rtmp: Address of RTMP ingest, without the key.
        rtmps: The same by RTMPS; None when it is off.
        max_lines_of: Tells how many lines a channel's pictures may have at most, by its id.
    """
    key_text = request.authentication.partition(_QUERY)[0]
    channel = await _channel_of(reading, key_text)
    if isinstance(channel, rules.Refusal):
        return channel
    endpoints = _endpoints(channel, key_text, rtmp, rtmps)
    refusal = rules.may_send_several(MultitrackPolicy(channel.multitrack_policy), channel.name)
    if refusal is not None or not endpoints:
        return refusal or rules.NO_ENDPOINT
    largest = rules.largest_of(MultitrackResolution(channel.multitrack_resolution), await max_lines_of(channel.id))
    encoders = _encoders(request, channel, largest)
    return encoders if isinstance(encoders, rules.Refusal) else _answer(meta, endpoints, encoders)


async def _channel_of(reading: Reading, key_text: str) -> Channel | rules.Refusal:
    if not key_text:
        return rules.KEY_REQUIRED
    try:
        return await channel_by_stream_key(reading, key_text) or rules.KEY_INVALID
    except MalformedStreamKeyError:
        return rules.KEY_INVALID


def refused(meta: Meta, refusal: rules.Refusal) -> ClientConfiguration:
    """Return the answer that says no: HTTP 200 as encoders expect, with the reason for the person at the encoder."""
    return ClientConfiguration(
        meta=meta,
        status=Status(result=refusal.result, html_en_us=f"{refusal.sentence} ({refusal.name})"),
        ingest_endpoints=[],
        encoder_configurations=[],
        audio_configurations=AudioConfigurations(live=[], vod=[]),
    )


def _endpoints(channel: Channel, key: str, rtmp: str, rtmps: str | None) -> list[IngestEndpoint]:
    """Plain RTMP comes first where it is welcome: encoders take the first, and do not trust a self-signed RTMPS."""
    found = []
    if channel.insecure_ingest:
        found.append(IngestEndpoint(protocol="RTMP", url_template=f"{rtmp}/{{stream_key}}", authentication=key))
    if rtmps is not None:
        found.append(IngestEndpoint(protocol="RTMPS", url_template=f"{rtmps}/{{stream_key}}", authentication=key))
    return found


def _encoders(
    request: ClientConfigurationRequest, channel: Channel, largest: MultitrackResolution
) -> list[EncoderConfiguration] | rules.Refusal:
    canvas = request.preferences.canvas
    if canvas is None:
        return rules.NO_PICTURE
    encoder = rules.choose_encoder(request.client, request.capabilities)
    if encoder is None:
        return rules.NO_ENCODER
    pictures = rules.choose_pictures(
        canvas,
        largest,
        most=rules.most_pictures(request.preferences, request.capabilities, encoder),
        budget=rules.video_budget(request.preferences),
    )
    if len(pictures) == 1 and channel.multitrack_policy == MultitrackPolicy.REQUIRE:
        return rules.TOO_FEW
    return [_encoder_configuration(encoder, picture) for picture in pictures]


def _encoder_configuration(encoder: str, picture: rules.Picture) -> EncoderConfiguration:
    nvidia = "nvenc" in encoder
    return EncoderConfiguration(
        type=encoder,
        width=picture.width,
        height=picture.height,
        framerate=_frame_rate(picture.frame_rate),
        bitrate_interpolation_points=[picture.kbps // 2, picture.kbps * 3 // 4, picture.kbps],
        settings=EncoderSettings(
            bitrate=picture.kbps,
            keyint_sec=rules.KEYFRAME_S,
            bf=0,
            profile="high" if picture.lines >= _HIGH_PROFILE_LINES else "main",
            preset="p4" if nvidia else "veryfast",
            preset2="p4",
            tune="ll" if nvidia else "",
            x264opts="bframes=0",
        ),
    )


def _frame_rate(rate: Fraction) -> FrameRate:
    return FrameRate(numerator=rate.numerator, denominator=rate.denominator)


def _answer(
    meta: Meta, endpoints: Sequence[IngestEndpoint], encoders: Sequence[EncoderConfiguration]
) -> ClientConfiguration:
    return ClientConfiguration(
        meta=meta,
        status=Status(result="success"),
        ingest_endpoints=list(endpoints),
        encoder_configurations=list(encoders),
        audio_configurations=AudioConfigurations(
            live=[AudioTrack(settings=AudioSettings(bitrate=rules.AUDIO_KBPS))], vod=[]
        ),
    )
