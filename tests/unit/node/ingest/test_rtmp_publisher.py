"""Each row of docs/protocols/rtmp.md, as the encoder and the registry see it."""

from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from fakes.codec_vectors import WIDE_480
from fakes.flv_tags import AVC, aac_configuration, aac_frame, enhanced_audio, enhanced_video, one_track
from fakes.node.parts import FakeTime, Observed, RecordingPublisher, RecordingReader, accepted
from fakes.rtmp_publisher import Publisher, codes
from klieg.contracts.facts import EndReason, StreamEventName
from klieg.contracts.ingest import IngestProtocol, PublishDecision, PublishRefused, RefusalCode
from klieg.kernel.ids import StreamSessionId
from klieg.media.rtmp import amf0
from klieg.media.rtmp.events import Event
from klieg.media.rtmp.messages import Message, MessageType
from klieg.node.broadcast import BroadcastState
from klieg.node.ingest.counts import IngestCounts
from klieg.node.ingest.publish_desk import IngestHouse
from klieg.node.ingest.rtmp_publisher import RtmpPublisher
from klieg.node.registry import Registry

if TYPE_CHECKING:
    from klieg.media.rtmp.amf0 import Encodable

KEY = "sk_abcdefghijklmnopqrst"


@dataclass
class Studio:
    """One encoder at a node without sockets."""

    decision: PublishDecision = field(default_factory=accepted)
    asked: list[str] = field(default_factory=list)
    unused: list[tuple[str, EndReason]] = field(default_factory=list)
    work: list[Coroutine[None, None, None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.time = FakeTime()
        self.observed = Observed()
        self.counts = IngestCounts()
        self.reader = RecordingReader()
        self.registry = Registry(self.time.call_later, self.observed, reconnect_window_s=4, ended_linger_s=60)
        self.registry.on_open.append(lambda broadcast: broadcast.attach(self.reader))
        self.house = IngestHouse(
            authority=self,
            registry=self.registry,
            max_kbps=800,
            idle_timeout_s=4,
            counts=self.counts,
            spawn=self.work.append,
        )
        self.encoder = Publisher()
        self.publisher = RtmpPublisher(
            self.encoder.connection, self.house, protocol="rtmp", address="192.0.2.7", flush=lambda: None
        )

    async def authorize(
        self, protocol: IngestProtocol, stream_key: str, client_address: str, *, encrypted: bool = False
    ) -> PublishDecision:
        assert (protocol, client_address, encrypted) == ("rtmp", "192.0.2.7", False)
        self.asked.append(stream_key)
        return self.decision

    def session_ended(self, session_id: StreamSessionId, reason: EndReason) -> None:
        self.unused.append((session_id, reason))

    def take(self, events: list[Event]) -> None:
        for event in events:
            self.publisher.receive_event(event)

    def connect(self, app: str = "live") -> None:
        self.encoder.shake()
        self.take(self.encoder.call("connect", 1, {"app": app, "flashVer": "FMLE/3.0"}))

    def ask_to_publish(self, key: str = KEY) -> None:
        self.connect()
        self.take(self.encoder.call("createStream", 2, None))
        self.take(self.encoder.call("publish", 3, None, key, "live", stream_id=1))

    async def publish(self, key: str = KEY) -> None:
        self.ask_to_publish(key)
        await self.work.pop()

    def told(self) -> list[tuple[str, str]]:
        """Status codes the encoder got and has not yet been asked about."""
        return codes(self.encoder.commands())

    def send_sound(self, frames: int) -> None:
        self.take(self.encoder.media(MessageType.AUDIO, 0, aac_configuration(b"\x11\x90")))
        for number in range(frames):
            stamp = number * 1024 // 48
            self.take(self.encoder.media(MessageType.AUDIO, stamp, aac_frame(b"\x21" + bytes(40))))


@pytest.fixture
def studio() -> Studio:
    return Studio()


async def test_a_good_key_goes_on_the_air(studio: Studio) -> None:
    await studio.publish(KEY + "?bandwidthtest=false")
    assert studio.asked == [KEY]
    assert studio.told()[-1] == ("status", "NetStream.Publish.Start")
    broadcast = studio.registry.find_channel("demo")
    assert broadcast is not None
    assert broadcast.publisher is studio.publisher.desk


async def test_a_wrong_application_is_refused_without_asking_control(studio: Studio) -> None:
    studio.connect(app="vod")
    assert ("error", "NetConnection.Connect.Rejected") in studio.told()
    assert studio.encoder.connection.close_requested
    assert studio.asked == []
    assert studio.counts.refusals == {"wrong_app": 1}


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (RefusalCode.UNKNOWN_KEY, "NetStream.Publish.BadName"),
        (RefusalCode.MALFORMED_KEY, "NetStream.Publish.BadName"),
        (RefusalCode.ALREADY_LIVE, "NetStream.Publish.BadName"),
        (RefusalCode.UNAVAILABLE, "NetStream.Failed"),
    ],
)
async def test_what_control_refuses_is_told_and_logged_with_the_key_masked(
    studio: Studio, code: RefusalCode, status: str
) -> None:
    studio.decision = PublishRefused(code=code, description="No.")
    with capture_logs() as logged:
        await studio.publish()
    assert ("error", status) in studio.told()
    assert studio.encoder.connection.close_requested
    assert [(line["event"], line["code"], line["key"]) for line in logged] == [
        ("publisher_refused", code.value, "sk_…qrst")
    ]
    assert studio.registry.broadcasts() == []


