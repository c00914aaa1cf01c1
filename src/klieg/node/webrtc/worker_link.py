"""The WebRTC worker as its node sees it: started when first needed and whenever it died, asked for answers."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Literal, Protocol

import structlog
from pydantic import BaseModel, ValidationError

from klieg.kernel.errors import ProtocolError, UnavailableError
from klieg.media.unit import Unit
from klieg.node.webrtc.messages import (
    FROM_WORKER,
    ClosePeer,
    Configuration,
    GoneReason,
    KeyframeWanted,
    OpenPublisher,
    OpenViewer,
    PeerAnswered,
    PeerConnected,
    PeerGone,
    PeerRefused,
    Ready,
    WorkerStatistics,
)
from klieg.node.workers.kept_worker import KeptWorker

_log = structlog.get_logger(__name__)

MODULE = "klieg.node.webrtc"
ANSWER_S = 5.0
"""How long a client waits for the answer to its offer at most, once the worker runs."""
READY_S = 10.0
"""How long the first client waits for the worker to start."""

_AWAY = "The WebRTC worker of this server does not run."

type PeerEnd = GoneReason | Literal["worker_lost"]


class WorkerUnavailableError(UnavailableError):
    """The worker does not run, or does not answer in time."""


class OfferRefusedError(ProtocolError):
    """The worker cannot answer an offer; the sentence is for whoever made it."""


class PeerOwner(Protocol):
    """Who opened a peer and learns what becomes of it."""

    def note_connected(self) -> None:
        """Media can flow."""

    def note_gone(self, end: PeerEnd) -> None:
        """The peer is closed, and we did not ask for it."""

    def receive_unit(self, unit: Unit) -> None:
        """Take a unit the peer sent."""


class WorkerLink:
    """Opens peers.

    Args:
        configuration: How.

    Attributes:
        worker: The process.
        statistics: What the worker told last; None while it does not run.
        on_keyframe_wanted: Called with the name of a broadcast whose viewer needs a keyframe.
        on_lost: Called when the worker died, after the owners of its peers were told.
    """

    def __init__(
        self,
        configuration: Configuration,
        *,
        on_keyframe_wanted: Callable[[str], None],
        on_lost: Callable[[], None],
    ) -> None:
        self._on_keyframe_wanted = on_keyframe_wanted
        self._on_lost = on_lost
        self._owners: dict[str, PeerOwner] = {}
        self._answers: dict[str, asyncio.Future[str]] = {}
        self._ready = asyncio.Event()
        self.statistics: WorkerStatistics | None = None
        self.worker = KeptWorker(
            MODULE,
            name="webrtc",
            on_message=self._receive,
            on_unit=self._receive_unit,
            on_start=lambda: None,
            on_loss=self._lose_all,
            arguments=(configuration.model_dump_json(),),
        )

    @property
    def is_ready(self) -> bool:
        """Whether peers can be opened at once."""
        return self._ready.is_set()

    def warm_up(self) -> None:
        """Let the worker be started: somebody will need it."""
        self.worker.start()

    async def await_ready(self) -> None:
        """Wait until peers can be opened.

        Raises:
            WorkerUnavailableError: that takes too long.
        """
        self.warm_up()
        try:
            async with asyncio.timeout(READY_S):
                await self._ready.wait()
        except TimeoutError as error:
            raise WorkerUnavailableError(_AWAY) from error

    def open(self, order: OpenPublisher | OpenViewer, owner: PeerOwner) -> Coroutine[None, None, str]:
        """Send an order now; what is returned waits for the engine's answer, and closes the peer when it is cancelled.

        Raises:
            WorkerUnavailableError: there is none, now or in time.
            OfferRefusedError: the offer cannot be answered (raised while waiting).
        """
        if not self.is_ready:
            raise WorkerUnavailableError(_AWAY)
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._answers[order.peer] = answer
        self._owners[order.peer] = owner
        self.tell(order)
        return self._await_answer(order.peer, answer)

    def close_peer(self, peer: str) -> None:
        """Close a peer; its owner is told nothing."""
        self._owners.pop(peer, None)
        answer = self._answers.pop(peer, None)
        if answer is not None:
            answer.cancel()
        self.tell(ClosePeer(peer=peer))

    def tell(self, order: BaseModel) -> None:
        """Send an order. Nothing happens while the worker does not run."""
        self.worker.send(order.model_dump(mode="json"))

    def send_unit(self, broadcast: str, unit: Unit) -> bool:
        """Send a unit of a broadcast that is watched. False when there was no room: nothing was sent."""
        return self.worker.send_unit(broadcast, unit)

    def forget(self, broadcast: str) -> None:
        """No unit of a broadcast will follow for now."""
        self.worker.forget(broadcast)

    async def _await_answer(self, peer: str, answer: asyncio.Future[str]) -> str:
        try:
            async with asyncio.timeout(ANSWER_S):
                return await answer
        except BaseException as error:
            self.close_peer(peer)
            if isinstance(error, TimeoutError):
                raise WorkerUnavailableError("The WebRTC worker of this server did not answer in time.") from error
            raise

    def _lose_all(self) -> None:
        self._ready.clear()
        self.statistics = None
        owners, self._owners = self._owners, {}
        answers, self._answers = self._answers, {}
        for answer in answers.values():
            if not answer.done():
                answer.set_exception(WorkerUnavailableError(_AWAY))
        for owner in owners.values():
            owner.note_gone("worker_lost")
        self._on_lost()

    def _receive(self, fields: dict[str, object]) -> None:
        try:
            news = FROM_WORKER.validate_python(fields)
        except ValidationError as error:
            _log.exception("webrtc_worker_said_nonsense", error=str(error)[:500])
            return
        match news:
            case Ready():
                self._ready.set()
            case PeerAnswered() | PeerRefused():
                self._settle(news)
            case PeerConnected() | PeerGone():
                self._tell_owner(news)
            case KeyframeWanted():
                self._on_keyframe_wanted(news.broadcast)
            case WorkerStatistics():
                self.statistics = news

    def _settle(self, news: PeerAnswered | PeerRefused) -> None:
        answer = self._answers.pop(news.peer, None)
        if answer is None or answer.done():
            return
        if isinstance(news, PeerAnswered):
            answer.set_result(news.answer)
        else:
            answer.set_exception(OfferRefusedError(news.sentence))

    def _tell_owner(self, news: PeerConnected | PeerGone) -> None:
        owner = self._owners.get(news.peer)
        if isinstance(news, PeerGone):
            self._owners.pop(news.peer, None)
        if owner is not None and isinstance(news, PeerGone):
            owner.note_gone(news.reason)
        elif owner is not None:
            owner.note_connected()

    def _receive_unit(self, peer: str, unit: Unit) -> None:
        owner = self._owners.get(peer)
        if owner is not None:
            owner.receive_unit(unit)
