"""Pure decisions of live: what becomes of an open session when somebody wants to publish, or a node falls silent."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import IngestProtocol
from klieg.contracts.leases import NodeLease
from klieg.kernel.ids import ChannelId, NodeId

SETTLING_S = 5.0
"""A session this young may not be in its node's lease yet (renewed each second); its absence there means nothing."""

MAX_SESSION_EVENTS = 1000
"""What a node notes of a session beyond this many events changes its state but is not kept as an event."""

CODE_MAX = 40
"""Characters of an event's code that are kept."""


class SessionEventName(StrEnum):
    """Names of a session's events, as the video service calls them."""

    SESSION_CREATED = "Session Created"
    STREAM_START = "Stream Start"
    STREAM_END = "Stream End"
    SESSION_ENDED = "Session Ended"


@dataclass(frozen=True, slots=True)
class OpenSession:
    """What a decision needs to know of a channel's open session."""

    session_id: str
    node_id: str
    boot_id: str
    age_s: float
    started: bool


@dataclass(frozen=True, slots=True)
class Asker:
    """The node that asks, and the sessions it holds."""

    node_id: str
    boot_id: str
    held_sessions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holder:
    """What is known of another node that has the channel open.

    Attributes:
        node_id: That node, or None when no other node had it when we looked.
        known: Whether the bus answered.
        lease: Its lease, or None when it has none.
    """

    node_id: str | None = None
    known: bool = True
    lease: NodeLease | None = None


@dataclass(frozen=True, slots=True)
class Create:
    """Open a new session, after ending the stale one for ``stale_reason`` when there is one."""

    stale_reason: EndReason | None


type MediaKind = Literal["audio", "video"]
_MEDIA_KINDS: tuple[MediaKind, ...] = ("audio", "video")


def is_insecure(protocol: IngestProtocol, *, encrypted: bool) -> bool:
    """Whether a publisher's media and stream key travel in clear. WHIP and what the node itself fetches count not."""
    return protocol == "rtmp" or (protocol == "srt" and not encrypted)


def muted_kinds(code: str | None) -> list[MediaKind]:
    """Return what a publisher has muted, by the code of a note: ``audio``, ``video``, ``audio,video`` or ``none``."""
    named = (code or "").split(",")
    return [kind for kind in _MEDIA_KINDS if kind in named]


type PublishVerdict = Create | Literal["resume", "refuse"]


def judge_publish(current: OpenSession | None, asker: Asker, holder: Holder) -> PublishVerdict:
    """Decide what a publisher with a good key gets.

    Args:
        current: The channel's open session, if any.
        asker: The node at which the publisher knocks.
        holder: What is known of ``current``'s node; looked at only when that is not the asking node.
    """
    if current is None:
        return Create(None)
    if current.node_id != asker.node_id:
        return _judge_foreign(current, holder)
    if current.boot_id != asker.boot_id:
        return Create(EndReason.NODE_LOST)
    if current.session_id in asker.held_sessions:
        return "resume"
    if not current.started and current.age_s < SETTLING_S:
        return "refuse"  # another publisher with this key was let in a moment ago and is about to be held
    return Create(lost_reason(started=current.started))


def _judge_foreign(current: OpenSession, holder: Holder) -> PublishVerdict:
    if not holder.known or holder.node_id != current.node_id:
        return "refuse"  # that node may well be on the air: two pictures would be worse than a retry
    lease = holder.lease
    if lease is None or lease.boot_id != current.boot_id:
        return Create(EndReason.NODE_LOST)
    if current.session_id in lease.held_sessions or current.age_s < SETTLING_S:
        return "refuse"
    return Create(lost_reason(started=current.started))


def is_lost(current: OpenSession, lease: NodeLease | None) -> EndReason | None:
    """Return why a session is over by what its node's lease says, or None while it may well be on the air.

    Args:
        current: An open session.
        lease: Its node's lease as the bus has it now; None when there is none.
    """
    if lease is None or lease.boot_id != current.boot_id:
        return EndReason.NODE_LOST
    if current.session_id in lease.held_sessions or current.age_s < SETTLING_S:
        return None
    return lost_reason(started=current.started)


def lost_reason(*, started: bool) -> EndReason:
    """Return why a session ended that its living node no longer holds and told us nothing about."""
    return EndReason.PUBLISHER_LOST if started else EndReason.NEVER_STARTED


@dataclass(frozen=True, slots=True)
class PullOrder:
    """What to tell a node: fetch this channel's media (anew), or no longer."""

    node_id: NodeId
    channel_id: ChannelId
    start: bool


def plan_pulls(wanted: Mapping[ChannelId, str], leases: Mapping[NodeId, NodeLease]) -> list[PullOrder]:
    """Return the orders after which each wanted pull has one node, and nothing else is fetched.

    A node that has a pull keeps it. Which node gets one without is a function of the names alone, so that several
    controls that look at the same time tell the same node.

    Args:
        wanted: Revision of each pull there should be, by channel.
        leases: The living nodes, with the pulls they keep.
    """
    orders = [
        PullOrder(node_id, channel_id, start=False)
        for node_id, lease in leases.items()
        for channel_id in lease.pulls
        if channel_id not in wanted
    ]
    for channel_id, revision in wanted.items():
        holders = [node_id for node_id, lease in leases.items() if channel_id in lease.pulls]
        keeper = max(holders or leases, key=lambda node_id: _weight(channel_id, node_id), default=None)
        if keeper is None:
            continue
        orders += [PullOrder(holder, channel_id, start=False) for holder in holders if holder != keeper]
        if leases[keeper].pulls.get(channel_id) != revision:
            orders.append(PullOrder(keeper, channel_id, start=True))
    return orders


def _weight(channel_id: str, node_id: str) -> bytes:
    """Return this node's weight for this channel: the heaviest gets it (rendezvous hashing)."""
    return hashlib.sha256(f"{channel_id} {node_id}".encode()).digest()
