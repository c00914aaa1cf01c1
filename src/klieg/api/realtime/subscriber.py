"""One socket's subscriptions, and how a change becomes a text for it."""

import json
from collections.abc import Iterable

from klieg.api.addresses import Addresses
from klieg.api.channel_state import ChannelState
from klieg.api.realtime.outbound import Outbound


def _encode(frame: dict[str, object]) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))


class Subscriber:
    """What one socket follows, as the hub sees it. Nothing here waits."""

    def __init__(self, addresses: Addresses) -> None:
        self.addresses = addresses
        self.outbound = Outbound()
        self.watched: set[str] = set()
        self.follows_directory = False

    def tell_hello(self, beat_ms: int) -> None:
        """Say how often players report, and where encoders (the empty directory shows it) and browsers publish to."""
        addresses = {"ingest_url": self.addresses.ingest, "whip_url": self.addresses.whip_url}
        hello = {"type": "hello", "beat_ms": beat_ms, **addresses}
        self.outbound.put("hello", _encode(hello))

    def tell_error(self, code: str, detail: str) -> None:
        """Say what was wrong with the last frame."""
        self.outbound.put("error", _encode({"type": "error", "code": code, "detail": detail}))

    def tell_channel(self, name: str, state: ChannelState | None) -> None:
        """Send the channel as it is now."""
        self.outbound.drop(f"viewers {name}")
        if state is None:
            self.outbound.put(f"channel {name}", _encode({"type": "channel_removed", "name": name}))
        else:
            view = state.public_view(self.addresses).model_dump(mode="json")
            self.outbound.put(f"channel {name}", _encode({"type": "channel", "channel": view}))

    def tell_viewers(self, name: str, viewer_count: int) -> None:
        """Send a new count."""
        text = _encode({"type": "viewers", "channel": name, "viewer_count": viewer_count})
        self.outbound.put(f"viewers {name}", text)

    def tell_directory(self, states: Iterable[ChannelState]) -> None:
        """Send every live channel."""
        views = [state.public_view(self.addresses).model_dump(mode="json") for state in states]
        self.outbound.put("directory", _encode({"type": "directory", "channels": views}))
