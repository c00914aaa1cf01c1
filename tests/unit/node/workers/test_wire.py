"""The wire between a node and its workers."""

from dataclasses import replace

import pytest

from fakes.node.parts import AUDIO, VIDEO, audio_unit, video_unit
from klieg.node.workers import wire
from klieg.node.workers.wire import FrameReader, Message, UnitWriter, WiredUnit, WireError, encode_message


def _frame(kind: int, body: bytes) -> bytes:
    return (len(body) + 1).to_bytes(4) + bytes((kind,)) + body


def test_messages_tracks_and_units_survive_any_cut_of_the_bytes() -> None:
    writer = UnitWriter()
    units = [video_unit(0), audio_unit(0), video_unit(1), replace(video_unit(2), pts=-3000, dts=-(2**40))]
    sent = encode_message({"what": "hello", "name": "Zürich \ud800"})
    sent += b"".join(writer.encode("ss_1", unit) for unit in units) + wire.encode_beat()
    for size in (1, 7, len(sent)):
        reader = FrameReader()
        received = [found for at in range(0, len(sent), size) for found in reader.receive(sent[at : at + size])]
        assert received[0] == Message({"what": "hello", "name": "Zürich \ud800"})
        assert received[1:] == [WiredUnit("ss_1", unit) for unit in units]


def test_a_track_goes_ahead_once_and_is_one_object_until_it_changes() -> None:
    writer, reader = UnitWriter(), FrameReader()
    changed = replace(VIDEO, width=640)
    given = (VIDEO, VIDEO, replace(VIDEO), changed)
    frames = [writer.encode("a", video_unit(number, track=track)) for number, track in enumerate(given)]
    assert [frame[4] for frame in frames] == [2, 3, 2, 2]
    tracks = [found.unit.track for frame in frames for found in reader.receive(frame) if isinstance(found, WiredUnit)]
    assert tracks == [VIDEO, VIDEO, VIDEO, changed]
    assert tracks[0] is tracks[1] is tracks[2]


def test_streams_do_not_share_tracks_and_are_forgotten() -> None:
    writer, reader = UnitWriter(), FrameReader()
    for stream in ("a", "b"):
        reader.receive(writer.encode(stream, audio_unit(0)))
    reader.receive(writer.forget("a"))
    assert len(reader.receive(wire.encode_unit("b", audio_unit(1)))) == 1
    with pytest.raises(WireError, match="before its track"):
        reader.receive(wire.encode_unit("a", audio_unit(1)))
    assert writer.encode("a", audio_unit(2))[4] == 2


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (bytes(4), "A frame of 0 bytes"),
        ((wire.MAX_FRAME_BYTES + 1).to_bytes(4), "A frame of"),
        (_frame(9, b""), "kind 9"),
        (_frame(1, b"{"), "no JSON"),
        (_frame(1, b"[" * 100_000), "no JSON"),
        (_frame(1, b"[]"), "no JSON object"),
        (_frame(1, b" " * (wire.MAX_MESSAGE_BYTES + 1)), "A text of"),
        (_frame(2, b"\x01a{}"), "lacks a property"),
        (_frame(3, b""), "name of a stream is cut off"),
        (_frame(3, b"\x01\xff"), "no UTF-8"),
        (_frame(3, b"\x01a\x00"), "A unit is cut off"),
    ],
)
def test_what_is_no_frame_of_this_wire_is_refused(sent: bytes, sentence: str) -> None:
    with pytest.raises(WireError, match=sentence):
        FrameReader().receive(sent)


@pytest.mark.parametrize("spoilt", [b'"timescale":0', b'"timescale":-1', b'"timescale":"x"', b'"timescale":true'])
def test_a_track_with_a_value_that_cannot_be_is_refused(spoilt: bytes) -> None:
    body = wire.encode_track("a", AUDIO)[5:].replace(b'"timescale":48000', spoilt)
    with pytest.raises(WireError, match="one that cannot be"):
        FrameReader().receive(_frame(2, body))


def test_tracks_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MAX_TRACKS", 2)
    reader = FrameReader()
    for name in ("a", "b", "a"):
        reader.receive(wire.encode_track(name, VIDEO))
    with pytest.raises(WireError, match="More than 2 tracks"):
        reader.receive(wire.encode_track("c", VIDEO))
