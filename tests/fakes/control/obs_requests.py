"""What OBS posts to ``GetClientConfiguration``: the fields its two schema versions have, with made-up values."""

from typing import Any

WINDOWS_WITH_NVIDIA = {
    "cpu": {"logical_cores": 16, "physical_cores": 8, "speed": 3800, "name": "Some CPU"},
    "memory": {"total": 34_000_000_000, "free": 20_000_000_000},
    "gaming_features": {"game_bar_enabled": True, "game_dvr_enabled": False, "hags_enabled": True},
    "system": {
        "version": "10.0",
        "name": "Windows 11 Pro",
        "build": 22631,
        "release": "23H2",
        "revision": "3880",
        "bits": 64,
        "arm": False,
        "armEmulation": False,
    },
    "gpu": [
        {
            "model": "Some GPU",
            "vendor_id": 0x10DE,
            "device_id": 9860,
            "dedicated_video_memory": 12_000_000_000,
            "shared_system_memory": 17_000_000_000,
            "driver_version": "32.0.15.5612",
        }
    ],
}
LINUX = {
    "cpu": {"logical_cores": 4, "physical_cores": 4, "speed": None, "name": None},
    "memory": {"total": 16_000_000_000, "free": 9_000_000_000},
    "gaming_features": None,
    "system": {"version": "12", "name": "Debian", "build": 0, "release": "bookworm", "revision": "0", "bits": 64,
               "arm": False, "armEmulation": False},
    "gpu": None,
}  # fmt: skip


def request_of_2024(stream_key: str, **preferences: Any) -> dict[str, Any]:
    """Return the body OBS 30.2 posts: one picture in ``preferences``, no list of encoders."""
    return {
        "service": "IVS",
        "schema_version": "2024-06-04",
        "stream_attempt_start_time": "2031-05-06T07:08:09.123Z",
        "authentication": stream_key,
        "client": {"name": "obs-studio", "version": "30.2.3", "supported_codecs": ["h264", "h265", "av1"]},
        "capabilities": WINDOWS_WITH_NVIDIA,
        "preferences": {
            "maximum_aggregate_bitrate": None,
            "maximum_video_tracks": None,
            "vod_track_audio": False,
            "width": 1920,
            "height": 1080,
            "framerate": {"numerator": 60, "denominator": 1},
            "canvas_width": 1920,
            "canvas_height": 1080,
            "composition_gpu_index": 0,
            **preferences,
        },
    }


def request_of_2025(stream_key: str, **preferences: Any) -> dict[str, Any]:
    """Return the body OBS 31.1 posts: a list of canvases, the encoders by name."""
    return {
        "service": "IVS",
        "schema_version": "2025-01-25",
        "authentication": stream_key,
        "client": {
            "name": "obs-studio",
            "version": "31.1.2",
            "supported_codecs": ["h264"],
            "supported_encoders": ["obs_x264", "ffmpeg_aac"],
        },
        "capabilities": LINUX,
        "preferences": {
            "maximum_aggregate_bitrate": None,
            "maximum_video_tracks": None,
            "vod_track_audio": True,
            "composition_gpu_index": None,
            "audio_samples_per_sec": 48_000,
            "audio_channels": 2,
            "audio_max_buffering_ms": 960,
            "audio_fixed_buffering": False,
            "canvases": [
                {
                    "width": 1280,
                    "height": 720,
                    "canvas_width": 1920,
                    "canvas_height": 1080,
                    "framerate": {"numerator": 30_000, "denominator": 1001},
                }
            ],
            **preferences,
        },
    }
