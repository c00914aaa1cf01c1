"""An LL-HLS player without a picture: follows a rendition by blocking reload and preload hints."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import httpx

from fakes.node.waiting import until

_PART = re.compile(r'#EXT-X-PART:DURATION=([0-9.]+),URI="([^"]+)"')
_HINT = re.compile(r'#EXT-X-PRELOAD-HINT:TYPE=PART,URI="([^"]+)"')
_MAP = re.compile(r'#EXT-X-MAP:URI="([^"]+)"')
_PART_NAME = re.compile(r"part-(\d+)\.m4s")
_SEQUENCE = re.compile(r"#EXT-X-MEDIA-SEQUENCE:(\d+)")


@dataclass
class LlHlsClient:
    """Follows one channel.

    Attributes:
        index: Text of the multivariant playlist.
        playlist_url: Address of the media playlist it named.
        playlist: Newest text of that.
        parts: Parts by number, in the order they came.
        init: The first initialization segment.
    """

    http: httpx.AsyncClient
    index_url: str
    index: str = ""
    playlist_url: str = ""
    playlist: str = ""
    init: bytes = b""
    parts: dict[int, bytes] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        """Whether the playlist says that nothing follows."""
        return "#EXT-X-ENDLIST" in self.playlist

    @property
    def session_id(self) -> str:
        """The stream session it plays."""
        return self.playlist_url.split("/")[-3]

    @property
    def discontinuities(self) -> int:
        """How many breaks the playlist lists."""
        return self.playlist.count("#EXT-X-DISCONTINUITY\n")

    @property
    def media(self) -> bytes:
        """What a decoder gets: the initialization segment and every part."""
        return self.init + b"".join(self.parts[number] for number in sorted(self.parts))

    async def open(self, within_s: float = 20) -> "LlHlsClient":
        """Fetch the multivariant playlist as soon as there is one, then the media playlist."""
        self.index = await until(self._find_index, within_s)
        variant = next(line for line in self.index.splitlines() if line and not line.startswith("#"))
        self.playlist_url = urljoin(self.index_url, variant)
        await self.reload()
        named = _MAP.search(self.playlist)
        assert named is not None, "a playlist of fMP4 names its initialization segment"
        self.init = await self.fetch(named[1])
        return self

    async def _find_index(self) -> str:
        response = await self.http.get(self.index_url)
        if response.status_code == 404:
            return ""
        response.raise_for_status()
        return response.text

    async def reload(self, query: str = "") -> None:
        """Fetch the media playlist."""
        response = await self.http.get(self.playlist_url + query)
        response.raise_for_status()
        self.playlist = response.text

    async def follow(self, parts: int, within_s: float = 40) -> "LlHlsClient":
        """Fetch until so many new parts came or the playlist ended: a blocking reload and the hinted part at a time."""
        wanted = len(self.parts) + parts
        async with asyncio.timeout(within_s):
            while len(self.parts) < wanted and not self.ended:
                hint = _HINT.search(self.playlist)
                if hint is None:
                    await self.reload()
                    continue
                msn, index = self.next_position()
                async with asyncio.TaskGroup() as both:
                    both.create_task(self._fetch_part(hint[1]))
                    both.create_task(self.reload(f"?_HLS_msn={msn}&_HLS_part={index}"))
                await self._fetch_missed()
        return self

    async def fetch(self, name: str) -> bytes:
        """Fetch a file beside the media playlist."""
        response = await self.http.get(urljoin(self.playlist_url, name))
        response.raise_for_status()
        return response.content

    async def wait_until_ended(self, within_s: float) -> None:
        """Follow until the playlist ends."""
        async with asyncio.timeout(within_s):
            while not self.ended:
                await self.follow(1, within_s)

    def next_position(self) -> tuple[int, int]:
        """Segment and index to wait for: the next part of the segment that grows."""
        whole = self.playlist.count("#EXTINF")
        sequence = _SEQUENCE.search(self.playlist)
        assert sequence is not None, "a live playlist has a media sequence number"
        growing = self.playlist.rpartition("#EXTINF")[2]
        return int(sequence[1]) + whole, len(_PART.findall(growing))

    async def _fetch_missed(self) -> None:
        """Fetch listed parts after the last one."""
        for _, name in _PART.findall(self.playlist):
            if self.parts and _number(name) > max(self.parts):
                await self._fetch_part(name)

    async def _fetch_part(self, name: str) -> None:
        response = await self.http.get(urljoin(self.playlist_url, name))
        if response.status_code == 404:
            return  # the stream ended before the hinted part
        response.raise_for_status()
        self.parts[_number(name)] = response.content


@contextlib.asynccontextmanager
async def llhls_client(index_url: str) -> AsyncIterator[LlHlsClient]:
    """A client for the length of a test; not yet opened."""
    async with httpx.AsyncClient(timeout=20, trust_env=False) as http:
        yield LlHlsClient(http, index_url)


def part_durations(playlist: str) -> list[float]:
    """Return the durations of the parts a media playlist lists, in seconds."""
    return [float(duration) for duration, _ in _PART.findall(playlist)]


def _number(name: str) -> int:
    matched = _PART_NAME.fullmatch(name)
    assert matched is not None, "parts are named by number"
    return int(matched[1])
