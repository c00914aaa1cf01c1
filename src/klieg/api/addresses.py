"""The addresses people, encoders and players use, from the settings or else from how this request reached us."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from klieg.contracts.playback import TOKEN_SEGMENT
from klieg.kernel.settings import Settings

LOCAL_HOST = "localhost"
_HOST = re.compile(r"(?P<name>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252})|\[[0-9A-Fa-f:.]{2,45}\])(?P<port>:\d{1,5})?")


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where things are, as seen by one asker.

    Attributes:
        page: Origin of the web app and API, e.g. ``http://localhost:8080``.
        playback: Origin players fetch media from.
        ingest: RTMP address encoders publish to, without the stream key.
        rtmps: The same by RTMPS; None when no node listens for it.
        srt: Address encoders publish to by SRT, without the stream id; None when no node listens for it.
    """

    page: str
    playback: str
    ingest: str
    rtmps: str | None = None
    srt: str | None = None

    def playback_url(self, channel_name: str, playback_token: str = "") -> str:
        """Return the address of a channel's multivariant playlist, with a token where one is asked for."""
        under = f"{TOKEN_SEGMENT}/{playback_token}/" if playback_token else ""
        return f"{self.playback}/hls/{channel_name}/{under}index.m3u8"

    def whep_url(self, channel_name: str) -> str:
        """Return the address players ask for a channel by WebRTC."""
        return f"{self.playback}/whep/{channel_name}"

    def thumbnail_url(self, channel_name: str) -> str:
        """Return the address of a small picture of what is on the air."""
        return f"{self.playback}/thumbnails/{channel_name}.jpg"

    @property
    def whip_url(self) -> str:
        """The address publishers by WebRTC ask, with the stream key as bearer token."""
        return f"{self.playback}/whip"

    def srt_url(self, stream_key: str, passphrase: str | None) -> str | None:
        """Return the whole address an encoder publishes to by SRT: the key is the stream id."""
        if self.srt is None:
            return None
        return f"{self.srt}?streamid={stream_key}" + (f"&passphrase={passphrase}" if passphrase else "")


def addresses_for_request(settings: Settings, scheme: str, host_header: str) -> Addresses:
    """Return the addresses for a request that came by ``scheme`` to ``host_header``.

    A host that is none (it goes into a policy header and into JSON) counts as this machine's name.
    """
    secure = scheme in {"https", "wss"}
    match = _HOST.fullmatch(host_header)
    host, port = (match["name"], match["port"] or "") if match else (LOCAL_HOST, f":{settings.http_port}")
    return _addresses(settings, "https" if secure else "http", host, port)


def addresses_for_console(settings: Settings) -> Addresses:
    """Return the addresses to print on this machine's console."""
    if settings.public_url:
        parts = urlsplit(settings.public_url)
        assert parts.hostname is not None, "the settings admit no address without a host"
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        return _addresses(settings, parts.scheme, host, "" if parts.port is None else f":{parts.port}")
    return _addresses(settings, "http", LOCAL_HOST, f":{settings.http_port}")


def _addresses(settings: Settings, scheme: str, host: str, port: str) -> Addresses:
    return Addresses(
        page=settings.public_url or f"{scheme}://{host}{port}",
        playback=settings.public_playback_url or f"{scheme}://{host}:{settings.node_http_port}",
        ingest=settings.public_ingest_url or f"rtmp://{host}:{settings.rtmp_port}/live",
        rtmps=settings.public_rtmps_url
        or _unless_off(f"rtmps://{host}:{settings.rtmps_port}/live", settings.rtmps_port),
        srt=settings.public_srt_url or _unless_off(f"srt://{host}:{settings.srt_port}", settings.srt_port),
    )


def _unless_off(address: str, port: int) -> str | None:
    return address if port else None
