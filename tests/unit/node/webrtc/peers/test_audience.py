"""Who is sent what, with connections that only remember."""

from collections import deque
from itertools import pairwise

import pytest

from fakes.node.parts import VIDEO, video_unit
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.feedback import Nack
from klieg.media.rtp.rtcp.report import SenderReport
from klieg.media.track import MAIN_AUDIO, AudioCodec, AudioTrack, TrackId, VideoTrack
from klieg.media.unit import Unit
from klieg.node.webrtc.messages import SentSection
from klieg.node.webrtc.peers import viewer_peer
from klieg.node.webrtc.peers.audience import Audience
from klieg.node.webrtc.peers.certificate import Certificate
from klieg.node.webrtc.peers.peer_connection import ConnectionSettings, ConnectionState
from klieg.node.webrtc.peers.viewer_peer import BURST_PACKETS, ViewerPeer, sequence_of

VIDEO_TYPE, AUDIO_TYPE = 102, 111
OPUS = AudioTrack(
    id=MAIN_AUDIO,
    codec=AudioCodec.OPUS,
    configuration=b"",
    codec_string="opus",
    sample_rate=48_000,
    channels=2,
    frame_samples=960,
    timescale=48_000,
)
SMALL = VideoTrack(
    id=TrackId(101),
    codec=VIDEO.codec,
    configuration=VIDEO.configuration,
    codec_string=VIDEO.codec_string,
    width=320,
    height=180,
    frame_rate=30.0,
    timescale=VIDEO.timescale,
)


class Connection:
    """Remembers what is sent."""

    def __init__(self, *_: object) -> None:
        self.sent: list[tuple[int, bytes]] = []
        self.arrived: deque[bytes] = deque()
        self.send_faults = 0
        self.state = ConnectionState.OPEN

    def send(self, section: int, packet: bytes) -> bool:
        self.sent.append((section, packet))
        return True

    def receive(self, section: int) -> bytes | None:
        return self.arrived.popleft() if section == 0 and self.arrived else None

    def take(self, payload_type: int) -> list[bytes]:
        """Return the RTP packets of a payload type, and forget everything."""
        found = [packet for _, packet in self.sent if packet[1] & 0x7F == payload_type]
        self.sent.clear()
        return found


class Hall:
    """An audience and its viewers."""

    def __init__(self) -> None:
        self.wanted = 0
        self.audience = Audience("ss_1", want_keyframe=self.want)
        self.now = 1000.0

    def want(self) -> None:
        self.wanted += 1

    def enter(self, name: str, *, video_type: int = VIDEO_TYPE) -> Connection:
        settings = ConnectionSettings(8082, "", Certificate("", ""))
        sections = [
            SentSection(kind="video", payload_type=video_type),
            SentSection(kind="audio", payload_type=AUDIO_TYPE),
        ]
        viewer = ViewerPeer(settings, "", sections, sources=self.audience.sources, now=self.now)
        viewer.lifetime.judge(ConnectionState.OPEN, self.now)
        self.audience.viewers[name] = viewer
        connection = viewer.connection
        assert isinstance(connection, Connection)
        return connection

    def poll(self, times: int = 1) -> None:
        for _ in range(times):
            self.now += 0.01
            self.audience.poll(self.now, 1_700_000_000.0 + self.now)

    def show(self, number: int, track: VideoTrack = VIDEO) -> None:
        self.now += 1 / 30
        self.audience.offer(video_unit(number, track=track), self.now)


@pytest.fixture
def hall(monkeypatch: pytest.MonkeyPatch) -> Hall:
    monkeypatch.setattr(viewer_peer, "PeerConnection", Connection)
    return Hall()


def numbers(packets: list[bytes]) -> list[int]:
    return [sequence_of(packet) for packet in packets]


def is_gapless(found: list[int]) -> bool:
    return all((after - before) % 65536 == 1 for before, after in pairwise(found))


def test_everybody_gets_the_same_bytes_but_for_the_payload_type(hall: Hall) -> None:
    one, other, third = hall.enter("a"), hall.enter("b"), hall.enter("c", video_type=96)
    hall.poll()
    for number in range(3):
        hall.show(number)
    first, second, odd = one.take(VIDEO_TYPE), other.take(VIDEO_TYPE), third.take(96)
    assert first == second
    assert all(mine is theirs for mine, theirs in zip(first, second, strict=True))
    assert [packet[2:] for packet in odd] == [packet[2:] for packet in first]
    assert is_gapless(numbers(first))


