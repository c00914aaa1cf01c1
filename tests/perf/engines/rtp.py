"""What RTP costs: ``python tests/perf/engines/rtp.py [--seconds N]``.

Incoming: a publisher's datagrams (30 pictures a second at 1.5 and 6 Mb/s, 50 Opus packets, transport-wide sequence
numbers in an extension) through ``PublisherSession``, polled every five milliseconds, with and without a network that
loses 3 %. Outgoing: the same units through ``ForwardedTrack``, once for all viewers, and the payload type for each of
them. Process time only; packets are made before the clock starts.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # run as a script, the fakes lie beside

from fakes.bad_network import BadNetwork, Weather
from fakes.rtp.sender import AUDIO, OPUS_20_MS, TWCC_ID, VIDEO, video_track
from klieg.media.codecs.nal import join_nals
from klieg.media.codecs.opus import opus_track
from klieg.media.rtp.forwarding import ForwardedTrack, ForwardingClock, with_payload_type
from klieg.media.rtp.packet import with_elements
from klieg.media.rtp.publisher_session import PublisherSession
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.feedback import Nack
from klieg.media.track import MAIN_AUDIO
from klieg.media.unit import Unit

BITRATES = (1_500_000, 6_000_000)
FRAMES_PER_SECOND = 30
GOP_FRAMES = 60
OPUS_BYTES = 160
POLL_S = 0.005


@dataclass(frozen=True, slots=True)
class Cost:
    """Process seconds for so many packets."""

    process_s: float
    packets: int

    @property
    def us(self) -> float:
        """Microseconds a packet."""
        return self.process_s * 1e6 / self.packets


def media(bitrate: int, seconds: int) -> list[tuple[float, Unit]]:
    """Return units with the time each is there, a key frame of ten pictures' size each two seconds."""
    size = bitrate // 8 * GOP_FRAMES // FRAMES_PER_SECOND // (GOP_FRAMES + 9)
    key, inter = join_nals([b"\x65" + bytes(10 * size)]), join_nals([b"\x41" + bytes(size)])
    track, sound = video_track(), opus_track(MAIN_AUDIO)
    units: list[tuple[float, Unit]] = []
    for number in range(seconds * FRAMES_PER_SECOND):
        first, pts = number % GOP_FRAMES == 0, number * 90_000 // FRAMES_PER_SECOND
        units.append((number / FRAMES_PER_SECOND, Unit(track, pts, pts, first, key if first else inter)))
    payload = OPUS_20_MS + bytes(OPUS_BYTES)
    units += [(n / 50, Unit(sound, n * 960, n * 960, keyframe=True, payload=payload)) for n in range(seconds * 50)]
    return sorted(units, key=lambda timed: timed[0])


def send(units: list[tuple[float, Unit]]) -> tuple[Cost, list[tuple[float, bytes]], ForwardedTrack]:
    """Time packetizing; return the packets as a publisher would send them, and the track that can send them again."""
    clock = ForwardingClock()
    video = ForwardedTrack("video", clock=clock, ssrc=1, first_sequence=0, first_timestamp=0)
    audio = ForwardedTrack("audio", clock=clock, ssrc=2, first_sequence=0, first_timestamp=0)
    made: list[tuple[float, int, list[bytes]]] = []
    begun = time.process_time()
    for now, unit in units:
        track, number = (video, 102) if unit.track.kind == "video" else (audio, 111)
        made.append((now, number, track.receive_unit(unit, now)))
    spent = time.process_time() - begun
    packets = [(now, with_payload_type(data, number)) for now, number, some in made for data in some]
    counted = [
        (now, with_elements(data, [(TWCC_ID, (index & 0xFFFF).to_bytes(2))]))
        for index, (now, data) in enumerate(packets)
    ]
    return Cost(spent, len(packets)), counted, video


def receive(packets: list[tuple[float, bytes]], video: ForwardedTrack, loss: float) -> Cost:
    """Time a session on these packets; of those that are lost the ones that are asked for come later."""
    network = BadNetwork(Weather(loss=loss))
    session = PublisherSession([VIDEO, AUDIO], ssrc=9, now=0.0)
    spent, count, at, now = 0.0, 0, 0, 0.0
    while at < len(packets):
        while at < len(packets) and packets[at][0] <= now:
            network.send(packets[at][1], now)
            at += 1
        arrived = network.receive(now)
        count += len(arrived)
        begun = time.process_time()
        for data in arrived:
            session.receive_packet(0, data, now)
        outgoing = session.poll(now).outgoing
        spent += time.process_time() - begun
        for again in answers([said for _, said in outgoing], video) if loss else ():
            network.send(again, now)
        now += POLL_S
    return Cost(spent, count)


def answers(feedback: list[bytes], video: ForwardedTrack) -> list[bytes]:
    """Return the packets that are asked for."""
    said = [packet for data in feedback for packet in parse_compound(data)]
    nacks = [packet for packet in said if isinstance(packet, Nack) and packet.media_ssrc == video.ssrc]
    return [with_payload_type(again, 102) for nack in nacks for again in video.resend(nack.sequences)]


def fan_out(packets: list[tuple[float, bytes]]) -> Cost:
    """Time what each viewer costs here: a packet with his payload type."""
    begun = time.process_time()
    for _, data in packets:
        with_payload_type(data, 106)
    return Cost(time.process_time() - begun, len(packets))


def main() -> None:
    """Print one line a bitrate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="media seconds a pass")
    parser.add_argument("--passes", type=int, default=3, help="passes, of which the best counts")
    options = parser.parse_args()
    print("Mb/s   in us/packet   in with 3 % loss   out us/packet   each viewer us/packet")
    for bitrate in BITRATES:
        units = media(bitrate, options.seconds)
        rows = []
        for _ in range(options.passes):
            out, packets, video = send(units)
            costs = (receive(packets, video, 0.0), receive(packets, video, 0.03), out, fan_out(packets))
            rows.append([cost.us for cost in costs])
        clean, lossy, out_us, viewer_us = (min(column) for column in zip(*rows, strict=True))
        print(f"{bitrate / 1e6:4.1f}   {clean:12.1f}   {lossy:16.1f}   {out_us:13.1f}   {viewer_us:21.2f}")


if __name__ == "__main__":
    main()
