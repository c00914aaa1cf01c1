"""The ladder worker's work on small real pictures, without a socket."""

import threading
from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

import pytest

from fakes.encoded_media import encode
from klieg.media.unit import Unit
from klieg.node.transcode.encoders import EncoderChoice
from klieg.node.transcode.ladder_worker import LadderWork
from klieg.node.transcode.rung_encoder import RungEncoder
from klieg.node.transcode.rungs import parse_sizes, plan_ladder
from klieg.node.transcode.source_decoder import SourceDecoder

if TYPE_CHECKING:
    from klieg.media.track import TrackId
    from klieg.node.workers.child import Link

RUNGS = plan_ladder(parse_sizes("120:400,90:200,60:100"), width=320, height=180, frame_rate=30.0)


class FakeLink:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: dict[TrackId, list[Unit]] = defaultdict(list)
        self._lock = threading.Lock()

    def send_unit(self, _stream: str, unit: Unit) -> None:
        with self._lock:
            self.sent[unit.track.id].append(unit)

    def beat(self) -> None:
        pass

    def forget(self, _stream: str) -> None:
        pass


@pytest.fixture
def link() -> FakeLink:
    return FakeLink()


@pytest.fixture
def work(link: FakeLink) -> LadderWork:
    made = LadderWork(cast("Link", link), EncoderChoice(preset="ultrafast"))
    made.begin("s/1")
    made.plan(RUNGS)
    return made


def test_a_picture_is_decoded_once_and_scaled_from_one_rung_to_the_next(
    work: LadderWork, link: FakeLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded, scaled_from = 0, defaultdict[int, set[int]](set)
    decode, scale = SourceDecoder.decode, RungEncoder.scale

    def count_decoding(self: SourceDecoder, unit: Unit) -> Any:
        nonlocal decoded
        decoded += 1
        return decode(self, unit)

    def note_scaling(self: RungEncoder, frame: Any) -> Any:
        scaled_from[self.rung.number].add(frame.height)
        return scale(self, frame)

    monkeypatch.setattr(SourceDecoder, "decode", count_decoding)
    monkeypatch.setattr(RungEncoder, "scale", note_scaling)
    media = encode(size=(320, 180))
    source = media.of(media.video)
    for unit in source:
        work.receive_unit(unit)
    work.begin("s/2")
    assert decoded == len(source)
    assert scaled_from == {1: {180}, 2: {120}, 3: {90}}
    assert {len(units) for units in link.sent.values()} == {len(source)}
    assert len(link.sent) == len(RUNGS)


def test_a_rung_that_fails_ends_the_work_with_its_reason(work: LadderWork, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: RungEncoder, _frame: object, *, keyframe: bool) -> list[Unit]:
        raise RuntimeError(f"keyframe {keyframe}")

    monkeypatch.setattr(RungEncoder, "encode", fail)
    media = encode(size=(320, 180))
    work.receive_unit(media.of(media.video)[0])
    with pytest.raises(RuntimeError, match="keyframe True"):
        work.plan(RUNGS)
