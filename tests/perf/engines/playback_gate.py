"""What a playback token costs at a node: ``python tests/perf/engines/playback_gate.py [--requests N]``.

The same requests for the newest part of a running broadcast, by address alone on a channel that is open, and by the
tokens of many viewers on one that asks for them and has banned some. Then the first sight of a token, and its sealing.
Process time only.
"""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from fakes.node.parts import RecordingPublisher, accepted
from fakes.node.station import Station
from klieg.contracts.playback import PlaybackPolicy, PlaybackToken, ViewingRules
from klieg.kernel.ids import ViewerId, new_id
from klieg.node.delivery.exchange import Exchange
from klieg.node.playback.gate import PlaybackGate

VIEWERS = 10_000
BANNED = 1_000
PART = 20


class Watched:
    """A broadcast six seconds on the air."""

    def __init__(self, viewing: ViewingRules) -> None:
        self.station = Station()
        made = accepted().model_copy(update={"viewing": viewing})
        self.station.broadcast = self.station.registry.open(made, RecordingPublisher())
        self.station.feed(6)
        self.made = made

    def seal(self) -> str:
        viewer = ViewerId(new_id("ac", 1.8e9))
        expires_at = int(self.station.time.wallclock()) + 600
        return self.station.key.seal(PlaybackToken(self.made.channel_id, viewer, expires_at))

    def request(self, playback_token: str) -> Exchange:
        under = f"t/{playback_token}/" if playback_token else ""
        return self.station.exchange(
            f"/hls/{self.made.channel_name}/{under}{self.made.session_id}/source/part-{PART}.m4s"
        )

    def answer_all(self, requests: list[Exchange]) -> float:
        """Return process seconds for answering them, each with the part."""
        answer = self.station.hls.answer
        assert all(response is not None and response.status == 200 for response in map(answer, requests))
        begun = time.process_time()
        for request in requests:
            answer(request)
        return time.process_time() - begun


def best(measure: Callable[[], float], passes: int) -> float:
    """Return the best of some passes."""
    return min(measure() for _ in range(passes))


def main() -> None:
    """Print microseconds for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200_000, help="requests a pass")
    parser.add_argument("--passes", type=int, default=5, help="passes, of which the best counts")
    options = parser.parse_args()
    banned = frozenset(ViewerId(new_id("ac", 1.7e9)) for _ in range(BANNED))
    opened = Watched(ViewingRules())
    asking = Watched(ViewingRules(policy=PlaybackPolicy.TOKEN, banned=banned))
    tokens = [asking.seal() for _ in range(VIEWERS)]
    rounds = options.requests // VIEWERS
    by_address = [opened.request("") for _ in range(rounds * VIEWERS)]
    by_token = [asking.request(shown) for _ in range(rounds) for shown in tokens]
    count = len(by_token)
    address_s = best(lambda: opened.answer_all(by_address), options.passes)
    token_s = best(lambda: asking.answer_all(by_token), options.passes)
    admittance = asking.station.registry.broadcasts()[0].admittance

    def see_first() -> float:
        gate = PlaybackGate(asking.station.key, asking.station.time)
        begun = time.process_time()
        for shown in tokens:
            gate.admit(admittance, shown)
        return time.process_time() - begun

    def seal_all() -> float:
        begun = time.process_time()
        for _ in range(VIEWERS):
            asking.seal()
        return time.process_time() - begun

    print("                                     us")
    print(f"a part, by its address alone   {address_s / count * 1e6:8.2f}")
    print(f"a part, by a token             {token_s / count * 1e6:8.2f}")
    print(f"first sight of a token         {best(see_first, options.passes) / VIEWERS * 1e6:8.2f}")
    print(f"sealing a token                {best(seal_all, options.passes) / VIEWERS * 1e6:8.2f}")


if __name__ == "__main__":
    main()
