"""The encoders a rung can be made with, and what each is told. Pure.

None makes B-frames or holds pictures back; keyframes are made where they are asked for, each a new beginning (IDR).
"""

from collections.abc import Mapping
from dataclasses import dataclass

SOFTWARE = "libx264"
PEAK = 1.1
"""Most bits a second over the buffer, as a multiple of the rung's rate."""
BUFFER_S = 1.5
"""The buffer of the rate control: how long a rung may be above its rate."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """An H.264 encoder of FFmpeg's.

    Attributes:
        name: As FFmpeg calls it.
        options: What it is always told.
        effort_option: Which option sets its effort.
        efforts: Values of that option by the names of x264's presets; empty where these are its own.
        gop_size: Pictures after which it makes a keyframe by itself: so many that it never does, since keyframes are
            where the source has them. VAAPI's drivers keep it in 16 bits.
        device: Kind of device whose memory pictures are copied to (as nv12) before they are encoded; empty: none.
        remedy: What to do where it does not work.
    """

    name: str
    options: Mapping[str, str]
    effort_option: str
    efforts: Mapping[str, str]
    gop_size: int = 1_000_000
    device: str = ""
    remedy: str = ""

    def choose_options(self, preset: str, bit_rate: int) -> dict[str, str]:
        """Return all it is told for a rung of ``bit_rate`` bits a second."""
        return {
            **self.options,
            self.effort_option: self.efforts.get(preset, preset),
            "maxrate": str(round(bit_rate * PEAK)),
            "bufsize": str(round(bit_rate * BUFFER_S)),
        }


ENCODERS = {
    encoder.name: encoder
    for encoder in (
        Encoder(
            SOFTWARE,
            {"tune": "zerolatency", "forced-idr": "1", "sc_threshold": "0", "profile": "high"},
            "preset",
            {},
        ),
        Encoder(
            "h264_nvenc",
            {
                "tune": "ull",
                "zerolatency": "1",
                "delay": "0",
                "forced-idr": "1",
                "no-scenecut": "1",
                "rc": "vbr",
                "spatial-aq": "1",
                "profile": "high",
            },
            "preset",
            {"ultrafast": "p1", "superfast": "p2", "veryfast": "p3", "faster": "p4", "fast": "p5", "medium": "p6"},
            remedy="Install NVIDIA's driver, so that `nvidia-smi` lists the card",
        ),
        Encoder(
            "h264_vaapi",
            {"rc_mode": "VBR", "idr_interval": "0", "async_depth": "1", "profile": "high"},
            "quality",
            {"ultrafast": "7", "superfast": "6", "veryfast": "5", "faster": "4", "fast": "3", "medium": "2"},
            gop_size=32_767,
            device="vaapi",
            remedy="Install the graphics driver, so that `vainfo` lists H264 with VAEntrypointEncSlice, and let this "
            "user open /dev/dri/renderD128; PyAV's wheel is without VAAPI, build it against the system's FFmpeg "
            "(`pip install --no-binary av av`)",
        ),
    )
}
"""By name: what the setting ``ladder_encoder`` may say."""


@dataclass(frozen=True, slots=True)
class EncoderChoice:
    """Which encoder makes the rungs.

    Attributes:
        name: One of :data:`ENCODERS`.
        preset: Effort, as x264 calls it.
    """

    name: str = SOFTWARE
    preset: str = "veryfast"