def test_who_joins_gets_everything_since_the_keyframe_a_few_packets_a_turn(hall: Hall) -> None:
    for number in range(50):
        hall.show(number)
    late = hall.enter("late")
    hall.poll()
    assert len(late.take(VIDEO_TYPE)) == min(BURST_PACKETS, 50)
    hall.show(50)
    assert late.take(VIDEO_TYPE) == []
    hall.poll(3)
    assert len(late.take(VIDEO_TYPE)) == 1 + 51 - BURST_PACKETS  # parameter sets are a packet of their own
    hall.show(51)
    assert len(late.take(VIDEO_TYPE)) == 1
    assert hall.wanted == 0


def test_without_a_picture_a_keyframe_is_wanted(hall: Hall) -> None:
    early = hall.enter("early")
    hall.poll()
    assert hall.wanted == 1
    hall.show(1)
    assert early.take(VIDEO_TYPE) == []
    hall.show(60)
    assert len(early.take(VIDEO_TYPE)) >= 1


def test_sound_goes_to_those_who_have_joined(hall: Hall) -> None:
    connection = hall.enter("a")
    sound = Unit(OPUS, 0, 0, True, b"\xfc\xff\xfe")
    hall.audience.offer(sound, hall.now)
    assert connection.take(AUDIO_TYPE) == []
    hall.poll()
    hall.audience.offer(sound, hall.now)
    assert [packet[12:] for packet in connection.take(AUDIO_TYPE)] == [b"\xfc\xff\xfe"]


def test_lost_packets_are_sent_again(hall: Hall) -> None:
    connection = hall.enter("a")
    hall.poll()
    for number in range(5):
        hall.show(number)
    sent = connection.take(VIDEO_TYPE)
    ssrc = int.from_bytes(sent[0][8:12])
    connection.arrived.append(Nack(1, ssrc, (sequence_of(sent[1]), sequence_of(sent[3]))).build())
    hall.poll()
    assert connection.take(VIDEO_TYPE) == [sent[1], sent[3]]
    assert hall.audience.resent_packets == 2


def test_a_viewer_goes_to_another_picture_without_a_gap(hall: Hall) -> None:
    """At a keyframe, one source and one line of sequence numbers; what was lost before the move is found after it."""
    connection = hall.enter("a")
    hall.poll()
    for number in range(70):
        hall.show(number)
        hall.show(number, SMALL)
    before = connection.take(VIDEO_TYPE)
    hall.audience.viewers["a"].choice.estimate = 1.0
    for number in range(70, 185):
        hall.show(number)
        hall.show(number, SMALL)
    after = connection.take(VIDEO_TYPE)
    assert hall.audience.viewers["a"].track_id == SMALL.id
    assert is_gapless(numbers([*before, *after]))
    assert {packet[8:12] for packet in [*before, *after]} == {before[0][8:12]}
    ssrc = int.from_bytes(before[0][8:12])
    lost = (sequence_of(before[-1]), sequence_of(after[-1]))
    connection.arrived.append(Nack(1, ssrc, lost).build())
    hall.poll()
    assert sorted(connection.take(VIDEO_TYPE)) == sorted([before[-1], after[-1]])


def test_who_loses_its_picture_goes_on_with_the_best_of_the_others(hall: Hall) -> None:
    connection = hall.enter("a")
    hall.poll()
    for number in range(5):
        hall.show(number)
        hall.show(number, SMALL)
    before = connection.take(VIDEO_TYPE)
    hall.audience.end_track(VIDEO.id)
    for number in range(58, 62):
        hall.show(number, SMALL)
    after = connection.take(VIDEO_TYPE)
    assert len(after) >= 2
    assert is_gapless(numbers([*before, *after]))


def test_reports_go_out_once_a_second(hall: Hall) -> None:
    connection = hall.enter("a")
    hall.poll()
    hall.show(0)
    connection.sent.clear()
    hall.poll(100)
    reports = [parse_compound(packet) for _, packet in connection.sent if packet[1] == 200]
    assert 1 <= len(reports) <= 2
    assert isinstance(reports[0][0], SenderReport)