async def test_a_second_publisher_is_refused_and_the_first_is_not_touched(studio: Studio) -> None:
    first = RecordingPublisher()
    broadcast = studio.registry.open(accepted(), first)
    studio.decision = accepted(resumed=True)
    await studio.publish()
    assert ("error", "NetStream.Publish.BadName") in studio.told()
    assert broadcast.publisher is first
    assert first.stopped == []


async def test_an_encoder_that_comes_back_takes_its_session_up_again(studio: Studio) -> None:
    broadcast = studio.registry.open(accepted(), RecordingPublisher())
    studio.registry.lose_publisher(broadcast)
    studio.decision = accepted(resumed=True)
    await studio.publish()
    assert studio.told()[-1] == ("status", "NetStream.Publish.Start")
    assert broadcast.publisher is studio.publisher.desk


async def test_one_that_comes_back_as_its_session_ends_is_told_to_try_again(studio: Studio) -> None:
    studio.decision = accepted("ss_gone", resumed=True)
    await studio.publish()
    assert ("error", "NetStream.Failed") in studio.told()


async def test_one_that_left_while_control_was_asked_gives_its_session_back(studio: Studio) -> None:
    studio.ask_to_publish()
    studio.publisher.desk.lose()
    await studio.work.pop()
    assert studio.unused == [("ss_1", EndReason.NEVER_STARTED)]
    assert studio.registry.broadcasts() == []


async def test_a_goodbye_ends_the_session_and_the_connection_may_publish_again(studio: Studio) -> None:
    await studio.publish()
    studio.take(studio.encoder.call("deleteStream", 4, None, 1.0))
    assert studio.observed.told == [("ended", EndReason.PUBLISHER_LEFT)]
    assert not studio.publisher.is_publishing
    studio.publisher.desk.lose()
    assert len(studio.observed.told) == 1


async def test_a_connection_lost_on_the_air_is_waited_for(studio: Studio) -> None:
    await studio.publish()
    broadcast = studio.registry.find("ss_1")
    studio.publisher.desk.lose()
    assert broadcast is not None
    assert broadcast.state is BroadcastState.AWAITING_PUBLISHER
    assert studio.house.meters == set()


async def test_silence_is_told_and_the_session_waits(studio: Studio) -> None:
    await studio.publish()
    studio.publisher.desk.fall_silent()
    assert ("error", "NetStream.Publish.Idle") in studio.told()
    studio.time.pass_by(4.1)
    assert studio.observed.told == [("ended", EndReason.PUBLISHER_LOST)]


async def test_a_flood_is_ended_within_the_window(studio: Studio) -> None:
    await studio.publish()
    studio.publisher.desk.count(500_000, 100.0)
    assert studio.publisher.is_publishing
    studio.publisher.desk.count(1, 104.9)
    assert ("error", "NetStream.Publish.Rejected") in studio.told()
    noted = ("noted", (StreamEventName.LIMIT_BREACH, "flood"))
    assert studio.observed.told == [noted, ("ended", EndReason.LIMIT_BREACH)]


