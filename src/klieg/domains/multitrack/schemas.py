"""Shapes of ``GetClientConfiguration``: the request as schema versions 2024-06-04 and 2025-01-25 have it, the answer.

Names are the wire's. Fields nothing here decides by are not read; unknown ones are ignored.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

MAX_LIST = 200
"""Encoders, codecs, graphics cards or canvases a client may name; the longest list of a real one has about thirty."""


def _is_number(value: object) -> object:
    if isinstance(value, bool | str):
        raise ValueError("must be a number")  # noqa: TRY004 - pydantic reports this kind alone
    return value


# Plain assignments: a `type` statement would be a schema of its own in the OpenAPI document, without the limits.
_Number = BeforeValidator(_is_number)
"""60 and 60.0, as JSON has no other difference; neither true nor "60"."""
Text = Annotated[str, Field(max_length=400)]
Edge = Annotated[int, Field(ge=64, le=16384), _Number]
Rate = Annotated[int, Field(ge=1, le=1_000_000), _Number]
Count = Annotated[int, Field(ge=0, le=10_000_000), _Number]


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class FrameRate(_Asked):
    """Frames a second, as a fraction."""

    numerator: Rate
    denominator: Rate


class Client(_Asked):
    """The encoder's software. ``supported_encoders`` is of 2025-01-25."""

    name: Text = ""
    version: Text = ""
    supported_codecs: list[Text] = Field([], max_length=MAX_LIST)
    supported_encoders: list[Text] = Field([], max_length=MAX_LIST)


class Cpu(_Asked):
    """Its processor."""

    logical_cores: Count | None = None


class Gpu(_Asked):
    """A graphics card, by its vendor's PCI number."""

    vendor_id: Annotated[int, _Number] | None = None


class System(_Asked):
    """Its operating system."""

    name: Text | None = None


class Capabilities(_Asked):
    """Its machine."""

    cpu: Cpu = Cpu()
    gpu: list[Gpu] | None = Field(None, max_length=MAX_LIST)
    system: System = System()


class Canvas(_Asked):
    """A picture it composes: the size and rate it would send."""

    width: Edge
    height: Edge
    framerate: FrameRate


class Preferences(_Asked):
    """What its owner chose. 2024-06-04 has one picture here, 2025-01-25 a list of them."""

    width: Edge | None = None
    height: Edge | None = None
    framerate: FrameRate | None = None
    canvases: list[Canvas] = Field([], max_length=MAX_LIST)
    maximum_video_tracks: Count | None = None
    maximum_aggregate_bitrate: Count | None = Field(None, description="kb/s, as OBS calls it")
    maximum_streaming_bandwidth: Count | None = Field(None, description="kb/s, its documented name")

    @property
    def canvas(self) -> Canvas | None:
        """The main picture."""
        if self.canvases:
            return self.canvases[0]
        if self.width is None or self.height is None or self.framerate is None:
            return None
        return Canvas(width=self.width, height=self.height, framerate=self.framerate)


class ClientConfigurationRequest(_Asked):
    """What an encoder asks before it goes live. ``authentication`` is the stream key."""

    service: Text = "IVS"
    schema_version: Text = "2024-06-04"
    authentication: Text = Field("", repr=False)
    client: Client = Client()
    capabilities: Capabilities = Capabilities()
    preferences: Preferences = Preferences()


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Meta(_Told):
    """Which answer this is. The encoder repeats ``config_id`` after its stream key when it publishes."""

    service: str = "IVS"
    schema_version: str
    config_id: str


class Status(_Told):
    """Whether the encoder may go on. ``warning`` without encoder configurations: it may, with one picture."""

    result: Literal["success", "warning", "error"]
    html_en_us: str | None = Field(None, description="A sentence for the person at the encoder")


class IngestEndpoint(_Told):
    """Where to publish; the key goes in place of ``{stream_key}``."""

    protocol: Literal["RTMP", "RTMPS"]
    url_template: str = Field(examples=["rtmp://localhost:1935/live/{stream_key}"])
    authentication: str = Field(repr=False)


class EncoderSettings(_Told):
    """Settings of one picture's encoder. Each kind of encoder reads those it knows."""

    rate_control: Literal["CBR"] = "CBR"
    bitrate: int = Field(description="kb/s")
    keyint_sec: int
    bf: int = Field(description="B-frames in a row; none, so that WebRTC players can have the picture as it is")
    profile: Literal["main", "high"]
    preset: str
    preset2: str
    tune: str
    lookahead: bool = False
    x264opts: str


class EncoderConfiguration(_Told):
    """One picture to send; the first is the main one."""

    type: str = Field(examples=["obs_x264"])
    width: int
    height: int
    framerate: FrameRate
    bitrate_interpolation_points: list[int] = Field(description="kb/s, the last is the full rate")
    gpu_scale_type: str = "OBS_SCALE_BICUBIC"
    colorspace: str = "VIDEO_CS_709"
    range: str = "VIDEO_RANGE_PARTIAL"
    format: str = "VIDEO_FORMAT_NV12"
    settings: EncoderSettings
    canvas_index: int = 0


class AudioSettings(_Told):
    """Settings of the sound's encoder."""

    bitrate: int = Field(description="kb/s")


class AudioTrack(_Told):
    """A sound to send."""

    codec: Literal["aac"] = "aac"
    track_id: int = 0
    channels: int = 2
    settings: AudioSettings


class AudioConfigurations(_Told):
    """The sound for those who watch live. A second mix for recordings is not taken."""

    live: list[AudioTrack]
    vod: list[AudioTrack]


class ClientConfiguration(_Told):
    """The answer."""

    meta: Meta
    status: Status
    ingest_endpoints: list[IngestEndpoint]
    encoder_configurations: list[EncoderConfiguration]
    audio_configurations: AudioConfigurations
