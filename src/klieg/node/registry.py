"""The registry: every broadcast this node holds, by stream session and by channel, and the timers of their lives."""

from collections.abc import Callable
from typing import Protocol

import structlog

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import PublishAccepted
from klieg.kernel.ids import ChannelId, StreamSessionId
from klieg.node.broadcast import Broadcast, BroadcastObserver, BroadcastState, Publisher
from klieg.node.playback.viewing import Admittance

_log = structlog.get_logger(__name__)


class Timer(Protocol):
    """A call that will be made unless it is cancelled (an asyncio handle is one)."""

    def cancel(self) -> None:
        """Do not make the call."""


type CallLater = Callable[[float, Callable[[], None]], Timer]
"""Make a call after so many seconds (``loop.call_later``; a fake in tests)."""


class Registry:
    """Broadcasts of this node.

    Args:
        call_later: Where the reconnect and linger timers come from.
        observer: Told what becomes of each broadcast.
        reconnect_window_s: How long a lost publisher may take to come back.
        ended_linger_s: How long an ended broadcast stays fetchable.
    """

    def __init__(
        self, call_later: CallLater, observer: BroadcastObserver, *, reconnect_window_s: float, ended_linger_s: float
    ) -> None:
        self._call_later = call_later
        self._observer = observer
        self._reconnect_window_s = reconnect_window_s
        self._ended_linger_s = ended_linger_s
        self._by_session: dict[StreamSessionId, Broadcast] = {}
        self._by_channel: dict[str, Broadcast] = {}
        self._timers: dict[StreamSessionId, Timer] = {}
        self.on_open: list[Callable[[Broadcast], None]] = []
        """Called with each new broadcast: where readers attach themselves."""
        self.on_drop: list[Callable[[Broadcast], None]] = []
        """Called when a broadcast can no longer be fetched: where its memory is given back."""

    def find(self, session_id: str) -> Broadcast | None:
        """Return the broadcast of a stream session, ended or not."""
        return self._by_session.get(StreamSessionId(session_id))

    def find_channel(self, channel_name: str) -> Broadcast | None:
        """Return the broadcast of a channel that is on the air or awaits its publisher."""
        return self._by_channel.get(channel_name)

    def held_sessions(self) -> list[StreamSessionId]:
        """Return the stream sessions that have not ended."""
        return [broadcast.session_id for broadcast in self._by_channel.values()]

    def broadcasts(self) -> list[Broadcast]:
        """Return all broadcasts, those that linger after their end too."""
        return list(self._by_session.values())

    def admittances(self, channel_id: ChannelId) -> list[Admittance]:
        """Return who may watch each broadcast of a channel, those that linger too."""
        held = self._by_session.values()
        return [broadcast.admittance for broadcast in held if broadcast.channel_id == channel_id]

    def open(self, accepted: PublishAccepted, publisher: Publisher) -> Broadcast:
        """Put a new stream session on the air. A broadcast of the channel that control no longer counts ends."""
        stale = self._by_channel.get(accepted.channel_name)
        if stale is not None:
            self.stop(stale.session_id, EndReason.STOPPED)
        broadcast = Broadcast(
            session_id=accepted.session_id,
            channel_id=accepted.channel_id,
            channel_name=accepted.channel_name,
            latency_mode=accepted.latency_mode,
            rules=accepted.rules,
            viewing=accepted.viewing,
        )
        broadcast.observe(self._observer)
        broadcast.on_readers_gone = lambda: self._stop_unread(broadcast)
        for attach in self.on_open:
            attach(broadcast)
        self._by_session[broadcast.session_id] = broadcast
        self._by_channel[broadcast.channel_name] = broadcast
        broadcast.put_on_air(publisher)
        _log.info("stream_session_opened", session_id=broadcast.session_id, channel=broadcast.channel_name)
        return broadcast

    def resume(self, broadcast: Broadcast, publisher: Publisher) -> None:
        """Let an encoder that came back within the window go on in its stream session."""
        self._cancel_timer(broadcast)
        broadcast.put_on_air(publisher)
        _log.info("publisher_returned", session_id=broadcast.session_id, channel=broadcast.channel_name)

    def lose_publisher(self, broadcast: Broadcast) -> None:
        """The publisher went without goodbye: wait for it, then end."""
        broadcast.await_publisher()
        _log.info("publisher_lost", session_id=broadcast.session_id, window_s=self._reconnect_window_s)
        self._timers[broadcast.session_id] = self._call_later(
            self._reconnect_window_s, lambda: self.end(broadcast, EndReason.PUBLISHER_LOST)
        )

    def stop(self, session_id: StreamSessionId, reason: EndReason) -> bool:
        """End a stream session from our side: the encoder is told and dropped. False when it is not held."""
        broadcast = self._by_session.get(session_id)
        if broadcast is None or broadcast.state is BroadcastState.ENDED:
            return False
        publisher = broadcast.publisher
        self.end(broadcast, reason)
        if publisher is not None:
            publisher.stop(reason)
        return True

    def make_way(self, session_id: StreamSessionId) -> bool:
        """End a stream session whose publisher offered its place to the next one. False when it did not."""
        broadcast = self._by_session.get(session_id)
        return broadcast is not None and broadcast.gives_way and self.stop(session_id, EndReason.PUBLISHER_LEFT)

    def end(self, broadcast: Broadcast, reason: EndReason) -> None:
        """End a broadcast; it stays fetchable for the linger time so that players play out. Once is enough."""
        if broadcast.state is BroadcastState.ENDED:
            return
        self._cancel_timer(broadcast)
        if self._by_channel.get(broadcast.channel_name) is broadcast:
            del self._by_channel[broadcast.channel_name]
        broadcast.end(reason)
        _log.info("stream_session_ended", session_id=broadcast.session_id, reason=reason.value)
        linger_s = self._ended_linger_s if broadcast.started else 0.0
        self._timers[broadcast.session_id] = self._call_later(linger_s, lambda: self._drop(broadcast))

    def end_all(self, reason: EndReason) -> None:
        """End every stream session (this node goes down)."""
        for session_id in self.held_sessions():
            self.stop(session_id, reason)

    def _stop_unread(self, broadcast: Broadcast) -> None:
        if broadcast.state is not BroadcastState.ENDED:
            self.stop(broadcast.session_id, EndReason.PROTOCOL_ERROR)

    def _drop(self, broadcast: Broadcast) -> None:
        self._cancel_timer(broadcast)
        self._by_session.pop(broadcast.session_id, None)
        for forget in self.on_drop:
            forget(broadcast)

    def _cancel_timer(self, broadcast: Broadcast) -> None:
        timer = self._timers.pop(broadcast.session_id, None)
        if timer is not None:
            timer.cancel()
