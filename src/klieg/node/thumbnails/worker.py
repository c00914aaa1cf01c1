"""The thumbnail worker: ``python -m klieg.node.thumbnails.worker``, one of a node, for the thumbnails of all streams.

Each unit it is sent is a keyframe, and answered with ``{"stream": …, "jpeg": …}``: the picture in base64, empty when
the keyframe could not be decoded.
"""

import base64
import os
from collections.abc import Sequence

from klieg.node.thumbnails.jpeg import draw_thumbnail
from klieg.node.workers.child import Link, run_child
from klieg.node.workers.wire import WiredUnit

NICENESS = 10
"""Behind the node and its ladders: nobody waits for a thumbnail."""
_POLL_S = 0.5


def draw_thumbnails(link: Link, _arguments: Sequence[str]) -> None:
    """Draw what comes until the node is gone."""
    os.nice(NICENESS)
    while True:
        for received in link.poll(_POLL_S):
            if isinstance(received, WiredUnit):
                drawn = draw_thumbnail(received.unit) or b""
                link.send_message({"stream": received.stream, "jpeg": base64.b64encode(drawn).decode("ascii")})
                link.beat()


if __name__ == "__main__":
    run_child("thumbnail_worker", draw_thumbnails)
