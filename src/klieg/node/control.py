"""The link to the control plane: the only file of a node that speaks to it.

Control is asked over HTTP before a publisher goes on the air. What happens is told as facts on the bus, and a lease
there says that this node lives and which stream sessions it holds. Control or the bus being away never takes a
broadcast off the air: facts wait in a bounded buffer, and only new publishers are refused.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from typing import TypedDict

import httpx
import structlog
from pydantic import SecretStr, TypeAdapter, ValidationError
from valkey.asyncio import Valkey
from valkey.exceptions import ValkeyError

from klieg.contracts.facts import (
    FACT,
    FACTS_MAX_ENTRIES,
    FACTS_STREAM,
    EncoderDescribed,
    EndReason,
    Fact,
    NodeStarted,
    StreamEnded,
    StreamEventName,
    StreamNoted,
    StreamStarted,
)
from klieg.contracts.ingest import (
    AuthorizePublish,
    IngestProtocol,
    PublishAccepted,
    PublishDecision,
    PublishRefused,
    RefusalCode,
    SrtPassphraseAnswer,
)
from klieg.contracts.leases import NODE_LEASE_PREFIX, NODE_LEASE_RENEW_S, NODE_LEASE_TTL_MS, NodeLease
from klieg.contracts.playback import ViewingRules
from klieg.kernel.clock import Clock
from klieg.kernel.ids import BootId, ChannelId, FactId, NodeId, StreamSessionId, new_id
from klieg.node.broadcast import Broadcast
from klieg.node.description_pace import DescriptionPace

_log = structlog.get_logger(__name__)

AUTHORIZE_TIMEOUT_S = 3.0
"""An encoder waits this long for control at most; ffmpeg and OBS themselves give up after ten or more."""

MAX_BUFFERED_FACTS = 10_000
"""Facts kept while the bus is away; the oldest go first, control ends sessions it misses by the lease."""

RETRY_FIRST_S = 0.2
RETRY_MOST_S = 5.0

_DECISION: TypeAdapter[PublishAccepted | PublishRefused] = TypeAdapter(PublishAccepted | PublishRefused)
_PASSPHRASE = TypeAdapter(SrtPassphraseAnswer)
_VIEWING = TypeAdapter(ViewingRules)
_UNAVAILABLE = PublishRefused(
    code=RefusalCode.UNAVAILABLE, description="The server cannot check stream keys right now; try again in a moment."
)


class _Stamp(TypedDict):
    """What every fact says of its origin."""

    id: FactId
    node_id: NodeId
    boot_id: BootId
    occurred_at: float


class ControlLink:
    """What a node asks and tells. Observes broadcasts (:class:`klieg.node.broadcast.BroadcastObserver`).

    Args:
        http: Client whose base address is control's and which carries the internal secret.
        bus: Client of the Valkey server both planes share.
        clock: For the facts' times.
        node_id: This node's name.
        control_url: Where control reaches this node.
        held_sessions: The stream sessions this node holds now.

    Attributes:
        kept_pulls: Revisions of the pulls this node keeps, by channel.
    """

    def __init__(
        self,
        http: httpx.AsyncClient,
        bus: Valkey,
        clock: Clock,
        *,
        node_id: str,
        control_url: str,
        held_sessions: Callable[[], list[StreamSessionId]],
    ) -> None:
        self._http = http
        self._bus = bus
        self._clock = clock
        self._node_id = NodeId(node_id)
        self._control_url = control_url
        self._held_sessions = held_sessions
        self._facts: deque[Fact] = deque(maxlen=MAX_BUFFERED_FACTS)
        self._has_facts = asyncio.Event()
        self._all_told = asyncio.Event()
        self.boot_id = BootId(new_id("boot", clock.wallclock()))
        self.bus_answers = False
        self.kept_pulls: Callable[[], dict[ChannelId, str]] = dict
        self._pace = DescriptionPace(self._tell_description, asyncio.get_running_loop().call_later)
        self._tell(NodeStarted(**self._stamp()))

    async def authorize(
        self, protocol: IngestProtocol, stream_key: str, client_address: str, *, encrypted: bool = False
    ) -> PublishDecision:
        """Ask control whether a publisher may go on the air. UNAVAILABLE when control does not answer in time."""
        question = AuthorizePublish(
            node_id=self._node_id,
            boot_id=self.boot_id,
            protocol=protocol,
            stream_key=SecretStr(stream_key),
            client_address=client_address,
            held_sessions=self._held_sessions(),
            encrypted=encrypted,
        )
        body = question.model_dump(mode="json") | {"stream_key": stream_key}
        answer = await self._ask("ingest/authorize", body, _DECISION)
        return answer or _UNAVAILABLE

    async def srt_passphrase(self, stream_key: str) -> SrtPassphraseAnswer | None:
        """Ask control what the channel of a stream key asks of an SRT caller. None when it does not answer in time."""
        return await self._ask("ingest/srt-passphrase", {"stream_key": stream_key}, _PASSPHRASE)

    async def viewing_rules(self, channel_id: ChannelId) -> ViewingRules | None:
        """Ask control who may watch a channel. None when it does not answer in time."""
        return await self._ask("playback/viewing-rules", {"channel_id": channel_id}, _VIEWING)

    async def _ask[Answer](self, path: str, body: dict[str, object], answer: TypeAdapter[Answer]) -> Answer | None:
        try:
            async with asyncio.timeout(AUTHORIZE_TIMEOUT_S):
                response = await self._http.post(f"/internal/v1/{path}", json=body)
            response.raise_for_status()
            return answer.validate_json(response.content)
        except (httpx.HTTPError, TimeoutError, ValidationError) as error:
            _log.warning("control_unavailable", error=f"{type(error).__name__}: {str(error)[:200]}")
            return None

    def stream_started(self, broadcast: Broadcast) -> None:
        """Tell that the first media can be fetched."""
        self._tell(StreamStarted(**self._stamp(), session_id=broadcast.session_id, encoder=broadcast.encoder))

    def encoder_described(self, broadcast: Broadcast) -> None:
        """Tell what the encoder is, again: soon, and not more than once a second."""
        self._pace.note(broadcast)

    def stream_noted(self, broadcast: Broadcast, name: StreamEventName, code: str | None) -> None:
        """Tell what the stream session's owner should read."""
        self._tell(StreamNoted(**self._stamp(), session_id=broadcast.session_id, name=name, code=code))

    def stream_ended(self, broadcast: Broadcast, reason: EndReason) -> None:
        """Tell that no more media will come."""
        self._pace.forget(broadcast)
        if not broadcast.started and reason is EndReason.PUBLISHER_LEFT:
            reason = EndReason.NEVER_STARTED
        self.session_ended(broadcast.session_id, reason)

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        """Tell that a stream session is over that may never have become a broadcast."""
        self._tell(StreamEnded(**self._stamp(), session_id=session_id, reason=reason))

    async def run(self) -> None:
        """Send facts and renew the lease until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._send_facts())
            tasks.create_task(self._renew_lease())

    async def flush(self, timeout_s: float) -> bool:
        """Wait until every fact is on the bus; False when that took too long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._all_told.wait()
        return not self._facts

    async def give_up_lease(self) -> None:
        """Say that this node is gone, instead of letting the lease run out."""
        with contextlib.suppress(ValkeyError, OSError, TimeoutError):
            await self._bus.delete(NODE_LEASE_PREFIX + self._node_id)

    def _stamp(self) -> _Stamp:
        wallclock = self._clock.wallclock()
        return {
            "id": FactId(new_id("fact", wallclock)),
            "node_id": self._node_id,
            "boot_id": self.boot_id,
            "occurred_at": wallclock,
        }

    def _tell_description(self, broadcast: Broadcast) -> None:
        self._tell(EncoderDescribed(**self._stamp(), session_id=broadcast.session_id, encoder=broadcast.encoder))

    def _tell(self, fact: Fact) -> None:
        if len(self._facts) == MAX_BUFFERED_FACTS:
            _log.error("fact_dropped", fact_type=self._facts[0].type, buffered=MAX_BUFFERED_FACTS)
        self._facts.append(fact)
        self._all_told.clear()
        self._has_facts.set()

    async def _send_facts(self) -> None:
        retry_s = RETRY_FIRST_S
        while True:
            await self._has_facts.wait()
            fact = self._facts[0]
            try:
                await self._bus.xadd(
                    FACTS_STREAM, {"fact": FACT.dump_json(fact)}, maxlen=FACTS_MAX_ENTRIES, approximate=True
                )
            except (ValkeyError, OSError, TimeoutError) as error:
                self._note_bus(answers=False, error=error)
                await asyncio.sleep(retry_s)
                retry_s = min(2 * retry_s, RETRY_MOST_S)
                continue
            retry_s = RETRY_FIRST_S
            if self._facts and self._facts[0] is fact:  # else it was pushed out of a full buffer meanwhile
                self._facts.popleft()
            if not self._facts:
                self._has_facts.clear()
                self._all_told.set()

    async def _renew_lease(self) -> None:
        while True:
            lease = NodeLease(
                node_id=self._node_id,
                boot_id=self.boot_id,
                control_url=self._control_url,
                held_sessions=self._held_sessions(),
                pulls=self.kept_pulls(),
            )
            try:
                await self._bus.set(NODE_LEASE_PREFIX + self._node_id, lease.model_dump_json(), px=NODE_LEASE_TTL_MS)
                self._note_bus(answers=True)
            except (ValkeyError, OSError, TimeoutError) as error:
                self._note_bus(answers=False, error=error)
            await asyncio.sleep(NODE_LEASE_RENEW_S)

    def _note_bus(self, *, answers: bool, error: Exception | None = None) -> None:
        if answers != self.bus_answers:
            self.bus_answers = answers
            if answers:
                _log.info("bus_connected")
            else:
                _log.warning("bus_lost", error=str(error)[:200])
