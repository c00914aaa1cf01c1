"""The SRT worker process: ``python -m klieg.node.ingest.srt.worker <descriptor> <host> <port>``.

Says ``listening`` or ``failed`` once. For each caller: ``ask`` (number, stream key, address), to which the node says
``answer``; ``connected``, units, ``received`` (bytes) and at last ``ended``. The node says ``drop`` to end one.
"""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from klieg.kernel.errors import KliegError
from klieg.media.srt.stream_id import StreamIdError, read_stream_key
from klieg.node.ingest.srt.library import SrtListener
from klieg.node.workers.child import Link, ParentGoneError, run_child
from klieg.node.workers.wire import Message

ANSWER_TIMEOUT_S = 1.0
"""How long one caller may keep the port waiting: libsrt lets the others wait while it is asked about."""

_DOWN = 1503
_OVERLOAD = 1402
_COUNT_EVERY_BYTES = 64 * 1024
MAX_CALLERS = 200


@dataclass
class _Caller:
    """One caller, from its question on."""

    number: int
    answered: threading.Event = field(default_factory=threading.Event)
    rejection: int = _DOWN
    passphrase: str | None = None
    socket: int = 0


class SrtWorker:
    """Threads: libsrt's (``ask``), one that accepts, one a caller, and the main one that reads the node."""

    def __init__(self, link: Link, host: str, port: int) -> None:
        self._link = link
        self._numbers = count(1)
        self._lock = threading.Lock()
        self._asking: dict[int, _Caller] = {}
        self._by_socket: dict[int, _Caller] = {}
        self._listener = SrtListener(host, port, self._ask)

    def work(self) -> None:
        """Serve until the node is gone."""
        threading.Thread(target=self._accept, daemon=True).start()
        self._link.send_message({"type": "listening"})
        while True:
            for found in self._link.poll(1.0):
                if isinstance(found, Message):
                    self._obey(found.fields)

    def _ask(self, caller_socket: int, address: str, stream_id: str) -> int:
        try:
            key = read_stream_key(stream_id)
        except StreamIdError as error:
            return error.code
        caller = _Caller(next(self._numbers), socket=caller_socket)
        with self._lock:
            if len(self._by_socket) >= MAX_CALLERS:
                return _OVERLOAD
            self._asking[caller.number] = caller
        self._link.send_message({"type": "ask", "caller": caller.number, "key": key, "address": address})
        caller.answered.wait(ANSWER_TIMEOUT_S)
        with self._lock:
            del self._asking[caller.number]
        if not caller.answered.is_set():
            self._link.send_message({"type": "ended", "caller": caller.number, "code": "", "description": ""})
            return _DOWN
        if caller.rejection:
            return caller.rejection
        if caller.passphrase is not None:
            self._listener.demand_passphrase(caller_socket, caller.passphrase)
        with self._lock:
            self._by_socket[caller_socket] = caller
        return 0

    def _accept(self) -> None:
        while True:
            socket = self._listener.accept()
            with self._lock:
                caller = self._by_socket[socket]
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: _Caller) -> None:
        from klieg.node.ingest.demuxing import DemuxError  # noqa: PLC0415 - FFmpeg's libraries, once somebody calls
        from klieg.node.ingest.srt.caller import CallerFile, read_units  # noqa: PLC0415 - same

        code = description = ""
        waiting = 0

        def note(received: int) -> None:
            nonlocal waiting
            waiting += received
            if waiting >= _COUNT_EVERY_BYTES or not received:
                self._link.send_message({"type": "received", "caller": caller.number, "bytes": waiting})
                waiting = 0

        try:
            self._link.send_message({"type": "connected", "caller": caller.number})
            for unit in read_units(CallerFile(self._listener, caller.socket, note)):
                self._link.send_unit(str(caller.number), unit)
        except DemuxError as error:
            code, description = error.code, str(error)
        except ParentGoneError:
            return
        self._listener.close(caller.socket)
        with self._lock:
            self._by_socket.pop(caller.socket, None)
        self._link.forget(str(caller.number))
        self._link.send_message(
            {"type": "ended", "caller": caller.number, "code": code, "description": description[:300]}
        )

    def _obey(self, fields: dict[str, object]) -> None:
        number = fields.get("caller")
        with self._lock:
            asking = self._asking.get(number) if isinstance(number, int) else None
            dropped = next((one for one in self._by_socket.values() if one.number == number), None)
        if fields.get("type") == "answer" and asking is not None:
            asking.rejection = int(str(fields["rejection"]))
            asking.passphrase = None if fields["passphrase"] is None else str(fields["passphrase"])
            asking.answered.set()
        elif fields.get("type") == "drop" and dropped is not None:
            self._listener.close(dropped.socket)


def work(link: Link, arguments: Sequence[str]) -> None:
    """Be the worker of a node."""
    host, port = arguments
    try:
        worker = SrtWorker(link, host, int(port))
    except KliegError as error:
        link.send_message({"type": "failed", "description": str(error)})
        while True:  # until the node has read why, and ends this process
            link.poll(1.0)
    try:
        worker.work()
    except ParentGoneError:
        os._exit(0)  # threads of libsrt are still at work, which no exit handler waits out


if __name__ == "__main__":
    run_child("srt", work)
