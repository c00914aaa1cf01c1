"""A WebRTC publisher without sockets: pictures and sound as packets, which answers NACKs and wishes for keyframes."""

from dataclasses import dataclass, field

from fakes.bad_network import BadNetwork, Weather
from fakes.codec_vectors import WIDE_480, H264Vector
from klieg.media.codecs.h264 import H264Configuration
from klieg.media.codecs.nal import join_nals
from klieg.media.codecs.opus import opus_track
from klieg.media.rtp.forwarding import ForwardedTrack, ForwardingClock, with_payload_type
from klieg.media.rtp.packet import with_elements
from klieg.media.rtp.publisher_session import PublisherSession
from klieg.media.rtp.received_stream import ReceivedStream
from klieg.media.rtp.rtcp.compound import RtcpPacket, parse_compound
from klieg.media.rtp.rtcp.feedback import FullIntraRequest, Nack, PictureLoss
from klieg.media.track import MAIN_AUDIO, MAIN_VIDEO, VideoTrack
from klieg.media.unit import Unit

TWCC_ID = 3
RID_ID = 5
VIDEO_SSRC, AUDIO_SSRC, OUR_SSRC = 0x1111, 0x2222, 0x9999
WALLCLOCK = 1_700_000_000.0
OPUS_20_MS = b"\x78"
"""TOC of CELT, 20 ms, mono, one frame."""

VIDEO = ReceivedStream("video", 102, 90_000, TWCC_ID, None, None, nack=True, pli=True)
AUDIO = ReceivedStream("audio", 111, 48_000, TWCC_ID, None, None, nack=False, pli=False)


def video_track(vector: H264Vector = WIDE_480) -> VideoTrack:
    """Return a track with the parameter sets of a real encoder."""
    return H264Configuration(4, (vector.sps,), (vector.pps,)).track(MAIN_VIDEO)


def picture(number: int, *, keyframe: bool, size: int = 5000) -> bytes:
    """Return an access unit that can be told from others; as long as a few packets."""
    body = number.to_bytes(4) + bytes(index & 0xFF for index in range(size))
    return join_nals([bytes((0x65 if keyframe else 0x41,)) + body])


def picture_number(unit: Unit) -> int:
    """Return the number that ``picture`` was given."""
    return int.from_bytes(unit.payload[5:9])


@dataclass(slots=True)
class Encoder:
    """30 pictures and 50 Opus packets a second, a keyframe at the beginning and when asked for.

    Attributes:
        video: Packets of the picture.
        audio: Packets of the sound.
        track: Parameters of the picture.
        pictures: Pictures made.
        sounds: Opus packets made.
        wanted: Whether the next picture is a keyframe.
        keyframes: Numbers of the keyframes among them.
    """

    video: ForwardedTrack
    audio: ForwardedTrack
    track: VideoTrack
    pictures: int = 0
    sounds: int = 0
    wanted: bool = True
    keyframes: list[int] = field(default_factory=list)

    def packets(self, now: float) -> list[bytes]:
        """Return what is due, with payload types."""
        made = []
        while self.pictures / 30 <= now:
            keyframe, self.wanted = self.wanted, False
            if keyframe:
                self.keyframes.append(self.pictures)
            payload = picture(self.pictures, keyframe=keyframe, size=20_000 if keyframe else 5000)
            pts = self.pictures * 3000
            unit = Unit(self.track, pts, pts, keyframe, payload)
            made += [with_payload_type(packet, 102) for packet in self.video.receive_unit(unit, now)]
            self.pictures += 1
        while self.sounds / 50 <= now:
            pts = self.sounds * 960
            unit = Unit(opus_track(MAIN_AUDIO), pts, pts, keyframe=True, payload=OPUS_20_MS + self.sounds.to_bytes(4))
            made += [with_payload_type(packet, 111) for packet in self.audio.receive_unit(unit, now)]
            self.sounds += 1
        return made


def new_encoder(vector: H264Vector = WIDE_480) -> Encoder:
    """Return an encoder whose counters are about to wrap."""
    clock = ForwardingClock()
    video = ForwardedTrack("video", clock=clock, ssrc=VIDEO_SSRC, first_sequence=65_500, first_timestamp=0xFFFFF000)
    audio = ForwardedTrack("audio", clock=clock, ssrc=AUDIO_SSRC, first_sequence=10, first_timestamp=0x1000)
    return Encoder(video, audio, video_track(vector))


class Rehearsal:
    """An encoder and a session with a path between them, five milliseconds a step.

    Attributes:
        units: What the session gave.
        feedback: RTCP that reached the encoder.
        said: RTCP the session sent, lost or not, with its time.
    """

    def __init__(self, weather: Weather, *, seed: int = 1, nack: bool = True, keyframe_interval_s: float = 2.0) -> None:
        self.encoder = new_encoder()
        self.up, self.down = BadNetwork(weather, seed), BadNetwork(weather, seed + 1000)
        video = ReceivedStream("video", 102, 90_000, TWCC_ID, None, None, nack=nack, pli=True)
        self.session = PublisherSession([video, AUDIO], ssrc=OUR_SSRC, now=0.0, keyframe_interval_s=keyframe_interval_s)
        self.units: list[Unit] = []
        self.feedback: list[RtcpPacket] = []
        self.said: list[tuple[float, bytes]] = []
        self._counter = 0
        self._reported_at = -1.0
        self._now = 0.0

    def run(self, seconds: float, *, quiet_after: float = float("inf")) -> None:
        """Let time pass; from ``quiet_after`` on the encoder only answers."""
        end = self._now + seconds
        while self._now < end:
            self._step(self._now, encoding=self._now < quiet_after)
            self._now = round(self._now + 0.005, 6)

    def pictures(self) -> list[Unit]:
        """Return the units of the picture."""
        return [unit for unit in self.units if unit.track.kind == "video"]

    def sounds(self) -> list[Unit]:
        """Return the units of the sound."""
        return [unit for unit in self.units if unit.track.kind == "audio"]

    def _step(self, now: float, *, encoding: bool) -> None:
        for packet in self.encoder.packets(now) if encoding else []:
            self._send(packet, now)
        if now >= self._reported_at + 1:
            self._reported_at = now
            for track in (self.encoder.video, self.encoder.audio):
                self.up.send(track.sender_report(now, WALLCLOCK + now), now)
        for data in self.up.receive(now):
            self.units += self.session.receive_packet(0, data, now)
        result = self.session.poll(now)
        self.units += result.units
        for _, data in result.outgoing:
            self.said.append((now, data))
            self.down.send(data, now)
        for data in self.down.receive(now):
            self._obey(data, now)

    def _send(self, packet: bytes, now: float) -> None:
        self.up.send(with_elements(packet, [(TWCC_ID, (self._counter & 0xFFFF).to_bytes(2))]), now)
        self._counter += 1

    def _obey(self, data: bytes, now: float) -> None:
        for said in parse_compound(data):
            self.feedback.append(said)
            match said:
                case Nack(media_ssrc=ssrc, sequences=sequences):
                    track, number = (self.encoder.video, 102) if ssrc == VIDEO_SSRC else (self.encoder.audio, 111)
                    for packet in track.resend(sequences):
                        self._send(with_payload_type(packet, number), now)
                case PictureLoss() | FullIntraRequest():
                    self.encoder.wanted = True
