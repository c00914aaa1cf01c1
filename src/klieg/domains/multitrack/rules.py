"""Pure decisions: who may send several pictures, which ones, made by which encoder.

Rates are those of the ladder that STANDARD channels have (docs/protocols/multitrack.md has the table).
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from klieg.contracts.ingest import MultitrackPolicy, MultitrackResolution
from klieg.domains.multitrack.schemas import Canvas, Capabilities, Client, Preferences

MAX_KBPS = 15_000
"""All pictures and the sound together."""
AUDIO_KBPS = 160
KEYFRAME_S = 2
DEFAULT_PICTURES = 4
MAX_PICTURES = 5
MAX_PIXELS = 2_100_000
MAX_EDGE = {
    MultitrackResolution.SD: 864,
    MultitrackResolution.HD: 1280,
    MultitrackResolution.FULL_HD: 1920,
}
LEAST_STEP = 0.8
"""A smaller picture has at most this much of the edge of the main one: nearer ones are not worth their encoding."""
LEAST_RATE = 0.6
"""Below this part of its rate a picture looks worse than the next smaller one."""
LEAST_KBPS = 100
CORES_PER_PICTURE = 2
"""Of an encoder in software."""
SLOW = 30
"""Frames a second; pictures of up to 480 lines get half the rate when there are more."""
SLOW_LINES = 480

_RUNGS = ((1080, 4500, 6000), (720, 2400, 3400), (480, 1400, 2000), (360, 630, 900), (160, 230, 330))
"""Lines, kb/s up to 30 frames a second, kb/s above."""
_PREFERENCE = (480, 720, 360, 160)
"""Which smaller pictures come first when few are allowed: 480 lines help most who cannot have the main one."""

_SOFTWARE = "obs_x264"
_ENCODERS = (
    "obs_nvenc_h264_tex",
    "jim_nvenc",
    "h264_texture_amf",
    "obs_qsv11_v2",
    "com.apple.videotoolbox.videoencoder.ave.avc",
    "ffmpeg_vaapi_tex",
    _SOFTWARE,
)
"""OBS's names of H.264 encoders, best first."""
_BY_VENDOR = {0x10DE: "jim_nvenc", 0x1002: "h264_texture_amf", 0x8086: "obs_qsv11_v2"}
"""Encoder by the graphics card's maker, for clients of 2024-06-04, which name no encoders; on Windows alone."""


class RefusalName(StrEnum):
    """Why an encoder gets no configuration, by the video service's names where it has one."""

    NOT_ALLOWED = "MultitrackInputNotAllowed"
    KEY_REQUIRED = "GetClientConfigurationStreamKeyRequired"
    KEY_INVALID = "InvalidGetClientConfigurationStreamKey"
    NO_ENCODER = "NoSupportedEncoder"
    NO_PICTURE = "NoPictureNamed"
    NO_ENDPOINT = "NoIngestEndpoint"
    TOO_FEW = "InvalidMultitrackInputTrackCount"


@dataclass(frozen=True, slots=True)
class Refusal:
    """No configuration. ``result`` is ``warning`` when the encoder may go on with one picture."""

    name: RefusalName
    sentence: str
    result: Literal["warning", "error"] = "error"

    @property
    def guesses(self) -> bool:
        """Whether the asker showed a key that is none."""
        return self.name in {RefusalName.KEY_REQUIRED, RefusalName.KEY_INVALID}


KEY_REQUIRED = Refusal(RefusalName.KEY_REQUIRED, "Enter the stream key of your channel.")
KEY_INVALID = Refusal(RefusalName.KEY_INVALID, "No channel has this stream key: copy it anew, it may be reset.")
NO_PICTURE = Refusal(RefusalName.NO_PICTURE, "Your encoder did not say how large its picture is.")
NO_ENCODER = Refusal(RefusalName.NO_ENCODER, "Your encoder names no H.264 encoder that is known here.")
NO_ENDPOINT = Refusal(
    RefusalName.NO_ENDPOINT, "The channel takes encrypted streams only, and this server does not listen for RTMPS."
)

TOO_FEW = Refusal(
    RefusalName.TOO_FEW,
    "The channel takes several pictures only: let your encoder send two video tracks or more, and at a higher rate.",
)


