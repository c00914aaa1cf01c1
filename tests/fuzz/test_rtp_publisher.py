"""A publisher's datagrams, each behind two bytes of length: units are in order, whole and of known tracks."""

from dataclasses import replace

from fakes.mutation import mutations
from fakes.rtp.sender import AUDIO, RID_ID, VIDEO, new_encoder
from klieg.media.codecs.nal import find_nals
from klieg.media.codecs.opus import packet_samples
from klieg.media.rtp.packet import with_elements
from klieg.media.rtp.publisher_session import PublisherSession
from klieg.media.rtp.rtcp.compound import parse_compound
from klieg.media.rtp.rtcp.report import Goodbye
from klieg.media.unit import Unit

_LAYERS = replace(VIDEO, rids=("f", "h"), rid_id=RID_ID)
_STEP_S = 0.007


def _framed(datagrams: list[bytes]) -> bytes:
    return b"".join(len(data).to_bytes(2) + data for data in datagrams)


def _seeds() -> tuple[bytes, ...]:
    encoder = new_encoder()
    packets = encoder.packets(0.04)
    reports = [track.sender_report(0.05, 1e9) for track in (encoder.video, encoder.audio)]
    layered = [with_elements(packet, [(RID_ID, b"h"), (3, b"\x01\x02")]) for packet in packets]
    goodbye = [Goodbye((encoder.video.ssrc,)).build()]
    return (
        _framed(packets + reports + packets[-2:] + goodbye)[:8000],
        _framed(layered)[:8000],
        _framed(packets[:1] + packets[-1:]),
    )


SEEDS = _seeds()


def fuzz_one(data: bytes) -> None:
    for streams in ((VIDEO, AUDIO), (_LAYERS, AUDIO)):
        session = PublisherSession(streams, ssrc=1, now=0.0)
        last: dict[int, int] = {}
        now, position = 0.0, 0
        while position < len(data):
            begin = position + 2
            position = begin + int.from_bytes(data[position:begin])
            now += _STEP_S
            _check(session.receive_packet(0, data[begin:position], now), last)
            result = session.poll(now)
            _check(result.units, last)
            for _, said in result.outgoing:
                assert parse_compound(said), "what we say can be read"
        _check(session.poll(now + 5).units, last)
        session.statistics(now)


def _check(units: list[Unit], last: dict[int, int]) -> None:
    for unit in units:
        assert unit.pts == unit.dts > last.get(unit.track.id, -1)
        last[unit.track.id] = unit.pts
        if unit.track.kind == "video":
            assert find_nals(unit.payload, 4)
        else:
            assert packet_samples(unit.payload) == unit.track.frame_samples


def test_a_short_run() -> None:
    for data in (*SEEDS, *mutations(SEEDS, 800)):
        fuzz_one(data)
