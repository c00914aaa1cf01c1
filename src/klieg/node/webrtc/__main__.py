"""``python -m klieg.node.webrtc <descriptor>``: the WebRTC worker process of a node."""

import os
import socket
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from time import monotonic

import structlog

from klieg.node.webrtc.messages import Configuration
from klieg.node.webrtc.peers.certificate import make_certificate
from klieg.node.webrtc.peers.peer_connection import ConnectionSettings
from klieg.node.webrtc.peers.peer_loop import PeerLoop
from klieg.node.webrtc.peers.peer_table import PeerTable
from klieg.node.webrtc.peers.side_door import SideDoor
from klieg.node.workers.child import Link, run_child

_log = structlog.get_logger(__name__)

SWITCH_S = 0.0005
"""How long one thread may keep Python's lock from another: the engine's threads share this process."""


def work(link: Link, arguments: Sequence[str]) -> None:
    """Serve peers until the node is gone; the first argument says how."""
    sys.setswitchinterval(SWITCH_S)
    configuration = Configuration.model_validate_json(arguments[0])
    if not _is_free(configuration):
        return
    settings = ConnectionSettings(configuration.port, configuration.bind_address, make_certificate(datetime.now(UTC)))
    table = PeerTable(settings, silence_s=configuration.silence_s, door=_open_door(configuration))
    try:
        PeerLoop(link, table).run()
    finally:
        table.close(monotonic())


def _open_door(configuration: Configuration) -> SideDoor | None:
    """Return the door beside the engine's port; None on IPv6, or when its port is taken."""
    host, port = configuration.bind_address, configuration.port + 1
    if ":" in host:
        return None
    try:
        return SideDoor(host or "0.0.0.0", port, (host or "127.0.0.1", configuration.port))  # noqa: S104 - as the engine
    except (OSError, OverflowError) as error:
        remedy = "free it, or choose another KLIEG_WEBRTC_PORT; FFmpeg needs it, and Chromium with TURN over TCP or TLS"
        _log.warning("webrtc_side_port_taken", port=port, host=host, error=str(error), remedy=remedy)
        return None


def _is_free(configuration: Configuration) -> bool:
    """Return whether the port can be had; the engine itself would say nothing."""
    host = configuration.bind_address or "0.0.0.0"  # noqa: S104 - where the engine would bind
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.bind((host, configuration.port))
        except OSError as error:
            remedy = "free it, or choose another KLIEG_WEBRTC_PORT"
            _log.error("webrtc_port_taken", port=configuration.port, host=host, error=str(error), remedy=remedy)
            return False
    return True


if __name__ == "__main__":
    run_child("webrtc", work)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)  # the engine's own threads would abort an orderly end of the interpreter
