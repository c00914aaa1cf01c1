"""One RTMP publisher: between the engine that speaks RTMP and the publish desk that decides."""

from collections.abc import Callable, Mapping
from itertools import islice
from math import isfinite

from klieg.contracts.facts import EndReason
from klieg.contracts.ingest import IngestProtocol, PublishRefused
from klieg.media.containers.flv.errors import FlvError, TrackCountError, UnsupportedCodecError
from klieg.media.containers.flv.translator import FlvTranslator
from klieg.media.rtmp.connection import ServerConnection
from klieg.media.rtmp.events import (
    AudioReceived,
    ConnectionFailed,
    ConnectReceived,
    Event,
    MetadataReceived,
    PublishEnded,
    PublishReceived,
    VideoReceived,
)
from klieg.media.unit import Unit
from klieg.node.ingest import publish_ending as endings
from klieg.node.ingest import rtmp_answers as answers
from klieg.node.ingest.multitrack_gate import MultitrackError
from klieg.node.ingest.publish_desk import IngestHouse, PublishDesk
from klieg.node.ingest.publish_ending import PublishEnding

MAX_DECLARED = 64
"""Entries of ``onMetaData`` that are kept, each at most ``MAX_DECLARED_LENGTH`` long."""
MAX_DECLARED_LENGTH = 256


class RtmpPublisher:
    """One connection.

    Args:
        engine: The connection's RTMP engine; its answers are drained by ``flush``.
        house: What publishers share.
        protocol: ``rtmp``, or ``rtmps`` when the connection is encrypted.
        address: Where the encoder is, for the log and control.
        flush: Writes what the engine has to say, and closes when it asks so.

    Attributes:
        desk: Decides, and holds the broadcast.
    """

    def __init__(
        self,
        engine: ServerConnection,
        house: IngestHouse,
        *,
        protocol: IngestProtocol,
        address: str,
        flush: Callable[[], None],
    ) -> None:
        self._engine = engine
        self._house = house
        self._flush = flush
        self._translator = FlvTranslator()
        self._software: str | None = None
        self.desk = PublishDesk(house, protocol, address, drop=self._drop)

    @property
    def is_publishing(self) -> bool:
        """Whether the encoder is on the air."""
        return self.desk.broadcast is not None

    def receive_event(self, event: Event) -> None:
        """Act on one event of the engine."""
        match event:
            case VideoReceived() | AudioReceived():
                self._receive_media(event)
            case ConnectReceived():
                self._receive_connect(event)
            case PublishReceived():
                self._house.spawn(self._authorize(event))
            case MetadataReceived():
                self._receive_metadata(event)
            case PublishEnded():
                self.desk.end(EndReason.PUBLISHER_LEFT)
            case ConnectionFailed():
                self.desk.note_broken("rtmp_broken", event.error)

    def _receive_connect(self, event: ConnectReceived) -> None:
        self._software = event.flash_version or None
        if event.app in answers.APPS:
            self._engine.accept_connect()
            return
        self.desk.note_refusal("wrong_app", app=event.app[:64])
        self._engine.refuse_connect(answers.WRONG_APP)

    async def _authorize(self, event: PublishReceived) -> None:
        stream_key, _, query = event.name.partition("?")
        gives_way = answers.GIVES_WAY in query.split("&")
        self._translator = FlvTranslator()
        decision = await self.desk.authorize(stream_key, software=self._software, gives_way=gives_way)
        if decision is None:
            return
        if isinstance(decision, PublishRefused):
            self._engine.refuse_publish(event.stream_id, answers.REFUSAL_CODES[decision.code], decision.description)
        else:
            self._engine.accept_publish(event.stream_id)
        self._flush()

    def _receive_metadata(self, event: MetadataReceived) -> None:
        declared = _plain(event.values)
        encoder = declared.get("encoder")
        self._software = encoder if isinstance(encoder, str) else self._software
        self.desk.describe_encoder(self._software, declared)

    def _receive_media(self, event: VideoReceived | AudioReceived) -> None:
        if self.desk.broadcast is None:
            return
        try:
            if isinstance(event, VideoReceived):
                units = self._translator.receive_video(event.timestamp_ms, event.payload)
            else:
                units = self._receive_audio(event)
        except UnsupportedCodecError as error:
            self.desk.refuse(endings.unreadable("unsupported_codec", str(error)))
        except TrackCountError as error:
            self.desk.refuse(endings.multitrack(MultitrackError(EndReason.MULTITRACK_TRACK_COUNT, str(error))))
        except FlvError as error:
            self.desk.refuse(endings.unreadable("malformed_media", str(error)))
        else:
            for unit in units:
                self.desk.write(unit)

    def _receive_audio(self, event: AudioReceived) -> list[Unit]:
        translator = self._translator
        ignored_before = translator.ignored_tracks
        units = translator.receive_audio(event.timestamp_ms, event.payload)
        if translator.ignored_tracks and not ignored_before:
            self.desk.log.warning("audio_tracks_ignored", taken="the first")
        return units

    def _drop(self, ending: PublishEnding) -> None:
        self._engine.end_publish(answers.status_code(ending), ending.description)
        self._flush()


def _plain(values: Mapping[str, object]) -> dict[str, str | float | bool | None]:
    """Return what of ``onMetaData`` is worth keeping: simple values, not too many, not too long."""
    plain: dict[str, str | float | bool | None] = {}
    for name, value in islice(values.items(), MAX_DECLARED):
        if isinstance(value, str):
            plain[name[:MAX_DECLARED_LENGTH]] = value[:MAX_DECLARED_LENGTH]
        elif value is None or (isinstance(value, bool | float) and isfinite(value)):
            plain[name[:MAX_DECLARED_LENGTH]] = value
    return plain
