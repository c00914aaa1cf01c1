"""Follows a live rendition by blocking reload and checks every playlist by the LL-HLS rules.

``python -m perf.instruments.live_rules PLAYBACK_URL SECONDS`` prints one line: how many playlists were checked and
which rules were broken how often.
"""

import re
import sys
import time
from collections import Counter

from fakes.hls_playlist import ReadPlaylist, read_media_playlist
from fakes.hls_rules import check_media_playlist, check_multivariant, check_succession
from perf.instruments.live_playlist import find_media_playlist
from perf.instruments.servers import fetch

_NUMBERS = re.compile(r"\S+\.(m4s|mp4|m3u8)|\d+(\.\d+)?")


def follow(playback_url: str, seconds: float) -> tuple[int, Counter[str]]:
    """Return how many playlists came and each broken rule with its count."""
    broken = Counter(check_multivariant((fetch(playback_url) or b"").decode()))
    url = find_media_playlist(playback_url)
    until = time.monotonic() + seconds
    before: ReadPlaylist | None = None
    checked = 0
    question = ""
    while time.monotonic() < until:
        body = fetch(f"{url}{question}", timeout_s=10)
        if body is None:
            broken[f"{question or 'a playlist'} was not answered with 200"] += 1
            question = ""
            time.sleep(0.2)
            continue
        playlist = read_media_playlist(body.decode())
        found = check_media_playlist(playlist)
        if before is not None:
            found += check_succession(before, playlist)
        broken.update(_NUMBERS.sub("n", sentence) for sentence in found)
        before = playlist
        question = _next_question(playlist)
        checked += 1
    return checked, broken


def _next_question(playlist: ReadPlaylist) -> str:
    """The blocking request for what comes after the last thing listed."""
    msn, part = playlist.last
    grows = bool(playlist.segments) and playlist.segments[-1].uri is None
    return f"?_HLS_msn={msn}&_HLS_part={part + 1}" if grows else f"?_HLS_msn={msn + 1}&_HLS_part=0"


def main() -> None:
    """Run from a command line."""
    checked, broken = follow(sys.argv[1], float(sys.argv[2]))
    verdict = "; ".join(f"{sentence} ({count})" for sentence, count in broken.most_common(8)) or "no rule broken"
    print(f"{checked} playlists: {verdict}")


if __name__ == "__main__":
    main()
