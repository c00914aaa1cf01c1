"""Playlists of other servers: whatever is read has addresses one can ask for, in order."""

import contextlib

from fakes.mutation import mutations
from klieg.media.pull.pull_address import PullRefusedError, PullRules, read_address
from klieg.media.pull.source_playlist import MAX_SEGMENTS, PlaylistError, read_playlist

_URL = "https://tv.example/live/index.m3u8"
SEEDS = (
    (
        b'#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:7\n#EXT-X-MAP:URI="i.mp4"\n#EXTINF:4,\na.m4s\n'
        b"#EXT-X-DISCONTINUITY\n#EXTINF:4,\nhttps://[2001:db8::1]:8/b.m4s\n#EXT-X-ENDLIST\n"
    ),
    b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9\nlow.m3u8\n#EXT-X-STREAM-INF:CODECS=x,BANDWIDTH=99\n//h/high.m3u8\n",
    b'#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="k"\na.ts\n#EXT-X-BYTERANGE:1@0\n',
)
_RULES = (PullRules(), PullRules(("*.example",), private_addresses=True, folder="/media"))


def fuzz_one(data: bytes) -> None:
    try:
        playlist = read_playlist(data.decode(errors="replace"), _URL)
    except PlaylistError:
        return
    assert len(playlist.segments) <= MAX_SEGMENTS
    assert 1 <= playlist.target_s <= 60
    numbers = [segment.number for segment in playlist.segments]
    assert all(number >= 0 for number in numbers)
    addresses = {segment.url for segment in playlist.segments} | {segment.map_url for segment in playlist.segments}
    for address in addresses | {playlist.variant_url}:
        for rules in _RULES:
            with contextlib.suppress(PullRefusedError):
                assert read_address(address, rules).scheme in {
                    "rtmp",
                    "rtmps",
                    "rtsp",
                    "rtsps",
                    "http",
                    "https",
                    "file",
                }


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 1500)):
        fuzz_one(data)