async def test_a_slow_enough_encoder_is_never_a_flood(studio: Studio) -> None:
    await studio.publish()
    for second in range(100, 160):
        studio.publisher.desk.count(100_000, float(second))
    assert studio.publisher.is_publishing


async def test_sound_without_a_picture_is_refused_after_the_grace(studio: Studio) -> None:
    await studio.publish()
    studio.send_sound(100)
    assert studio.publisher.is_publishing
    assert studio.reader.units == []
    studio.send_sound(200)
    assert ("error", "NetStream.Publish.Rejected") in studio.told()
    assert studio.observed.told == [("ended", EndReason.PROTOCOL_ERROR)]


@pytest.mark.parametrize(
    ("payload", "code"),
    [(b"\x22" + bytes(20), "unsupported_codec"), (b"\x17\x00\x00\x00\x00\x01\x64", "malformed_media")],
    ids=["Sorenson H.263", "a cut avcC"],
)
async def test_a_picture_we_cannot_take_is_refused_by_a_sentence(studio: Studio, payload: bytes, code: str) -> None:
    await studio.publish()
    studio.take(studio.encoder.media(MessageType.VIDEO, 0, payload))
    assert ("error", "NetStream.Publish.Rejected") in studio.told()
    assert studio.counts.refusals == {code: 1}
    assert studio.observed.told == [("ended", EndReason.PROTOCOL_ERROR)]


async def test_more_pictures_than_are_carried_end_by_the_name_the_video_service_has(studio: Studio) -> None:
    await studio.publish()
    tag = one_track(enhanced_video(0, AVC, WIDE_480.record()), 6, 90)
    studio.take(studio.encoder.media(MessageType.VIDEO, 0, tag))
    assert ("error", "NetStream.Publish.Rejected") in studio.told()
    assert studio.observed.told == [("ended", EndReason.MULTITRACK_TRACK_COUNT)]


async def test_further_sounds_are_ignored_and_logged_once(studio: Studio) -> None:
    await studio.publish()
    tag = one_track(enhanced_audio(1, b"mp4a", b"aac"), 5, 1)
    with capture_logs() as logged:
        for stamp in range(3):
            studio.take(studio.encoder.media(MessageType.AUDIO, stamp, tag))
    assert [line["event"] for line in logged] == ["audio_tracks_ignored"]
    assert studio.publisher.is_publishing


async def test_broken_rtmp_ends_the_session(studio: Studio) -> None:
    await studio.publish()
    studio.take(studio.encoder.send(Message(MessageType.SET_CHUNK_SIZE, 0, 0, bytes(4)), 2))
    assert studio.counts.refusals == {"protocol_error": 1}
    assert studio.observed.told == [("ended", EndReason.PROTOCOL_ERROR)]


@pytest.mark.parametrize("reason", list(EndReason))
async def test_whatever_ends_a_session_from_our_side_reaches_the_encoder(studio: Studio, reason: EndReason) -> None:
    await studio.publish()
    studio.told()
    assert studio.registry.stop(StreamSessionId("ss_1"), reason)
    assert studio.told()[0][0] == "error"
    assert studio.encoder.connection.close_requested
    assert studio.observed.told == [("ended", reason)]


async def test_the_encoder_s_own_description_is_kept_within_limits(studio: Studio) -> None:
    await studio.publish()
    values: dict[str, Encodable] = {
        "encoder": "Lavf59",
        "width": 1280.0,
        "stereo": True,
        "nothing": None,
        "nested": {"a": 1.0},
    }
    many: dict[str, Encodable] = {f"key{number}": "x" * 300 for number in range(100)}
    for declared in (values, many):
        body = amf0.encode("@setDataFrame", "onMetaData", declared)
        studio.take(studio.encoder.send(Message(MessageType.DATA_AMF0, 1, 0, body)))
        broadcast = studio.registry.find("ss_1")
        assert broadcast is not None
        if declared is values:
            assert broadcast.encoder.software == "Lavf59"
            assert broadcast.encoder.declared == {
                "encoder": "Lavf59",
                "width": 1280.0,
                "stereo": True,
                "nothing": None,
            }
        else:
            assert len(broadcast.encoder.declared) == 64
            assert {len(str(value)) for value in broadcast.encoder.declared.values()} == {256}
