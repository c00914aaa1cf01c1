"""Follows a live rendition by blocking reload and checks every playlist by the LL-HLS rules.

``python -m perf.instruments.live_rules PLAYBACK_URL SECONDS`` prints one line: how many playlists were checked, which
rules were broken how often, and how old the end of what was listed was when it came (by ``EXT-X-PROGRAM-DATE-TIME``,
RFC 8216bis section 4.4.4.6), in the first and in the last minute: what grows there is the server's, what grows in a
player beside it is the player's.
"""

import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from fakes.hls_playlist import ReadPlaylist, read_media_playlist
from fakes.hls_rules import check_media_playlist, check_multivariant, check_succession
from perf.instruments.live_playlist import find_media_playlist
from perf.instruments.servers import fetch

_MINUTE_S = 60.0
_NUMBERS = re.compile(r"\S+\.(m4s|mp4|m3u8)|\d+(\.\d+)?")


@dataclass
class Findings:
    """What was seen.

    Attributes:
        checked: How many playlists came.
        broken: Each broken rule with its count.
        ages: When each came (monotonic seconds), and how old its end was, in milliseconds.
    """

    broken: Counter[str]
    checked: int = 0
    ages: list[tuple[float, float]] = field(default_factory=list)

    def say(self) -> str:
        """Return all of it in a line."""
        verdict = "; ".join(f"{sentence} ({count})" for sentence, count in self.broken.most_common(8))
        return f"{self.checked} playlists: {verdict or 'no rule broken'}{self._say_ages()}"

    def _say_ages(self) -> str:
        if not self.ages:
            return ""
        begin, end = self.ages[0][0], self.ages[-1][0]
        first = statistics.median(age for moment, age in self.ages if moment - begin < _MINUTE_S)
        last = statistics.median(age for moment, age in self.ages if end - moment < _MINUTE_S)
        return f"; the end of what is listed was {first:.0f} ms old in the first minute, {last:.0f} ms in the last"


def follow(playback_url: str, seconds: float) -> Findings:
    """Follow a channel for so long and return what was seen."""
    findings = Findings(Counter(check_multivariant((fetch(playback_url) or b"").decode())))
    url = find_media_playlist(playback_url)
    until = time.monotonic() + seconds
    before: ReadPlaylist | None = None
    question = ""
    while time.monotonic() < until:
        body = fetch(f"{url}{question}", timeout_s=10)
        came = time.monotonic(), time.time()
        if body is None:
            findings.broken[f"{question or 'a playlist'} was not answered with 200"] += 1
            question = ""
            time.sleep(0.2)
            continue
        playlist = read_media_playlist(body.decode())
        found = check_media_playlist(playlist)
        if before is not None:
            found += check_succession(before, playlist)
        findings.broken.update(_NUMBERS.sub("n", sentence) for sentence in found)
        end = _end_of(playlist)
        if end is not None:
            findings.ages.append((came[0], (came[1] - end) * 1000))
        before = playlist
        question = _next_question(playlist)
        findings.checked += 1
    return findings


def _end_of(playlist: ReadPlaylist) -> float | None:
    """The date of the end of what is listed, in seconds since 1970; None where it cannot be told."""
    last = playlist.segments[-1] if playlist.segments else None
    if last is None or last.date_time is None:
        return None
    length = last.duration if last.duration is not None else sum(part.duration for part in last.parts)
    return last.date_time.timestamp() + float(length)


def _next_question(playlist: ReadPlaylist) -> str:
    """The blocking request for what comes after the last thing listed."""
    msn, part = playlist.last
    grows = bool(playlist.segments) and playlist.segments[-1].uri is None
    return f"?_HLS_msn={msn}&_HLS_part={part + 1}" if grows else f"?_HLS_msn={msn + 1}&_HLS_part=0"


def main() -> None:
    """Run from a command line."""
    print(follow(sys.argv[1], float(sys.argv[2])).say())


if __name__ == "__main__":
    main()
