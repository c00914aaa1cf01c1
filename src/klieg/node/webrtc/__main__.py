"""``python -m klieg.node.webrtc <descriptor>``: the WebRTC worker process of a node."""

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic

from klieg.node.webrtc.messages import Configuration
from klieg.node.webrtc.peers.certificate import make_certificate
from klieg.node.webrtc.peers.peer_connection import ConnectionSettings
from klieg.node.webrtc.peers.peer_loop import PeerLoop
from klieg.node.webrtc.peers.peer_table import PeerTable
from klieg.node.workers.child import Link, run_child

SWITCH_S = 0.0005
"""How long one thread may keep Python's lock from another: the engine's threads share this process."""


def work(link: Link, arguments: Sequence[str]) -> None:
    """Serve peers until the node is gone; the first argument says how."""
    sys.setswitchinterval(SWITCH_S)
    configure = Configuration.model_validate_json(arguments[0])
    settings = ConnectionSettings(configure.port, configure.bind_address, make_certificate(datetime.now(UTC)))
    table = PeerTable(settings, silence_s=configure.silence_s)
    try:
        PeerLoop(link, table).run()
    finally:
        table.close(monotonic())


if __name__ == "__main__":
    run_child("webrtc", work)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # the engine's own threads would abort an orderly end of the interpreter
