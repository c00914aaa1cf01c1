"""HLS resources over HTTP: which request gets what, when, and how long caches may keep it.

``/hls/<channel>/index.m3u8`` is stable for a channel; everything else lives under the stream session and rendition. A
playback token stands behind the channel, ``/hls/<channel>/t/<token>/…``: what playlists name is relative, so it stays.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Protocol

from klieg.contracts.ingest import ChannelType
from klieg.contracts.playback import TOKEN_SEGMENT
from klieg.media.hls import multivariant_playlist
from klieg.media.hls.blocking_reload import Refuse, Serve, Wait, WaitForPart, decide, decide_part
from klieg.media.hls.live_edge import LiveEdge
from klieg.media.hls.media_playlist import PlaylistPieces
from klieg.media.hls.rendition import HlsRendition
from klieg.media.hls.rendition_report import RenditionReport
from klieg.node.broadcast import Broadcast
from klieg.node.delivery.byte_range import cut_to_range
from klieg.node.delivery.exchange import Answer, Exchange
from klieg.node.delivery.held_requests import HeldRequests
from klieg.node.delivery.playlist_text import PlaylistText
from klieg.node.delivery.response import (
    HELD_TOO_LONG,
    NOT_FOUND,
    SHORT,
    TOKEN_EXPIRED,
    TOKEN_INVALID,
    TOKEN_MISSING,
    VIEWER_REFUSED,
    Response,
    make_error,
    make_response,
)
from klieg.node.delivery.response_cache import ResponseCache
from klieg.node.packaging.broadcast import PackagedBroadcast
from klieg.node.packaging.rendition import PackagedRendition
from klieg.node.packaging.store import RenditionStore
from klieg.node.playback.gate import PlaybackGate, Refusal
from klieg.node.playback.viewing import IsRefused
from klieg.node.registry import Registry

INDEX_HOLD_S = 2.0
"""How long the multivariant playlist of a channel that is about to have a picture is held, instead of a 404."""

BLOCKING_CACHE_TARGET_DURATIONS = 6
"""Caches may keep the answer to a blocking request this long: its address is not asked again later."""

_TOKEN_PLACE = 4
"""Of the pieces of a path between its slashes."""

_INIT_TYPE = "content-type: video/mp4\r\n"
_SEGMENT_TYPE = "content-type: video/iso.segment\r\n"
_MEDIA_FILE = re.compile(r"(init|segment|part)-([0-9]{1,15})\.(mp4|m4s)", re.ASCII)
_REFUSALS = {
    Refusal.MISSING: TOKEN_MISSING,
    Refusal.INVALID: TOKEN_INVALID,
    Refusal.EXPIRED: TOKEN_EXPIRED,
    Refusal.BANNED: VIEWER_REFUSED,
}
_EXTENSIONS = {"init": "mp4", "segment": "m4s", "part": "m4s"}


class StoredMedia(Protocol):
    """Segments that left memory (:class:`klieg.node.dvr.reading.StoredSegments`)."""

    def find(self, session_id: str, rendition: HlsRendition, msn: int) -> str | None:
        """Return the name under which a segment is stored, None when it is not."""

    def answer(self, exchange: Exchange, name: str, lines: str) -> Response | None:
        """Answer with what is stored, now or later; ``lines`` are the header lines of media."""


class HlsDelivery:
    """Answers requests under ``/hls/``.

    Args:
        registry: Which broadcasts there are.
        store: Their renditions.
        gate: Who may have something of them.
        held: Desk for blocking playlists and hinted parts.
        held_index: Desk for multivariant playlists, with the shorter limit of ``INDEX_HOLD_S``.
        ladder_hold_s: How long after its first media a broadcast with further renditions to come may keep players
            waiting for them: most read the multivariant playlist once.
        keep_s: How long media may be kept by caches: as long as it may be asked for here.
        stored: Who answers for segments that are not in memory any more.
    """

    def __init__(
        self,
        registry: Registry,
        store: RenditionStore,
        *,
        gate: PlaybackGate,
        held: HeldRequests,
        held_index: HeldRequests,
        ladder_hold_s: float,
        keep_s: int,
        stored: StoredMedia | None = None,
    ) -> None:
        self._registry = registry
        self._store = store
        self._gate = gate
        self._held = held
        self._held_index = held_index
        self._ladder_hold_s = ladder_hold_s
        self._stored = stored
        self._caches: defaultdict[PackagedRendition, ResponseCache] = defaultdict(ResponseCache)
        self._media_lines = f"cache-control: public, max-age={keep_s}, immutable\r\naccept-ranges: bytes\r\n"

    def answer(self, exchange: Exchange) -> Response | None:
        """Answer GET or HEAD of a path under ``/hls/``, or hold it."""
        pieces = exchange.path.split("/")
        token = ""
        if len(pieces) > _TOKEN_PLACE and pieces[_TOKEN_PLACE - 1] == TOKEN_SEGMENT:
            token = pieces[_TOKEN_PLACE]
            del pieces[_TOKEN_PLACE - 1 : _TOKEN_PLACE + 1]
        match pieces:
            case ["", "hls", channel, session_id, rendition, file]:
                broadcast = self._registry.find(session_id)
                if broadcast is None or broadcast.channel_name != channel:
                    return NOT_FOUND
                refused = self._admit(exchange, broadcast, token)
                return refused or self._answer_file(exchange, session_id, rendition, file)
            case ["", "hls", channel, "index.m3u8"]:
                found = self._registry.find_channel(channel)
                if found is None:
                    return NOT_FOUND
                return self._admit(exchange, found, token) or self._answer_index(exchange, found)
        return NOT_FOUND

    def refuse(self, refused: IsRefused) -> None:
        """Answer the held requests of viewers that are refused."""
        self._held.refuse(refused, VIEWER_REFUSED)
        self._held_index.refuse(refused, VIEWER_REFUSED)

    def forget(self, broadcast: Broadcast) -> None:
        """Give back the memory of responses of a broadcast that can no longer be fetched."""
        for packaged in self._store.of_session(broadcast.session_id).values():
            self._caches.pop(packaged, None)

    def _admit(self, exchange: Exchange, broadcast: Broadcast, token: str) -> Response | None:
        """Take note by what leave a viewer asks, or return the answer to one who has none."""
        viewing = self._gate.admit(broadcast.admittance, token)
        if isinstance(viewing, Refusal):
            return _REFUSALS[viewing]
        exchange.viewing = viewing
        return None

    def _answer_file(self, exchange: Exchange, session_id: str, rendition: str, file: str) -> Response | None:
        whole = self._store.find(session_id)
        packaged = whole.renditions.get(rendition) if whole is not None else None
        if whole is None or packaged is None:
            return NOT_FOUND
        if file == "playlist.m3u8":
            return self._answer_playlist(exchange, whole, packaged)
        return self._answer_media(exchange, session_id, packaged, file)

    # Playlists

    def _answer_index(self, exchange: Exchange, broadcast: Broadcast) -> Response | None:
        session_id = broadcast.session_id
        packaged = self._store.find(session_id)
        if packaged is None:
            return NOT_FOUND
        makes_ladder = broadcast.rules.channel_type is not ChannelType.BASIC

        def build(exchange: Exchange) -> Response:
            return self._build_index(exchange, session_id, packaged)

        def is_due(edge: LiveEdge) -> bool:
            return edge.ended or (edge.msn >= 0 and not self._awaits_ladder(packaged, makes_ladder=makes_ladder))

        if is_due(packaged.leader.edge):
            return build(exchange)
        self._held_index.hold(exchange, packaged.leader, is_due, answer=build, give_up=build)
        return None

    def _awaits_ladder(self, packaged: PackagedBroadcast, *, makes_ladder: bool) -> bool:
        if packaged.has_played_for(self._ladder_hold_s):
            return False
        renditions = packaged.renditions.values()
        return any(rendition.edge.msn < 0 for rendition in renditions) or (makes_ladder and len(renditions) == 1)

    def _build_index(self, exchange: Exchange, session_id: str, packaged: PackagedBroadcast) -> Response:
        if packaged.leader.edge.msn < 0:
            return NOT_FOUND

        def render() -> PlaylistPieces:
            variants = [rendition.rendition.variant() for rendition in packaged.available]
            return PlaylistPieces(multivariant_playlist.render(variants, prefix=f"{session_id}/"), (), "")

        version = packaged.version
        text = PlaylistText("index", f'W/"{session_id}-{version}"', f"public, {SHORT}", render)
        return text.respond(exchange, self._caches[packaged.leader], version, "index")

    def _answer_playlist(
        self, exchange: Exchange, whole: PackagedBroadcast, packaged: PackagedRendition
    ) -> Response | None:
        if _is_gone(packaged):
            return NOT_FOUND
        decision = decide(exchange.query, packaged.edge)
        if isinstance(decision, Refuse):
            return make_error(decision.status, decision.sentence)
        blocking, skip = "_HLS_msn=" in exchange.query, decision.skip

        def build(exchange: Exchange) -> Response:
            return self._build_playlist(exchange, whole, packaged, blocking=blocking, skip=skip)

        if isinstance(decision, Wait):
            self._held.hold(exchange, packaged, decision.reached, answer=build, give_up=_answer_held_too_long)
            return None
        if packaged.edge.msn < 0 and not packaged.edge.ended:
            self._held_index.hold(exchange, packaged, _is_playable, answer=build, give_up=_answer_not_found)
            return None
        return build(exchange)

    def _build_playlist(
        self,
        exchange: Exchange,
        whole: PackagedBroadcast,
        packaged: PackagedRendition,
        *,
        blocking: bool,
        skip: bool,
    ) -> Response:
        if packaged.edge.msn < 0 or _is_gone(packaged):
            return NOT_FOUND
        rendition = packaged.rendition
        target_s = rendition.config.target_duration_s
        if blocking or packaged.edge.ended:
            max_age_s = BLOCKING_CACHE_TARGET_DURATIONS * target_s
        else:
            max_age_s = (target_s - 1) // 2  # less than half a target duration

        def render() -> PlaylistPieces:
            return rendition.playlist_pieces(skip=skip, reports=_reports(whole, packaged))

        version = whole.version  # what is said of the other renditions changes with theirs
        text = PlaylistText("playlist", f'W/"{version}"', f"public, max-age={max_age_s}", render)
        return text.respond(exchange, self._caches[packaged], version, (skip, max_age_s))

    # Media

    def _answer_media(
        self, exchange: Exchange, session_id: str, packaged: PackagedRendition, file: str
    ) -> Response | None:
        kept = self._caches[packaged].find_media(file)
        if kept is not None:
            return cut_to_range(exchange, kept, self._media_lines)
        named = _MEDIA_FILE.fullmatch(file)
        if named is None or _EXTENSIONS[named[1]] != named[3]:
            return NOT_FOUND
        kind, number = named[1], int(named[2])
        if kind != "part":
            stored = self._find_stored(session_id, packaged, number) if kind == "segment" else None
            media = partial(self._build_media, packaged=packaged, file=file, kind=kind, number=number)
            return stored(exchange) if stored is not None else media(exchange)
        decision = decide_part(number, packaged.edge, held=packaged.rendition.part(number) is not None)
        if isinstance(decision, Refuse) or (isinstance(decision, WaitForPart) and _is_gone(packaged)):
            return NOT_FOUND  # also of a part that was hinted when there was more to come
        part = partial(self._build_media, packaged=packaged, file=file, kind=kind, number=number)
        if isinstance(decision, Serve):
            return part(exchange)
        self._held.hold(exchange, packaged, decision.reached, answer=part, give_up=_answer_held_too_long)
        return None

    def _find_stored(self, session_id: str, packaged: PackagedRendition, msn: int) -> Answer | None:
        """Return what answers for a segment that is stored and not in memory."""
        stored = self._stored
        name = stored.find(session_id, packaged.rendition, msn) if stored is not None else None
        if stored is None or name is None:
            return None
        return lambda exchange: stored.answer(exchange, name, f"{_SEGMENT_TYPE}{self._media_lines}")

    def _build_media(
        self, exchange: Exchange, packaged: PackagedRendition, file: str, *, kind: str, number: int
    ) -> Response:
        kept = self._caches[packaged].find_media(file)
        if kept is None:
            pieces = _pieces(packaged, kind, number)
            if pieces is None:
                return NOT_FOUND
            lines = f"{_INIT_TYPE if kind == 'init' else _SEGMENT_TYPE}{self._media_lines}"
            kept = self._caches[packaged].keep_media(file, make_response(kind, 200, pieces, headers=lines))
        return cut_to_range(exchange, kept, self._media_lines)


def _reports(whole: PackagedBroadcast, packaged: PackagedRendition) -> list[RenditionReport]:
    return [
        RenditionReport(f"../{other.rendition.name}/playlist.m3u8", *other.rendition.reported_position)
        for other in whole.available
        if other is not packaged
    ]


def _is_gone(packaged: PackagedRendition) -> bool:
    """Whether a rendition that was there has no media at its live edge: players look for another one at a 404."""
    return packaged.edge.msn >= 0 and not packaged.available


def _answer_held_too_long(exchange: Exchange) -> Response:
    del exchange
    return HELD_TOO_LONG


def _answer_not_found(exchange: Exchange) -> Response:
    del exchange
    return NOT_FOUND


def _is_playable(edge: LiveEdge) -> bool:
    return edge.msn >= 0 or edge.ended


def _pieces(packaged: PackagedRendition, kind: str, number: int) -> Sequence[bytes] | None:
    rendition = packaged.rendition
    if kind == "segment":
        return rendition.segment(number)
    whole = rendition.init(number) if kind == "init" else rendition.part(number)
    return None if whole is None else (whole,)
