"""``python -m klieg.demo``: the demo process. It reads no settings, so that it stays small: its command names all."""

import argparse
import logging
import signal
import threading
from pathlib import Path

from klieg.demo.artwork import draw_artwork
from klieg.demo.channel import ChannelApi
from klieg.demo.publisher import publish
from klieg.demo.stay_on_air import Demo
from klieg.demo.tone import Tone

GIVES_WAY = "?yield=1"
"""Behind the stream key: the node lets the next publisher with this key take our place."""
_GOODBYE_S = 1.5


def main() -> None:
    """Keep the demo on the air until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(prog="klieg demo")
    parser.add_argument("--control-url", required=True)
    parser.add_argument("--ingest-url", required=True)
    parser.add_argument("--token-file", type=Path, required=True)
    parser.add_argument("--channel", default="demo")
    options = parser.parse_args()
    logging.basicConfig(format="%(message)s", level=logging.INFO)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    artwork, tone = draw_artwork(options.channel), Tone()
    demo = Demo(
        ChannelApi(options.control_url, options.token_file, options.channel),
        lambda key: publish(f"{options.ingest_url}/{key}{GIVES_WAY}", artwork, tone, stop),
    )
    # FFmpeg may be stuck in a write when the signal comes; a daemon thread does not keep the process.
    working = threading.Thread(target=_stay_on_air, args=(demo, stop), daemon=True)
    working.start()
    while working.is_alive() and not stop.wait(1.0):
        pass
    working.join(_GOODBYE_S)


def _stay_on_air(demo: Demo, stop: threading.Event) -> None:
    while not stop.wait(demo.attempt()):
        pass


if __name__ == "__main__":
    main()