def may_send_several(policy: MultitrackPolicy, channel_name: str) -> Refusal | None:
    """Return why a channel takes one picture only, or None when it takes several."""
    if policy is not MultitrackPolicy.REFUSE:
        return None
    sentence = f"The channel {channel_name} takes one picture: its owner can allow multitrack on a STANDARD channel."
    return Refusal(RefusalName.NOT_ALLOWED, sentence, "warning")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture to encode."""

    width: int
    height: int
    frame_rate: Fraction
    kbps: int

    @property
    def lines(self) -> int:
        """The shorter edge."""
        return min(self.width, self.height)


def choose_encoder(client: Client, capabilities: Capabilities) -> str | None:
    """Return OBS's name of the encoder to use, or None when the client has no H.264 encoder known here."""
    if client.supported_codecs and "h264" not in client.supported_codecs:
        return None
    if client.supported_encoders:
        return next((encoder for encoder in _ENCODERS if encoder in client.supported_encoders), None)
    if (capabilities.system.name or "").startswith("Windows"):
        found = (_BY_VENDOR.get(gpu.vendor_id or 0) for gpu in capabilities.gpu or ())
        return next(filter(None, found), _SOFTWARE)
    return _SOFTWARE


def largest_of(wished: MultitrackResolution, max_lines: int | None) -> MultitrackResolution:
    """Return the largest size that a channel's configuration and its limit leave.

    Args:
        wished: By the channel's configuration.
        max_lines: Pixels of the shorter edge it may send at most; None: no such limit.
    """
    full_hd_lines = 1080
    if wished is MultitrackResolution.FULL_HD and max_lines is not None and max_lines < full_hd_lines:
        return MultitrackResolution.HD
    return wished


def most_pictures(preferences: Preferences, capabilities: Capabilities, encoder: str) -> int:
    """Return how many pictures to ask for."""
    wished = preferences.maximum_video_tracks or DEFAULT_PICTURES
    if encoder == _SOFTWARE:
        cores = capabilities.cpu.logical_cores or CORES_PER_PICTURE * DEFAULT_PICTURES
        wished = min(wished, max(2, cores // CORES_PER_PICTURE))
    return min(wished, MAX_PICTURES)


def video_budget(preferences: Preferences) -> int:
    """Return how many kb/s all pictures may have together."""
    wished = preferences.maximum_aggregate_bitrate or preferences.maximum_streaming_bandwidth or MAX_KBPS
    return max(LEAST_KBPS, min(wished, MAX_KBPS) - AUDIO_KBPS)


def choose_pictures(canvas: Canvas, resolution: MultitrackResolution, *, most: int, budget: int) -> list[Picture]:
    """Return the pictures to send, largest first; there is at least one.

    Args:
        canvas: What the encoder composes; nothing is larger than this.
        resolution: The largest the channel takes.
        most: How many pictures at most.
        budget: kb/s for all of them.
    """
    main = _main_picture(canvas, resolution)
    smaller = [_scaled(main, lines) for lines, _, _ in _RUNGS if lines <= main.lines * LEAST_STEP]
    while smaller and budget < main.kbps * LEAST_RATE:
        main = smaller.pop(0)
    chosen = [replace(main, kbps=min(main.kbps, budget))]
    left = budget - chosen[0].kbps
    by_lines = {picture.lines: picture for picture in smaller}
    for lines in _PREFERENCE:
        picture = by_lines.get(lines)
        if picture is not None and len(chosen) < most and picture.kbps <= left:
            chosen.append(picture)
            left -= picture.kbps
    return sorted(chosen, key=lambda picture: picture.lines, reverse=True)


def _main_picture(canvas: Canvas, resolution: MultitrackResolution) -> Picture:
    scale = min(
        1.0,
        MAX_EDGE[resolution] / max(canvas.width, canvas.height),
        (MAX_PIXELS / (canvas.width * canvas.height)) ** 0.5,
    )
    rate = Fraction(canvas.framerate.numerator, canvas.framerate.denominator)
    width, height = _even(canvas.width * scale), _even(canvas.height * scale)
    return Picture(width, height, rate, _kbps(min(width, height), rate))


def _scaled(main: Picture, lines: int) -> Picture:
    rate = main.frame_rate / 2 if main.frame_rate > SLOW and lines <= SLOW_LINES else main.frame_rate
    long = _even(max(main.width, main.height) * lines / main.lines)
    width, height = (long, lines) if main.width >= main.height else (lines, long)
    return Picture(width, height, rate, _kbps(lines, rate))


def _kbps(lines: int, rate: Fraction) -> int:
    """Return a picture's rate: of its rung, or between two of them in proportion to its area."""
    column = 2 if rate > SLOW else 1
    if lines >= _RUNGS[0][0]:
        return _RUNGS[0][column]
    for upper, lower in pairwise(_RUNGS):
        if lower[0] < lines <= upper[0]:
            return max(lower[column], round(upper[column] * (lines / upper[0]) ** 2))
    return _RUNGS[-1][column]


def _even(length: float) -> int:
    return max(2, int(length / 2 + 1e-6) * 2)
