"""The block that ``klieg serve`` prints once, when everything answers."""

import os
import sys
from pathlib import Path

from klieg.supervisor.addresses import Addresses
from klieg.supervisor.demo_command import DEMO_CHANNEL


def command_name() -> str:
    """Return how a person in this folder calls ``klieg``."""
    command = Path(sys.executable).with_name("klieg")
    if str(command.parent) in os.environ.get("PATH", "").split(os.pathsep):
        return "klieg"
    return str(command.relative_to(Path.cwd()) if command.is_relative_to(Path.cwd()) else command)


def write_welcome(addresses: Addresses, *, demo: bool, command: str) -> str:
    """Return the block: what to open, where to publish, a line that goes live."""
    channel = DEMO_CHANNEL if demo else "NAME"
    create = f"{command} channel create NAME"
    lines = [
        "Klieg is on. Press Ctrl-C to stop.",
        "",
        *_titled("Open", addresses.web),
        *(_titled("Demo", [f"{addresses.web[0]}/{DEMO_CHANNEL}"]) if demo else []),
        *_titled("Publish to", [f"{addresses.ingest}  with the stream key of a channel", *_more_ways_in(addresses)]),
        *_titled("Get a key", [create]),
        "",
        "Go live with ffmpeg" + (" in place of the test card:" if demo else ":"),
        "  ffmpeg -re -f lavfi -i testsrc2=size=1280x720:rate=30 -f lavfi -i sine=frequency=330 \\",
        "    -c:v libx264 -preset veryfast -tune zerolatency -pix_fmt yuv420p -g 30 -b:v 2500k \\",
        f'    -c:a aac -b:a 128k -f flv "$({command} channel publish-url {channel})"',
    ]
    return "\n".join(["", *(f"  {line}".rstrip() for line in lines), ""])


def _more_ways_in(addresses: Addresses) -> list[str]:
    ways = []
    if addresses.rtmps:
        ways.append(f"{addresses.rtmps}  the same, encrypted")
    if addresses.srt:
        ways.append(f"{addresses.srt}?streamid=KEY  where libsrt is installed")
    return ways


def _titled(title: str, texts: list[str]) -> list[str]:
    return [f"{title if index == 0 else '':<12}{text}" for index, text in enumerate(texts)]
