"""SRT as the node sees it: one worker process, and a publish desk for each caller."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import PublishAccepted, RefusalCode, SrtPassphraseAnswer
from klieg.kernel.settings import Settings
from klieg.media.unit import Unit
from klieg.node.ingest import publish_ending as endings
from klieg.node.ingest.publish_desk import IngestHouse, PublishDesk
from klieg.node.ingest.publish_ending import PublishEnding
from klieg.node.workers.kept_worker import KeptWorker

_log = structlog.get_logger(__name__)

CONNECT_TIMEOUT_S = 1.5
"""How long libsrt may take to take or leave a caller that was let in: it only compares passphrases after that."""

REJECTIONS = {
    RefusalCode.MALFORMED_KEY: 1400,
    RefusalCode.UNKNOWN_KEY: 1401,
    RefusalCode.INSECURE_INGEST: 1403,
    RefusalCode.ALREADY_LIVE: 1409,
    RefusalCode.UNAVAILABLE: 1503,
}
"""Rejection codes of SRT (``access_control.h``), told within the handshake."""


class PassphraseDirectory(Protocol):
    """Who knows the channels' passphrases (:class:`klieg.node.control.ControlLink`)."""

    async def srt_passphrase(self, stream_key: str) -> SrtPassphraseAnswer | None:
        """Return what the channel of a stream key asks of an SRT caller; None when that cannot be found out."""


@dataclass(eq=False)
class _Caller:
    """One caller, from its question on."""

    number: int
    desk: PublishDesk = field(init=False)
    timer: asyncio.TimerHandle | None = None
    is_connected: bool = False
    heard_at: float = 0.0


class SrtService:
    """Keeps the worker and acts on what it says.

    Args:
        settings: Where to listen.
        house: What publishers share.
        directory: Passphrases.

    Attributes:
        state: For ``/status``: ``starting``, ``ok``, or the sentence that says why there is no SRT.
    """

    def __init__(self, settings: Settings, house: IngestHouse, directory: PassphraseDirectory) -> None:
        self._house = house
        self._directory = directory
        self._idle_timeout_s = house.idle_timeout_s
        self._callers: dict[int, _Caller] = {}
        self._port = settings.srt_port
        self.state = "starting"
        self._worker = KeptWorker(
            "klieg.node.ingest.srt.worker",
            name="srt",
            on_message=self._receive,
            on_unit=self._receive_unit,
            on_start=lambda: None,
            on_loss=self._lose_all,
            arguments=[settings.rtmp_host, str(settings.srt_port)],
        )

    def start(self) -> None:
        """Start the worker; it says by itself whether there is SRT on this machine."""
        self._worker.start()

    async def stop(self) -> None:
        """End the worker."""
        await self._worker.stop()

    def _receive(self, fields: dict[str, object]) -> None:
        kind, number = fields.get("type"), fields.get("caller")
        if kind == "listening":
            self.state = "ok"
            _log.info("srt_ready", srt_port=self._port)
        elif kind == "failed":
            self.state = str(fields["description"])
            _log.warning("srt_off", reason=self.state)
        elif kind == "ask" and isinstance(number, int):
            self._house.spawn(self._answer(number, str(fields["key"]), str(fields["address"])))
        elif isinstance(number, int) and (caller := self._callers.get(number)) is not None:
            self._note(caller, str(kind), fields)

    def _note(self, caller: _Caller, kind: str, fields: dict[str, object]) -> None:
        now = asyncio.get_running_loop().time()
        if kind == "connected":
            caller.is_connected = True
            caller.heard_at = now
            self._arm(caller, self._idle_timeout_s)
        elif kind == "received":
            caller.heard_at = now
            caller.desk.count(int(str(fields["bytes"])), now)
        elif kind == "ended":
            self._forget(caller)
            code = str(fields["code"])
            if code:
                caller.desk.refuse(endings.unreadable(code, str(fields["description"])))
            caller.desk.lose()

    def _receive_unit(self, stream: str, unit: Unit) -> None:
        caller = self._callers.get(int(stream))
        if caller is not None:
            caller.heard_at = asyncio.get_running_loop().time()
            caller.desk.write(unit)

    async def _answer(self, number: int, key: str, address: str) -> None:
        """Answer the question of a caller that waits in the handshake."""
        caller = _Caller(number)
        caller.desk = PublishDesk(self._house, "srt", address, drop=self._dropper(caller))
        self._callers[number] = caller
        asked = await self._directory.srt_passphrase(key)
        passphrase = asked.passphrase if asked is not None and asked.required else None
        rejection = REJECTIONS[RefusalCode.UNAVAILABLE]
        if asked is not None:
            decision = await caller.desk.authorize(key, software="SRT", encrypted=passphrase is not None)
            if isinstance(decision, PublishAccepted):
                rejection = 0
                self._arm(caller, CONNECT_TIMEOUT_S)
            elif decision is not None:
                rejection = REJECTIONS[decision.code]
        if rejection:
            self._forget(caller)
        self._worker.send({"type": "answer", "caller": number, "rejection": rejection, "passphrase": passphrase})

    def _dropper(self, caller: _Caller) -> Callable[[PublishEnding], None]:
        def drop(_ending: PublishEnding) -> None:
            self._worker.send({"type": "drop", "caller": caller.number})

        return drop

    def _arm(self, caller: _Caller, delay_s: float) -> None:
        if caller.timer is not None:
            caller.timer.cancel()
        caller.timer = asyncio.get_running_loop().call_later(delay_s, self._look_at, caller)

    def _look_at(self, caller: _Caller) -> None:
        """Act on a caller whose time has come, unless it was heard meanwhile."""
        if not caller.is_connected:
            self._forget(caller)
            caller.desk.log.info("srt_handshake_not_completed")
            caller.desk.end(EndReason.PUBLISHER_LEFT)
            return
        rest_s = caller.heard_at + self._idle_timeout_s - asyncio.get_running_loop().time()
        if rest_s > 0:
            self._arm(caller, rest_s)
        else:
            caller.desk.fall_silent()

    def _forget(self, caller: _Caller) -> None:
        self._callers.pop(caller.number, None)
        if caller.timer is not None:
            caller.timer.cancel()

    def _lose_all(self) -> None:
        """The worker died: each caller has to connect again, into its session."""
        self.state = "starting"
        for caller in list(self._callers.values()):
            self._forget(caller)
            caller.desk.lose()
