"""The WebSocket ``/api/v1/realtime``: reads frames within limits, sends what the hub puts out."""

import asyncio
import contextlib
from dataclasses import dataclass, field

import structlog
from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect, WebSocketState

from klieg.api.control import Control, addresses_of, control_of
from klieg.api.realtime.frames import (
    AnyClientFrame,
    BeatFrame,
    Bye,
    Directory,
    FrameError,
    Unwatch,
    Watch,
    parse_client_frame,
)
from klieg.api.realtime.subscriber import Subscriber
from klieg.api.token_bucket import TokenBucket
from klieg.domains.playback import Beat

router = APIRouter()
_log = structlog.get_logger(__name__)

MAX_WATCHED = 50
MAX_PLAYERS = 4
"""Playback sessions one socket may report at a time; a page has one."""
FRAMES_PER_S = 20.0
FRAMES_BURST = 60
MAX_BAD_FRAMES = 10
FIRST_FRAME_S = 15.0
"""A socket that asks for nothing within this time is closed. Later silence is legitimate: a page in the background."""

POLICY_VIOLATION = 1008
TRY_AGAIN_LATER = 1013


class SocketClosedError(Exception):
    """This socket ends, by our choice."""

    def __init__(self, code: int, cause: str) -> None:
        super().__init__(cause)
        self.code = code
        self.cause = cause


@dataclass
class _Conversation:
    """One socket's state on our side."""

    control: Control
    subscriber: Subscriber
    bucket: TokenBucket
    players: set[Beat] = field(default_factory=set)
    bad_frames: int = 0


@router.websocket("/api/v1/realtime")
async def realtime(socket: WebSocket) -> None:
    """Serve one socket until either side ends it."""
    control = control_of(socket)
    address = socket.client.host if socket.client else ""
    await socket.accept()
    if not control.doorkeeper.admit(address):
        control.metrics.realtime_refusals.labels("full").inc()
        await socket.close(TRY_AGAIN_LATER, "full")
        return
    bucket = TokenBucket(FRAMES_PER_S, FRAMES_BURST, control.clock.now())
    talk = _Conversation(control, Subscriber(addresses_of(socket)), bucket)
    talk.subscriber.tell_hello(control.settings.viewer_beat_ms)
    control.metrics.realtime_sockets.set(control.doorkeeper.open_sockets)
    try:
        await _converse(socket, talk)
    finally:
        control.doorkeeper.leave(address)
        control.metrics.realtime_sockets.set(control.doorkeeper.open_sockets)
        control.hub.leave(talk.subscriber, talk.players)


async def _converse(socket: WebSocket, talk: _Conversation) -> None:
    sender = asyncio.create_task(_send(socket, talk.subscriber))
    receiver = asyncio.create_task(_receive(socket, talk))
    try:
        done, _ = await asyncio.wait({sender, receiver}, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            await task
    except SocketClosedError as closed:
        talk.control.metrics.realtime_refusals.labels(closed.cause).inc()
        if socket.application_state is WebSocketState.CONNECTED:
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await socket.close(closed.code, closed.cause)
    except (WebSocketDisconnect, OSError):
        pass
    finally:
        for task in (sender, receiver):
            task.cancel()
        await asyncio.gather(sender, receiver, return_exceptions=True)


async def _send(socket: WebSocket, subscriber: Subscriber) -> None:
    while True:
        for text in await subscriber.outbound.take():
            await socket.send_text(text)
        if subscriber.outbound.overflown:
            raise SocketClosedError(TRY_AGAIN_LATER, "too_slow")


async def _receive(socket: WebSocket, talk: _Conversation) -> None:
    try:
        async with asyncio.timeout(FIRST_FRAME_S):
            text = await _next_text(socket)
    except TimeoutError as error:
        raise SocketClosedError(POLICY_VIOLATION, "nothing_asked") from error
    while True:
        if not talk.bucket.take(talk.control.clock.now()):
            raise SocketClosedError(POLICY_VIOLATION, "too_many_frames")
        await _obey(text, talk)
        text = await _next_text(socket)


async def _next_text(socket: WebSocket) -> str:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    text = message.get("text")
    return text if isinstance(text, str) else ""


async def _obey(text: str, talk: _Conversation) -> None:
    try:
        await _obey_frame(parse_client_frame(text), talk)
    except FrameError as error:
        talk.subscriber.tell_error("bad_frame", str(error))
        talk.bad_frames += 1
        if talk.bad_frames >= MAX_BAD_FRAMES:
            raise SocketClosedError(POLICY_VIOLATION, "too_many_bad_frames") from error


async def _obey_frame(frame: AnyClientFrame, talk: _Conversation) -> None:
    hub, subscriber = talk.control.hub, talk.subscriber
    match frame:
        case Watch(channel=name):
            if len(subscriber.watched) >= MAX_WATCHED:
                raise FrameError(f"A socket watches at most {MAX_WATCHED} channels.")
            await hub.watch(subscriber, name)
        case Unwatch(channel=name):
            hub.unwatch(subscriber, name)
        case Directory():
            await hub.follow_directory(subscriber)
        case BeatFrame():
            _take_beat(frame, talk)
        case Bye():
            gone = {player for player in talk.players if player.playback_session_id == frame.playback_session_id}
            talk.players -= gone
            hub.record_departures(gone)


def _take_beat(frame: BeatFrame, talk: _Conversation) -> None:
    channel_id = talk.control.hub.channel_id(frame.channel) if frame.channel in talk.subscriber.watched else None
    if channel_id is None:
        talk.subscriber.tell_error("not_watched", "Beats count for channels this socket watches.")
        return
    beat = Beat(channel_id, frame.playback_session_id)
    if beat not in talk.players and len(talk.players) >= MAX_PLAYERS:
        raise FrameError(f"A socket reports at most {MAX_PLAYERS} players.")
    talk.players.add(beat)
    talk.control.hub.record_beat(beat)
