"""A channel as anybody sees it, without a control."""

from klieg.api.views import PublicChannelView
from klieg.contracts.ingest import LatencyMode


def channel(**changes: object) -> PublicChannelView:
    """Return one, with ``changes``."""
    known: dict[str, object] = {
        "name": "ada_l",
        "display_name": "Ada_L",
        "color": "salmon",
        "avatar_url": "/avatars/ibex.svg",
        "banner_url": None,
        "thumbnail_url": None,
        "title": None,
        "description": None,
        "category": None,
        "tags": [],
        "links": [],
        "mature": False,
        "playback_url": "https://media.example/hls/ada_l/index.m3u8",
        "whep_url": "https://media.example/whep/ada_l",
        "is_live": False,
        "follower_count": 0,
        "is_partner": False,
        "viewer_count": 0,
        "started_at": None,
        "latency_mode": LatencyMode.LOW,
        "session_id": None,
        "publisher_muted": [],
    }
    return PublicChannelView.model_validate(known | changes)
