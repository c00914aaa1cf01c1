"""A worker process for tests: echoes what it is told, until it is told to misbehave."""

import os
import time
from collections.abc import Sequence

from klieg.node.workers.child import Link, run_child
from klieg.node.workers.wire import WiredUnit


def _work(link: Link, arguments: Sequence[str]) -> None:
    link.send_message({"what": "hello", "arguments": list(arguments)})
    while True:
        for received in link.poll(0.1):
            if isinstance(received, WiredUnit):
                link.send_unit(received.stream, received.unit)
                continue
            match received.fields.get("do"):
                case "exit":
                    return
                case "hang":
                    time.sleep(600)
                case "babble":
                    link.send(b"\xff" * 16)
                case "last words":
                    link.send_message({"what": "last words"})
                    os._exit(7)
                case _:
                    link.send_message(received.fields)


if __name__ == "__main__":
    run_child("tiny_worker", _work)
