"""The wire between a node and its workers: two reads, cut where the first byte says."""

from fakes.mutation import mutations
from fakes.node.parts import audio_unit, video_unit
from klieg.node.workers.wire import FrameReader, Message, UnitWriter, WireError, encode_message

_WRITER = UnitWriter()
_GOOD = (
    encode_message({"what": "stats", "rungs": [1, 2.5, None], "text": "é"}),
    _WRITER.encode("ss_1", video_unit(0)) + _WRITER.encode("ss_1", audio_unit(0)),
    _WRITER.encode("ss_2", video_unit(1)) + _WRITER.forget("ss_2"),
)
SEEDS = tuple(bytes((cut,)) + data for cut in (0, 40) for data in (*_GOOD, b"".join(_GOOD)))


def fuzz_one(data: bytes) -> None:
    if not data:
        return
    reader = FrameReader()
    cut = 1 + data[0]
    try:
        received = reader.receive(data[1:cut]) + reader.receive(data[cut:])
    except WireError:
        return
    for found in received:
        if not isinstance(found, Message):
            assert found.unit.track.timescale > 0


def test_a_short_run() -> None:
    for data in mutations(SEEDS, 10_000):
        fuzz_one(data)
