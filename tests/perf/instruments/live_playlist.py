"""The little of a live playlist that load generators need. Not a checker: ``tests/fakes/hls_rules.py`` is."""

import re
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urljoin

from perf.instruments.servers import ServerError, fetch

_ATTRIBUTE = re.compile(r'([A-Z-]+)=("[^"]*"|[^,]*)')


@dataclass(frozen=True)
class LivePlaylist:
    """A media playlist as fetched: ``msn`` is the segment that grows, ``parts`` how many parts of it are listed."""

    url: str
    text: str
    msn: int
    parts: int
    part_urls: list[str]
    segment_urls: list[str]


def find_media_playlist(playback_url: str) -> str:
    """Return the address of the first variant's media playlist.

    Raises:
        ServerError: there is no variant.
    """
    body = (fetch(playback_url) or b"").decode()
    lines = body.splitlines()
    for line, following in pairwise(lines):
        if line.startswith("#EXT-X-STREAM-INF"):
            return urljoin(playback_url, following.strip())
    raise ServerError(f"{playback_url} lists no variant.")


def read_playlist(url: str) -> LivePlaylist:
    """Fetch and read a media playlist.

    Raises:
        ServerError: it was not there.
    """
    body = fetch(url)
    if body is None:
        raise ServerError(f"{url} did not answer 200.")
    text = body.decode()
    msn, parts = 0, 0
    part_urls, segment_urls = [], []
    for line in text.splitlines():
        if line.startswith("#EXT-X-MEDIA-SEQUENCE:"):
            msn = int(line.partition(":")[2])
        elif line.startswith("#EXT-X-PART:"):
            parts += 1
            part_urls.append(urljoin(url, dict(_ATTRIBUTE.findall(line))["URI"].strip('"')))
        elif line.startswith("#EXT-X-SKIP:"):
            msn += int(dict(_ATTRIBUTE.findall(line))["SKIPPED-SEGMENTS"])
        elif line and not line.startswith("#"):
            msn += 1
            parts = 0
            segment_urls.append(urljoin(url, line))
    return LivePlaylist(url, text, msn, parts, part_urls, segment_urls)
